"""The pieces that every picture is drawn from, and what a finished picture is.

One source for the website and for paper: everything has black-and-white presentation attributes,
which is what paper shows, and a class, through which the website's stylesheet sets its colours.
`svg.py` writes its values as they are, so every word of the guide passes `escaped` on its way in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from math import ceil
from typing import TypeVar

import svg

T = TypeVar("T")
TEXT_FACE = "Text"
"""The typeface of the books; on the website the stylesheet names its own."""


@dataclass(frozen=True)
class Sheet:
    """What a drawing is made for."""

    name: str
    width: float
    """In units: CSS pixels on the screen it is made for, quarters of a millimetre on paper."""
    linked: bool
    """Whether its marks are links; in a book a link holds words only."""


NARROW = Sheet("narrow", 328, linked=True)
"""A phone 360 pixels wide, without its margins."""
WIDE = Sheet("wide", 680, linked=True)
"""A laptop's column of text."""
PAPER = Sheet("paper", 680, linked=False)
"""The full width of a sheet: 170 mm."""
LARGE = Sheet("large", 316, linked=False)
"""The same in large print: 18 points are 12 units."""


@dataclass(frozen=True)
class Drawing:
    """One SVG: a picture may have several, one below the other."""

    sheet: Sheet
    alternative: str
    """What it shows, for those who cannot see it."""
    height: float
    elements: Sequence[svg.Element]

    @property
    def html(self) -> str:
        """The SVG; on paper its title is its alternative text, as WeasyPrint wants it."""
        title = [] if self.sheet.linked else [svg.Title(text=escaped(self.alternative))]
        named = {"role": "group", "aria-label": escaped(self.alternative)}
        return svg.SVG(
            class_=["sg-drawing", f"d-{self.sheet.name}"],
            viewBox=svg.ViewBoxSpec(0, 0, _whole(self.sheet.width), _whole(self.height)),
            extra={"font-family": TEXT_FACE, **(named if self.sheet.linked else {})},
            elements=[*title, *self.elements],
        ).as_str()


@dataclass(frozen=True)
class Cell:
    """A cell of a picture's table."""

    html: str
    link: str = ""

    @classmethod
    def of(cls, text: str) -> Cell:
        """A cell of plain words."""
        return cls(escaped(text))


@dataclass(frozen=True)
class Picture:
    """A picture with its words: everything that its template sets."""

    name: str
    """What its class is called, as in `theme-map`."""
    title: str
    summary: str
    """What there is to see, in a sentence or two."""
    hint: str
    """What the line above it says of its marks, on the website."""
    drawings: tuple[Drawing, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    """The data; the first cell of a row is its head."""
    on_paper: str
    """Where readers of the book find the data."""
    key: tuple[str, ...] = ()
    """The words for the numbers in it, from 1, as HTML; `key_link` leads to them."""
    landscape: bool = False
    open_table: bool = False
    """Whether the table stands open below it, on paper too, because it tells more."""


@dataclass
class Pen:
    """Draws in one drawing, from the top down."""

    sheet: Sheet
    elements: list[svg.Element] = field(default_factory=list)

    def add(self, *elements: svg.Element) -> None:
        """Put elements on top."""
        self.elements += elements

    def mark(self, link: str, says: str, *elements: svg.Element, lights: str = "") -> None:
        """Something to choose: on the website a link, which says what it shows."""
        if not self.sheet.linked:
            self.add(*elements)
            return
        extra = {"aria-label": escaped(says)}
        if lights:
            extra["data-lights"] = escaped(lights)
        self.add(svg.A(href=escaped(link), extra=extra, elements=list(elements)))


def key_link(picture: str, number: int) -> str:
    """The link to the words for a number of a picture, which stand below it."""
    return f"#{picture}-{number}"


def shares(items: Sequence[T], most: float) -> list[Sequence[T]]:
    """The items in runs of about the same length, none longer than `most` allows."""
    runs = ceil(len(items) / max(int(most), 1))
    length = ceil(len(items) / max(runs, 1))
    return [items[at : at + length] for at in range(0, len(items), max(length, 1))]


def escaped(text: str) -> str:
    """A text that is safe inside SVG, in an attribute too."""
    return escape(text, quote=True)


def _whole(value: float) -> int:
    return ceil(value)


def box(
    x: float, y: float, wide: float, high: float, role: str, radius: float = 0, thick: float = 1
) -> svg.Rect:
    """A rectangle: `card`, `solid`, `outline`, `soft` or `hit`, which is not seen."""
    fill, stroke = BOXES[role]
    return svg.Rect(
        class_=[f"d-{role}"],
        x=short(x),
        y=short(y),
        width=short(wide),
        height=short(high),
        rx=radius or None,
        fill=fill,
        stroke=stroke,
        stroke_width=thick if stroke != "none" else None,
        pointer_events="all" if role == "hit" else None,
    )


BOXES = {
    "card": ("#fff", "#000"),
    "solid": ("#000", "#000"),
    "outline": ("#fff", "#000"),
    "soft": ("none", "#777"),
    "work": ("#fff", "#777"),
    "life": ("#fff", "#000"),
    "date": ("#fff", "none"),
    "hit": ("none", "none"),
}
"""Fill and stroke on paper."""
STROKES = {"rule": "#777", "road": "#fff"}
"""Lines that are not black on paper."""


def line(
    path: Sequence[svg.PathData], role: str, thick: float = 1, dashes: Sequence[float] = ()
) -> svg.Path:
    """A line along a path: `rule`, which is faint, `stroke`, or `hatch`."""
    return svg.Path(
        class_=[f"d-{role}"],
        d=list(path),
        fill="none",
        stroke=STROKES.get(role, "#000"),
        stroke_width=thick,
        stroke_dasharray=list(dashes) or None,
    )


def polyline(*points: tuple[float, float]) -> list[svg.PathData]:
    """A path of straight lines."""
    (x, y), *others = points
    return [svg.M(short(x), short(y)), *(svg.L(short(x), short(y)) for x, y in others)]


def disc(x: float, y: float, radius: float, role: str) -> svg.Circle:
    """A disc, in the roles of boxes."""
    fill, stroke = BOXES[role]
    return svg.Circle(
        class_=[f"d-{role}"],
        cx=short(x),
        cy=short(y),
        r=short(radius),
        fill=fill,
        stroke=stroke,
        stroke_width=1,
    )


def words(
    x: float,
    y: float,
    text: str,
    size: float,
    *,
    at: str = "start",
    role: str = "ink",
    bold: bool = False,
    turned: bool = False,
) -> svg.Text:
    """A line of words on its baseline: `ink`, `quiet`, or `on-solid`; `turned` reads upwards."""
    return svg.Text(
        class_=[f"d-{role}"],
        x=short(x),
        y=short(y),
        text=escaped(text),
        font_size=size,
        font_weight="bold" if bold else None,
        text_anchor=at if at != "start" else None,  # type: ignore[arg-type]
        fill={"ink": "#000", "quiet": "#333", "on-solid": "#fff"}[role],
        transform=[svg.Rotate(-90, short(x), short(y))] if turned else None,
    )


def paragraph(
    x: float,
    y: float,
    rows: Iterable[str],
    size: float,
    *,
    at: str = "start",
    role: str = "ink",
    bold: bool = False,
) -> list[svg.Element]:
    """Lines of words below each other; `y` is the baseline of the first."""
    return [
        words(x, y + number * leading(size), text, size, at=at, role=role, bold=bold)
        for number, text in enumerate(rows)
    ]


def leading(size: float) -> float:
    """From one baseline to the next."""
    return size * 1.22


def hatched(x: float, y: float, side: float, gap: float = 4) -> list[svg.Element]:
    """A square with slanting lines."""
    path: list[svg.PathData] = []
    offset = gap / 2
    while offset < 2 * side:
        low, high = max(0.0, offset - side), min(side, offset)
        path += polyline((x + low, y + offset - low), (x + high, y + offset - high))
        offset += gap
    return [box(x, y, side, side, "outline"), line(path, "hatch", 1.2)]


def short(value: float) -> float:
    """A number short enough for a file that many will load."""
    short = round(value, 1)
    return int(short) if short == int(short) else short
