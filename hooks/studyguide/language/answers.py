"""Read the list under a question's stem: options, pairs, steps or blanks, each with its reason.

An entry begins at the left margin (`- [x] text`, `- left = right`, `1. text`); its reason stands
under it, indented, after a `>`. What each kind makes of its entries is one function.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from studyguide.language.kinds import OPEN_KINDS, OPTION_KINDS
from studyguide.language.scan import ANSWER, CONTINUED, REASON, Scanned
from studyguide.model import Blank, Option, Pair, Span, Step, Text
from studyguide.problems import Problem

PAIR = " = "
ALTERNATIVE = " / "

UNSPACED = re.compile(r"(?P<mark>[-*+]|\d{1,3}\.)\[(?P<key>[ xX])\] *(?P<text>.*)$")
"""An option with no space before its brackets, which Markdown takes for plain text."""


@dataclass(frozen=True)
class Entry:
    """One entry of the list; `key` is None where it has no mark `[ ]`."""

    text: str
    reason: str
    key: bool | None
    numbered: bool
    span: Span
    reason_span: Span


@dataclass(frozen=True)
class Answers:
    """What a question answers with; only what its kind has is filled."""

    options: tuple[Option, ...] = ()
    pairs: tuple[Pair, ...] = ()
    sequence: tuple[Step, ...] = ()
    blanks: tuple[Blank, ...] = ()


@dataclass
class _Open:
    """An entry while its lines are being read."""

    text: list[str]
    key: bool | None
    numbered: bool
    span: Span
    reason: list[str] = field(default_factory=list)
    reason_span: Span | None = None

    def entry(self) -> Entry:
        text, reason = " ".join(self.text).strip(), " ".join(self.reason).strip()
        place = self.reason_span or self.span
        return Entry(text, reason, self.key, self.numbered, self.span, place)


def read_answers(page: Scanned, body: Text, kind: str) -> tuple[Answers, list[Problem]]:
    """Read the body of a question of that kind."""
    entries, problems = _entries(page, body)
    if kind in OPTION_KINDS:
        problems += [_not(e, "an option", "- [ ] text") for e in entries if e.key is None]
        return Answers(options=tuple(_option(e) for e in entries)), problems
    marked = [e for e in entries if e.key is not None]
    problems += [_not(e, f"an answer of a question of kind `{kind}`", "") for e in marked]
    if kind == "match":
        wrong = [e for e in entries if PAIR not in e.text]
        problems += [_not(e, "a pair", "- left = right") for e in wrong]
        return Answers(pairs=tuple(_pair(e) for e in entries)), problems
    if kind == "order":
        problems += [_not(e, "a step", "1. text") for e in entries if not e.numbered]
        return Answers(sequence=tuple(Step(e.text, e.reason, e.span) for e in entries)), problems
    if kind == "blank":
        return Answers(blanks=tuple(_blank(e) for e in entries)), problems
    if kind in OPEN_KINDS and entries:
        what = f"a question of kind `{kind}` has no list of answers"
        problems.append(Problem("SG406", entries[0].span, what))
    return Answers(), problems


def _entries(page: Scanned, body: Text) -> tuple[list[Entry], list[Problem]]:
    found: list[_Open] = []
    problems: list[Problem] = []
    for number in _lines(body):
        line = page.lines[number - 1]
        here = Span(page.file, number, len(line) - len(line.lstrip()) + 1, number)
        if match := ANSWER.match(line):
            key = None if match["key"] is None else match["key"] != " "
            found.append(_Open([match["text"] or ""], key, match["mark"][-1] == ".", here))
        elif found and (match := REASON.match(line)):
            found[-1].reason.append(match["text"])
            found[-1].reason_span = found[-1].reason_span or here
        elif found and (match := CONTINUED.match(line)):
            (found[-1].reason or found[-1].text).append(match["text"])
        elif match := UNSPACED.match(line):
            what = f"`{line[:40]}` is not an answer"
            hint = f"leave a space after `{match['mark']}`"
            problems.append(Problem("SG406", here, what, hint))
            found.append(_Open([match["text"]], match["key"] != " ", False, here))
        elif line.strip():
            what = "this line of the question is neither an answer nor a reason"
            hint = "begin an answer at the left margin, and its reason with `    > `"
            problems.append(Problem("SG406", here, what, hint))
            break
    return [entry.entry() for entry in found], problems


def _lines(body: Text) -> Iterable[int]:
    return range(body.span.line, body.span.end_line + 1) if body.markdown else ()


def _not(entry: Entry, what: str, form: str) -> Problem:
    hint = f"write `{form}`" if form else "remove the mark in brackets"
    return Problem("SG406", entry.span, f"`{entry.text[:40]}` is not {what}", hint)


def _option(entry: Entry) -> Option:
    return Option(entry.text, entry.key is True, entry.reason, entry.span, entry.reason_span)


def _pair(entry: Entry) -> Pair:
    left, _, right = entry.text.partition(PAIR)
    return Pair(left.strip(), right.strip(), entry.reason, entry.span)


def _blank(entry: Entry) -> Blank:
    accepted = tuple(text for part in entry.text.split(ALTERNATIVE) if (text := part.strip()))
    return Blank(accepted, entry.reason, entry.span)
