"""Advice in steps, drawn as a road with one stop for each step, in the order of the steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import svg

from studyguide.model import Steps
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
    disc,
    leading,
    line,
    paragraph,
    shares,
    short,
    words,
)
from studyguide.render.pictures.lettering import lines
from studyguide.render.site import Site

TITLE = 14.0
STOP = 17.0
ROAD = 20.0
RISE = 16.0
MOST = 7
"""How many stops have room side by side."""


def steps_picture(site: Site, block: Steps, paper: bool) -> Picture:
    """The road of one block of steps, for screens or for paper."""
    made = site.of(block).parts
    title = plain(site.title(block.id))
    return Picture(
        name="steps",
        title=title,
        summary=site.words.ngettext("One step.", "%(n)s steps, one after the other.", len(made)),
        hint="",
        drawings=tuple(_drawings(site, title, [plain(html.title) for html in made], paper)),
        head=(site.words.gettext("Step"), site.words.gettext("What it asks")),
        rows=tuple(
            (Cell(f"{number}. {html.title}"), Cell(html.html))
            for number, html in enumerate(made, 1)
        ),
        on_paper="",
        open_table=True,
    )


def _drawings(site: Site, title: str, stops: Sequence[str], paper: bool) -> Iterator[Drawing]:
    start = 1
    for row in shares(stops, MOST):
        told = _told(site, title, row, start)
        yield _climb(told, row, start, PAPER if paper else WIDE)
        start += len(row)
    yield _descent(_told(site, title, stops, 1), stops, LARGE if paper else NARROW)


def _climb(told: str, stops: Sequence[str], start: int, sheet: Sheet) -> Drawing:
    """A road that winds uphill from left to right, with the words below each stop."""
    pen = Pen(sheet)
    column = sheet.width / len(stops)
    texts = [lines(stop, TITLE, column - 10) for stop in stops]
    low = STOP + 4 + (len(stops) - 1) * RISE
    places = [((at + 0.5) * column, low - at * RISE) for at in range(len(stops))]
    ends = [(0.0, low + RISE / 2), *places, (sheet.width, low - (len(stops) - 0.5) * RISE)]
    _road(pen, _winding(ends, upright=False))
    for number, (x, y) in enumerate(places):
        _stop(pen, start + number, x, y)
        pen.add(*paragraph(x, y + STOP + 19, texts[number], TITLE, at="middle", bold=True))
    high = low + STOP + 12 + max(map(len, texts)) * leading(TITLE)
    return Drawing(sheet, told, high, pen.elements)


def _descent(told: str, stops: Sequence[str], sheet: Sheet) -> Drawing:
    """A road that winds down on the left, with the words beside each stop."""
    pen = Pen(sheet)
    left = 2 * STOP + 34
    step = 2 * STOP + 18
    places = [
        (STOP + (20 if number % 2 else 2), STOP + 6 + number * step) for number in range(len(stops))
    ]
    _road(pen, _winding([(places[0][0], 0.0), *places], upright=True))
    for number, ((x, y), stop) in enumerate(zip(places, stops, strict=True), 1):
        _stop(pen, number, x, y)
        text = lines(stop, TITLE, sheet.width - left)
        first = y + 5 - (len(text) - 1) * leading(TITLE) / 2
        pen.add(*paragraph(left, first, text, TITLE, bold=True))
    return Drawing(sheet, told, places[-1][1] + STOP + 6, pen.elements)


def _told(site: Site, title: str, stops: Sequence[str], start: int) -> str:
    steps = "; ".join(f"{number} {stop.rstrip('.')}" for number, stop in enumerate(stops, start))
    return site.words.gettext(
        "%(title)s, a road with the stops %(steps)s", title=title, steps=steps
    )


def _winding(places: Sequence[tuple[float, float]], *, upright: bool) -> list[svg.PathData]:
    """A smooth line through all places, level or upright in each."""
    path: list[svg.PathData] = [svg.M(*map(short, places[0]))]
    for (x0, y0), (x1, y1) in pairwise(places):
        middle = ((x0 + x1) / 2, (y0 + y1) / 2)
        bends = (x0, middle[1], x1, middle[1]) if upright else (middle[0], y0, middle[0], y1)
        path.append(svg.C(*map(short, (*bends, x1, y1))))
    return path


def _road(pen: Pen, path: Sequence[svg.PathData]) -> None:
    pen.add(
        line(path, "road-edge", ROAD),
        line(path, "road", ROAD - 3),
        line(path, "road-middle", 1.2, (7, 6)),
    )


def _stop(pen: Pen, number: int, x: float, y: float) -> None:
    pen.add(
        disc(x, y, STOP, "solid"),
        words(x, y + 6, str(number), 17, at="middle", role="on-solid", bold=True),
    )
