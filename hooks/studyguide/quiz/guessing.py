"""Readers who know nothing: what they score on a quiz by how its answers look.

A test-wise reader takes the longest option, or the one that takes up a word of the stem, and may be
right without having seen the work. Each strategy here is such a reader. What it cannot tell apart
shares the point, so that a score is an expectation and no draw; and chance is what a reader has who
cannot tell anything apart. The cues are those of the literature on test-wiseness (Millman, Bishop &
Ebel 1965; Haladyna, Downing & Rodriguez 2002).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations

from studyguide.model import Question
from studyguide.quiz.kinds import kind_of, options_of
from studyguide.quiz.kinds.kind import LABELS
from studyguide.quiz.kinds.match import sides
from studyguide.quiz.wording import alikeness, content_stems, length, plain, words
from studyguide.words import N_
from studyguide.words.rules import rules_of

LETTER = "letter "
"""What the name of a strategy begins with that keeps to one letter; the letter follows."""
TRUE_OR_FALSE = ("true", "false")
"""Strategies that keep to one of the two, in the order of the options."""


@dataclass(frozen=True)
class Guess:
    """A strategy at one question, or at one entry of a column."""

    picks: tuple[Fraction, ...]
    """Of each place, how likely it is taken; together they make the number of keys."""
    keys: tuple[int, ...]
    """The places that are right."""
    weight: Fraction = Fraction(1)
    """What part of the question it is."""

    @property
    def score(self) -> Fraction:
        """The share of the keys that is found, times the weight."""
        return self._found(self.keys)

    @property
    def chance(self) -> Fraction:
        """What is found by taking any places."""
        return self.weight * Fraction(len(self.keys), len(self.picks))

    def scores(self) -> dict[Fraction, Fraction]:
        """Each score there would be if the keys were at any places, with how likely it is."""
        draws = list(combinations(range(len(self.picks)), len(self.keys)))
        spread: dict[Fraction, Fraction] = {}
        for keys in draws:
            score = self._found(keys)
            spread[score] = spread.get(score, Fraction()) + Fraction(1, len(draws))
        return spread

    def _found(self, keys: Sequence[int]) -> Fraction:
        return self.weight * sum((self.picks[key] for key in keys), Fraction()) / len(keys)


Strategy = Callable[[Question], tuple[Guess, ...]]
"""From a question to the guesses there; none where it has nothing to go by."""


@dataclass(frozen=True)
class Guesser:
    """What a strategy scores on those questions of a quiz that can be guessed at all."""

    strategy: str
    guesses: tuple[tuple[Question, tuple[Guess, ...]], ...]

    @cached_property
    def score(self) -> float:
        """From 0 to 1."""
        return float(sum(guess.score for guess in self._all) / len(self.guesses))

    @cached_property
    def chance(self) -> float:
        """What any places taken would score, from 0 to 1."""
        return float(sum(guess.chance for guess in self._all) / len(self.guesses))

    @property
    def gain(self) -> float:
        """By how much it beats chance."""
        return self.score - self.chance

    @cached_property
    def luck(self) -> float:
        """How likely so high a score is where the keys are at any places, from 0 to 1."""
        spread = {Fraction(): Fraction(1)}
        for guess in self._all:
            grown: dict[Fraction, Fraction] = {}
            for sure, likely in spread.items():
                for score, share in guess.scores().items():
                    grown[sure + score] = grown.get(sure + score, Fraction()) + likely * share
            spread = grown
        reached = sum((guess.score for guess in self._all), Fraction())
        return float(sum(likely for score, likely in spread.items() if score >= reached))

    @property
    def letter(self) -> str:
        """The letter to which it keeps, if it keeps to one."""
        return self.strategy.removeprefix(LETTER) if self.strategy.startswith(LETTER) else ""

    @property
    def said(self) -> str:
        """What a teacher is told of it, with places for the numbers."""
        return SAID[LETTER if self.letter else self.strategy]

    @property
    def given_away(self) -> tuple[Question, ...]:
        """The questions at which the strategy beats chance."""
        return tuple(
            question
            for question, guesses in self.guesses
            if sum(guess.score for guess in guesses) > sum(guess.chance for guess in guesses)
        )

    @property
    def sees_something(self) -> bool:
        """Whether it tells any two places apart."""
        return any(len(set(guess.picks)) > 1 for guess in self._all)

    @property
    def _all(self) -> list[Guess]:
        return [guess for _, guesses in self.guesses for guess in guesses]


def guessers(questions: Sequence[Question]) -> tuple[Guesser, ...]:
    """Every strategy that tells something apart in these questions, the best one first.

    Where it does not, it guesses blindly.
    """
    blind = {question: made for question in questions if (made := _blindly(question))}
    found = []
    for name, strategy in STRATEGIES.items():
        guesses = tuple((question, strategy(question) or made) for question, made in blind.items())
        guesser = Guesser(name, guesses)
        if guesser.sees_something:
            found.append(guesser)
    return tuple(sorted(found, key=lambda guesser: -guesser.gain))


def _picks(measures: Sequence[float], many: int) -> tuple[Fraction, ...]:
    """The `many` places that measure most; those that tie for the last of them share it."""
    bound = sorted(measures, reverse=True)[many - 1]
    sure = sum(measure > bound for measure in measures)
    shared = Fraction(many - sure, sum(measure == bound for measure in measures))
    return tuple(
        Fraction(1) if measure > bound else shared if measure == bound else Fraction()
        for measure in measures
    )


def _blindly(question: Question) -> tuple[Guess, ...]:
    """What there is to guess at a question, without any hint; nothing where all must be written."""
    if question.kind == "match":
        left, right = _columns(question)
        return _pairs(right, [[0.0] * len(right)] * len(left))
    return _of_options(question, [0.0] * len(options_of(question)))


def _by(measure: Callable[[Question, str], float]) -> Strategy:
    """The strategy that takes the options of a question which measure most."""

    def strategy(question: Question) -> tuple[Guess, ...]:
        if question.kind == "true-false":
            return ()
        return _of_options(question, [measure(question, o.text) for o in options_of(question)])

    return strategy


def _of_options(question: Question, measures: Sequence[float]) -> tuple[Guess, ...]:
    keys = tuple(place for place, option in enumerate(options_of(question)) if option.correct)
    return (Guess(_picks(measures, len(keys)), keys),) if 0 < len(keys) < len(measures) else ()


def _hedges(question: Question, text: str) -> int:
    language = rules_of(question.language)
    return len(list(language.hedges.find(plain(text)))) if language.known else 0


def _absolutes(question: Question, text: str) -> int:
    language = rules_of(question.language)
    return len(list(language.absolutes.find(plain(text)))) if language.known else 0


def _shared(question: Question, one: str, other: str) -> int:
    language = rules_of(question.language)
    return len(content_stems(one, language).keys() & content_stems(other, language).keys())


def _oddness(question: Question, text: str) -> float:
    """How little an option has in common with the others."""
    said = set(words(text))
    others = (option.text for option in options_of(question) if option.text != text)
    return -sum(alikeness(said, words(other)) for other in others)


def _letter(label: str) -> Strategy:
    def strategy(question: Question) -> tuple[Guess, ...]:
        if question.kind == "true-false":
            return ()
        shown = kind_of(question).order(question).shown
        at = LABELS.index(label)
        measures = [float(at < len(shown) and shown[at] == place) for place in range(len(shown))]
        return _of_options(question, measures)

    return strategy


def _of_statement(truer: Callable[[Question], float]) -> Strategy:
    """The strategy that calls a statement true if it measures more than 0, and false if less."""

    def strategy(question: Question) -> tuple[Guess, ...]:
        count = len(options_of(question))
        if question.kind != "true-false" or count != len(TRUE_OR_FALSE):
            return ()
        return _of_options(question, [truer(question), -truer(question)])

    return strategy


def _either(*strategies: Strategy) -> Strategy:
    return lambda question: next((made for one in strategies if (made := one(question))), ())


def _columns(question: Question) -> tuple[list[str], list[str]]:
    """The columns of a match question, the partners first in the order of their left entries."""
    pairs = [sides(answer.text) for answer in question.answers] if question.kind == "match" else []
    left = [one for one, _ in pairs if one]
    paired, extra = [two for one, two in pairs if one], [two for one, two in pairs if not one]
    return left, [*paired, *extra]


def _pairs(right: Sequence[str], measures: Sequence[Sequence[float]]) -> tuple[Guess, ...]:
    """A guess for each left entry, by what the right entries measure for it."""
    weight = Fraction(1, len(measures) or 1)
    return tuple(
        Guess(_picks(row, 1), (place,), weight) for place, row in enumerate(measures) if right
    )


def _matching_words(question: Question) -> tuple[Guess, ...]:
    left, right = _columns(question)
    return _pairs(right, [[_shared(question, entry, other) for other in right] for entry in left])


def _last_pair(question: Question) -> tuple[Guess, ...]:
    """Who has all pairs but one takes the last from what is left, without knowing it."""
    left, right = _columns(question)
    last = len(left) - 1
    free = [[float(place >= last) for place in range(len(right))]]
    return _pairs(right, [[0.0] * len(right)] * last + free[: len(left)])


STRATEGIES: Mapping[str, Strategy] = {
    "longest": _by(lambda _, text: length(text)),
    "shortest": _by(lambda _, text: -length(text)),
    "hedged": _either(_by(_hedges), _of_statement(lambda q: _hedges(q, q.title))),
    "no absolutes": _either(
        _by(lambda question, text: -_absolutes(question, text)),
        _of_statement(lambda question: -_absolutes(question, question.title)),
    ),
    "odd one out": _by(_oddness),
    "words of the stem": _either(
        _by(lambda question, text: _shared(question, question.title, text)), _matching_words
    ),
    "last pair": _last_pair,
    **{LETTER + label: _letter(label) for label in LABELS},
    TRUE_OR_FALSE[0]: _of_statement(lambda _: 1),
    TRUE_OR_FALSE[1]: _of_statement(lambda _: -1),
}
"""By name. `letter A` takes the option under A each time."""
SAID: Mapping[str, str] = {
    "longest": N_("%(score)s of 100 with the longest option each time; %(chance)s by chance"),
    "shortest": N_("%(score)s of 100 with the shortest option each time; %(chance)s by chance"),
    "hedged": N_("%(score)s of 100 with the most careful option each time; %(chance)s by chance"),
    "no absolutes": N_(
        "%(score)s of 100 with no option that says always or never; %(chance)s by chance"
    ),
    "odd one out": N_(
        "%(score)s of 100 with the option least like the others; %(chance)s by chance"
    ),
    "words of the stem": N_(
        "%(score)s of 100 with what takes up words of the question; %(chance)s by chance"
    ),
    "last pair": N_(
        "%(score)s of 100 with the last pair of each match as a gift; %(chance)s by chance"
    ),
    LETTER: N_("%(score)s of 100 with %(letter)s each time; %(chance)s by chance"),
    TRUE_OR_FALSE[0]: N_(
        "%(score)s of 100 with each statement taken as true; %(chance)s by chance"
    ),
    TRUE_OR_FALSE[1]: N_(
        "%(score)s of 100 with each statement taken as false; %(chance)s by chance"
    ),
}
"""What a teacher is told of the best one; of the letters there is one text for all."""
