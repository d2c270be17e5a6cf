"""An item as readers see it: its answers in the shown order, with letters and numbers.

The website, the printed sheet, the key and guide.json all take an item from here, so that they
cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from studyguide.model import Question
from studyguide.quiz.ordering import LABELS, shown_order, shown_pairs, shown_steps
from studyguide.render.site import Site

GAP = "___"


@dataclass(frozen=True)
class ShownOption:
    """One option: its letter, its words, its reason."""

    label: str
    text: Markup
    correct: bool
    reason: Markup


@dataclass(frozen=True)
class ShownLeft:
    """An entry of the left column of a match item, with the letter it belongs to."""

    number: int
    text: Markup
    letter: str
    reason: Markup


@dataclass(frozen=True)
class ShownRight:
    """An entry of the right column."""

    letter: str
    text: Markup


@dataclass(frozen=True)
class ShownStep:
    """A step of a sequence: the letter it is shown under, and its true place from 1."""

    label: str
    text: Markup
    place: int
    reason: Markup


@dataclass(frozen=True)
class ShownBlank:
    """A gap: its number from 1, and what counts as right."""

    number: int
    accepted: tuple[str, ...]
    reason: Markup


@dataclass(frozen=True)
class Item:
    """A question with everything shown; what its kind does not have is empty."""

    question: Question
    stem: Markup
    options: tuple[ShownOption, ...]
    left: tuple[ShownLeft, ...]
    right: tuple[ShownRight, ...]
    steps: tuple[ShownStep, ...]
    blanks: tuple[ShownBlank, ...]

    @property
    def stem_pieces(self) -> tuple[Markup, ...]:
        """The stem, cut at its gaps."""
        return tuple(_safe(piece) for piece in str(self.stem).split(GAP))

    @property
    def solution(self) -> str:
        """The right answer in letters and numbers, as a key gives it; empty for open questions."""
        if self.options:
            return ", ".join(option.label for option in self.options if option.correct)
        if self.left:
            return ", ".join(f"{entry.number}{entry.letter}" for entry in self.left)
        if self.steps:
            return ", ".join(s.label for s in sorted(self.steps, key=lambda s: s.place))
        return "; ".join(blank.accepted[0] for blank in self.blanks if blank.accepted)


def shown_item(site: Site, question: Question, form: str = "") -> Item:
    """The item as every edition shows it, or as a printed form drawn from `form` does."""
    html = site.of(question)
    return Item(
        question,
        _safe(html.title),
        _options(site, question, form),
        *_columns(site, question, form),
        _steps(site, question, form),
        tuple(
            ShownBlank(number, blank.accepted, _safe(made.reason))
            for number, (blank, made) in enumerate(
                zip(question.blanks, html.answers, strict=False), 1
            )
        ),
    )


def _options(site: Site, question: Question, form: str) -> tuple[ShownOption, ...]:
    html = site.of(question).answers
    return tuple(
        ShownOption(
            label,
            _safe(html[place].text),
            question.options[place].correct,
            _safe(html[place].reason),
        )
        for label, place in zip(LABELS, shown_order(question, form), strict=False)
    )


def _columns(
    site: Site, question: Question, form: str
) -> tuple[tuple[ShownLeft, ...], tuple[ShownRight, ...]]:
    html = site.of(question).answers
    left, right = shown_pairs(question, form)
    letters = dict(zip(right, LABELS, strict=False))
    return (
        tuple(
            ShownLeft(
                number, _safe(html[place].sides[0]), letters[place], _safe(html[place].reason)
            )
            for number, place in enumerate(left, 1)
        ),
        tuple(ShownRight(letters[place], _safe(html[place].sides[1])) for place in right),
    )


def _steps(site: Site, question: Question, form: str) -> tuple[ShownStep, ...]:
    html = site.of(question).answers
    return tuple(
        ShownStep(label, _safe(html[place].text), place + 1, _safe(html[place].reason))
        for label, place in zip(LABELS, shown_steps(question, form), strict=False)
    )


def _safe(html: str) -> Markup:
    return Markup(html)  # noqa: S704 - made by Markdown
