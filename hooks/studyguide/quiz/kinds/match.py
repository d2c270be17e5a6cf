"""Questions that match two columns: `left = right`, and `= right` for what belongs to nothing.

Where both columns are of one length, the last pair is a gift to whoever has the others. So the
right one may have more entries: they have letters to choose, and rows of the key without a partner.
"""

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
EXTRA = "= "
"""How an entry begins that stands in the right column only."""
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


def is_extra(answer: Answer) -> bool:
    """Whether an entry belongs to nothing in the left column."""
    return not sides(answer.text)[0]


def sides(text: str) -> tuple[str, str]:
    """The two sides of a pair, as Markdown or as HTML; the left one of an extra entry is empty."""
    if text.lstrip().startswith(EXTRA):
        return "", text.lstrip().removeprefix(EXTRA).strip()
    at = divider(text)
    return (text[:at].strip(), text[at + len(PAIR) :].strip()) if at >= 0 else (text.strip(), "")


class MatchKind(QuestionKind):
    """Pairs, shown as two columns that are drawn apart, the right one perhaps longer."""

    layout: ClassVar[str] = "columns"
    noun: ClassVar[str] = "pairs"
    listed: ClassVar[str] = "pairs"

    def misread(self, question: Question) -> Iterator[Problem]:
        yield from super().misread(question)
        for answer in question.answers:
            if divider(answer.text) < 0 and not answer.text.startswith(EXTRA):
                yield unlike(answer, "a pair", "write `- left = right`")

    def said(self, answer: Answer) -> str:
        return PAIR.join(sides(answer.text)).strip()

    def check(self, question: Question) -> Iterator[Problem]:
        """There are pairs enough, and nothing stands twice in a column."""
        yield from super().check(question)
        pairs = sum(not is_extra(answer) for answer in question.answers)
        if pairs < self.fewest <= len(question.answers):
            what = f"this question has {pairs} pairs; a match question has at least {self.fewest}"
            yield Problem("SG406", question.span, what)
        extra = [is_extra(answer) for answer in question.answers]
        for answer, after in zip(question.answers, extra[1:], strict=False):
            if is_extra(answer) and not after:
                what = f"`{answer.text}` belongs to nothing and stands before a pair"
                yield Problem("SG406", answer.span, what, "write such entries last")
        for side in (0, 1):
            yield from repeated((sides(a.text)[side], a.span) for a in question.answers)

    def readable(self, question: Question) -> tuple[str, ...]:
        return tuple(text for a in question.answers for text in sides(a.text) if text)

    def order(self, question: Question, form: str = "") -> Order:
        """Both columns are drawn, so that partners do not all stand side by side."""
        count, seed = len(question.answers), seed_of(question, form)
        left, right = drawn(count, f"{seed} left"), drawn(count, f"{seed} right")
        paired = tuple(place for place in left if not is_extra(question.answers[place]))
        return Order(paired, turned(right) if right == left else right)

    def show(self, question: Question, words: Sequence[Words], order: Order) -> Shown:
        """The left column by numbers, the right one by letters; the solution joins them.

        An extra entry has a row of the key by its letter, without a partner.
        """
        pairs = [sides(entry.text) for entry in words]
        partners = {
            place: Choice(letter, pairs[place][1])
            for letter, place in zip(LABELS, order.partners, strict=False)
        }
        rows = tuple(
            KeyRow(str(number), pairs[place][0], words[place].reason, partner=partners[place])
            for number, place in enumerate(order.shown, 1)
        )
        extra = tuple(
            KeyRow(partner.label, partner.text, words[place].reason)
            for place, partner in partners.items()
            if place not in order.shown
        )
        return Shown(
            tuple(Choice(row.label, row.words) for row in rows),
            tuple(partners.values()),
            rows + extra,
            ", ".join(f"{number}{partners[p].label}" for number, p in enumerate(order.shown, 1)),
            [order.partners.index(place) for place in order.shown],
        )

    def data(self, shown: Shown, plain: Plain) -> Mapping[str, list[object]]:
        paired = [self.row_data(row, plain) for row in shown.rows if row.partner]
        extra = [
            {"letter": row.label, "right": plain(row.words), "reason": plain(row.reason)}
            for row in shown.rows
            if not row.partner
        ]
        return {self.listed: list(paired), "extra": list(extra)}

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
