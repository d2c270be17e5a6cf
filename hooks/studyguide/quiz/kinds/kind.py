"""What a kind of question is: how its answers are read, checked, shown, keyed and given as data.

The parser knows no kinds: it takes the list under a stem down as `Answer`s, and the modules beside
this one say what they mean. So reading needs nothing from above it, and a new kind is a subclass of
`QuestionKind`, a row of the registry in `studyguide.quiz.kinds`, and a control in the browser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from studyguide.model import Answer, Question
from studyguide.problems import Problem
from studyguide.quiz.kinds.faults import unlike

LABELS = "ABCDEFGH"
Plain = Callable[[str], str]
"""Makes plain text of marked-up words."""


class Words(Protocol):
    """An answer and its reason as readers see them, marked up or plain."""

    @property
    def text(self) -> str:
        """The answer."""

    @property
    def reason(self) -> str:
        """Why it is right or wrong."""


@dataclass(frozen=True)
class Order:
    """Places of the author's answers in the order in which they are shown."""

    shown: tuple[int, ...] = ()
    partners: tuple[int, ...] = ()
    """The order of the right column, where there are two."""


@dataclass(frozen=True)
class Choice:
    """Something to choose, to put in order or to match, with its letter or number."""

    label: str
    text: str


@dataclass(frozen=True)
class Mistake:
    """What is commonly typed into a gap, though it is wrong."""

    typed: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class KeyRow:
    """A row of a key: an answer and its reason."""

    label: str
    words: str
    reason: str
    right: bool | None = None
    """Whether it is right; None where answers are not told right from wrong."""
    partner: Choice | None = None
    """What belongs to it."""
    place: int = 0
    """Its place in a sequence, from 1."""
    accepted: tuple[str, ...] = ()
    """All that counts as right in a gap."""
    mistakes: tuple[Mistake, ...] = ()


@dataclass(frozen=True)
class Shown:
    """The answers of a question as shown; words are as safe as those that came in."""

    choices: tuple[Choice, ...] = ()
    partners: tuple[Choice, ...] = ()
    """The right column, where there are two."""
    rows: tuple[KeyRow, ...] = ()
    solution: str = ""
    """The right answer in letters and numbers, as a key gives it; empty for open questions."""
    key: object = None
    """What a browser marks by; places count from 0, in the shown order."""


@dataclass(frozen=True)
class QuestionKind:
    """A kind of question; as it stands, one that is answered with nothing."""

    minutes: float = 0.0
    """Time to answer, taken from tests with options of three to five."""
    fewest: int = 0
    most: int = 0

    layout: ClassVar[str] = "lines"
    """The macro of `answers.html` that sets what students choose from or write on."""
    noun: ClassVar[str] = "options"
    listed: ClassVar[str] = ""
    """Their list in guide.json."""
    is_typed: ClassVar[bool] = False
    """Whether a program compares what readers type."""

    def misread(self, question: Question) -> Iterator[Problem]:
        """What of the list is not written as this kind needs it."""
        for answer in question.answers:
            if answer.marked is not None:
                what = f"an answer of a question of kind `{question.kind}`"
                yield unlike(answer, what, "remove the mark in brackets")

    def said(self, answer: Answer) -> str:
        """The words of an answer, as messages show them."""
        return answer.text

    def counted(self, question: Question) -> tuple[Answer, ...]:
        """The entries of the list that are answers to the question."""
        return question.answers

    def check(self, question: Question) -> Iterator[Problem]:
        """Whether it can be asked: the number of its answers, and the words and reason of each."""
        count = len(self.counted(question))
        if not self.fewest <= count <= self.most:
            few, many = self.fewest, self.most
            wanted = f"{few}" if few == many else f"{few} to {many}"
            what = f"this question has {count} {self.noun}; a {question.kind} question has {wanted}"
            yield Problem("SG406", question.span, what)
        for answer in question.answers:
            text = self.said(answer)
            if not text.strip(" =/"):
                yield Problem("SG406", answer.span, "this answer has no text")
            elif not answer.reason:
                what = f"`{text}` has no reason"
                yield Problem("SG405", answer.span, what, "write `    > the reason` under it")

    def readable(self, question: Question) -> tuple[str, ...]:
        """What a student reads under the stem."""
        return tuple(answer.text for answer in question.answers)

    def order(self, question: Question, form: str = "") -> Order:
        """The order in which answers are shown; a printed form draws its own from `form`."""
        return Order()

    def show(self, question: Question, words: Sequence[Words], order: Order) -> Shown:
        """The answers as readers see them; `words` are those of the author's answers."""
        return Shown()

    def answered_by(self, question: Question) -> list[object]:
        """What a saved answer means, beside its words: an answer to anything else is forgotten."""
        return [len(self.counted(question))]

    def data(self, shown: Shown, plain: Plain) -> Mapping[str, list[object]]:
        """What guide.json tells of the answers, under names of `DATA`."""
        return {self.listed: [self.row_data(row, plain) for row in shown.rows]}

    def row_data(self, row: KeyRow, plain: Plain) -> Mapping[str, object]:
        """What guide.json tells of one of them."""
        return {}

    def form_data(self, question: Question, form: str) -> Mapping[str, list[object]]:
        """How a form orders the answers by their names in the guide, under names of `FORM_DATA`."""
        return {
            self.listed: labels_of(self.order(question).shown, self.order(question, form).shown)
        }


DATA = ("options", "pairs", "extra", "sequence", "answers")
FORM_DATA = ("options", "sequence", "left", "right")


def filled(names: Sequence[str], given: Mapping[str, list[object]]) -> dict[str, list[object]]:
    """Every name with what is given under it, or with nothing."""
    return {name: given.get(name, []) for name in names}


def labels_of(standing: Sequence[int], here: Sequence[int]) -> list[object]:
    """The letters that answers have as they stand in the guide, in the order of a form."""
    return [LABELS[standing.index(place)] for place in here]
