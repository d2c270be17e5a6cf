"""Rules on the keys of one quiz: where they stand, how long they are, what gives them away."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from studyguide.check.quiz_case import QuizCase, chance_of
from studyguide.check.rules import Finding
from studyguide.model import Answer, Question
from studyguide.quiz.kinds import kind_of, options_of
from studyguide.quiz.kinds.kind import LABELS
from studyguide.quiz.wording import content_stems, length, plain, words

UNEVEN = 0.01
"""Chance, shared out among the letters, below which a place of the key is no accident."""
OFTEN, FAR_TOO_OFTEN = 0.05, 0.01
"""Chances below which it is no accident how often the key is the longest option."""
RUNS = {4: ((40, 7), (20, 6), (0, 5)), 3: ((40, 8), (20, 7), (0, 6))}
"""By number of options: from so many questions on, so many equal letters in a row are a streak."""
CONTENT_WORDS = 2
MOST_CUED = 2 / 3
"""The share of a key's own words that another question may not have."""


def uneven_keys(case: QuizCase) -> Iterator[Finding]:
    """B1: no letter has the key more often than a fair draw would give it."""
    places = case.key_places
    letters = max((options for _, options in places), default=0)
    for letter in range(letters):
        chances = [1 / options if letter < options else 0.0 for _, options in places]
        count = sum(place == letter for place, _ in places)
        if chance_of(count, chances) < UNEVEN / letters:
            what = f"the key is {LABELS[letter]} in {count} of {len(places)} choice questions"
            yield Finding(case.quiz.span, what)


def longest_keys(case: QuizCase) -> Iterator[Finding]:
    """B2: the key is not the longest option more often than by chance."""
    yield from _longest(case, FAR_TOO_OFTEN, OFTEN)


def far_longest_keys(case: QuizCase) -> Iterator[Finding]:
    """B2: nor far more often."""
    yield from _longest(case, 0.0, FAR_TOO_OFTEN)


def _longest(case: QuizCase, low: float, high: float) -> Iterator[Finding]:
    found = [is_longest for question in case.questions for is_longest in _key_is_longest(question)]
    chances = [1 / options for _, options in case.key_places]
    if low <= chance_of(sum(found), chances) < high:
        what = f"the key is the longest option in {sum(found)} of {len(found)} choice questions"
        yield Finding(case.quiz.span, what)


def _key_is_longest(question: Question) -> Iterator[bool]:
    keys = [length(option.text) for option in options_of(question) if option.correct]
    others = [length(option.text) for option in options_of(question) if not option.correct]
    if question.kind == "choice" and len(keys) == 1:
        yield keys[0] > max(others, default=0)


def streaks(case: QuizCase) -> Iterator[Finding]:
    """B3: the key does not stand under one letter many times in a row."""
    places = case.key_places
    for options, table in RUNS.items():
        row = [place for place, count in places if (count == 3) is (options == 3)]
        limit = next(run for least, run in table if len(row) >= least)
        for place, run in groupby(row):
            if (length := len(list(run))) >= limit:
                what = f"the key is {LABELS[place]} in {length} questions in a row"
                yield Finding(case.quiz.span, what)


def cued_keys(case: QuizCase) -> Iterator[Finding]:
    """B5: the words of a key do not stand in another question of the quiz."""
    texts = {question.id: _asked(question) for question in case.questions}
    for question in case.questions:
        for option in options_of(question) if question.kind != "true-false" else ():
            if not option.correct or len(content_stems(option.text, case.language)) < CONTENT_WORDS:
                continue
            key = f" {' '.join(words(option.text))} "
            told = [other for other in case.questions if other is not question]
            whole = [other for other in told if key in texts[other.id]]
            for other in whole:
                what = f"the key `{plain(option.text)}` stands in the question `{other.id}` too"
                yield Finding(option.span, what)
            for other in (other for other in told if other not in whole):
                yield from _cued_in_words(case, question, option, other)


def _cued_in_words(
    case: QuizCase, question: Question, key: Answer, other: Question
) -> Iterator[Finding]:
    """Where most of what only this key says is said in one stem or hint of another question."""
    own = [question.title, *(o.text for o in options_of(question) if o is not key)]
    known = {stem for text in own for stem in content_stems(text, case.language)}
    told = content_stems(key.text, case.language)
    alone = told.keys() - known - case.around.names
    hints = [(part.text.markdown, part.text.span) for part in other.parts if part.name == "hint"]
    for text, span in [(other.title, other.span), *hints]:
        shared = alone & content_stems(text, case.language).keys()
        if len(shared) >= CONTENT_WORDS and MOST_CUED * len(alone) <= len(shared):
            said = ", ".join(f"`{told[stem]}`" for stem in told if stem in shared)
            what = f"the words {said} of the key `{plain(key.text)}` stand in "
            what += f"{'the stem' if text is other.title else 'a hint'} of `{other.id}` "
            yield Finding(key.span, f"{what}({span.file}:{span.line})")


def _asked(question: Question) -> str:
    """Everything a student reads in a question, as words between single spaces."""
    texts = [question.title, *kind_of(question).readable(question)]
    return " | ".join(f" {' '.join(words(text))} " for text in texts)
