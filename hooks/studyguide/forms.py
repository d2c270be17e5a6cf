"""Parallel forms of a quiz: the same items, in another order and with their options in another.

Form A is the quiz as it stands on the site and in the book. Forms B and C are drawn from the quiz's
seed by a published hash, so that a reprint is the same for ever. Items that build on another stay
behind it, and numbers stay in order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from studyguide.model import Guide, Question, Quiz
from studyguide.selection import questions_of

LETTERS = "ABC"


@dataclass(frozen=True)
class Form:
    """One printed version of a quiz."""

    letter: str
    seed: str
    """What the form is drawn from, as its footer names it."""
    questions: tuple[Question, ...]

    @property
    def draw(self) -> str:
        """What the order of each item's answers is drawn from; empty for the standing order."""
        return "" if self.letter == LETTERS[0] else f"{self.seed} {self.letter}"


def forms_of(guide: Guide, quiz: Quiz, letters: str = LETTERS) -> tuple[Form, ...]:
    """The forms of a quiz, in the order of their letters."""
    questions = questions_of(guide, quiz)
    seed = quiz.seed or quiz.id
    return tuple(
        Form(
            letter, seed, questions if letter == LETTERS[0] else _shuffled(questions, seed, letter)
        )
        for letter in letters
    )


def _shuffled(questions: Sequence[Question], seed: str, letter: str) -> tuple[Question, ...]:
    """The questions in a drawn order; each run of linked questions stays together."""
    runs = sorted(_runs(questions), key=lambda run: _draw(f"{seed} {letter}", run[0].id))
    order = tuple(question for run in runs for question in run)
    if len(runs) > 1 and order == tuple(questions):
        order = tuple(question for run in [*runs[1:], runs[0]] for question in run)
    return order


def _runs(questions: Sequence[Question]) -> list[list[Question]]:
    """Questions with those that build on them behind them, in the quiz's order."""
    runs: list[list[Question]] = []
    place: dict[str, list[Question]] = {}
    for question in questions:
        run = place.get(question.after)
        if run is None:
            run = []
            runs.append(run)
        run.append(question)
        place[question.id] = run
    return runs


def _draw(seed: str, name: str) -> bytes:
    return sha256(f"{seed}\n{name}".encode()).digest()
