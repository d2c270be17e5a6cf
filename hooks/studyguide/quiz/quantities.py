"""Options that differ in one number, so that they can be put in order.

Only numbers in digits count, and no word beside them: words change when a guide is translated, and
the letters of its options must not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

GROUP = r"[ \u00a0\u202f\u2009’'](?=\d{3}(?!\d))"
"""What stands between thousands and nowhere else in a number."""
POINT = "[.,:\u066b\u066c]"
"""What stands between thousands, before decimals, or between hours and minutes."""
MINUS = "-−"
NUMBER = re.compile(rf"(?:(?<![\w.,:])[{MINUS}])?\d+(?:(?:{GROUP}|{POINT})\d+)*")
CLOCK = ":"


def in_order(texts: Sequence[str]) -> tuple[int, ...] | None:
    """Places of texts from the least number up; None if not just one of their numbers differs."""
    found = [[_value(match[0]) for match in NUMBER.finditer(text)] for text in texts]
    if len({len(numbers) for numbers in found}) != 1:
        return None
    differing = [column for column in zip(*found, strict=True) if len(set(column)) > 1]
    if len(differing) != 1 or len(set(differing[0])) != len(texts):
        return None
    return tuple(sorted(range(len(texts)), key=lambda place: differing[0][place]))


def numbers_in(text: str) -> list[float]:
    """Every number in a text that is written in digits."""
    return [_value(match[0]) for match in NUMBER.finditer(text)]


def _value(number: str) -> float:
    """How much a number is, whether a comma or a point stands before its decimals."""
    digits = number.lstrip(MINUS)
    parts, marks = re.split(r"\D", digits), set(re.findall(r"\D", digits))
    if CLOCK in marks:
        return sum((float(part) / 60.0**place for place, part in enumerate(parts)), 0.0)
    decimals = parts.pop() if marks and not _grouped(parts, marks) else "0"
    value = float(f"{''.join(parts)}.{decimals}")
    return value if digits == number else -value


def _grouped(parts: Sequence[str], marks: set[str]) -> bool:
    """Whether all of it is thousands, as in `12,000` and `12.000`: none of it is decimals."""
    whole, *more = parts
    alike = len(marks) == 1 and all(len(part) == 3 for part in more)
    return alike and len(whole) <= 3 and whole != "0"
