"""The teacher's own pages: after each chapter, its answers, reasons, look-fors and samples.

They stand between the students' pages without being counted, so that a page has the same number in
both editions. Every entry refers to the page of its question, and the question to the page of its
entry.
"""

from __future__ import annotations

from dataclasses import dataclass

from studyguide.model import Discussion, Essay, Page, Question, Quiz
from studyguide.render.compose import Medium, Row, question_row, render_template, shown
from studyguide.render.site import Site

TEACHER = Medium(paper=True, answers=True)


@dataclass(frozen=True)
class QuizKey:
    """A quiz with the rows of its key."""

    quiz: Quiz
    rows: tuple[Row, ...]


def teacher_pages(site: Site, page: Page) -> str:
    """What a teacher needs for this page as HTML; empty where the page asks nothing."""
    taken = site.gathered.get(page.src, frozenset())
    quizzes = tuple(_key(site, block) for block in page.blocks if isinstance(block, Quiz))
    loose = tuple(
        question_row(site, block, block.id, 0)
        for block in page.blocks
        if isinstance(block, Question) and block.id not in taken
    )
    talks = tuple((b, shown(site, b)) for b in page.blocks if isinstance(b, Discussion))
    essays = tuple((b, shown(site, b)) for b in page.blocks if isinstance(b, Essay))
    if not (quizzes or loose or talks or essays):
        return ""
    return render_template(
        "teacher-pages.html",
        site,
        TEACHER,
        page=page,
        quizzes=quizzes,
        loose=loose,
        talks=talks,
        essays=essays,
    )


def _key(site: Site, quiz: Quiz) -> QuizKey:
    rows = tuple(
        question_row(site, question, site.anchor(quiz, question), number)
        for number, question in enumerate(site.questions_of(quiz), 1)
    )
    return QuizKey(quiz, rows)
