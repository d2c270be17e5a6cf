"""Turn a stylesheet for books that are read from left to right into one for the other way.

What stands at the left of a page stands at its right then: margins, labels, heads and feet.
"""

from __future__ import annotations

import re

TURNED = re.compile(
    r"""/\*.*?\*/|"[^"]*"|\.[\w-]+"""  # comments, texts and names of classes stay as they are
    r"|\b(?P<side>left|right)\b"
    r"|\b(?P<name>margin|padding|border-width|border-style|border-color)\s*:(?P<sides>[^;}]+)",
    re.DOTALL,
)
VALUE = re.compile(r"[\w-]+\([^)]*\)|\S+")
OTHER = {"left": "right", "right": "left"}


def mirrored(css: str) -> str:
    """The stylesheet with left and right changed over."""
    return TURNED.sub(_turned, css) + "@page { direction: rtl }\n"


def _turned(match: re.Match[str]) -> str:
    if match["side"]:
        return OTHER[match["side"]]
    values = VALUE.findall(match["sides"] or "")
    if len(values) < 4 or values[3].startswith("!"):
        return match[0]
    top, right, bottom, left, *rest = values
    return f"{match['name']}: {' '.join((top, left, bottom, right, *rest))}"
