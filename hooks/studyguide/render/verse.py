"""Verse: each line an element of its own, so that a long one hangs, and every fifth its number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup

from studyguide.render.fragments import as_made

EVERY = 5
"""Editions number every fifth line."""
NUMBER = '<span class="sg-verse-number" aria-hidden="true">{}</span>'
"""Stands before the words, so that it can float to the right of their first row."""
STANZA = re.compile(r"(?P<open><p\b[^>]*>)(?P<lines>.*?)</p>", re.DOTALL)
PIECE = re.compile(r"<br\b[^>]*>\n?|\n|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|[^<\n]+", re.IGNORECASE)
TAG = re.compile(r"<(?P<end>/)?(?P<name>[a-z][\w-]*)", re.IGNORECASE)
EMPTY = frozenset({"img", "wbr", "input"})
INDENT = re.compile(r"^ +")


def set_verse(html: str, first: int) -> Markup:
    """The paragraphs as stanzas; `first` is the number of the first line, or 0 for none."""
    number = first

    def stanza(match: re.Match[str]) -> str:
        nonlocal number
        lines = []
        for line in verse_lines(match["lines"]):
            shown = NUMBER.format(number) if first and number % EVERY == 0 else ""
            lines.append(f'<span class="sg-verse-line">{shown}{line}</span>')
            number += 1
        return f"{match['open']}{chr(10).join(lines)}</p>"

    return as_made(STANZA.sub(stanza, html))


def lines_of_verse(html: str) -> list[str]:
    """Every line of the stanzas, as HTML."""
    return [line for match in STANZA.finditer(html) for line in verse_lines(match["lines"])]


def verse_lines(html: str) -> Iterator[str]:
    """The lines of a paragraph; an element that goes over the end of one begins anew in the next.

    What a line is set in by, its author's spaces, is kept.
    """
    line, opened = "", list[str]()
    for piece in PIECE.findall(html):
        tag = TAG.match(piece)
        if piece == "\n" or (tag and tag["name"].lower() == "br"):
            ends = (TAG.match(start) for start in reversed(opened))
            yield _set_in(line) + "".join(f"</{end['name']}>" for end in ends if end)
            line = "".join(opened)
            continue
        line += piece
        if tag and tag["end"]:
            opened = opened[:-1]
        elif tag and tag["name"].lower() not in EMPTY:
            opened.append(piece)
    yield _set_in(line)


def _set_in(line: str) -> str:
    return INDENT.sub(lambda spaces: "\N{NO-BREAK SPACE}" * len(spaces[0]), line.rstrip())
