"""Check that each question can be asked and answered, and each quiz has questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from studyguide.model import Guide, Question, Quiz
from studyguide.problems import Problem
from studyguide.quiz.kinds import kind_of
from studyguide.quiz.kinds.faults import left_todos
from studyguide.quiz.selection import has_filters, questions_of


def check_items(guide: Guide) -> Iterator[Problem]:
    """Check every question by its kind, and every quiz for its questions."""
    for question in guide.questions:
        if question.unread:
            continue
        yield from left_todos(question)
        if question.kind:
            yield from kind_of(question).misread(question)
            yield from kind_of(question).check(question)
        if not any((*question.shown_by, *question.cites)):
            what = (
                f"the question `{question.id}` names no scene, comparison, theme, term or quotation"
            )
            yield Problem("SG408", question.span, what)
    for quiz in (quiz for quiz in guide.quizzes if not quiz.unread):
        if not quiz.listed and not has_filters(quiz):
            hint = "list them in `questions`, or say which to find"
            yield Problem("SG410", quiz.span, f"the quiz `{quiz.id}` names no questions", hint)
        elif not quiz.listed and not questions_of(guide, quiz):
            yield Problem("SG410", quiz.span, f"the quiz `{quiz.id}` finds no question")
        yield from _check_order(quiz, questions_of(guide, quiz))


def _check_order(quiz: Quiz, questions: Sequence[Question]) -> Iterator[Problem]:
    """A question that builds on another of the quiz stands behind it."""
    for place, question in enumerate(questions):
        if question.after in [later.id for later in questions[place + 1 :]]:
            what = f"the quiz `{quiz.id}` asks `{question.id}` before `{question.after}`"
            yield Problem("SG413", quiz.span, what, "the one builds on the other")
