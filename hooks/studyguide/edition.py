"""The table of editions: what each PDF shows, on which paper, and under which name.

Adding an edition is adding a row. What else can be downloaded is made by exporters.
"""

from __future__ import annotations

from dataclasses import dataclass

from studyguide.model import STUDENTS, TEACHERS, Guide, Imprint, Work
from studyguide.words import N_


@dataclass(frozen=True)
class Paper:
    """A sheet of paper."""

    name: str
    """What readers know it by."""
    id: str
    """What file names call it."""


A4 = Paper("A4", "a4")
LETTER = Paper(N_("US Letter"), "letter")


BOOK = ("base.css", "authored.css", "book.css")
"""The stylesheets that all books begin with."""
STUDENT = "student"
"""The edition whose page numbers the others refer to."""


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
    """Whose pages are in it; a quiz pack has no pages, only the quizzes."""
    answers: bool
    """Whether keys, reasons and look-fors are in it, on pages of their own."""
    paper: Paper
    stylesheets: tuple[str, ...]
    """File names in `studyguide/styles`; a later one overrides an earlier one."""

    @property
    def link_id(self) -> str:
        """What authors write to link it: `[the PDF][student-a4]`."""
        return f"{self.id}-{self.paper.id}"

    def file(self, work: Work) -> str:
        """Its path in the site."""
        return f"downloads/{work.slug}-{self.link_id}.pdf"


def _student(paper: Paper, *more: str) -> Edition:
    note = N_("The whole guide for reading and for class, with room to write and without answers.")
    return Edition(
        STUDENT,
        N_("Student edition"),
        note,
        (STUDENTS,),
        False,
        paper,
        (*BOOK, *more),
    )


def _teacher(paper: Paper, *more: str) -> Edition:
    note = N_(
        "The student edition page for page, and between its pages the teacher’s own: answers with "
        "reasons, notes for discussions, rubrics and lesson plans."
    )
    audiences = (STUDENTS, TEACHERS)
    return Edition(
        "teacher",
        N_("Teacher edition"),
        note,
        audiences,
        True,
        paper,
        (*BOOK, "teacher.css", *more),
    )


def _quiz_pack(paper: Paper, *more: str) -> Edition:
    note = N_(
        "For teachers: every quiz as sheets to copy, in forms A and B, with keys and reasons."
    )
    return Edition(
        "quiz-pack",
        N_("Quiz pack"),
        note,
        (),
        True,
        paper,
        ("base.css", "authored.css", "pack.css", *more),
    )


EDITIONS = (
    _student(A4),
    _student(LETTER, "letter.css"),
    Edition(
        "student-large-print",
        N_("Large-print student edition"),
        N_("The student edition in letters of 18 points."),
        (STUDENTS,),
        False,
        A4,
        (*BOOK, "large-print.css"),
    ),
    _teacher(A4),
    _teacher(LETTER, "letter.css"),
    _quiz_pack(A4),
    _quiz_pack(LETTER, "pack-letter.css"),
)


def published(imprint: Imprint) -> tuple[Edition, ...]:
    """The editions that a guide publishes: those its settings name, or all."""
    wanted = imprint.editions
    return tuple(e for e in EDITIONS if wanted is None or e.link_id in wanted)


def downloads(guide: Guide) -> dict[str, str]:
    """The path in the site of each download, by what authors write to link it."""
    files = {edition.link_id: edition.file(guide.work) for edition in published(guide.imprint)}
    return files | {file.name: file.path for file in guide.downloads}
