"""Rules on what one quiz asks for: levels, scenes, kinds, time, and questions that are alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from studyguide.check.quiz_case import FEWEST, QuizCase
from studyguide.check.rules import Finding
from studyguide.language.kinds import OPEN_KINDS
from studyguide.model import Question
from studyguide.quiz.quality import DEPTH, RECALLING, THINKING, USING, minutes_of
from studyguide.quiz.wording import asking, plain, question_words, sentences

MOST_RECALL, MOST_RECALL_OF_SCENE = 50, 70
LEAST_USE, LEAST_THOUGHT = 30, 20
MOST_OF_ONE_SCENE = 25
"""Shares of the questions, in per cent."""
OPEN_EVERY = 5
TICKET_QUESTIONS, TICKET_MINUTES = 3, 5


def only_recall(case: QuizCase) -> Iterator[Finding]:
    """B4: a quiz does not ask for recall alone."""
    if _has_profile(case) and _recalled(case) == len(case.questions):
        what = f"all {len(case.questions)} questions of this quiz ask for recall"
        yield Finding(case.quiz.span, what)


def poor_profile(case: QuizCase) -> Iterator[Finding]:
    """B4: a quiz asks for understanding and thought as well as recall."""
    asked, recalled = len(case.questions), _recalled(case)
    if not _has_profile(case) or recalled == asked:
        return
    most = MOST_RECALL_OF_SCENE if case.is_scene_check else MOST_RECALL
    if 100 * recalled > most * asked:
        what = f"{recalled} of {asked} questions ask for recall, more than {most} %"
        yield Finding(case.quiz.span, what)
    if not case.is_unit_quiz:
        return
    used = sum(DEPTH.get(question.level) == USING for question in case.questions)
    if 100 * used < LEAST_USE * asked:
        what = f"{used} of {asked} questions ask to understand or apply"
        yield Finding(case.quiz.span, f"{what}, fewer than {LEAST_USE} %")
    thought = sum(_is_thought(question) for question in case.questions)
    if 100 * thought < LEAST_THOUGHT * asked:
        what = f"{thought} of {asked} questions ask to analyse or beyond, or are open"
        yield Finding(case.quiz.span, f"{what}, fewer than {LEAST_THOUGHT} %")


def _has_profile(case: QuizCase) -> bool:
    return len(case.questions) >= FEWEST and not case.is_exit_ticket


def _recalled(case: QuizCase) -> int:
    return sum(DEPTH.get(question.level) == RECALLING for question in case.questions)


def _is_thought(question: Question) -> bool:
    return DEPTH.get(question.level) == THINKING or question.kind in OPEN_KINDS


def one_scene(case: QuizCase) -> Iterator[Finding]:
    """B6: no scene has more than a quarter of the questions."""
    if not case.is_unit_quiz:
        return
    for scene, count in Counter(case.scenes).items():
        if 100 * count > MOST_OF_ONE_SCENE * len(case.questions):
            what = f"{count} of {len(case.questions)} questions are on the scene `{scene}`"
            yield Finding(case.quiz.span, f"{what}, more than {MOST_OF_ONE_SCENE} %")


def few_open(case: QuizCase) -> Iterator[Finding]:
    """B7: of five questions one is answered in the student's own words."""
    wanted = len(case.questions) // OPEN_EVERY
    found = sum(question.kind in OPEN_KINDS for question in case.questions)
    if case.is_unit_quiz and found < wanted:
        what = f"{found} of {len(case.questions)} questions are of kind `short` or `essay`"
        yield Finding(case.quiz.span, f"{what}; one in {OPEN_EVERY} makes {wanted}")


def too_little_time(case: QuizCase) -> Iterator[Finding]:
    """B8: the questions take no longer than the quiz says."""
    minutes = minutes_of(case.questions)
    if case.quiz.minutes and minutes > case.quiz.minutes:
        what = f"the questions take {minutes:g} minutes, and the quiz says {case.quiz.minutes}"
        yield Finding(case.quiz.span, what)


def long_ticket(case: QuizCase) -> Iterator[Finding]:
    """B8: an exit ticket has at most three questions and five minutes."""
    count, minutes = len(case.questions), minutes_of(case.questions)
    if case.is_exit_ticket and (count > TICKET_QUESTIONS or minutes > TICKET_MINUTES):
        what = f"this exit ticket has {count} questions, which take {minutes:g} minutes"
        yield Finding(case.quiz.span, what)


def same_stems(case: QuizCase) -> Iterator[Finding]:
    """B9: no question of the quiz asks nearly the same as another of the guide.

    A pair is told at the later one of the two.
    """
    pairs = (pair for question in case.questions for pair in case.around.same_stems[question.id])
    for earlier, later in dict.fromkeys(pairs):
        what = f"the question `{later.id}` asks nearly the same as `{earlier.id}`"
        yield Finding(later.span, what)


def trivia(case: QuizCase) -> Iterator[Finding]:
    """B10: a question for a bare name, number or date serves an idea, a word or a quotation."""
    for question in case.questions:
        if question.theme or question.comparison or question.term or question.quote:
            continue
        asked = sentences(asking(plain(question.title), case.language), case.language)
        asks = [question_words(text, case.language) for text in asked]
        if asks and all(case.language.trivia.search(text) for text in asks):
            what = f"the question `{question.id}` asks for a bare name, number or date"
            yield Finding(question.span, what)
