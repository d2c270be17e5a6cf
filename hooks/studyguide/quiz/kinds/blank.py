"""Questions whose stem has gaps to fill: for each gap the answers that count, apart by ` / `."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import ClassVar

from studyguide.model import Answer, Question
from studyguide.problems import Problem
from studyguide.quiz.kinds.kind import KeyRow, Order, Plain, QuestionKind, Shown, Words

GAP = "___"
ALTERNATIVE = " / "
STRAIGHT = str.maketrans("’‘“”", "''\"\"")
"""Curly quotes, which nobody types, and those that stand on keyboards."""
TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?>")


def accepted(answer: Answer) -> tuple[str, ...]:
    """What counts as right in a gap, the best answer first, without tags: nobody types them."""
    plain = unescape(TAG.sub("", answer.text))
    return tuple(text for part in plain.split(ALTERNATIVE) if (text := part.strip()))


class BlankKind(QuestionKind):
    """Gaps in the stem."""

    layout: ClassVar[str] = "gaps"
    noun: ClassVar[str] = "blanks"
    listed: ClassVar[str] = "answers"
    is_typed: ClassVar[bool] = True

    def said(self, answer: Answer) -> str:
        return ALTERNATIVE.join(accepted(answer))

    def check(self, question: Question) -> Iterator[Problem]:
        """The stem has a gap for each answer."""
        yield from super().check(question)
        gaps, count = question.title.count(GAP), len(question.answers)
        if gaps != count:
            what = f"the stem has {gaps} gaps `{GAP}` for {count} blanks"
            yield Problem("SG406", question.span, what)

    def readable(self, question: Question) -> tuple[str, ...]:
        return ()

    def show(self, question: Question, words: Sequence[Words], order: Order) -> Shown:
        """The gaps in the order of the stem; what counts is plain text, not Markdown."""
        found = [accepted(answer) for answer in question.answers]
        return Shown(
            rows=tuple(
                KeyRow("", ALTERNATIVE.join(texts), entry.reason, accepted=texts)
                for texts, entry in zip(found, words, strict=False)
            ),
            solution="; ".join(texts[0] for texts in found if texts),
            key=[list(texts) for texts in found],
        )

    def row_data(self, row: KeyRow, plain: Plain) -> Mapping[str, object]:
        return {"accepted": list(row.accepted), "reason": plain(row.reason)}
