"""The teacher's own pages: after each chapter, its answers, reasons, look-fors and samples.

They stand between the students' pages without being counted, so that a page has the same number in
both editions. Every entry refers to the page of its question, and the question to the page of its
entry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from studyguide.model import Discussion, Essay, Page, Question, Quiz
from studyguide.quiz.quality import Quality, quality
from studyguide.render.compose import Medium, Row, question_row, render_template, shown
from studyguide.render.site import Site

TEACHER = Medium(paper=True, answers=True)
KEY = "key--"
"""What the id of an entry begins with; the anchor of its question follows."""
ID = re.compile(r'\bid="([^"]*)"')
ASKED = re.compile(r'<div class="sg-block sg-(?:question|discussion)\b[^>]*\bid="(?P<id>[^"]*)">')
PROMPT = re.compile(
    r'<section class="sg-block sg-essay">\s*<h(?P<level>[2-6]) id="(?P<id>[^"]*)">.*?</h(?P=level)>'
)


@dataclass(frozen=True)
class QuizKey:
    """A quiz with the rows of its key and what it is made of."""

    quiz: Quiz
    rows: tuple[Row, ...]
    quality: Quality


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
    questions = site.questions_of(quiz)
    rows = tuple(
        question_row(site, question, site.anchor(quiz, question), number)
        for number, question in enumerate(questions, 1)
    )
    return QuizKey(quiz, rows, quality(quiz, questions))


def with_keys(chapter: str, prefix: str, notes: str, notes_prefix: str) -> str:
    """The students' chapter with a label beside each question that leads to its entry in `notes`.

    Ids begin with `prefix` in the chapter and with `notes_prefix` in the notes. The label has no
    height, so that it moves nothing: a page stays the same in both editions.
    """
    known = set(ID.findall(notes))

    def labelled(match: re.Match[str]) -> str:
        target = f"{notes_prefix}{KEY}{match['id'].removeprefix(prefix)}"
        if target not in known:
            return match[0]
        return f'{match[0]}\n<p class="key-at"><a href="#{target}">Key</a></p>'

    return PROMPT.sub(labelled, ASKED.sub(labelled, chapter))
