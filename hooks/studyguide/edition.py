"""The table of editions: what each PDF shows, on which paper, and under which name.

Adding an edition is adding a row.
"""

from __future__ import annotations

from dataclasses import dataclass

from studyguide.model import STUDENTS, Work


@dataclass(frozen=True)
class Paper:
    """A sheet of paper, with the name that CSS knows it by."""

    name: str
    css: str


A4 = Paper("A4", "A4")


@dataclass(frozen=True)
class Edition:
    """One PDF."""

    id: str
    """As in `student`; with the paper it names the file."""
    title: str
    """What readers see it called."""
    note: str
    """One sentence on what is in it and for whom."""
    audiences: tuple[str, ...]
    """Whose pages are in it."""
    answers: bool
    """Whether keys, reasons and look-fors are in it."""
    paper: Paper
    stylesheet: str
    """File name in `studyguide/styles`."""

    @property
    def link_id(self) -> str:
        """What authors write to link it: `[the PDF][student-a4]`."""
        return f"{self.id}-{self.paper.name.lower()}"

    def file(self, work: Work) -> str:
        """Its path in the site."""
        return f"downloads/{work.slug}-{self.link_id}.pdf"


EDITIONS = (
    Edition(
        "student",
        "Student edition",
        "The whole guide for reading and for class, with room to write and without answers.",
        (STUDENTS,),
        False,
        A4,
        "book.css",
    ),
)
