"""Read the list under a question's stem: answers, each with its reason.

An answer begins at the left margin (`- [x] text`, `- left = right`, `1. text`); its reason stands
under it, indented, after a `>`. What a kind of question makes of its answers is said in
`studyguide.quiz.kinds`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from studyguide.language.lines import CODE_FENCE
from studyguide.language.scan import Scanned
from studyguide.model import Answer, Span, Text
from studyguide.problems import Problem

ANSWER = re.compile(
    r"^(?P<mark>[-*+]|\d{1,3}\.)(?: +\[(?P<key>[ xX])\](?= |$))?(?: +(?P<text>.*)|$)"
)
"""An entry of a question's list: an option with its mark, a pair, a step or a blank."""
REASON = re.compile(r"^ {2,}> ?(?P<text>.*)$")
CONTINUED = re.compile(r"^ {2,}(?P<text>\S.*)$")
UNSPACED = re.compile(r"(?P<mark>[-*+]|\d{1,3}\.)\[(?P<key>[ xX])\] *(?P<text>.*)$")
"""An option with no space before its brackets, which Markdown takes for plain text."""
PASTED = re.compile(r" *(?P<mark>[•◦●○∙·▪▫■□☐☑▢‣⁃–—−\uf0a7\uf0b7]|o(?=\s)|\(?[A-Ha-h]\))\s*\S")
"""An answer with the bullet or the letter of a word processor."""


@dataclass
class _Unfinished:
    """An answer while its lines are being read."""

    text: list[str]
    marked: bool | None
    numbered: bool
    span: Span
    reason: list[str] = field(default_factory=list)
    reason_span: Span | None = None

    def finished(self) -> Answer:
        text, reason = " ".join(self.text).strip(), " ".join(self.reason).strip()
        place = self.reason_span or self.span
        return Answer(text, reason, self.marked, self.numbered, self.span, place)


def read_answers(page: Scanned, body: Text) -> tuple[tuple[Answer, ...], list[Problem]]:
    """Read the body of a question."""
    found: list[_Unfinished] = []
    problems: list[Problem] = []
    for number in _lines(body):
        line = page.lines[number - 1]
        here = Span(page.file, number, len(line) - len(line.lstrip()) + 1, number)
        if match := ANSWER.match(line):
            marked = None if match["key"] is None else match["key"] != " "
            found.append(_Unfinished([match["text"] or ""], marked, match["mark"][-1] == ".", here))
        elif found and (match := REASON.match(line)):
            found[-1].reason.append(match["text"])
            found[-1].reason_span = found[-1].reason_span or here
        elif found and (match := CONTINUED.match(line)):
            if CODE_FENCE.match(line):
                continue
            (found[-1].reason or found[-1].text).append(match["text"])
        elif match := UNSPACED.match(line):
            what = f"`{line[:40]}` is not an answer"
            hint = f"leave a space after `{match['mark']}`"
            problems.append(Problem("SG406", here, what, hint))
            found.append(_Unfinished([match["text"]], match["key"] != " ", False, here))
        elif match := PASTED.match(line):
            what = f"`{match['mark']}` begins no answer"
            hint = (
                "begin an option with `- [ ] `, a right one with `- [x] `, other answers with `- `"
            )
            problems.append(Problem("SG406", here, what, hint))
            break
        elif line.strip():
            problems.append(Problem("SG406", here, *_neither(bool(found), line)))
            break
    return tuple(answer.finished() for answer in found), problems


def _neither(after_answers: bool, line: str) -> tuple[str, str]:
    """What to say of a line that is neither an answer nor a reason, and what to do about it."""
    if after_answers:
        what = "this line of the question is neither an answer nor a reason"
        return what, "begin an answer at the left margin, and its reason with `    > `"
    named = "code" if CODE_FENCE.match(line) else "text"
    what = f"this {named} stands between the stem of the question and its answers"
    return what, (
        "put it above the question, or into the stem; answers begin at the left margin with `- `, "
        "options with `- [ ] `"
    )


def _lines(body: Text) -> Iterable[int]:
    return range(body.span.line, body.span.end_line + 1) if body.markdown else ()
