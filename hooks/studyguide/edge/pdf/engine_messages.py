"""Lead what WeasyPrint says of a book back to the guide's file that it speaks of.

WeasyPrint knows addresses, ids and styles of the book's HTML. An author knows pages, so each name
in a message is looked for in the guide's own files; what is not found there is told of the guide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import quote, unquote

from studyguide.model import Span
from studyguide.problems import Problem

NAMES = (
    re.compile(r"guide-asset:/(?P<name>[^'\"\s)]+)"),
    re.compile(r"#(?:[\w-]+?--)?(?P<name>[^\s'\"]+) for internal URI"),
    re.compile(r"Anchor defined twice: '?(?:[\w-]+?--)?(?P<name>[^\s']+)"),
    re.compile(r"Ignored '?(?P<name>[^:\n]+?)\s*:"),
    re.compile(r"Invalid or unsupported selector '(?P<name>[^\n,]+?)'"),
)
"""What a message names: a file, a place in a page, a rule of a stylesheet."""


def at_its_source(problem: Problem, texts: Mapping[str, str], guide_file: str) -> Problem:
    """A problem of a book, told at the line of the guide that it speaks of.

    `texts` are the guide's files by the paths that messages show; `guide_file` is its `guide.yml`,
    which stands for the whole guide. Other problems come back as they are.
    """
    if problem.code != "SG702":
        return problem
    names = [match["name"] for pattern in NAMES for match in pattern.finditer(problem.what)]
    spans = (span for name in names for span in _places(name, texts))
    span = next(spans, Span(guide_file, 1, 1, 1))
    return replace(problem, span=span, what=f"{problem.what} (in {problem.span.file})")


def _places(name: str, texts: Mapping[str, str]) -> Iterator[Span]:
    spellings = dict.fromkeys((name, unquote(name), quote(unquote(name)), name.rpartition("/")[2]))
    for spelling in spellings:
        for file, text in texts.items():
            for number, line in enumerate(text.splitlines(), 1):
                if (column := line.find(spelling)) >= 0:
                    yield Span(file, number, column + 1, number)
