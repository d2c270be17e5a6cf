"""The character map: the one whom most are tied to, and the circles of people around them.

Each card says what its person is to the hub. The other ties run beside the cards in lanes of their
own, each with a number, and the words for the numbers stand below the picture. On the website a
number is a mark too: whoever has no mouse hears the words of a tie from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot, inf

import svg

from studyguide.model import Guide
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
    escaped,
    key_link,
    leading,
    line,
    paragraph,
    polyline,
    words,
)
from studyguide.render.pictures.lettering import lines
from studyguide.render.pictures.ties import Bond, Circle, Lane, Ties, ties_of
from studyguide.render.site import Site
from studyguide.words import N_

NAME = "character-map"
SIZE = 12.0
SMALL = 11.0
LANE = 17.0
BADGE = 7.5
FINGER = 13.5
"""Half of what a finger needs, on the smallest phones too, where drawings are smaller."""
PORT = 8.0
"""From one tie to the next along the edge of a card."""
GAP = 8.0
BETWEEN = 20.0
"""Between two circles."""
TRUNK = 14.0
"""On a phone: the room for the line to the hub, before the cards."""
HUB = 92.0
EDGE = 12.0
"""From a card to the first lane."""
CARD = 130.0
"""The least width of a card; where many are tied, the lanes move together to leave it."""
SPOKE = 34.0


@dataclass(frozen=True)
class PersonCard:
    """A person's place in the drawing."""

    name: str
    title: tuple[str, ...]
    note: tuple[str, ...]
    y: float
    high: float

    @property
    def middle(self) -> float:
        """Half-way down its side."""
        return self.y + self.high / 2


@dataclass(frozen=True)
class Column:
    """Cards below each other: where they begin, how wide they are, and where the lanes run."""

    x: float
    wide: float
    mirrored: bool
    """Whether the lanes run on the left."""
    step: float = LANE
    """From one lane to the next."""

    @property
    def outer(self) -> float:
        """The edge that the lanes start from."""
        return self.x if self.mirrored else self.x + self.wide

    @property
    def inner(self) -> float:
        """The edge towards the hub."""
        return self.x + self.wide if self.mirrored else self.x

    def lane(self, number: int) -> float:
        """Where a lane runs."""
        away = EDGE + number * self.step
        return self.outer - away if self.mirrored else self.outer + away


def character_map(site: Site, guide: Guide, paper: bool) -> Picture:
    """The map of the characters that are tied to somebody, for screens or for paper."""
    ties = ties_of(guide)
    gettext = site.words.gettext
    return Picture(
        name=NAME,
        title=gettext("Character map: who is tied to whom"),
        summary=_summary(site, ties),
        hint=gettext("Choose a card to read all ties of the character, or a number to read one.")
        if ties.numbers
        else gettext("Choose a card to read all ties of the character."),
        drawings=(
            _butterfly(site, ties, PAPER if paper else WIDE),
            *(
                _ladder(site, ties, LARGE, _smallest_first(ties.circles))
                if paper
                else _ladder(site, ties, NARROW, ties.circles)
            ),
        ),
        head=(
            gettext("Tie"),
            gettext("Character"),
            gettext("is to the other"),
            gettext("Other character"),
            gettext("is to the first"),
        ),
        rows=tuple(_row(site, ties, bond) for bond in ties.bonds),
        on_paper="",
        key=tuple(_sentence(site, bond) for bond in ties.numbers),
    )


def _summary(site: Site, ties: Ties) -> str:
    """How many people and ties there are, and what a card and a number say."""
    gettext, ngettext = site.words.gettext, site.words.ngettext
    hub = plain(site.title(ties.hub))
    people = 1 + sum(len(circle.names) for circle in ties.circles)
    there_are = gettext(
        "%(characters)s and %(ties)s.",
        characters=ngettext("%(n)s character", "%(n)s characters", people),
        ties=ngettext("%(n)s tie", "%(n)s ties", len(ties.bonds)),
    )
    tied = ngettext(
        "%(name)s is tied to %(n)s of them.",
        "%(name)s is tied to %(n)s of them.",
        len(ties.of(ties.hub)),
        name=hub,
    )
    if not ties.numbers:
        return f"{there_are} {tied} " + gettext(
            "A card says what its character is to %(name)s.", name=hub
        )
    return f"{there_are} {tied} " + gettext(
        "A card says what its character is to %(name)s; a number marks a tie between two others.",
        name=hub,
    )


def _row(site: Site, ties: Ties, bond: Bond) -> tuple[Cell, ...]:
    number = ties.numbers.get(bond)
    return (
        Cell.of(str(number) if number else site.words.gettext("on the card")),
        Cell(site.title(bond.first), site.link(bond.first)),
        Cell.of(bond.first_is),
        Cell(site.title(bond.second), site.link(bond.second)),
        Cell.of(bond.second_is),
    )


def _sentence(site: Site, bond: Bond) -> str:
    """Both people of a tie and what each is, as HTML."""
    both = escaped(site.words.found(N_("%(first)s and %(second)s")))
    first = _side(site, bond.first, bond.first_is)
    second = _side(site, bond.second, bond.second_is)
    return site.words.fill(both, {"first": first, "second": second})


def _side(site: Site, name: str, how: str) -> str:
    return site.title(name) + (f" ({escaped(how)})" if how else "")


def _note(site: Site, ties: Ties, name: str) -> str:
    """What the card says of the tie to the hub."""
    bond = ties.with_hub(name)
    if bond is None:
        return ""
    if how := bond.words_for(name):
        return how
    hub = plain(site.title(ties.hub))
    return site.words.gettext("%(name)s: %(tie)s", name=hub, tie=bond.words_for(ties.hub))


def _says(site: Site, ties: Ties, name: str) -> str:
    """All ties of a person in words."""
    told = (_tie(site, bond, name, ties.numbers.get(bond)) for bond in ties.of(name))
    return f"{plain(site.title(name))}; {'; '.join(told)}."


def _tie(site: Site, bond: Bond, name: str, number: int | None) -> str:
    """What this one is to the other; where nobody says, what the other is to this one."""
    who, other = plain(site.title(name)), plain(site.title(bond.other(name)))
    numbered = f" ({number})" if number else ""
    if how := bond.words_for(name):
        return site.words.gettext("to %(name)s: %(tie)s", name=other + numbered, tie=how)
    return site.words.gettext(
        "%(other)s to %(name)s: %(tie)s",
        other=other,
        name=who + numbered,
        tie=bond.words_for(bond.other(name)),
    )


# ---- Wide: the hub in the middle, circles on both sides ------------------------------------------


def _butterfly(site: Site, ties: Ties, sheet: Sheet) -> Drawing:
    left, right = _halves(ties.circles)
    broad = [max((c.breadth for c in half), default=0) for half in (left, right)]
    room = sheet.width - HUB - 2 * SPOKE - 2 * EDGE
    step = _step(sum(broad), room - 2 * CARD)
    wide = (room - sum(broad) * step) / 2
    x = broad[0] * step + EDGE
    columns = (
        Column(x, wide, mirrored=True, step=step),
        Column(x + wide + 2 * SPOKE + HUB, wide, mirrored=False, step=step),
    )
    placed = [
        _stacked(site, ties, half, column)
        for half, column in zip((left, right), columns, strict=True)
    ]
    heights = [_end(cards) for cards in placed]
    high = max(*heights, HUB)
    pen, top = Pen(sheet), high / 2
    middle = x + wide + SPOKE + HUB / 2
    for half, column, cards, end in zip((left, right), columns, placed, heights, strict=True):
        moved = [_down(card, (high - end) / 2) for card in cards]
        for card in moved:
            if ties.with_hub(card.name):
                pen.add(_spoke(middle, top, column, card))
        _lanes(pen, half, column, moved)
        for card in moved:
            _card(pen, site, ties, column, card)
        _badges(pen, site, ties, half, column, moved)
    _hub(pen, site, ties, middle, top)
    return Drawing(sheet, _alternative(site, ties), high + 2, pen.elements)


def _step(lanes: int, room: float) -> float:
    """From one lane to the next, where so many share that room."""
    return min(LANE, room / lanes) if lanes else LANE


def _alternative(site: Site, ties: Ties) -> str:
    """What the drawing shows, in words: who stands together."""
    return site.words.gettext(
        "In the middle %(name)s; together stand: %(groups)s",
        name=plain(site.title(ties.hub)),
        groups="; ".join(_names(site, circle) for circle in ties.circles),
    )


def _names(site: Site, circle: Circle) -> str:
    return ", ".join(plain(site.title(name)) for name in circle.names)


def _halves(circles: Sequence[Circle]) -> tuple[list[Circle], list[Circle]]:
    """The circles on two sides, as even as whole circles can be, each side in its old order."""
    sides: tuple[list[Circle], list[Circle]] = ([], [])
    for circle in sorted(circles, key=lambda circle: -len(circle.names)):
        min(sides, key=lambda side: sum(len(c.names) for c in side)).append(circle)
    for side in sides:
        side.sort(key=circles.index)
    return sides


def _spoke(x: float, y: float, column: Column, card: PersonCard) -> svg.Path:
    edge = HUB / 2 * (-1 if column.mirrored else 1)
    bend = SPOKE * (-1 if column.mirrored else 1)
    start = x + edge * 0.6
    path: list[svg.PathData] = [
        svg.M(round(start, 1), round(y, 1)),
        svg.C(
            round(x + edge + bend * 0.6, 1),
            round(y, 1),
            round(x + edge + bend * 0.2, 1),
            round(card.middle, 1),
            round(column.inner, 1),
            round(card.middle, 1),
        ),
    ]
    return line(path, "spoke", 1.2)


def _hub(pen: Pen, site: Site, ties: Ties, x: float, y: float) -> None:
    name = plain(site.title(ties.hub))
    rows = lines(name, 14, HUB - 14)
    first = y - (len(rows) - 1) * leading(14) / 2 + 5
    pen.mark(
        site.link(ties.hub),
        _says(site, ties, ties.hub),
        disc(x, y, HUB / 2, "solid"),
        *paragraph(x, first, rows, 14, at="middle", role="on-solid", bold=True),
        lights=ties.hub,
    )


# ---- Narrow: the hub above, one circle below the other -------------------------------------------


def _smallest_first(circles: Sequence[Circle]) -> list[Circle]:
    """For large print: under the hub, on a page begun, a small circle has room."""
    first = min(circles, key=lambda circle: len(circle.names), default=None)
    return sorted(circles, key=lambda circle: circle is not first)


def _ladder(site: Site, ties: Ties, sheet: Sheet, circles: Sequence[Circle]) -> Iterator[Drawing]:
    pen = Pen(sheet)
    name = plain(site.title(ties.hub))
    pen.mark(
        site.link(ties.hub),
        _says(site, ties, ties.hub),
        box(0.5, 0.5, sheet.width - 1, 34, "solid", 4),
        words(TRUNK, 22, name, 14, role="on-solid", bold=True),
        lights=ties.hub,
    )
    pen.add(line(polyline((5, 34), (5, 46)), "spoke", 1.2))
    told = site.words.gettext("%(name)s, to whom the line on the left leads", name=name)
    yield Drawing(sheet, told, 46, pen.elements)
    broadest = max((circle.breadth for circle in circles), default=0)
    room = sheet.width - TRUNK - EDGE
    step = _step(broadest, room - CARD)
    linked = [any(ties.with_hub(name) for name in circle.names) for circle in circles]
    for number, circle in enumerate(circles):
        breadth = broadest if sheet.linked else circle.breadth
        column = Column(TRUNK, room - breadth * step, mirrored=False, step=step)
        yield _rung(site, ties, sheet, circle, column, any(linked[number + 1 :]))


def _rung(
    site: Site, ties: Ties, sheet: Sheet, circle: Circle, column: Column, more: bool
) -> Drawing:
    """One circle beside the line to the hub, which runs on if there is more below."""
    pen = Pen(sheet)
    cards = _stacked(site, ties, [circle], column)
    end = _end(cards) + BETWEEN
    bound = [card.middle for card in cards if ties.with_hub(card.name)]
    if bound or more:
        pen.add(line(polyline((5, 0), (5, end if more else bound[-1])), "spoke", 1.2))
    for y in bound:
        pen.add(line(polyline((5, y), (TRUNK, y)), "spoke", 1.2))
    _lanes(pen, [circle], column, cards)
    for card in cards:
        _card(pen, site, ties, column, card)
    _badges(pen, site, ties, [circle], column, cards)
    told = site.words.gettext("Together stand: %(names)s", names=_names(site, circle))
    return Drawing(sheet, told, end, pen.elements)


# ---- Cards and lanes -----------------------------------------------------------------------------


def _stacked(site: Site, ties: Ties, circles: Sequence[Circle], column: Column) -> list[PersonCard]:
    """The cards of some circles below each other."""
    cards = []
    y = 1.0
    for circle in circles:
        for place, name in enumerate(circle.names):
            title = lines(plain(site.title(name)), SIZE, column.wide - 16)
            note = lines(_note(site, ties, name), SMALL, column.wide - 16)
            ports = sum(place in (lane.top, lane.bottom) for lane in circle.lanes)
            text = len(title) * leading(SIZE) + len(note) * leading(SMALL) + 9
            high = max(text, (ports + 1) * PORT, 26)
            cards.append(PersonCard(name, title, note, y, high))
            y += high + GAP
        y += BETWEEN - GAP
    return cards


def _end(cards: Sequence[PersonCard]) -> float:
    return cards[-1].y + cards[-1].high if cards else 0


def _down(card: PersonCard, by: float) -> PersonCard:
    return PersonCard(card.name, card.title, card.note, card.y + by, card.high)


def _card(pen: Pen, site: Site, ties: Ties, column: Column, card: PersonCard) -> None:
    x = column.x + 8
    high = len(card.title) * leading(SIZE) + len(card.note) * leading(SMALL)
    y = card.y + (card.high - high) / 2 + SIZE * 0.95
    below = y + len(card.title) * leading(SIZE) - (SIZE - SMALL)
    pen.mark(
        site.link(card.name),
        _says(site, ties, card.name),
        box(column.x, card.y, column.wide, card.high, "card", 4),
        *paragraph(x, y, card.title, SIZE, bold=True),
        *paragraph(x, below, card.note, SMALL, role="quiet"),
        lights=card.name,
    )


def _lanes(
    pen: Pen, circles: Sequence[Circle], column: Column, cards: Sequence[PersonCard]
) -> None:
    for circle in circles:
        for lane, (top, bottom) in _placed(circle, cards).items():
            drawn = _lane(column, lane, top, bottom)
            pen.add(svg.G(class_=["d-tie"], data={"of": _pair(lane.bond)}, elements=[drawn]))


def _badges(
    pen: Pen,
    site: Site,
    ties: Ties,
    circles: Sequence[Circle],
    column: Column,
    cards: Sequence[PersonCard],
) -> None:
    """The numbers of the ties, each a mark that says whose tie it is."""
    placed = _badge_places(circles, column, cards)
    for bond, (x, y) in placed.items():
        number = ties.numbers[bond]
        room = min(FINGER, _nearest(x, y, [at for at in placed.values() if at != (x, y)]) - BADGE)
        drawn = [disc(x, y, max(room, BADGE), "hit"), *_badge(x, y, number)]
        pen.mark(
            key_link(NAME, number),
            f"{number}. {plain(_sentence(site, bond))}.",
            svg.G(class_=["d-tie"], data={"of": _pair(bond)}, elements=drawn),
            lights=_pair(bond),
        )


def _badge_places(
    circles: Sequence[Circle], column: Column, cards: Sequence[PersonCard]
) -> dict[Bond, tuple[float, float]]:
    """Where the number of each tie stands on its lane."""
    placed: dict[Bond, tuple[float, float]] = {}
    for circle in circles:
        ends = _placed(circle, cards)
        stubs = [(y, lane.lane) for lane, pair in ends.items() for y in pair]
        for lane, (top, bottom) in ends.items():
            x, crossed = column.lane(lane.lane), [y for y, far in stubs if far > lane.lane]
            placed[lane.bond] = (x, _clear(x, (top, bottom), crossed, list(placed.values())))
    return placed


def _nearest(x: float, y: float, others: Sequence[tuple[float, float]]) -> float:
    """How far the nearest of some places is."""
    return min((hypot(x - left, y - high) for left, high in others), default=inf)


def _pair(bond: Bond) -> str:
    """Whose tie it is, for the script that lights it."""
    return f"{bond.first} {bond.second}"


def _placed(circle: Circle, cards: Sequence[PersonCard]) -> dict[Lane, tuple[float, float]]:
    by_name = {card.name: card for card in cards}
    return _ports(circle, [by_name[name] for name in circle.names])


def _ports(circle: Circle, cards: Sequence[PersonCard]) -> dict[Lane, tuple[float, float]]:
    """Where each lane leaves its two cards, so that no two ties of a card cross each other."""
    found: dict[Lane, list[float]] = {lane: [0, 0] for lane in circle.lanes}
    for place, card in enumerate(cards):
        up = sorted((n for n in circle.lanes if n.bottom == place), key=lambda n: n.lane)
        down = sorted((n for n in circle.lanes if n.top == place), key=lambda n: -n.lane)
        first = card.middle - (len(up) + len(down) - 1) * PORT / 2
        for at, lane in enumerate((*up, *down)):
            found[lane][0 if lane.top == place else 1] = first + at * PORT
    return {lane: (ends[0], ends[1]) for lane, ends in found.items()}


def _lane(column: Column, lane: Lane, top: float, bottom: float) -> svg.Element:
    x, bend = column.lane(lane.lane), 5 if column.mirrored else -5
    start = column.outer
    path: list[svg.PathData] = [
        *polyline((start, top), (x + bend, top)),
        svg.Q(round(x, 1), round(top, 1), round(x, 1), round(top + 5, 1)),
        svg.L(round(x, 1), round(bottom - 5, 1)),
        svg.Q(round(x, 1), round(bottom, 1), round(x + bend, 1), round(bottom, 1)),
        svg.L(round(start, 1), round(bottom, 1)),
    ]
    return line(path, "stroke", 1.2)


def _badge(x: float, y: float, number: int) -> Sequence[svg.Element]:
    label = words(x, y + 3.4, str(number), 9.5, at="middle", bold=True)
    return disc(x, y, BADGE, "card"), label


def _clear(
    x: float,
    ends: tuple[float, float],
    crossed: Sequence[float],
    others: Sequence[tuple[float, float]],
) -> float:
    """A height on a lane for its number: away from the ties that cross it, else half-way.

    If there is room for that, it is as far from the other numbers as a finger needs.
    """
    top, bottom = ends
    middle = (top + bottom) / 2
    tries = [middle]
    low, high = top + BADGE, bottom - BADGE
    tries += [low + (high - low) * step / 40 for step in range(41) if high > low]
    free = [y for y in tries if all(abs(y - other) >= BADGE + 1.5 for other in crossed)]

    def too_near(y: float) -> float:
        return max(2 * FINGER - _nearest(x, y, others), 0)

    return min(free, key=lambda y: (too_near(y), abs(y - middle)), default=middle)
