"""The lines of a page, and what of them is text: code and comments are blanked out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from itertools import islice, pairwise

from studyguide.language.tables import QUOTED, table_columns
from studyguide.model import Span

CODE_FENCE = re.compile(r"^[ \t>]*(?:[-*+]|\d+\.)?[ \t]*(?P<fence>`{3,}|~{3,})(?P<info>.*)$")
CODE_SPAN = re.compile(r"(?<![\\`])(?P<run>`+)(?!`)[^\n]*?(?<!`)(?P=run)(?!`)")


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text as places count them: tabs are widened to every fourth column."""
    return tuple(unified_newlines(text).expandtabs(4).split("\n"))


def unified_newlines(text: str) -> str:
    """The text with every line end of Windows or old Macs made a plain newline."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class Offsets:
    """The visible text as one string, with the way back from an offset to a line and column."""

    def __init__(self, visible: tuple[str, ...], file: str) -> None:
        self.text = "\n".join(visible)
        self._file = file
        self._starts = [0]
        for line in visible:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def span(self, offset: int) -> Span:
        """The place of that character."""
        line = bisect_right(self._starts, offset)
        return Span(self._file, line, offset - self._starts[line - 1] + 1, line)


def visible_lines(lines: tuple[str, ...]) -> tuple[tuple[str, ...], list[int], list[int]]:
    """Blank out front matter, fenced code, comments and inline code; what never ends is text.

    Comes out with the lines, counted from 1, on which code or a comment begins that never ends.
    """
    unclosed = []
    notes = []
    shown = list(lines)
    code_ends = _code_ends(lines)
    last_comment_end = max((n for n, line in enumerate(lines) if "-->" in line), default=-1)
    number = after_front_matter(lines)
    shown[:number] = [" " * len(line) for line in lines[:number]]
    in_comment = False
    while number < len(lines):
        line = lines[number]
        match = None if in_comment else CODE_FENCE.match(line)
        end = _code_end(match["fence"], number, code_ends) if match and _opens_code(match) else 0
        if end:
            shown[number : end + 1] = [" " * len(line) for line in lines[number : end + 1]]
            number = end
        else:
            if match and _opens_code(match):
                unclosed.append(number + 1)
            closable = number < last_comment_end or "-->" in line
            shown[number], in_comment = _without_comment(line, in_comment, closable)
            if not closable and "<!--" in CODE_SPAN.sub("", shown[number]):
                notes.append(number + 1)
        number += 1
    return _without_inline_code(shown), unclosed, notes


def after_front_matter(lines: tuple[str, ...]) -> int:
    """How many lines the front matter takes; none where it is never closed."""
    if lines[0].rstrip() == "---":
        for number, line in enumerate(lines[1:], 1):
            if line.rstrip() in ("---", "..."):
                return number + 1
    return 0


def _code_ends(lines: tuple[str, ...]) -> dict[str, list[tuple[int, ...]]]:
    """The lines that can end fenced code, for each of its two marks, with their lengths."""
    ends: dict[str, list[tuple[int, ...]]] = {"`": [], "~": []}
    for number, line in enumerate(lines):
        mark = line.strip(" >")
        if mark[:3] in ("```", "~~~") and not mark.strip(mark[0]):
            ends[mark[0]].append((number, len(mark)))
    return ends


def _code_end(fence: str, opened: int, ends: dict[str, list[tuple[int, ...]]]) -> int:
    """The line that ends the code which `fence` opens; 0 if none does."""
    rows = ends[fence[0]]
    first = bisect_right(rows, (opened + 1,))
    return next((line for line, length in islice(rows, first, None) if length >= len(fence)), 0)


def _opens_code(match: re.Match[str]) -> bool:
    return match["fence"][0] == "~" or "`" not in match["info"]


def _without_comment(line: str, inside: bool, closable: bool) -> tuple[str, bool]:
    """Blank the comments of a line; one that opens in inline code, or never closes, is none."""
    shown = []
    at = 0
    code = [match.span() for match in CODE_SPAN.finditer(line)] if "<!--" in line else []
    while at < len(line):
        mark = "-->" if inside else "<!--"
        found = line.find(mark, at)
        end = len(line) if found < 0 else found
        shown.append(" " * (end - at) if inside else line[at:end])
        if found < 0:
            break
        at = found + len(mark)
        if not inside and (not closable or any(a < found < b for a, b in code)):
            shown.append(mark)
            continue
        shown.append(" " * len(mark))
        inside = not inside
    return "".join(shown), inside


def _without_inline_code(lines: list[str]) -> tuple[str, ...]:
    result: list[str] = []
    paragraph: list[str] = []
    for line in [*lines, ""]:
        if line.strip(QUOTED):
            paragraph.append(line)
            continue
        for text in _read_as_one(paragraph):
            result += (_blank_code_spans(text) if "`" in text else text).split("\n")
        result.append(line)
        paragraph = []
    return tuple(result[:-1])


def _read_as_one(paragraph: list[str]) -> list[str]:
    """A paragraph in pieces between which no code goes on: the rows of a table are such."""
    for at, (head, rule) in enumerate(pairwise(paragraph)):
        if table_columns(head, rule):
            return ["\n".join(paragraph[:at]), *paragraph[at:]] if at else paragraph
    return ["\n".join(paragraph)] if paragraph else []


def _blank_code_spans(text: str) -> str:
    """Blank what stands between equal runs of backticks, as Markdown pairs them; linear in size."""
    runs = [(m.start(), m.end()) for m in re.finditer(r"(?<!\\)`+", text)]
    by_length: dict[int, list[int]] = defaultdict(list)
    for number, (start, end) in enumerate(runs):
        by_length[end - start].append(number)
    pieces: list[str] = []
    at = number = 0
    while number < len(runs):
        start, end = runs[number]
        same = by_length[end - start]
        following = bisect_right(same, number)
        if following == len(same):
            number += 1
            continue
        number = same[following]
        stop = runs[number][1]
        pieces += [text[at:start], re.sub(r"[^\n]", " ", text[start:stop])]
        at = stop
        number += 1
    return "".join([*pieces, text[at:]])
