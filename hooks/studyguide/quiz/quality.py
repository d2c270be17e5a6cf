"""What a quiz is made of: its levels, kinds and key positions, its time, and what was set aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from studyguide.language.kinds import LEVELS, OPEN_KINDS, QUESTION_KINDS
from studyguide.model import Question, Quiz
from studyguide.quiz.guessing import Guesser, guessers
from studyguide.quiz.kinds import kind_of
from studyguide.quiz.kinds.kind import LABELS

RECALLING, USING, THINKING = 1, 2, 3
"""Depth of knowledge (Webb): to recall; to understand and apply; to analyse and beyond."""
DEPTH = {
    "recall": RECALLING,
    "understand": USING,
    "apply": USING,
    "analyse": THINKING,
    "evaluate": THINKING,
    "create": THINKING,
}


@dataclass(frozen=True)
class Count:
    """How often something occurs."""

    name: str
    count: int


@dataclass(frozen=True)
class SetAside:
    """A rule set aside, by the quiz or by one of its questions, with the reason."""

    rule: str
    owner: str
    """Id of the quiz or of the question."""
    reason: str


@dataclass(frozen=True)
class Quality:
    """The quality table of one quiz."""

    items: int
    levels: tuple[Count, ...]
    """In the order of the levels; those that do not occur are left out, as with the kinds."""
    kinds: tuple[Count, ...]
    keys: tuple[Count, ...]
    """How often the key of a choice question stands under each letter that is shown."""
    minutes: float
    recall: float
    """Share of the questions that ask for recall, from 0 to 1."""
    guesser: Guesser | None
    """The reader who knows nothing and beats chance by most; None if nothing can be guessed."""
    waived: tuple[SetAside, ...]


def quality(quiz: Quiz, questions: Sequence[Question]) -> Quality:
    """The quality table of a quiz that asks these questions."""
    owners: list[Quiz | Question] = [quiz, *questions]
    return Quality(
        len(questions),
        _counts(LEVELS, [question.level for question in questions]),
        _counts(QUESTION_KINDS, [question.kind for question in questions]),
        _keys(questions),
        minutes_of(questions),
        recall_share(questions),
        next(iter(guessers(questions)), None),
        tuple(SetAside(w.rule, owner.id, w.reason) for owner in owners for w in owner.waivers),
    )


def minutes_of(questions: Sequence[Question]) -> float:
    """The time that the questions take; what must be written may have a time of its own."""
    return sum(
        float(question.minutes)
        if question.kind in OPEN_KINDS and question.minutes
        else kind_of(question).minutes
        for question in questions
    )


def recall_share(questions: Sequence[Question]) -> float:
    """The share of questions that ask for recall; 0 where there are none."""
    recalled = sum(DEPTH.get(question.level) == RECALLING for question in questions)
    return recalled / len(questions) if questions else 0.0


def key_places(questions: Sequence[Question]) -> list[tuple[int, int]]:
    """Of each choice question with one key: the key's place as shown, and how many options."""
    found = []
    for question in questions:
        keys = [answer.correct for answer in question.answers]
        if question.kind == "choice" and sum(keys) == 1 and len(keys) <= len(LABELS):
            order = kind_of(question).order(question)
            found.append((order.shown.index(keys.index(True)), len(keys)))
    return found


def _keys(questions: Sequence[Question]) -> tuple[Count, ...]:
    places = key_places(questions)
    shown = max((options for _, options in places), default=0)
    return tuple(
        Count(label, sum(place == i for place, _ in places))
        for i, label in enumerate(LABELS[:shown])
    )


def _counts(names: Sequence[str], found: Sequence[str]) -> tuple[Count, ...]:
    return tuple(Count(name, found.count(name)) for name in names if name in found)
