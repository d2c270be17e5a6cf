"""What a PDF is made from, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from studyguide.problems import Problem


@dataclass(frozen=True)
class Book:
    """Everything a PDF is made from."""

    name: str
    """What messages call it: the path of the file."""
    gatherings: tuple[str, ...]
    """HTML documents that are laid out side by side and bound in this order."""
    css: str
    assets: Mapping[str, bytes]
    """The files of the guide that it shows, by their path."""
    front: str = ""
    """A document before the first of them that names the numbers of their pages."""
    index: str = ""
    """A document behind the last of them that does so too."""
    cover: str = "Cover"
    """What readers see in the place of a number that a page has not."""

    @property
    def html(self) -> str:
        """All of it, one document after the other."""
        return "".join((self.front, *self.gatherings, self.index))

    def documents(self, at: int) -> tuple[str, str, str]:
        """What is laid out with a gathering: the front, itself, and the index, or nothing."""
        front = self.front if at == 0 else ""
        index = self.index if at == len(self.gatherings) - 1 else ""
        return front, self.gatherings[at], index


@dataclass(frozen=True)
class Made:
    """What came of a book."""

    pdf: bytes | None
    problems: tuple[Problem, ...] = ()
    printed: Mapping[str, str] = field(default_factory=dict)
    """The number printed on the page of each place in the book, by its id."""
    seconds: float = 0.0
    """How long the layout took; 0 for one from the cache."""
