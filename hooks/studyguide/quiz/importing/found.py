"""What readers of other formats find: questions whose texts are Markdown of ours already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from studyguide.quiz.importing.words import from_plain
from studyguide.words.rules import languages, rules_of


class RefusedError(ValueError):
    """A file that is not read at all; the message says why, and names no file."""


@dataclass
class FoundAnswer:
    """An option, a pair, a step, or what counts as right in a gap."""

    text: str
    right: bool = False
    reason: str = ""
    partner: str = ""
    """The other side of a pair."""


@dataclass
class FoundQuestion:
    """A question as another program wrote it down."""

    stem: str
    kind: str
    answers: list[FoundAnswer] = field(default_factory=list)
    name: str = ""
    """What its author called it, to make an id from."""
    explanation: str = ""
    """What is said of the whole question, and of no one answer."""
    hints: list[str] = field(default_factory=list)
    model_answer: str = ""
    look_for: list[str] = field(default_factory=list)
    strict: list[str] = field(default_factory=list)
    """What its marking is strict about."""
    losses: list[str] = field(default_factory=list)
    """What of it we have no room for."""

    def settle(self) -> FoundQuestion:
        """Tell the kinds with options apart, and let an explanation be the reason of the key.

        True and False make a kind, and so do several keys. An explanation of a question with
        several keys has no one answer to stand under.
        """
        self._share_out()
        right = [answer for answer in self.answers if answer.right]
        texts = [answer.text.strip().casefold() for answer in self.answers]
        if (
            self.kind in ("choice", "multiple", "true-false")
            and _are_true_and_false(texts)
            and len(right) < 2
        ):
            self.kind = "true-false"
            for answer in self.answers:
                answer.text = answer.text.strip().capitalize()
            self.answers.sort(key=lambda answer: answer.text != "True")
        elif self.kind == "choice" and len(right) > 1:
            self.kind = "multiple"
        home = right if len(right) == 1 else self.answers
        if self.explanation and len(home) == 1 and not home[0].reason:
            home[0].reason, self.explanation = self.explanation, ""
        return self

    def _share_out(self) -> None:
        """Give each answer its reason, where the explanation names them all in bold, as ours do.

        Our packages write so where a program has one text for the whole question.
        """
        rest, reasons = self.explanation, []
        for head in reversed([*self._heads()]):
            rest, found, reason = rest.rpartition(f"**{head}** ")
            if not found or not reason.strip():
                return
            reasons.append(reason.strip())
        if reasons and not rest.strip():
            for answer, reason in zip(self.answers, reversed(reasons), strict=True):
                answer.reason = answer.reason or reason
            self.explanation = ""

    def _heads(self) -> Iterator[str]:
        for answer in self.answers:
            words = from_plain(answer.text) if self.kind == "blank" else answer.text
            yield " – ".join(side for side in (words, answer.partner) if side)


def _are_true_and_false(texts: Sequence[str]) -> bool:
    """Whether they say so in one of the languages that we know."""
    rules = map(rules_of, languages())
    pairs = [(known.true_words, known.false_words) for known in rules]
    return any(
        len(texts) == 2
        and any(word.casefold() in texts for word in true)
        and any(word.casefold() in texts for word in false)
        for true, false in pairs
    )


@dataclass
class Found:
    """What a file holds."""

    questions: list[FoundQuestion] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    """What is no question that we have, each with the reason."""


def named(question: str, kind: str) -> str:
    """What is said of a question that is left out."""
    return f"`{question[:60]}` is left out: {kind}"
