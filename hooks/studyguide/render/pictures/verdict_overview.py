"""The verdict overview: one square for each comparison, by verdict and by page.

The number in a square is that of the comparison; the sign before a verdict is the same as on its
badge. A thick edge marks a major comparison.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import svg

from studyguide.language.kinds import VERDICTS
from studyguide.model import Comparison, Guide, unique
from studyguide.render.fragments import plain
from studyguide.render.pictures.drawing import (
    LARGE,
    NARROW,
    PAPER,
    WIDE,
    Cell,
    Drawing,
    Pen,
    Picture,
    Sheet,
    box,
    counted,
    leading,
    line,
    paragraph,
    polyline,
    shares,
    words,
)
from studyguide.render.pictures.lettering import lines
from studyguide.render.pictures.signs import sign
from studyguide.render.site import Site

GAP = 3.0
COLUMN = 76.0
"""The least width of a page's column; more pages go into another drawing."""
UNSURE = "not stated"


@dataclass(frozen=True)
class Board:
    """The measures of the overview on one kind of sheet."""

    sheet: Sheet
    mark: float
    size: float = 12
    label: float = 0
    """The room for the verdict before its squares; without one it stands above them."""


BOARDS = (Board(NARROW, 25), Board(WIDE, 27, 13, 128), Board(PAPER, 25, 12, 128), Board(LARGE, 25))


def verdict_overview(site: Site, guide: Guide, paper: bool) -> Picture:
    """Every comparison of the guide, for screens or for paper."""
    counts = {v: sum(c.verdict == v for c in guide.comparisons) for v in VERDICTS}
    told = ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count)
    major = sum(comparison.major for comparison in guide.comparisons)
    return Picture(
        name="verdict-overview",
        title="All verdicts at a glance",
        summary=_summary(len(guide.comparisons), told, major),
        hint="Choose a number to read its question.",
        drawings=tuple(
            _drawing(site, guide, board, pages)
            for board in BOARDS
            if board.sheet.linked != paper
            for pages in shares(_pages(guide), (board.sheet.width - board.label) / COLUMN)
        ),
        head=("Number", "Question", "Verdict", "Major", "How sure we are", "Page"),
        rows=tuple(
            (
                Cell.of(str(number)),
                Cell(site.title(comparison.id), site.link(comparison.id)),
                Cell.of(comparison.verdict),
                Cell.of("yes" if comparison.major else "no"),
                Cell.of(comparison.confidence or UNSURE),
                Cell.of(_page(site, comparison.page)),
            )
            for number, comparison in enumerate(guide.comparisons, 1)
        ),
        on_paper="The numbers are those of the table of all comparisons.",
    )


def _summary(comparisons: int, told: str, major: int) -> str:
    said = f"{counted(comparisons, 'comparison')}: {told}."
    if major == 1:
        return f"{said} One is major; a thick edge marks it."
    return f"{said} {major} of them are major; a thick edge marks them." if major else said


def _page(site: Site, src: str) -> str:
    return site.html[src].title or site.guide.page_by_src[src].title


def _short_names(names: Sequence[str]) -> list[str]:
    """The names without what all of them end with after a colon."""
    tails = {name.partition(":")[2] for name in names}
    return [name.partition(":")[0] for name in names] if len(tails) == 1 else list(names)


def _pages(guide: Guide) -> tuple[str, ...]:
    """The pages that hold comparisons, in the order of the guide."""
    return unique(comparison.page for comparison in guide.comparisons)


def _drawing(site: Site, guide: Guide, board: Board, pages: Sequence[str]) -> Drawing:
    pen = Pen(board.sheet)
    column = (board.sheet.width - board.label) / len(pages)
    names = _short_names([plain(_page(site, src)) for src in pages])
    y = _heads(pen, names, board, column)
    for verdict in VERDICTS:
        if any(c.verdict == verdict and c.page in pages for c in guide.comparisons):
            y = _verdict(pen, site, guide, board, pages, verdict, y)
    told = f"Comparisons by verdict, on {', '.join(names)}"
    return Drawing(board.sheet, told, y, pen.elements)


def _heads(pen: Pen, names: Sequence[str], board: Board, column: float) -> float:
    texts = [lines(name, board.size, column - 8) for name in names]
    high = max((len(text) for text in texts), default=0) * leading(board.size) + 8
    for number, text in enumerate(texts):
        x = board.label + number * column
        pen.add(*paragraph(x + 2, board.size, text, board.size, bold=True))
    return high


def _verdict(
    pen: Pen, site: Site, guide: Guide, board: Board, pages: Sequence[str], verdict: str, y: float
) -> float:
    column = (board.sheet.width - board.label) / len(pages)
    count = sum(comparison.verdict == verdict for comparison in guide.comparisons)
    pen.add(line(polyline((0, y), (board.sheet.width, y)), "rule", 0.75))
    top = y + 6 + (0 if board.label else 24)
    pen.add(
        *sign(verdict, 0, y + 8, 16),
        words(22, y + 8 + 12.5, f"{verdict.capitalize()}: {count}", board.size, bold=True),
    )
    bottom = top + board.mark
    for number, src in enumerate(pages):
        found = _numbered(guide, verdict, src)
        x = board.label + number * column
        bottom = max(bottom, _squares(pen, site, board, found, (x, top, column)))
    return bottom + 8


def _numbered(guide: Guide, verdict: str, src: str) -> Iterator[tuple[int, Comparison]]:
    return (
        (number, comparison)
        for number, comparison in enumerate(guide.comparisons, 1)
        if (comparison.verdict, comparison.page) == (verdict, src)
    )


def _squares(
    pen: Pen,
    site: Site,
    board: Board,
    found: Iterator[tuple[int, Comparison]],
    place: tuple[float, float, float],
) -> float:
    """The squares of one cell, row by row; gives where they end."""
    left, top, room = place
    step = board.mark + GAP
    in_row = max(int((room - 4) / step), 1)
    bottom = top
    for at, (number, comparison) in enumerate(found):
        x, y = left + 2 + at % in_row * step, top + at // in_row * step
        says = (
            f"{number}. {plain(site.title(comparison.id))} {comparison.verdict.capitalize()}"
            f"{', major' if comparison.major else ''}. "
            f"How sure we are: {comparison.confidence or UNSURE}."
        )
        pen.mark(site.link(comparison.id), says, *_square(x, y, board, number, comparison))
        bottom = y + step
    return bottom


def _square(
    x: float, y: float, board: Board, number: int, comparison: Comparison
) -> list[svg.Element]:
    side = board.mark
    thick = 2.5 if comparison.major else 1
    inset = thick / 2
    edge = box(x + inset, y + inset, side - thick, side - thick, "card", 3, thick)
    size = 11 if number < 100 else 9
    return [
        edge,
        words(
            x + side / 2,
            y + side / 2 + size * 0.36,
            str(number),
            size,
            at="middle",
            bold=comparison.major,
        ),
    ]
