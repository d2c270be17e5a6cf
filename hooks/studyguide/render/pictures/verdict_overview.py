"""The verdict overview: one square for each comparison, by verdict and by page.

The number in a square is that of the comparison; the sign before a verdict is the same as on its
badge. A thick edge marks a major comparison.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

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
    leading,
    line,
    paragraph,
    polyline,
    shares,
    words,
)
from studyguide.render.pictures.lettering import lines, width
from studyguide.render.pictures.signs import sign
from studyguide.render.site import Site
from studyguide.words import with_capital

GAP = 3.0
NAME = 22.0
"""Where the name of a verdict begins, behind its sign."""
MOST = 240.0
"""The most room for a name before its squares; a longer one breaks."""
COLUMN = 76.0
"""The least width of a page's column; more pages go into another drawing."""


@dataclass(frozen=True)
class Board:
    """The measures of the overview on one kind of sheet."""

    sheet: Sheet
    mark: float
    size: float = 12
    label: float = 0
    """The room for the verdict before its squares; without one it stands above them."""

    def lines(self, text: str) -> tuple[str, ...]:
        """A verdict in the lines that it takes."""
        return lines(text, self.size, (self.label or self.sheet.width) - NAME)


BOARDS = (Board(NARROW, 25), Board(WIDE, 27, 13, 128), Board(PAPER, 25, 12, 128), Board(LARGE, 25))
"""Before the names of the verdicts are known, which may need more room."""


def verdict_overview(site: Site, guide: Guide, paper: bool) -> Picture:
    """Every comparison of the guide, for screens or for paper."""
    gettext = site.words.gettext
    return Picture(
        name="verdict-overview",
        title=gettext("All verdicts at a glance"),
        summary=_summary(site, guide),
        hint=gettext("Choose a number to read its question."),
        drawings=tuple(
            _drawing(site, guide, board, pages)
            for board in (_with_room(site, guide, board) for board in BOARDS)
            if board.sheet.linked != paper
            for pages in shares(_pages(guide), (board.sheet.width - board.label) / COLUMN)
        ),
        head=(
            gettext("Number"),
            gettext("Question"),
            gettext("Verdict"),
            gettext("Major"),
            gettext("How sure we are"),
            gettext("Page"),
        ),
        rows=tuple(
            _row(site, number, comparison) for number, comparison in enumerate(guide.comparisons, 1)
        ),
        on_paper=gettext("The numbers are those of the table of all comparisons."),
    )


def _row(site: Site, number: int, comparison: Comparison) -> tuple[Cell, ...]:
    pgettext = site.words.pgettext
    return (
        Cell.of(str(number)),
        Cell(site.title(comparison.id), site.link(comparison.id)),
        Cell.of(pgettext("verdict", comparison.verdict)),
        Cell.of(pgettext("answer", "yes") if comparison.major else pgettext("answer", "no")),
        Cell.of(_confidence(site, comparison)),
        Cell.of(_page(site, comparison.page)),
    )


def _confidence(site: Site, comparison: Comparison) -> str:
    if comparison.confidence:
        return site.words.pgettext("confidence", comparison.confidence)
    return site.words.gettext("not stated")


def _counts(guide: Guide) -> dict[str, int]:
    """How many comparisons have each verdict that occurs."""
    counts = {v: sum(c.verdict == v for c in guide.comparisons) for v in VERDICTS}
    return {verdict: count for verdict, count in counts.items() if count}


def _summary(site: Site, guide: Guide) -> str:
    """How many comparisons there are, by verdict, and how many of them are major."""
    pgettext, ngettext = site.words.pgettext, site.words.ngettext
    verdicts = [
        pgettext(
            "how many comparisons have it",
            "%(n)s %(verdict)s",
            n=count,
            verdict=pgettext("verdict", verdict),
        )
        for verdict, count in _counts(guide).items()
    ]
    told = ngettext(
        "%(n)s comparison: %(verdicts)s.",
        "%(n)s comparisons: %(verdicts)s.",
        len(guide.comparisons),
        verdicts=", ".join(verdicts),
    )
    major = sum(comparison.major for comparison in guide.comparisons)
    if not major:
        return told
    return f"{told} " + ngettext(
        "One is major; a thick edge marks it.",
        "%(n)s of them are major; a thick edge marks them.",
        major,
    )


def _name(site: Site, verdict: str) -> str:
    """A verdict as it stands at the beginning."""
    return with_capital(site.words.pgettext("verdict", verdict))


def _label(site: Site, verdict: str, count: int) -> str:
    return site.words.gettext("%(verdict)s: %(n)s", verdict=_name(site, verdict), n=count)


def _with_room(site: Site, guide: Guide, board: Board) -> Board:
    """The board with room for every verdict before its squares, if they stand there."""
    if not board.label:
        return board
    labels = (_label(site, verdict, count) for verdict, count in _counts(guide).items())
    widest = max((width(label, board.size) for label in labels), default=0)
    return replace(board, label=min(max(board.label, NAME + widest + GAP), MOST))


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
    told = site.words.gettext("Comparisons by verdict, on %(pages)s", pages=", ".join(names))
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
    label = board.lines(_label(site, verdict, _counts(guide)[verdict]))
    more = (len(label) - 1) * leading(board.size)
    pen.add(
        line(polyline((0, y), (board.sheet.width, y)), "rule", 0.75),
        *sign(verdict, 0, y + 8, 16),
        *paragraph(NAME, y + 8 + 12.5, label, board.size, bold=True),
    )
    top = y + 6 + (0 if board.label else 24 + more)
    bottom = top + max(board.mark, more + 24 if board.label else 0)
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
        says = f"{number}. {_says(site, comparison)}"
        pen.mark(site.link(comparison.id), says, *_square(x, y, board, number, comparison))
        bottom = y + step
    return bottom


def _says(site: Site, comparison: Comparison) -> str:
    """All that a square tells, in words."""
    gettext, verdict = site.words.gettext, _name(site, comparison.verdict)
    told = (
        plain(site.title(comparison.id)),
        gettext("%(verdict)s, major.", verdict=verdict)
        if comparison.major
        else gettext("%(verdict)s.", verdict=verdict),
        gettext("How sure we are: %(confidence)s.", confidence=_confidence(site, comparison)),
    )
    return " ".join(told)


def _square(
    x: float, y: float, board: Board, number: int, comparison: Comparison
) -> list[svg.Element]:
    side = board.mark
    thick = 2.5 if comparison.major else 1
    inset = thick / 2
    edge = box(x + inset, y + inset, side - thick, side - thick, "card", 3, thick)
    size = 11 if number < 100 else 9
    room = side + GAP
    return [
        box(x - GAP / 2, y - GAP / 2, room, room, "hit"),
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
