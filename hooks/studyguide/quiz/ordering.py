"""The order in which answers are shown: one order for the web, paper and the key.

Authors write the key first and the sequence solved, so their order would give the answer away. The
order is drawn by a published hash (SHA-256) from the item's id and from the place that each answer
has in the source. No word decides it: a typo mended and a translation leave every letter where it
was. If the draw happens to give a sequence solved, it is turned by one place. Numbers keep the
order of their own, as item-writing guidelines ask (Haladyna et al. 2002).
"""

from __future__ import annotations

from hashlib import sha256

from studyguide.model import Question


def drawn(count: int, seed: str) -> tuple[int, ...]:
    """The places of so many answers in an order drawn by the seed."""
    return tuple(sorted(range(count), key=lambda place: drawn_by(seed, str(place))))


def seed_of(question: Question, form: str) -> str:
    """What the answers of a question are drawn by: its id, and the form if it is printed in one."""
    return f"{question.id} {form}" if form else question.id


def turned(order: tuple[int, ...]) -> tuple[int, ...]:
    """An order turned by one place."""
    return order[1:] + order[:1]


def drawn_by(seed: str, text: str) -> bytes:
    """The lot that a seed draws for a text: what is sorted by it stands in an order of its own."""
    return sha256(f"{seed}\n{text}".encode()).digest()
