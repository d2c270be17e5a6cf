"""How wide words are in a drawing, and where to break them.

SVG breaks no lines, so a drawing must know before it is drawn where its words end. The widths are
those of Atkinson Hyperlegible in classes of letters, rounded up; a reader who spaces letters
further apart (WCAG 2.2, 1.4.12) still finds room.
"""

from __future__ import annotations

NARROW = frozenset("ijl.,;:'|!()[]·’‘ ")
SLIM = frozenset('frtI-“”"/1')
BROAD = frozenset("mwMWQO@%—…")
ROOM = 1.14
"""What is kept free of a line."""


def width(text: str, size: float) -> float:
    """The width of a line, in the unit of the size of its letters."""
    return sum(_of_letter(letter) for letter in text) * size * ROOM


def _of_letter(letter: str) -> float:
    if letter in NARROW:
        return 0.29
    if letter in SLIM:
        return 0.38
    if letter in BROAD:
        return 0.86
    return 0.66 if letter.isupper() else 0.56


def lines(text: str, size: float, room: float) -> tuple[str, ...]:
    """The text in lines that fit into the room; a word too long for it has a line of its own."""
    made: list[str] = []
    for word in text.split():
        longer = f"{made[-1]} {word}" if made else word
        if made and width(longer, size) <= room:
            made[-1] = longer
        else:
            made.append(word)
    return tuple(made)
