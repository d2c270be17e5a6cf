"""The contents of a book: its headings, and the numbers of their pages once it is laid out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

PAGE = re.compile(r'data-page="(?P<target>[^"]*)"')
"""Where the stylesheet takes the number behind a line from; at first the id of its heading."""


@dataclass(frozen=True)
class Entry:
    """One line of the contents."""

    level: int
    text: str
    target: str


def entries_of(tree: LexborNode) -> tuple[Entry, ...]:
    """The headings of a piece of a book, down to the fourth level."""
    return tuple(
        Entry(int((node.tag or "h6")[1]), node.text(), node.attributes["id"] or "")
        for node in tree.css("h1[id], h2[id], h3[id], h4[id]")
    )


def with_numbers(html: str, numbers: Mapping[str, str]) -> str:
    """The contents with page numbers; `numbers` are what is printed on the page of each id."""
    return PAGE.sub(lambda match: f'data-page="{numbers.get(match["target"], "")}"', html)
