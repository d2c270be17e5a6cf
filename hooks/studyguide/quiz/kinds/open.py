"""Questions that are answered in the student's own words: short ones, and essays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from studyguide.model import Question
from studyguide.problems import Problem
from studyguide.quiz.kinds.kind import QuestionKind


@dataclass(frozen=True)
class OpenKind(QuestionKind):
    """A model answer and what to look for, and no list."""

    lines: int = 0
    """Lines to write on, where the question does not say."""

    def misread(self, question: Question) -> Iterator[Problem]:
        yield from super().misread(question)
        if question.answers:
            what = f"a question of kind `{question.kind}` has no list of answers"
            yield Problem("SG406", question.answers[0].span, what)

    def check(self, question: Question) -> Iterator[Problem]:
        """It has the parts that a teacher marks by."""
        for name in ("answer", "look-for"):
            if not question.part(name):
                what = f"this {question.kind} question lacks the part `{name}`"
                yield Problem("SG105", question.span, what)
