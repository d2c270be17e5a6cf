"""Who is tied to whom, in an order that a picture can be drawn in.

The character with most ties is the hub. Without it the others fall into circles of people who know
each other; within a circle people stand in the order that keeps their ties short, and each tie gets
a lane, so that no two lie on each other. All of it is deterministic.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from studyguide.model import Character, Guide

PASSES = 12
"""How often the order of a circle is gone over; each pass only ever shortens it."""


@dataclass(frozen=True)
class Bond:
    """A pair of characters, and what each is to the other; the words may be empty."""

    first: str
    second: str
    first_is: str
    second_is: str

    def words_for(self, name: str) -> str:
        """What this one is to the other."""
        return self.first_is if name == self.first else self.second_is

    def other(self, name: str) -> str:
        """The other one of the pair."""
        return self.second if name == self.first else self.first


@dataclass(frozen=True)
class Lane:
    """A bond in a circle: from which place to which, and how far out it runs, from 0."""

    bond: Bond
    top: int
    bottom: int
    lane: int


@dataclass(frozen=True)
class Circle:
    """People who are tied to each other, in the order they stand in."""

    names: tuple[str, ...]
    lanes: tuple[Lane, ...]

    @property
    def breadth(self) -> int:
        """How many lanes it takes."""
        return max((lane.lane + 1 for lane in self.lanes), default=0)


@dataclass(frozen=True)
class Ties:
    """The people of a guide and how they hang together."""

    hub: str
    bonds: tuple[Bond, ...]
    circles: tuple[Circle, ...]

    def of(self, name: str) -> tuple[Bond, ...]:
        """The bonds of one of them."""
        return tuple(bond for bond in self.bonds if name in (bond.first, bond.second))

    def with_hub(self, name: str) -> Bond | None:
        """The bond with the hub, if there is one."""
        return next((bond for bond in self.of(name) if bond.other(name) == self.hub), None)

    @property
    def numbers(self) -> Mapping[Bond, int]:
        """The number of each bond that is drawn as a lane, from 1."""
        lanes = [lane for circle in self.circles for lane in circle.lanes]
        return {lane.bond: number for number, lane in enumerate(lanes, 1)}


def ties_of(guide: Guide) -> Ties:
    """The ties between the characters of the guide; who is tied to nobody is left out."""
    bonds = tuple(_bonds(guide.characters))
    tied = [c.id for c in guide.characters if any(c.id in (b.first, b.second) for b in bonds)]
    count = {name: sum(name in (b.first, b.second) for b in bonds) for name in tied}
    hub = max(tied, key=lambda name: count[name], default="")
    rest = [name for name in tied if name != hub]
    inner = [bond for bond in bonds if hub not in (bond.first, bond.second)]
    circles = tuple(_circle(names, inner) for names in _circles(rest, inner))
    return Ties(hub, bonds, circles)


def _bonds(characters: Sequence[Character]) -> Iterable[Bond]:
    known = {character.id: character for character in characters}
    seen: set[frozenset[str]] = set()
    for character in characters:
        for tie in character.ties:
            pair = frozenset((character.id, tie.to))
            if tie.to not in known or len(pair) == 1 or pair in seen:
                continue
            seen.add(pair)
            back = next((t.how for t in known[tie.to].ties if t.to == character.id), "")
            yield Bond(character.id, tie.to, tie.how, back)


def _circles(names: Sequence[str], bonds: Sequence[Bond]) -> list[list[str]]:
    """The groups in which everybody is tied to everybody, if only through others."""
    left = list(names)
    found = []
    while left:
        group = [left.pop(0)]
        for name in group:
            near = {b.other(name) for b in bonds if name in (b.first, b.second)}
            group += [other for other in left if other in near]
            left = [other for other in left if other not in near]
        found.append(sorted(group, key=names.index))
    return found


def _circle(names: Sequence[str], bonds: Sequence[Bond]) -> Circle:
    inside = [bond for bond in bonds if bond.first in names]
    order = _short_order(list(names), inside)
    place = {name: at for at, name in enumerate(order)}
    ends = [(place[bond.first], place[bond.second]) for bond in inside]
    spans = [(min(pair), max(pair), bond) for pair, bond in zip(ends, inside, strict=True)]
    spans.sort(key=lambda span: (span[1] - span[0], span[0]))
    lanes: list[Lane] = []
    for top, bottom, bond in spans:
        taken = {lane.lane for lane in lanes if lane.top < bottom and top < lane.bottom}
        free = next(n for n in range(len(lanes) + 1) if n not in taken)
        lanes.append(Lane(bond, top, bottom, free))
    return Circle(tuple(order), tuple(sorted(lanes, key=lambda lane: (lane.top, lane.bottom))))


def _short_order(order: list[str], bonds: Sequence[Bond]) -> list[str]:
    """Move one person at a time to where the ties of all are shortest, until nothing helps."""
    for _ in range(PASSES):
        best = _length(order, bonds)
        for name in list(order):
            others = [other for other in order if other != name]
            tries = [[*others[:at], name, *others[at:]] for at in range(len(order))]
            shortest = min(tries, key=lambda row: _length(row, bonds))
            if _length(shortest, bonds) < _length(order, bonds):
                order = shortest
        if _length(order, bonds) == best:
            break
    return order


def _length(order: Sequence[str], bonds: Sequence[Bond]) -> int:
    place = {name: at for at, name in enumerate(order)}
    return sum(abs(place[bond.first] - place[bond.second]) for bond in bonds)
