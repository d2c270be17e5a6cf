"""The quiz pack: every quiz as sheets to copy, in parallel forms, with keys and reasons slips."""

from __future__ import annotations

from dataclasses import dataclass

from studyguide.edition import Edition
from studyguide.forms import Form, forms_of
from studyguide.model import Quiz
from studyguide.render.compose import Medium, Row, question_row, render_template
from studyguide.render.fragments import plain
from studyguide.render.site import Site

FORMS = "AB"
SHEET = Medium(paper=True, answers=False)


@dataclass(frozen=True)
class PrintedForm:
    """One form with its rows, numbered as printed."""

    letter: str
    seed: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Sheet:
    """A quiz in its forms; `lines` set the rows of the same question side by side."""

    quiz: Quiz
    title: str
    forms: tuple[PrintedForm, ...]
    lines: tuple[tuple[Row, ...], ...]


def render_quiz_pack(site: Site, edition: Edition) -> str:
    """The pack as an HTML document."""
    sheets = tuple(_sheet(site, quiz) for quiz in site.guide.quizzes)
    return render_template("quiz-pack.html", site, SHEET, edition=edition, sheets=sheets)


def _sheet(site: Site, quiz: Quiz) -> Sheet:
    forms = tuple(_printed(site, quiz, form) for form in forms_of(site.guide, quiz, FORMS))
    rows = [{row.block.id: row for row in form.rows} for form in forms]
    lines = tuple(tuple(found[row.block.id] for found in rows) for row in forms[0].rows)
    return Sheet(quiz, plain(site.title(quiz.id)), forms, lines)


def _printed(site: Site, quiz: Quiz, form: Form) -> PrintedForm:
    rows = tuple(
        question_row(site, question, f"{quiz.id}-{form.letter}-{number}", number, form.draw)
        for number, question in enumerate(form.questions, 1)
    )
    return PrintedForm(form.letter, form.seed, rows)
