"""Find the paragraphs of a Markdown text by its lines; an entry of a list counts as one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

ENTRY = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+")
"""What an entry of a list begins with."""
NO_PROSE = re.compile(
    r"\s*(?:#{1,6}\s.*|/{3,}.*|!\[[^\[\]]*\]\([^()]*\)(?:\{[^{}]*\})?|\[[^\[\]]+\]:\s.*|<[^<>]*>)\s*"
)
"""A line that is a heading, a fence of a block, an image, the target of a link or a tag."""


def paragraphs(lines: Sequence[str], first: int = 1) -> Iterator[range]:
    """The line numbers of each paragraph; `first` is the number of the first line."""
    start = 0
    for number, line in enumerate([*lines, ""], first):
        ends = not line.strip() or NO_PROSE.fullmatch(line)
        if start and (ends or ENTRY.match(line)):
            yield range(start, number)
            start = 0
        if not ends and not start:
            start = number
