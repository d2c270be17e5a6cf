"""Quizzes as the text that Blackboard uploads: a question a line, its fields apart by tabs.

It has no feedback and no blank lines, and what is wrong in it is skipped in silence.
"""

from __future__ import annotations

from collections.abc import Iterable

from studyguide.export.archive import packed
from studyguide.export.asked import Asked, accepted, asked_quizzes, has_quizzes, in_gaps, text
from studyguide.export.exporter import PLATFORMS, Exporter
from studyguide.model import TEACHERS
from studyguide.render.site import Site
from studyguide.words import N_


def blackboard(site: Site) -> bytes:
    """A file for each quiz, in a zip to unpack."""
    return packed(
        {
            f"{quiz.id}.txt": "".join(
                "\t".join(_fields(asked)) + "\r\n" for asked in quiz.questions
            ).encode()
            for quiz in asked_quizzes(site)
        }
    )


def _fields(asked: Asked) -> Iterable[str]:
    stem, rows = text(asked.stem), asked.rows
    match asked.kind:
        case "choice" | "multiple":
            marks = ((text(row.words), "correct" if row.right else "incorrect") for row in rows)
            return ("MA" if asked.kind == "multiple" else "MC", stem, *sum(marks, ()))
        case "true-false":
            return "TF", stem, next(text(row.words).casefold() for row in rows if row.right)
        case "match":
            pairs = ((text(row.words), text(row.partner.text)) for row in rows if row.partner)
            return ("MAT", stem, *sum(pairs, ()))
        case "order":
            return ("ORD", stem, *(text(row.words) for row in rows))
        case "blank" if len(rows) == 1:
            return ("FIB", stem, *accepted(asked.question, rows[0]))
        case "blank":
            return _gaps(asked)
        case _:
            return "ESS", stem, text(asked.model_answer)


def _gaps(asked: Asked) -> Iterable[str]:
    """Several gaps by name, each with its answers, and an empty field between them."""
    stem = text(in_gaps(asked.stem, lambda n: f"[gap{n}]"))
    fields = ["FIB_PLUS", stem]
    for n, row in enumerate(asked.rows, 1):
        fields += [*([""] if n > 1 else []), f"gap{n}", *accepted(asked.question, row)]
    return fields


EXPORTER = Exporter(
    name="blackboard",
    title=N_("Quizzes for Blackboard (text files in a zip)"),
    note=N_(
        "Unpack it. In a test: Upload questions from file; one file holds one quiz. It takes no "
        "reasons along, and the Ultra view takes no questions that put steps in order."
    ),
    file=lambda work: f"{work.slug}-teacher-blackboard.zip",
    make=blackboard,
    audience=TEACHERS,
    need=PLATFORMS,
    fits=has_quizzes,
)
