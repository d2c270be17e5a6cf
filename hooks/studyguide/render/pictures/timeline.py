"""The two-lane timeline: the work above (or left), life below (or right), differences joined.

A line joins what a comparison compares; the sign on it is that of the verdict. Time runs evenly
from row to row and not by the year, because most guides have years without news.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import svg

from studyguide.model import Comparison, Guide, Moment
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
    disc,
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

SENTENCE = re.compile(r".+?[.!?](?=\s|$)")
LANES = ("work", "life")
LANDSCAPE = Sheet("paper", 960, linked=False)
"""A sheet on its side: 250 mm."""
FEW = 4
"""Moments for which an upright sheet is wide enough."""
SIZE = 12.0
DATE = 12.0
"""Half the height of a date."""
ABOVE, BELOW = 42.0, 20.0
"""From the axis to a card of the work, with room for the sign, and to a life card."""
SPINE = 76.0
NEAR = 12.0
"""From the spine to the date and to the card of a moment that has only one."""
SIGN = 12.0
"""Half the height of a sign."""
PAD = 7.0


@dataclass(frozen=True)
class Row:
    """A moment as the drawing shows it."""

    moment: Moment
    date: str
    work: str
    life: str
    link: str
    says: str
    """All of it in words."""
    comparison: Comparison | None
    compared_at: str
    """The link to it."""
    join_says: str
    """What the join says."""

    def told(self, lane: str) -> str:
        """What a lane tells, in short."""
        return self.work if lane == "work" else self.life


def timeline(site: Site, guide: Guide, paper: bool) -> Picture:
    """Every moment of the guide, in order of time, for screens or for paper."""
    rows = _rows(site, guide)
    gettext, names = site.words.gettext, _names(site)
    upright = len(rows) <= FEW
    return Picture(
        name="timeline",
        title=gettext("Two lanes: %(the_work)s and %(life)s"),
        summary=_summary(site, rows),
        hint=gettext("Choose a box to read its moment, or a sign to read what is compared."),
        drawings=(
            *_strips(site, rows, *_sheet(paper, upright)),
            *_ladder(site, rows, LARGE if paper else NARROW),
        ),
        head=(gettext("Date"), *names, gettext("Compared"), gettext("Verdict")),
        rows=tuple(_cells(site, row) for row in rows),
        on_paper=gettext("The rows of the timeline tell each moment in full."),
        landscape=not upright,
    )


def _names(site: Site) -> tuple[str, str]:
    """How readers see the lanes called."""
    return site.words.gettext("%(In_work)s"), site.words.gettext("%(In_life)s")


def _sheet(paper: bool, upright: bool) -> tuple[Sheet, int]:
    """What the strips are drawn on, and how many moments stand in one."""
    if paper:
        return (PAPER, FEW) if upright else (LANDSCAPE, 6)
    return WIDE, 5


def _summary(site: Site, rows: Sequence[Row]) -> str:
    """How many moments there are, in which lanes, and how many are compared."""
    gettext, ngettext = site.words.gettext, site.words.ngettext
    joined = sum(row.comparison is not None for row in rows)
    if len(rows) == 1:
        told = [gettext("One moment: %(date)s.", date=rows[0].date)]
        if joined:
            told.append(gettext("The sign tells the verdict of its comparison."))
        return " ".join(told)
    told = [
        _when(site, rows),
        ngettext(
            "%(n)s stands in both lanes.",
            "%(n)s stand in both lanes.",
            sum(bool(row.work and row.life) for row in rows),
        ),
        ngettext(
            "%(n)s has a comparison, whose sign tells the verdict.",
            "%(n)s have a comparison, whose sign tells the verdict.",
            joined,
        ),
    ]
    if joined < len(rows):
        told.append(gettext("A dotted line joins a date to a moment that has no comparison."))
    return " ".join(told)


def _when(site: Site, rows: Sequence[Row]) -> str:
    """How many moments there are, and of what time."""
    first, last = rows[0].date, rows[-1].date
    if first == last:
        return site.words.ngettext(
            "%(n)s moment of %(date)s.", "%(n)s moments of %(date)s.", len(rows), date=first
        )
    return site.words.ngettext(
        "%(n)s moment from %(first)s to %(last)s.",
        "%(n)s moments from %(first)s to %(last)s.",
        len(rows),
        first=first,
        last=last,
    )


def _rows(site: Site, guide: Guide) -> list[Row]:
    order = sorted(guide.moments, key=_time)
    known = {comparison.id: comparison for comparison in guide.comparisons}
    return [_row(site, moment, known.get(moment.comparison)) for moment in order]


def _row(site: Site, moment: Moment, compared: Comparison | None) -> Row:
    date = plain(site.title(moment.id))
    work = _short(site, moment, "work", moment.work_short)
    life = _short(site, moment, "life", moment.life_short)
    told = [
        site.words.gettext("%(lane)s: %(text)s", lane=name, text=text)
        for name, text in zip(_names(site), (work, life), strict=True)
        if text
    ]
    says = f"{date}. {' '.join(told)}"
    link = site.link(moment.id)
    if compared is None:
        return Row(moment, date, work, life, link, says, None, "", "")
    verdict = with_capital(site.words.pgettext("verdict", compared.verdict))
    join_says = f"{plain(site.title(compared.id))} {verdict}."
    compared_at = site.link(compared.id)
    return Row(moment, date, work, life, link, says, compared, compared_at, join_says)


def _time(moment: Moment) -> tuple[int, int, int]:
    """What sorts moments: by the year in which each begins, then by the month."""
    return moment.year.first, moment.month, moment.year.last


def _short(site: Site, moment: Moment, lane: str, short: str) -> str:
    """The author's short words for a lane, or the first sentence of what it tells."""
    text = plain(site.part_html(moment, lane))
    found = SENTENCE.match(text)
    return short or (found[0] if found else text)


def _cells(site: Site, row: Row) -> tuple[Cell, ...]:
    compared = row.comparison
    full = [plain(site.part_html(row.moment, lane)) for lane in LANES]
    return (
        Cell(site.title(row.moment.id), row.link),
        *(Cell.of(text) for text in full),
        Cell(site.title(compared.id), site.link(compared.id)) if compared else Cell.of(""),
        Cell.of(site.words.pgettext("verdict", compared.verdict) if compared else ""),
    )


def _card(pen: Pen, row: Row, lane: str, place: tuple[float, float, float, float]) -> None:
    x, y, wide, high = place
    text = lines(row.told(lane), SIZE, wide - 2 * PAD)
    first = y + (high - len(text) * leading(SIZE)) / 2 + SIZE
    pen.mark(
        row.link,
        row.says,
        box(x, y, wide, high, lane, 3, 1 if lane == "work" else 1.6),
        *paragraph(x + PAD, first, text, SIZE),
    )


def _needs(row: Row, lane: str, wide: float) -> float:
    """How high the card of a lane is; 0 where it tells nothing."""
    text = lines(row.told(lane), SIZE, wide - 2 * PAD)
    return max(len(text) * leading(SIZE) + 2 * PAD, 26) if text else 0


def _join(pen: Pen, row: Row, x: float, y: float) -> None:
    """The sign of the verdict on the line that joins the lanes."""
    if row.comparison is None:
        return
    marks: list[svg.Element] = [
        disc(x, y, SIGN, "card"),
        *sign(row.comparison.verdict, x - 7, y - 7, 14),
    ]
    pen.mark(row.compared_at, row.join_says, *marks)


# ---- Strips: the work above, life below ----------------------------------------------------------


def _strips(site: Site, rows: Sequence[Row], sheet: Sheet, columns: int) -> Iterator[Drawing]:
    for run in shares(rows, columns):
        yield _strip(site, run, sheet, columns)


def _strip(site: Site, rows: Sequence[Row], sheet: Sheet, columns: int) -> Drawing:
    pen = Pen(sheet)
    step = sheet.width / columns
    wide = step - 10
    above, below = (max(_needs(row, lane, wide) for row in rows) for lane in LANES)
    work, life = _names(site)
    axis = 18 + above + ABOVE
    high = axis + BELOW + below + 18
    pen.add(
        words(0, 11, work, SIZE, role="quiet", bold=True),
        words(0, high - 3, life, SIZE, role="quiet", bold=True),
        line(polyline((0, axis), (sheet.width, axis)), "rule", 1.5),
    )
    for number, row in enumerate(rows):
        _post(pen, row, number * step, wide, axis)
    when = site.words.gettext("%(first)s to %(last)s.", first=rows[0].date, last=rows[-1].date)
    told = " ".join((when, *(row.says for row in rows)))
    return Drawing(sheet, told, high, pen.elements)


def _post(pen: Pen, row: Row, x: float, wide: float, axis: float) -> None:
    """One moment across the axis."""
    middle = x + wide / 2
    for lane, away in (("work", -ABOVE), ("life", BELOW)):
        needs = _needs(row, lane, wide)
        if not needs:
            continue
        near = axis + away
        pen.add(
            line(
                polyline((middle, axis), (middle, near)),
                "stroke",
                dashes=(2, 3) if row.comparison is None else (),
            )
        )
        _card(pen, row, lane, (x, near - (needs if away < 0 else 0), wide, needs))
    pen.add(
        box(x, axis - DATE, wide, 2 * DATE, "date"),
        words(middle, axis + 4.2, row.date, SIZE, at="middle", bold=True),
    )
    _join(pen, row, middle, axis - DATE - 14)


# ---- Ladder: the work on the left, life on the right ---------------------------------------------


def _ladder(site: Site, rows: Sequence[Row], sheet: Sheet) -> Iterator[Drawing]:
    pen = Pen(sheet)
    work, life = (lines(name, SIZE, sheet.width / 2 - NEAR) for name in _names(site))
    pen.add(
        *paragraph(0, 14, work, SIZE, bold=True),
        *paragraph(sheet.width, 14, life, SIZE, at="end", bold=True),
    )
    told = site.words.gettext("%(The_work)s on the left, %(life)s on the right")
    high = 22 + (max(len(work), len(life)) - 1) * leading(SIZE)
    yield Drawing(sheet, told, high, pen.elements)
    for row in rows:
        yield _rung(row, sheet)


def _rung(row: Row, sheet: Sheet) -> Drawing:
    """One moment across the spine: its date, above the sign where there is one."""
    told = [lane for lane in LANES if row.told(lane)]
    if len(told) == 1:
        return _lone_rung(row, told[0], sheet)
    pen = Pen(sheet)
    wide = (sheet.width - SPINE) / 2
    middle = sheet.width / 2
    date = lines(row.date, SIZE, SPINE - 4)
    tall = len(date) * leading(SIZE) + 5
    needs = [_needs(row, lane, wide) for lane in LANES]
    y = max(*(need / 2 for need in needs), tall + SIGN + 1 if row.comparison else tall / 2)
    high = y + max(*(need / 2 for need in needs), SIGN + 2)
    pen.add(line(polyline((middle, 0), (middle, high + 8)), "rule", 1.5))
    for lane, need, x in zip(LANES, needs, (0.8, wide + SPINE - 0.8), strict=True):
        if need:
            near = x + wide if lane == "work" else x
            dashes = (2, 3) if row.comparison is None else ()
            pen.add(line(polyline((middle, y), (near, y)), "stroke", dashes=dashes))
            _card(pen, row, lane, (x, y - need / 2, wide, need))
    top = y - SIGN - 1 - tall if row.comparison else y - tall / 2
    across = max(width(text, SIZE) for text in date)
    pen.add(
        box(middle - across / 2, top, across, tall, "date"),
        *paragraph(middle, top + SIZE + 1, date, SIZE, at="middle", bold=True),
    )
    _join(pen, row, middle, y)
    return Drawing(sheet, row.says, high + 8, pen.elements)


def _lone_rung(row: Row, lane: str, sheet: Sheet) -> Drawing:
    """A moment of one lane: its date takes the other lane's room, so that the card is wide."""
    pen = Pen(sheet)
    middle = sheet.width / 2
    away = SIGN + 6 if row.comparison else NEAR
    wide = middle - away - 0.8
    needs = _needs(row, lane, wide)
    y = max(needs / 2, SIGN + 2 if row.comparison else 0)
    pen.add(line(polyline((middle, 0), (middle, 2 * y + 8)), "rule", 1.5))
    side = -1 if lane == "work" else 1
    near = middle + side * away
    dashes = (2, 3) if row.comparison is None else ()
    pen.add(
        line(polyline((middle, y), (near, y)), "stroke", dashes=dashes),
        words(
            middle - side * away,
            y + SIZE * 0.36,
            row.date,
            SIZE,
            at="start" if lane == "work" else "end",
            bold=True,
        ),
    )
    _card(pen, row, lane, (0.8 if lane == "work" else near, y - needs / 2, wide, needs))
    _join(pen, row, middle, y)
    return Drawing(sheet, row.says, 2 * y + 8, pen.elements)
