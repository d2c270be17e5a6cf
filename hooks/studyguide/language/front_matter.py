"""Read a page's front matter: the few keys that a page may have, each of them plain.

MkDocs hands these keys to the theme, which sets them unescaped; so nothing else is let through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from studyguide.language.scan import Scanned
from studyguide.language.yaml_nodes import (
    BOOLEANS,
    Entry,
    Mapped,
    Node,
    Origin,
    Scalar,
    Sequence,
    read_yaml,
)
from studyguide.model import AUDIENCES, STUDENTS, Span
from studyguide.problems import Problem, did_you_mean

COPIED = ("page", "sections")
HIDEABLE = ("navigation", "toc", "footer", "path", "feedback", "tags")
SEARCHED = [[("exclude", word)] for word in BOOLEANS]
UNSAFE = re.compile(r"[<>\"&]")
KEY_LINE = re.compile(r" {0,3}(?P<key>[A-Za-z0-9_-]+):")
"""A first line that MkDocs takes for front matter, even without a line of hyphens."""


@dataclass(frozen=True)
class FrontMatter:
    """What a page says of itself."""

    audience: str = STUDENTS
    context: bool = False
    """Whether it tells of real life, so that every paragraph must name its source."""
    copy: str = ""
    """What of it teachers copy."""
    search_words: tuple[str, ...] = ()
    """What readers may look for it by, though the page does not say it."""


def read_front_matter(page: Scanned) -> tuple[FrontMatter, list[Problem]]:
    """Read the front matter of a page; without one, everything has its default."""
    lines = page.lines
    if lines[0].rstrip() != "---":
        return FrontMatter(), [*_taken_for_data(page), *_late(page)]
    ends = (n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "..."))
    end = next(ends, None)
    if end is None or not all(line.strip() for line in lines[1:end]):
        what = "the front matter is never closed, or holds an empty line"
        found = [Problem("SG118", Span(page.file, 1, 1, 1), what, "close it with a line `---`")]
        begun = end is not None or (len(lines) > 1 and KEY_LINE.match(lines[1]))
        return FrontMatter(), found if begun else []
    node, problems = read_yaml("\n".join(lines[1:end]), Origin(page.file, 2, 1, "SG118", "SG118"))
    if node is not None and not isinstance(node, Mapped):
        what = "the front matter is not written as `name: value`"
        problems.append(Problem("SG118", node.span, what))
    matter = FrontMatter()
    for entry in node.entries if isinstance(node, Mapped) else ():
        reader = READERS.get(entry.key.text)
        if reader is None:
            what = f"a page's front matter has no `{entry.key.text}`"
            hint = did_you_mean(entry.key.text, READERS)
            problems.append(Problem("SG117", entry.key.span, what, hint))
            continue
        said, found = reader(entry)
        problems += found
        matter = replace(matter, **said)
    return matter, problems


def _late(page: Scanned) -> Iterator[Problem]:
    """Front matter behind empty lines, or moved in, which is text: its page is for everybody."""
    places = (number for number, line in enumerate(page.lines) if line.strip())
    first = next(places, 0)
    after = page.lines[first + 1 : first + 2]
    if page.lines[first].strip() == "---" and after and KEY_LINE.match(after[0].strip()):
        what = "front matter must begin on the first line, at its left edge"
        hint = "take away what stands before its `---`"
        yield Problem("SG118", Span(page.file, 1, 1, first + 1), what, hint)


def _taken_for_data(page: Scanned) -> Iterator[Problem]:
    if match := KEY_LINE.match(page.lines[0]):
        what = f"`{match['key']}:` on a page's first line is taken for front matter, and not shown"
        hint = "put front matter between lines `---`, or begin with a heading"
        yield Problem("SG119", Span(page.file, 1, match.start("key") + 1, 1), what, hint)


Read = tuple[dict[str, Any], list[Problem]]


def _audience(entry: Entry) -> Read:
    name = _words(entry.value)
    if name in AUDIENCES:
        return {"audience": name}, []
    hint = did_you_mean(name, AUDIENCES)
    return {}, [Problem("SG114", entry.value.span, f"there is no audience `{name}`", hint)]


def _context(entry: Entry) -> Read:
    word = _words(entry.value)
    if word in BOOLEANS:
        return {"context": BOOLEANS[word]}, []
    what = f"`context: {word}` is neither true nor false"
    return {}, [Problem("SG115", entry.value.span, what)]


def _copy(entry: Entry) -> Read:
    name = _words(entry.value)
    if name in COPIED:
        return {"copy": name}, []
    what = f"`copy: {name}` names no part of the page"
    return {}, [Problem("SG116", entry.value.span, what, did_you_mean(name, COPIED))]


def _words(value: Node) -> str:
    return value.text if isinstance(value, Scalar) else "…"


def _odd(value: Node, what: str, hint: str = "") -> Read:
    return {}, [Problem("SG118", value.span, what, hint)]


def _plain(entry: Entry) -> Read:
    """A text that the theme sets as it is."""
    if not isinstance(entry.value, Scalar) or not entry.value.text:
        return _odd(entry.value, f"`{entry.key.text}` takes a text", "put the value in quotes")
    if match := UNSAFE.search(entry.value.text):
        what = f"`{entry.key.text}` holds `{match[0]}`, which cannot be shown there"
        return _odd(entry.value, what, "write plain words; for quotes, “ and ”")
    return {}, []


def _hide(entry: Entry) -> Read:
    if not isinstance(entry.value, Sequence):
        return _odd(entry.value, "`hide` takes a list", "write `[navigation, toc]`")
    problems = []
    for item in entry.value.items:
        if _words(item) not in HIDEABLE:
            hint = did_you_mean(_words(item), HIDEABLE)
            what = f"`hide` holds `{_words(item)}`, which cannot be hidden"
            problems.append(Problem("SG118", item.span, what, hint))
    return {}, problems


def _search(entry: Entry) -> Read:
    rows = entry.value.entries if isinstance(entry.value, Mapped) else ()
    if [(row.key.text, _words(row.value)) for row in rows] in SEARCHED:
        return {}, []
    return _odd(entry.value, "`search` does not say `exclude`", "write `search: {exclude: true}`")


def _search_words(entry: Entry) -> Read:
    items = entry.value.items if isinstance(entry.value, Sequence) else ()
    words = tuple(item.text for item in items if isinstance(item, Scalar) and item.text)
    if not items or len(words) < len(items):
        hint = "write `search-words: [flashcards, memory]`"
        return _odd(entry.value, "`search-words` takes a list of words", hint)
    return {"search_words": words}, []


READERS: dict[str, Callable[[Entry], Read]] = {
    "audience": _audience,
    "context": _context,
    "copy": _copy,
    "title": _plain,
    "description": _plain,
    "hide": _hide,
    "search": _search,
    "search-words": _search_words,
}
"""The keys that a page may have, and what reads each."""
