"""The teacher's own pages: after each chapter, its answers, reasons, look-fors and samples.

They stand between the students' pages without being counted, so that a page has the same number in
both editions. Every entry refers to the page of its question, and the question to the page of its
entry.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import escape
from selectolax.lexbor import LexborNode

from studyguide.model import Discussion, Essay, Page, Question, Quiz
from studyguide.quiz.quality import Quality, quality
from studyguide.render.compose import Medium, QuestionRow, question_row, render_template, shown
from studyguide.render.site import Site
from studyguide.render.tree import insert_after, value
from studyguide.words import Words

TEACHER = Medium(paper=True, answers=True)
KEY = "key--"
"""What the id of an entry begins with; the anchor of its question follows."""


@dataclass(frozen=True)
class QuizKey:
    """A quiz with the rows of its key and what it is made of."""

    quiz: Quiz
    rows: tuple[QuestionRow, ...]
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


def add_keys(
    chapter: LexborNode, slug: str, notes: LexborNode, notes_slug: str, words: Words
) -> None:
    """Set a label beside each question of a chapter that leads to its entry in the notes.

    Ids begin with `slug` in the chapter and with `notes_slug` in the notes. The label has no
    height, so that it moves nothing: a page stays the same in both editions.
    """
    asked = {value(node, "id"): node for node in chapter.css("[id]")}
    prefix, name = f"{notes_slug}--{KEY}", escape(words.pgettext("answers", "Key"))
    for entry in notes.css(f'[id^="{prefix}"]'):
        place = asked.get(f"{slug}--{value(entry, 'id').removeprefix(prefix)}")
        if place is None:
            continue
        label = f'<p class="key-at"><a href="#{value(entry, "id")}">{name}</a></p>'
        inside = place.first_child if place.tag == "div" else None
        insert_after(inside or place, f"{label}\n" if inside else f"\n{label}")
