"""Questions with options to choose from: one key, several keys, or True and False.

The rules follow the consensus of item-writing guidelines (Haladyna, Downing & Rodriguez 2002) on
what makes an item fail: no key, several keys, equal options, feedback without a reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from studyguide.model import Answer, Question
from studyguide.problems import Problem
from studyguide.quiz.kinds.faults import alike, repeated, unlike
from studyguide.quiz.kinds.kind import (
    LABELS,
    Choice,
    KeyRow,
    Order,
    Plain,
    QuestionKind,
    Shown,
    Words,
)
from studyguide.quiz.ordering import drawn, seed_of
from studyguide.quiz.quantities import in_order
from studyguide.words.rules import Rules, rules_of

IS_TRUE, IS_FALSE, UNTOLD = 0, 1, 2
BOTH = [IS_TRUE, IS_FALSE]


class OptionsKind(QuestionKind):
    """Options, some of them marked `[x]`."""

    layout: ClassVar[str] = "options"
    listed: ClassVar[str] = "options"
    one_key: ClassVar[str] = (
        "`[x]` marks the key, which is the right answer: mark one, "
        "or write `kind: multiple` if several are right"
    )
    """What is told where several are marked."""

    def misread(self, question: Question) -> Iterator[Problem]:
        for answer in question.answers:
            if answer.marked is None:
                yield unlike(answer, "an option", "write `- [ ] text`")

    def check(self, question: Question) -> Iterator[Problem]:
        """The key is as the kind needs it, and no option stands twice."""
        yield from super().check(question)
        keys = [answer for answer in question.answers if answer.correct]
        if question.answers and not keys:
            what = f"the question `{question.id}` has no key"
            yield Problem("SG403", question.span, what, "mark the right option with `[x]`")
        yield from self.check_keys(question, keys)
        yield from repeated((answer.text, answer.span) for answer in question.answers)

    def check_keys(self, _question: Question, keys: Sequence[Answer]) -> Iterator[Problem]:
        """There are not more keys than the kind has."""
        for extra in keys[1:]:
            what = f"`{extra.text}` is a second key"
            yield Problem("SG404", extra.span, what, self.one_key)

    def order(self, question: Question, form: str = "") -> Order:
        """Numbers ascend; other options are drawn."""
        numbers = in_order([answer.text for answer in question.answers])
        return Order(numbers or drawn(len(question.answers), seed_of(question, form)))

    def show(self, question: Question, words: Sequence[Words], order: Order) -> Shown:
        """Options by letter, each with its reason; the solution is the letters of the keys."""
        answers = question.answers
        rows = tuple(
            KeyRow(label, words[place].text, words[place].reason, answers[place].correct)
            for label, place in zip(LABELS, order.shown, strict=False)
        )
        return Shown(
            tuple(Choice(row.label, row.words) for row in rows),
            rows=rows,
            solution=", ".join(row.label for row in rows if row.right),
            key=[place for place, row in enumerate(rows) if row.right],
        )

    def answered_by(self, question: Question) -> list[object]:
        return [answer.correct for answer in question.answers]

    def row_data(self, row: KeyRow, plain: Plain) -> Mapping[str, object]:
        text, reason = plain(row.words), plain(row.reason)
        return {"label": row.label, "text": text, "correct": row.right, "reason": reason}


class MultipleKind(OptionsKind):
    """Options of which several are right."""

    def check_keys(self, question: Question, keys: Sequence[Answer]) -> Iterator[Problem]:
        """There are several keys, and something that is wrong."""
        if len(keys) == 1 or (keys and len(keys) == len(question.answers)):
            what = "a multiple question has at least two keys and one wrong option"
            yield Problem("SG406", question.span, what)


class TrueFalseKind(OptionsKind):
    """True, or False, in the words of the question's language."""

    one_key: ClassVar[str] = "`[x]` marks the key, which is the right answer: mark one"

    def check_keys(self, question: Question, keys: Sequence[Answer]) -> Iterator[Problem]:
        """There is one key, and the options are True and False, as far as we know the words."""
        yield from super().check_keys(question, keys)
        language = rules_of(question.language)
        said = [_truth(answer, language) for answer in question.answers]
        if language.known and len(said) == len(BOTH) and said != BOTH:
            first, second = language.true_words[0], language.false_words[0]
            what = f"the options of a true-false question are `{first}` and `{second}`"
            hint = f"write `{first}` first: readers see them as they are written"
            turned = said == BOTH[::-1]
            yield Problem("SG406", question.answers[0].span, what, hint if turned else "")

    def order(self, question: Question, form: str = "") -> Order:
        """As the author writes them, which is True first, on every form."""
        return Order(tuple(range(len(question.answers))))


def _truth(answer: Answer, language: Rules) -> int:
    """Whether an option says true or false, as far as the language's words for it are known."""
    said = alike(answer.text)
    if said in map(alike, language.true_words):
        return IS_TRUE
    return IS_FALSE if said in map(alike, language.false_words) else UNTOLD
