"""Limits of what a text may hold, checked line by line before anything else reads it.

Markdown takes time that grows with the square of some shapes: one line of 100,000 brackets keeps
it busy for minutes. No page that people write comes near these limits; one that does is reported,
and is neither scanned nor rendered. Every check here is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyguide.model import Span
from studyguide.problems import Problem

PAGE_CHARACTERS = 1_000_000
SETTINGS_CHARACTERS = 300_000
LINE_CHARACTERS = 10_000
COLUMNS_OF_INDENT = 100
NESTED_LEVELS = 20
"""Of quotes, of list marks on one line, and of the slashes of a block."""
LINES = 25_000
FENCES = 2_000
"""Lines of a page that open or close blocks and parts."""
HEADINGS = 1_000
CODE_FENCES = 500
OPTION_LINES = 5_000
"""Lines of a page that are indented by four spaces, as options are."""
OPEN_BRACKETS = 100
"""Brackets, and marks `<`, that wait for their end within one paragraph."""
SECTIONS = 20
"""Marks `<![` of a page, which begin sections of XML."""

BINARY = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
UNPRINTABLE = re.compile(r"[\x80-\x9f\u2028\u2029]")
"""Line ends that no editor shows, and letters of Windows that were taken for others."""
LEADING = re.compile(r"(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*+[ \t]*+")
MARKS = re.compile(r">|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])")
SLASHES = re.compile(r"[ \t>]*+(?P<slashes>/{3,}+)")
COUNTED = (
    (SLASHES, FENCES, "lines that open or close a block"),
    (re.compile(r"#{1,6}[ ]"), HEADINGS, "headings"),
    (re.compile(r"[ \t>]*+(?:`{3}|~{3})"), CODE_FENCES, "fences of code"),
    (re.compile(r"(?: {4}|\t)[ \t]*+\S"), OPTION_LINES, "lines that are indented as options are"),
)
"""What a page may hold so many of, and what it is called."""


def beyond_limits(text: str, file: str) -> list[Problem]:
    """The limits that a page goes beyond; `text` has plain newlines."""
    if len(text) > PAGE_CHARACTERS:
        return [_too_long(len(text), PAGE_CHARACTERS, file, "split the page")]
    lines = text.removesuffix("\n").split("\n")
    if len(lines) > LINES:
        what = f"the page has {len(lines):,} lines; it may have {LINES:,}"
        return [Problem("SG121", Span(file, 1, 1, 1), what, "split the page")]
    problems = [*_lines(lines, file), *_nested(lines, file), *_counted(lines, file)]
    return [*problems, *_open_brackets(lines, file), *_sections(lines, file)]


def unprintable(text: str, file: str) -> Iterator[Problem]:
    """The first character of a page that no font has; the page is read all the same."""
    for number, line in enumerate(text.split("\n"), 1):
        if match := UNPRINTABLE.search(line):
            what = f"the character U+{ord(match[0]):04X}, which nobody sees, cannot be printed"
            hint = "delete it, and type the line end anew if one was meant"
            yield Problem("SG126", Span(file, number, match.start() + 1, number), what, hint)
            return


def settings_beyond_limits(text: str, file: str) -> list[Problem]:
    """The limits that a settings file goes beyond."""
    if len(text) > SETTINGS_CHARACTERS:
        return [_too_long(len(text), SETTINGS_CHARACTERS, file, "is it the right file?")]
    return list(_long_lines(text.split("\n"), file))


def _too_long(count: int, most: int, file: str, hint: str) -> Problem:
    what = f"the file has {count:,} characters; it may have {most:,}"
    return Problem("SG121", Span(file, 1, 1, 1), what, hint)


def _lines(lines: Sequence[str], file: str) -> Iterator[Problem]:
    yield from _long_lines(lines, file)
    for number, line in enumerate(lines, 1):
        if match := BINARY.search(line):
            what = f"the character U+{ord(match[0]):04X} is not part of a text"
            hint = "delete it; is the file a text?"
            yield Problem("SG126", Span(file, number, match.start() + 1, number), what, hint)
            return


def _long_lines(lines: Sequence[str], file: str) -> Iterator[Problem]:
    """The first line that is too long, if one is."""
    for number, line in enumerate(lines, 1):
        if len(line) > LINE_CHARACTERS:
            what = f"the line has {len(line):,} characters; it may have {LINE_CHARACTERS:,}"
            yield Problem("SG122", Span(file, number, 1, number), what, "break the line")
            return


def _nested(lines: Sequence[str], file: str) -> Iterator[Problem]:
    """The first line that is nested too deeply, if one is."""
    for number, line in enumerate(lines, 1):
        match = LEADING.match(line)
        leading = match[0] if match else ""
        slashes = SLASHES.match(line)
        levels = len(slashes["slashes"]) if slashes else len(MARKS.findall(leading))
        indent = len(leading.expandtabs(4))
        if levels > NESTED_LEVELS:
            what, hint = (
                f"nested {levels} levels deep; {NESTED_LEVELS} are allowed",
                "use fewer marks",
            )
        elif indent > COLUMNS_OF_INDENT:
            what = f"indented by {indent} columns; {COLUMNS_OF_INDENT} are allowed"
            hint = "indent it less" if line.strip() else "delete the spaces, which are all it has"
        else:
            continue
        yield Problem("SG123", Span(file, number, 1, number), f"the line is {what}", hint)
        return


def _counted(lines: Sequence[str], file: str) -> Iterator[Problem]:
    for pattern, most, name in COUNTED:
        found = [number for number, line in enumerate(lines, 1) if pattern.match(line)]
        if len(found) > most:
            here = Span(file, found[most], 1, found[most])
            what = f"the page has {len(found):,} {name}; it may have {most:,}"
            yield Problem("SG124", here, what, "split the page")


def _open_brackets(lines: Sequence[str], file: str) -> Iterator[Problem]:
    """The first line of a paragraph on which too many brackets are open at once."""
    open_ = {"[": 0, "(": 0, "<": 0}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            open_ = dict.fromkeys(open_, 0)
            continue
        for mark in BRACKETS.findall(line):
            _count(mark, open_)
            if max(open_.values()) > OPEN_BRACKETS:
                bracket = max(open_, key=lambda key: open_[key])
                what = f"more than {OPEN_BRACKETS} marks `{bracket}` of this paragraph are open"
                yield Problem("SG125", Span(file, number, 1, number), what, "close or delete them")
                return


BRACKETS = re.compile(r"\]\(|[\[\]<>)]")
CLOSES = {"]": "[", ")": "(", ">": "<"}


def _count(mark: str, open_: dict[str, int]) -> None:
    if mark == "](":
        open_["["] = max(0, open_["["] - 1)
        open_["("] += 1
    elif mark in CLOSES:
        open_[CLOSES[mark]] = max(0, open_[CLOSES[mark]] - 1)
    else:
        open_[mark] += 1


def _sections(lines: Sequence[str], file: str) -> Iterator[Problem]:
    count = 0
    for number, line in enumerate(lines, 1):
        count += line.count("<![")
        if count > SECTIONS:
            what = f"the page has more than {SECTIONS} marks `<![`"
            yield Problem("SG124", Span(file, number, 1, number), what, "write `&lt;![` instead")
            return
