"""Texts in the stylesheets of the books.

They stand there as `_("Page %(n)s of %(last)s", n: counter(page), last: string(last))`, which
becomes what `content` takes: `"Page " counter(page) " of " string(last)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from studyguide.words import PLACEHOLDER, Words

SAID = re.compile(r'_\("(?P<text>[^"]*)"(?P<values>(?:, \w+: (?:"[^"]*"|[\w-]+\([^()]*\)))*)\)')
VALUE = re.compile(r', (\w+): ("[^"]*"|[\w-]+\([^()]*\))')


def in_words(css: str, words: Words) -> str:
    """A stylesheet whose texts are in the language of the guide."""

    def said(match: re.Match[str]) -> str:
        values = dict(VALUE.findall(match["values"]))
        pieces = PLACEHOLDER.split(words.found(match["text"]))
        shown = [values[p] if at % 2 else _quoted(p) for at, p in enumerate(pieces) if p]
        return " ".join(shown)

    return SAID.sub(said, css)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", r"\\").replace('"', r"\"") + '"'


def extract(
    file: BinaryIO, keywords: Sequence[str], tags: Sequence[str], options: Mapping[str, str]
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Find the texts, for `pybabel extract`: line, function, text and comments of each."""
    del keywords, tags, options  # Babel gives them to every extractor
    css = file.read().decode("utf-8")
    for match in SAID.finditer(css):
        yield css.count("\n", 0, match.start()) + 1, "_", match["text"], []
