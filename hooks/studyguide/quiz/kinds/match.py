"""Questions that match two columns: `left = right`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from studyguide.model import Answer, Question
from studyguide.problems import Problem
from studyguide.quiz.kinds.faults import repeated, unlike
from studyguide.quiz.kinds.kind import (
    LABELS,
    Choice,
    KeyRow,
    Order,
    Plain,
    QuestionKind,
    Shown,
    Words,
    labels_of,
)
from studyguide.quiz.ordering import drawn, seed_of, turned

PAIR = " = "
AS_IT_IS = re.compile(
    r"(?<!\\)(?P<run>`+)(?!`).*?(?<!`)(?P=run)(?!`)"
    r"|(?<![\\$])\$(?=[^\s$])[^$]*(?<=[^\s\\])\$(?!\$)|\$\$.+?\$\$|\\\\?\(.+?\\\)|\\\\?\[.+?\\\]"
    r"|<(?P<tag>code|kbd|samp|math)\b.*?</(?P=tag)>"
    r'|<(?P<box>span|div)\b[^>]*\bclass="[^">]*arithmatex.*?</(?P=box)>|<[a-zA-Z/][^>]*>',
    re.DOTALL,
)
"""Code, formulas and tags, in Markdown and in HTML alike, where no equals sign divides a pair."""


def divider(text: str) -> int:
    """Where the sign stands that divides a pair; -1 where none does."""
    return AS_IT_IS.sub(lambda match: "\0" * len(match[0]), text).find(PAIR)


def sides(text: str) -> tuple[str, str]:
    """The two sides of a pair, as Markdown or as HTML."""
    at = divider(text)
    return (text[:at].strip(), text[at + len(PAIR) :].strip()) if at >= 0 else (text.strip(), "")


class MatchKind(QuestionKind):
    """Pairs, shown as two columns that are drawn apart."""

    layout: ClassVar[str] = "columns"
    noun: ClassVar[str] = "pairs"
    listed: ClassVar[str] = "pairs"

    def misread(self, question: Question) -> Iterator[Problem]:
        yield from super().misread(question)
        for answer in question.answers:
            if divider(answer.text) < 0:
                yield unlike(answer, "a pair", "write `- left = right`")

    def said(self, answer: Answer) -> str:
        return PAIR.join(sides(answer.text))

    def check(self, question: Question) -> Iterator[Problem]:
        """Nothing stands twice in a column."""
        yield from super().check(question)
        for side in (0, 1):
            yield from repeated((sides(a.text)[side], a.span) for a in question.answers)

    def readable(self, question: Question) -> tuple[str, ...]:
        return tuple(text for answer in question.answers for text in sides(answer.text))

    def order(self, question: Question, form: str = "") -> Order:
        """Both columns are drawn, so that partners do not all stand side by side."""
        count, seed = len(question.answers), seed_of(question, form)
        left, right = drawn(count, f"{seed} left"), drawn(count, f"{seed} right")
        return Order(left, turned(right) if right == left else right)

    def show(self, question: Question, words: Sequence[Words], order: Order) -> Shown:
        """The left column by numbers, the right one by letters; the solution joins them."""
        pairs = [sides(entry.text) for entry in words]
        partners = {
            place: Choice(letter, pairs[place][1])
            for letter, place in zip(LABELS, order.partners, strict=False)
        }
        rows = tuple(
            KeyRow(str(number), pairs[place][0], words[place].reason, partner=partners[place])
            for number, place in enumerate(order.shown, 1)
        )
        return Shown(
            tuple(Choice(row.label, row.words) for row in rows),
            tuple(partners.values()),
            rows,
            ", ".join(f"{number}{partners[p].label}" for number, p in enumerate(order.shown, 1)),
            [order.partners.index(place) for place in order.shown],
        )

    def row_data(self, row: KeyRow, plain: Plain) -> Mapping[str, object]:
        partner = row.partner or Choice("", "")
        return {
            "number": int(row.label),
            "left": plain(row.words),
            "letter": partner.label,
            "right": plain(partner.text),
            "reason": plain(row.reason),
        }

    def form_data(self, question: Question, form: str) -> Mapping[str, list[object]]:
        standing, here = self.order(question), self.order(question, form)
        return {
            "left": [standing.shown.index(place) + 1 for place in here.shown],
            "right": labels_of(standing.partners, here.partners),
        }
