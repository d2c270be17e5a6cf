"""The rules B1 to B11 on whole quizzes, as a table, and the check that runs them.

Some also look at the guide: B4 at each page's discussion questions, B6 at its acts, and B11 at all
questions together.
"""

from __future__ import annotations

from collections.abc import Iterator

from studyguide.check.guess_rules import guessed_guide, guessed_quiz
from studyguide.check.item_case import Surroundings
from studyguide.check.key_rules import (
    cued_keys,
    far_longest_keys,
    longest_keys,
    streaks,
    uneven_keys,
)
from studyguide.check.profile_rules import (
    few_open,
    long_ticket,
    one_scene,
    only_recall,
    poor_profile,
    same_stems,
    too_little_time,
    trivia,
)
from studyguide.check.quiz_case import QuizCase
from studyguide.check.rules import Rule, run_rules
from studyguide.model import Discussion, Guide
from studyguide.problems import Problem, Severity
from studyguide.quiz.quality import DEPTH, THINKING
from studyguide.quiz.selection import questions_of, scene_of

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
LEAST_DISCUSSED = 50
"""Share of the discussion questions of a page that ask to analyse or beyond, in per cent."""

QUIZ_RULES: tuple[Rule[QuizCase], ...] = (
    Rule("B1", "SG951", WARNING, uneven_keys, "Attali & Bar-Hillel 2003; exact binomial"),
    Rule("B2", "SG952", WARNING, longest_keys, "Casu & García-García 2019; exact binomial"),
    Rule("B2", "SG962", ERROR, far_longest_keys, "Casu & García-García 2019; exact binomial"),
    Rule("B3", "SG953", INFO, streaks, "house; simulation"),
    Rule("B4", "SG954", WARNING, poor_profile, "house; Webb's levels"),
    Rule("B4", "SG964", ERROR, only_recall, "house; Webb's levels"),
    Rule("B5", "SG955", INFO, cued_keys, "Haladyna & Downing 1989", worded=True),
    Rule("B6", "SG956", INFO, one_scene, "house; Haladyna et al. 2002"),
    Rule("B7", "SG957", WARNING, few_open, "house"),
    Rule("B8", "SG958", WARNING, too_little_time, "house; Rodriguez 2005"),
    Rule("B8", "SG968", ERROR, long_ticket, "house; practice of exit tickets"),
    Rule("B9", "SG959", WARNING, same_stems, "house; common list of item flaws"),
    Rule("B10", "SG960", WARNING, trivia, "Haladyna & Downing 1989", worded=True),
    Rule("B11", "SG971", WARNING, guessed_quiz, "Millman et al. 1965; exact distribution"),
)


def check_quiz_rules(guide: Guide) -> Iterator[Problem]:
    """Run the rules on each quiz, and check its waivers; then look at the guide."""
    around = Surroundings(guide)
    table = [rule for rule in QUIZ_RULES if around.language.known or not rule.worded]
    for quiz in (quiz for quiz in guide.quizzes if not quiz.unread):
        case = QuizCase(quiz, around)
        yield from run_rules(table, QUIZ_RULES, case, quiz.waivers, "quiz")
    yield from _shallow_discussions(guide)
    yield from _acts_without_questions(guide)
    yield from _guessed(guide)


def _shallow_discussions(guide: Guide) -> Iterator[Problem]:
    for page in guide.pages:
        found = [block for block in page.blocks if isinstance(block, Discussion)]
        deep = sum(DEPTH.get(discussion.level) == THINKING for discussion in found)
        if len(found) > 1 and 100 * deep < LEAST_DISCUSSED * len(found):
            what = f"rule B4: {deep} of {len(found)} discussion questions on this page ask to "
            what += f"analyse or beyond, fewer than {LEAST_DISCUSSED} %"
            yield Problem("SG954", found[0].span, what)


def _acts_without_questions(guide: Guide) -> Iterator[Problem]:
    asked = [question for quiz in guide.quizzes for question in questions_of(guide, quiz)]
    scenes = [scene for question in asked if (scene := scene_of(guide, question))]
    covered = {act.id for scene in scenes for act in guide.stretches_of(scene.act)}
    for act in guide.acts if asked else ():
        if act.id not in covered:
            what = f"rule B6: no question of a quiz is on the act `{act.id}`"
            yield Problem("SG956", act.span, what)


def _guessed(guide: Guide) -> Iterator[Problem]:
    """Where there is more than one quiz, for one has been looked at by itself."""
    asked = [question for quiz in guide.quizzes for question in questions_of(guide, quiz)]
    if len(guide.quizzes) > 1:
        for what in guessed_guide(tuple(dict.fromkeys(asked))):
            yield Problem("SG971", guide.quizzes[0].span, f"rule B11: in all quizzes, {what}")
