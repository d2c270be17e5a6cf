"""Room to write under the questions that a context page ends with, in the books."""

from __future__ import annotations

import re

LINES = 4
QUESTIONS = re.compile(
    r"(?P<head><h(?P<level>[2-6])\b[^>]*>\s*Think\b(?:(?!</h).)*</h(?P=level)>\s*)"
    r"<ul>(?P<list>.*?)</ul>",
    re.DOTALL | re.IGNORECASE,
)
"""A heading that begins with “Think”, and the list under it."""
ENTRY = re.compile(r"<li>.*?</li>", re.DOTALL)
LINE = '<div class="sg-line"></div>'
ROOM = f'<div class="sg-lines" aria-hidden="true">{LINE * LINES}</div>'


def with_room(html: str) -> str:
    """The page with lines under each question, so that nobody needs another sheet.

    Each question becomes a list of its own: to PDF/UA an entry of a list holds nothing but text.
    """
    return QUESTIONS.sub(_with_room, html)


def _with_room(match: re.Match[str]) -> str:
    entries = ENTRY.findall(match["list"])
    return match["head"] + "".join(f'<ul class="sg-thinking">{e}</ul>\n{ROOM}\n' for e in entries)
