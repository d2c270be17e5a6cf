"""Check that each question can be asked and answered, and each quiz has questions.

The rules follow the consensus of item-writing guidelines (Haladyna, Downing & Rodriguez 2002) on
what makes an item fail: no key, several keys, equal options, feedback without a reason.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from studyguide.language.kinds import OPEN_KINDS, OPTION_KINDS
from studyguide.model import Guide, Question, Quiz, Span
from studyguide.problems import Problem
from studyguide.quiz.selection import has_filters, questions_of

SIZES = {
    "choice": (3, 5),
    "multiple": (4, 6),
    "true-false": (2, 2),
    "match": (3, 8),
    "order": (3, 8),
    "blank": (1, 6),
}
"""Fewest and most answers of each kind with a list."""
NAMES = {"match": "pairs", "order": "steps", "blank": "blanks"}
TRUTH = ["false", "true"]
GAP = "___"


def check_items(guide: Guide) -> Iterator[Problem]:
    """Check every question by its kind, and every quiz for its questions."""
    for question in guide.questions:
        if question.kind in OPEN_KINDS:
            yield from _check_open(question)
        elif question.kind:
            yield from _check_size(question)
            yield from _check_answers(question)
        ties = (question.scene, question.comparison, question.theme, question.term, *question.cites)
        if not any(ties):
            what = f"the question `{question.id}` names no scene, comparison, theme or term"
            yield Problem("SG408", question.span, what)
    for quiz in guide.quizzes:
        if not quiz.listed and not has_filters(quiz):
            hint = "list them in `questions`, or say which to find"
            yield Problem("SG410", quiz.span, f"the quiz `{quiz.id}` names no questions", hint)
        elif not questions_of(guide, quiz):
            yield Problem("SG410", quiz.span, f"the quiz `{quiz.id}` finds no question")
        yield from _check_order(quiz, questions_of(guide, quiz))


def _check_order(quiz: Quiz, questions: Sequence[Question]) -> Iterator[Problem]:
    """A question that builds on another of the quiz stands behind it."""
    for place, question in enumerate(questions):
        if question.after in [later.id for later in questions[place + 1 :]]:
            what = f"the quiz `{quiz.id}` asks `{question.id}` before `{question.after}`"
            yield Problem("SG413", quiz.span, what, "the one builds on the other")


def _check_open(question: Question) -> Iterator[Problem]:
    for name in ("answer", "look-for"):
        if not question.part(name):
            what = f"this {question.kind} question lacks the part `{name}`"
            yield Problem("SG105", question.span, what)


def _check_size(question: Question) -> Iterator[Problem]:
    fewest, most = SIZES[question.kind]
    count = len(_reasons(question))
    if not fewest <= count <= most:
        wanted = f"{fewest}" if fewest == most else f"{fewest} to {most}"
        name = NAMES.get(question.kind, "options")
        what = f"this question has {count} {name}; a {question.kind} question has {wanted}"
        yield Problem("SG406", question.span, what)
    gaps = question.title.count(GAP)
    if question.kind == "blank" and gaps != count:
        what = f"the stem has {gaps} gaps `{GAP}` for {count} blanks"
        yield Problem("SG406", question.span, what)


def _reasons(question: Question) -> list[tuple[str, str, Span]]:
    """Every answer's words with its reason and its place."""
    return [
        *((option.text, option.reason, option.span) for option in question.options),
        *((f"{pair.left} = {pair.right}", pair.reason, pair.span) for pair in question.pairs),
        *((step.text, step.reason, step.span) for step in question.sequence),
        *((" / ".join(blank.accepted), blank.reason, blank.span) for blank in question.blanks),
    ]


def _check_answers(question: Question) -> Iterator[Problem]:
    for text, reason, span in _reasons(question):
        if not text.strip(" =/"):
            yield Problem("SG406", span, "this answer has no text")
        elif not reason:
            what = f"`{text}` has no reason"
            yield Problem("SG405", span, what, "write `    > the reason` under it")
    if question.kind in OPTION_KINDS:
        yield from _check_key(question)
        yield from _twice((option.text, option.span) for option in question.options)
    yield from _twice((pair.left, pair.span) for pair in question.pairs)
    yield from _twice((pair.right, pair.span) for pair in question.pairs)
    yield from _twice((step.text, step.span) for step in question.sequence)


def _check_key(question: Question) -> Iterator[Problem]:
    keys = [option for option in question.options if option.correct]
    if question.options and not keys:
        what = f"the question `{question.id}` has no key"
        yield Problem("SG403", question.span, what, "mark the right option with `[x]`")
    if question.kind == "multiple":
        if len(keys) == 1 or (keys and len(keys) == len(question.options)):
            what = "a multiple question has at least two keys and one wrong option"
            yield Problem("SG406", question.span, what)
        return
    for extra in keys[1:]:
        yield Problem("SG404", extra.span, f"`{extra.text}` is a second key")
    texts = sorted(alike(option.text) for option in question.options)
    if question.kind == "true-false" and len(texts) == len(TRUTH) and texts != TRUTH:
        what = "the options of a true-false question are `True` and `False`"
        yield Problem("SG406", question.options[0].span, what)


def _twice(texts: Iterable[tuple[str, Span]]) -> Iterator[Problem]:
    seen: Counter[str] = Counter()
    for text, span in texts:
        same = alike(text)
        if same and seen[same]:
            yield Problem("SG407", span, f"`{text}` stands twice")
        seen[same] += 1


def alike(text: str) -> str:
    """A text made alike in case, spaces and width, so that equals are seen."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
