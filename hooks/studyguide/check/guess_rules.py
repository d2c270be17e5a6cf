"""Rule B11: no reader who knows nothing scores on a quiz by how its answers look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from studyguide.check.key_rules import far_longest_keys, longest_keys
from studyguide.check.quiz_case import QuizCase
from studyguide.check.rules import Finding
from studyguide.model import Question
from studyguide.quiz.guessing import Guesser, guessers

MOST_GAINED = 0.1
"""By how much a guesser may beat chance on a quiz, from 0 to 1."""
MOST_GAINED_OVER_ALL = 0.05
"""The same for all quizzes of a guide together: there a habit shows that no short quiz proves."""
NO_LUCK = 0.01
"""How likely a score is by luck, below which it is none. So quizzes with few questions are not
blamed for what a fair draw may give: of three questions, no strategy proves anything."""


def guessed_quiz(case: QuizCase) -> Iterator[Finding]:
    """B11: no guesser beats chance on a quiz; what rule B2 tells is not told again."""
    told = {"longest"} if any((*longest_keys(case), *far_longest_keys(case))) else set()
    for guesser in _found(case.questions, MOST_GAINED):
        if guesser.strategy not in told:
            yield Finding(case.quiz.span, told_of(guesser))


def guessed_guide(questions: Sequence[Question]) -> Iterator[str]:
    """B11: nor on all questions of a guide together."""
    yield from map(told_of, _found(questions, MOST_GAINED_OVER_ALL))


def _found(questions: Sequence[Question], most: float) -> Iterator[Guesser]:
    """Those whose score is no luck; where keys stand is what rule B1 looks at."""
    for guesser in guessers(questions):
        if guesser.gain > most and not guesser.letter and guesser.luck < NO_LUCK:
            yield guesser


def told_of(guesser: Guesser) -> str:
    """What a guesser scores, and the questions that give it away."""
    given = ", ".join(f"`{question.id}`" for question in guesser.given_away)
    scores = f"{100 * guesser.score:.0f} of 100, and {100 * guesser.chance:.0f} by chance"
    return f"who {DOES[guesser.strategy]} scores {scores}, at {given}"


DOES = {
    "longest": "takes the longest option",
    "shortest": "takes the shortest option",
    "hedged": "takes the option with words such as `often` and `may`",
    "no absolutes": "takes no option with a word such as `always`",
    "odd one out": "takes the option least like the others",
    "words of the stem": "takes what repeats a word of the question",
    "last pair": "is given the last pair of each match",
    "true": "takes each statement as true",
    "false": "takes each statement as false",
}
"""By strategy."""
