"""The quiz pack: every quiz as sheets to copy, in parallel forms, with keys and reasons slips.

Three parts, so that a teacher copies the right pages: sheets, which give nothing away; keys, behind
a page that says so; and slips with the reasons, to hand out when the quiz is over.
"""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from studyguide.edition import Edition
from studyguide.model import Quiz
from studyguide.quiz.forms import Form, forms_of
from studyguide.quiz.quality import minutes_of
from studyguide.render.book.authored import fit_for_paper
from studyguide.render.book.passes import find_pictures
from studyguide.render.citations import numbered_citation, replace_citations
from studyguide.render.compose import (
    PAPER,
    QuestionRow,
    question_row,
    render_template,
    shown,
)
from studyguide.render.fragments import plain
from studyguide.render.site import Site

FORMS = "AB"


@dataclass(frozen=True)
class PrintedForm:
    """One form with its rows, numbered as printed."""

    letter: str
    seed: str
    anchor: str
    rows: tuple[QuestionRow, ...]


@dataclass(frozen=True)
class QuizSheet:
    """A quiz in its forms; `lines` set the rows of the same question side by side."""

    quiz: Quiz
    title: str
    introduction: str
    minutes: int
    forms: tuple[PrintedForm, ...]
    lines: tuple[tuple[QuestionRow, ...], ...]


def render_quiz_pack(site: Site, edition: Edition) -> str:
    """The pack as an HTML document.

    It holds no page of the guide, so that a link into the guide keeps its words only.
    """
    sheets = tuple(_sheet(site, quiz) for quiz in site.guide.quizzes)
    html = render_template("quiz-pack.html", site, PAPER, edition=edition, sheets=sheets)
    tree = LexborHTMLParser(html)
    if tree.root is not None:
        fit_for_paper(tree.root)
        find_pictures(tree.root)
        replace_citations(tree.root, lambda cited: numbered_citation(site, cited))
        for link in tree.root.css('a[href^="guide:"]'):
            link.unwrap(delete_empty=True)
    return tree.html or ""


def _sheet(site: Site, quiz: Quiz) -> QuizSheet:
    forms = tuple(_printed(site, quiz, form) for form in forms_of(site.guide, quiz, FORMS))
    rows = [{row.block.id: row for row in form.rows} for form in forms]
    return QuizSheet(
        quiz,
        plain(site.title(quiz.id)),
        shown(site, quiz).body,
        quiz.minutes or round(minutes_of(site.questions_of(quiz))),
        forms,
        lines=tuple(tuple(found[row.block.id] for found in rows) for row in forms[0].rows),
    )


def _printed(site: Site, quiz: Quiz, form: Form) -> PrintedForm:
    anchor = f"sheet-{quiz.id}-{form.letter}"
    rows = tuple(
        question_row(site, question, f"{anchor}-{number}", number, form.draw)
        for number, question in enumerate(form.questions, 1)
    )
    return PrintedForm(form.letter, form.seed, anchor, rows)
