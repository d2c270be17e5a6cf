"""The order in which answers are shown: one order for the web, paper and the key.

Authors write the key first and the sequence solved, so their order would give the answer away. The
order is drawn from the item's id by a published hash (SHA-256), so that it never changes; if the
draw happens to give a sequence solved, it is turned by one place. Values that have an order of
their own (numbers, dates) keep it, as item-writing guidelines ask (Haladyna et al. 2002).
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from studyguide.model import Question
from studyguide.quiz.quantities import in_order

LABELS = "ABCDEFGH"


def shown_order(question: Question, form: str = "") -> tuple[int, ...]:
    """Places of the author's options in the order in which readers see them.

    `form` is what a printed form is drawn from; without it the order is the item's own.
    """
    texts = [option.text for option in question.options]
    if question.kind == "true-false":
        return tuple(sorted(range(len(texts)), key=lambda i: texts[i].casefold() != "true"))
    return in_order(texts) or drawn(texts, _seed(question, form))


def shown_pairs(question: Question, form: str = "") -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Places of the author's pairs in the order of the left column and of the right one."""
    left = drawn([pair.left for pair in question.pairs], f"{_seed(question, form)} left")
    right = drawn([pair.right for pair in question.pairs], f"{_seed(question, form)} right")
    return left, _turned(right) if right == left else right


def shown_steps(question: Question, form: str = "") -> tuple[int, ...]:
    """Places of the steps, in the order in which they are shown unsolved."""
    order = drawn([step.text for step in question.sequence], _seed(question, form))
    return _turned(order) if order == tuple(range(len(order))) else order


def drawn(texts: Sequence[str], seed: str) -> tuple[int, ...]:
    """Places of the texts in an order drawn by the seed, whatever order they came in."""
    return tuple(sorted(range(len(texts)), key=lambda i: _draw(seed, texts[i])))


def _seed(question: Question, form: str) -> str:
    return f"{question.id} {form}" if form else question.id


def _turned(order: tuple[int, ...]) -> tuple[int, ...]:
    return order[1:] + order[:1]


def _draw(seed: str, text: str) -> bytes:
    return sha256(f"{seed}\n{text}".encode()).digest()
