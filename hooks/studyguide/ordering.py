"""The order in which options are shown: one order for the web, paper and the key.

Authors write the key first, so their order would give it away. The order is drawn from the item's
id alone, by a published hash, so that it never changes; values that have an order of their own
(numbers, dates) keep it, as item-writing guidelines ask.
"""

from __future__ import annotations

import re
from hashlib import sha256

from studyguide.model import Option, Question

NUMBER = re.compile(r"^\D{0,12}?(\d[\d,]*(?:\.\d+)?)")
LABELS = "ABCDEFGH"


def shown_order(question: Question) -> tuple[int, ...]:
    """Positions of the author's options in the order in which readers see them."""
    places = range(len(question.options))
    if question.kind == "true-false":
        return tuple(sorted(places, key=lambda i: question.options[i].text.casefold() != "true"))
    numbers = [_number(option) for option in question.options]
    if all(number is not None for number in numbers) and len(set(numbers)) == len(numbers):
        return tuple(sorted(places, key=lambda i: numbers[i] or 0.0))
    return tuple(sorted(places, key=lambda i: _draw(question.id, question.options[i].text)))


def _number(option: Option) -> float | None:
    """The number an option begins with, if it says little else."""
    match = NUMBER.match(option.text)
    if match is None or len(option.text) - match.end() > 24:
        return None
    return float(match[1].replace(",", ""))


def _draw(seed: str, text: str) -> bytes:
    return sha256(f"{seed}\n{text}".encode()).digest()
