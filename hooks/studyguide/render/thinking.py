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
LINE = '<div class="sg-line"></div>'
ROOM = f'<div class="sg-lines" aria-hidden="true">{LINE * LINES}</div>'


def with_room(html: str) -> str:
    """The page with lines under each question, so that nobody needs another sheet."""
    return QUESTIONS.sub(_with_room, html)


def _with_room(match: re.Match[str]) -> str:
    entries = match["list"].replace("</li>", f"{ROOM}</li>")
    return f'{match["head"]}<ul class="sg-thinking">{entries}</ul>'
