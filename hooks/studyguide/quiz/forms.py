"""Parallel forms of a quiz: the same items, in another order and with their options in another.

Form A is the quiz as it stands on the site and in the book. Forms B and C are drawn from the quiz's
seed by a published hash, so that a reprint is the same for ever. Items that build on another stay
behind it, and numbers stay in order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from studyguide.model import Guide, Question, Quiz
from studyguide.quiz.ordering import drawn_by
from studyguide.quiz.selection import questions_of

LETTERS = "ABC"
Order = tuple[Question, ...]


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
    orders = [questions]
    # All are drawn whichever are asked for, so that C is the same with and without B beside it.
    for letter in LETTERS[1:]:
        orders.append(_shuffled(questions, seed, letter, orders))
    forms = map(Form, LETTERS, repeat(seed), orders)
    return tuple(form for form in forms if form.letter in letters)


def _shuffled(questions: Order, seed: str, letter: str, taken: Sequence[Order]) -> Order:
    """The questions in a drawn order; each run of linked questions stays together.

    An order that another form has taken is turned by one run, and again, until it is new.
    """
    runs = sorted(_runs(questions), key=lambda run: drawn_by(f"{seed} {letter}", run[0].id))
    orders = [tuple(chain(*runs[turn:], *runs[:turn])) for turn in range(len(runs) or 1)]
    return next((order for order in orders if order not in taken), orders[0])


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
