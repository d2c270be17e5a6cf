"""Quizzes as the CSV that Brightspace's question library imports: every kind, reasons and hints.

The layout is that of D2L's own sample. Its feedback is plain text, stems and answers may be HTML.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from studyguide.export.archive import packed
from studyguide.export.asked import (
    Asked,
    Html,
    accepted,
    asked_quizzes,
    gaps_apart,
    has_quizzes,
    text,
)
from studyguide.export.exporter import PLATFORMS, Exporter
from studyguide.export.sheet import comma_separated
from studyguide.model import TEACHERS
from studyguide.render.site import Site
from studyguide.words import N_

KINDS = {
    "choice": "MC",
    "multiple": "MS",
    "true-false": "TF",
    "match": "M",
    "order": "O",
    "blank": "SA",
    "short": "WR",
    "essay": "WR",
}
WIDTH = 5
"""Columns of the sample."""


def brightspace(site: Site) -> bytes:
    """A file for each quiz, in a zip to unpack."""
    html = Html(
        replace(site, files={}), ""
    )  # a CSV holds no pictures, so their words stand for them
    return packed(
        {
            f"{quiz.id}.csv": comma_separated(
                row
                for asked in quiz.questions
                for name, one in _apart(asked, html)
                for row in _rows(name, one, html)
            )
            for quiz in asked_quizzes(site)
        }
    )


def _apart(asked: Asked, html: Html) -> Iterator[tuple[str, Asked]]:
    """What becomes of a question, with names: where an answer is typed, each gap is a question."""
    if asked.kind == "blank":
        return gaps_apart(asked, html.site.words)
    return iter([(asked.id, asked)])


def _rows(name: str, asked: Asked, html: Html) -> Iterator[list[str]]:
    kind = KINDS[asked.kind]
    rows = [
        ["NewQuestion", kind],
        ["ID", name],
        ["Title", name],
        ["QuestionText", html(asked.stem), "HTML"],
        ["Points", "1"],
        ["Difficulty", "1"],
        *ANSWERS[kind](asked, html),
    ]
    if asked.hints:
        rows.append(["Hint", " ".join(map(text, asked.hints))])
    if asked.kind in ("match", "blank"):
        told = (f"{text(row.words)}: {text(row.reason)}" for row in asked.rows)
        rows.append(["Feedback", " ".join(told)])
    rows.append([])
    return (row + [""] * (WIDTH - len(row)) for row in rows)


def _options(asked: Asked, html: Html) -> Iterator[list[str]]:
    full = "1" if asked.kind == "multiple" else "100"
    if asked.kind == "multiple":
        yield ["Scoring", "RightMinusWrong"]
    for row in asked.rows:
        share = full if row.right else "0"
        yield ["Option", share, html(row.words), "HTML", text(row.reason)]


def _true_false(asked: Asked, _html: Html) -> Iterator[list[str]]:
    for row in asked.rows:
        yield [text(row.words).upper(), "100" if row.right else "0", text(row.reason)]


def _match(asked: Asked, html: Html) -> Iterator[list[str]]:
    yield ["Scoring", "EquallyWeighted"]
    for row in asked.pairs:
        yield ["Choice", row.label, html(row.words), "HTML"]
    for partner in asked.partners:
        # What belongs to nothing is left out: each of its lines names what it belongs to.
        for number in (row.label for row in asked.pairs if row.partner == partner):
            yield ["Match", number, html(partner.text), "HTML"]


def _order(asked: Asked, html: Html) -> Iterator[list[str]]:
    yield ["Scoring", "RightMinusWrong"]
    for row in asked.rows:
        yield ["Item", html(row.words), "HTML", text(row.reason)]


def _blank(asked: Asked, _html: Html) -> Iterator[list[str]]:
    yield ["InputBox", "1", "40"]
    for row in asked.rows:
        for words in accepted(asked.question, row):
            yield ["Answer", "100", words]


def _written(asked: Asked, _html: Html) -> Iterator[list[str]]:
    looked_for = "; ".join(map(text, asked.look_for))
    yield ["AnswerKey", f"{text(asked.model_answer)} ({looked_for})"]


ANSWERS = {
    "MC": _options,
    "MS": _options,
    "TF": _true_false,
    "M": _match,
    "O": _order,
    "SA": _blank,
    "WR": _written,
}
EXPORTER = Exporter(
    name="brightspace",
    title=N_("Quizzes for Brightspace (CSV files in a zip)"),
    note=N_(
        "Unpack it. In the course: Quizzes, Question Library, Import, Upload a File; one file "
        "holds one quiz."
    ),
    file=lambda work: f"{work.slug}-teacher-brightspace.zip",
    make=brightspace,
    audience=TEACHERS,
    need=PLATFORMS,
    fits=has_quizzes,
)
