"""Labels in the margin of the books: what stands beside one must be as high as it is.

A label has no height there, so that it moves nothing; a long one would run into the next.
"""

from __future__ import annotations

from studyguide.render.pictures.lettering import lines

SIZE, ROOM = 8.5, 79.4
"""Of a label in `book.css`: its letters, and the 28 mm of the margin; in points."""
USUAL, MOST = 2, 5
"""How many lines the styles give every part room for, and how many they know of."""


def beside(label: str) -> str:
    """The class for what stands beside a label of more lines than usual; else nothing."""
    count = min(len(lines(label, SIZE, ROOM)), MOST)
    return f" sg-beside-{count}" if count > USUAL else ""
