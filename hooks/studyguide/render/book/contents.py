"""The headings of a book, which its contents name."""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborNode


@dataclass(frozen=True)
class ContentsEntry:
    """One line of the contents."""

    level: int
    text: str
    target: str


def entries_of(tree: LexborNode) -> tuple[ContentsEntry, ...]:
    """The headings of a piece of a book, down to the fourth level."""
    return tuple(
        ContentsEntry(int((node.tag or "h6")[1]), node.text(), node.attributes["id"] or "")
        for node in tree.css("h1[id], h2[id], h3[id], h4[id]")
    )
