"""The kinds of question: everything that depends on the kind is in one module for each."""

from __future__ import annotations

from collections.abc import Mapping

from studyguide.model import Answer, Question
from studyguide.quiz.kinds.blank import BlankKind
from studyguide.quiz.kinds.kind import QuestionKind
from studyguide.quiz.kinds.match import MatchKind
from studyguide.quiz.kinds.open import OpenKind
from studyguide.quiz.kinds.options import MultipleKind, OptionsKind, TrueFalseKind
from studyguide.quiz.kinds.sequence import SequenceKind

REGISTRY: Mapping[str, QuestionKind] = {
    "choice": OptionsKind(minutes=0.75, fewest=3, most=5),
    "multiple": MultipleKind(minutes=1.25, fewest=4, most=6),
    "true-false": TrueFalseKind(minutes=0.5, fewest=2, most=2),
    "match": MatchKind(minutes=2.0, fewest=3, most=8),
    "order": SequenceKind(minutes=2.0, fewest=3, most=8),
    "blank": BlankKind(minutes=0.75, fewest=1, most=6),
    "short": OpenKind(minutes=4.0, lines=4),
    "essay": OpenKind(minutes=12.0, lines=12),
}
"""By the names that `studyguide.language.kinds` has for authors."""
UNKNOWN = QuestionKind()


def kind_of(question: Question) -> QuestionKind:
    """The kind of a question; one without answers where the author names none that there is."""
    return REGISTRY.get(question.kind, UNKNOWN)


def options_of(question: Question) -> tuple[Answer, ...]:
    """The options of a question, if it has options."""
    return question.answers if isinstance(kind_of(question), OptionsKind) else ()
