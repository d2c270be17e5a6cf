"""The rules A1 to A23 of item writing, as a table, and the check that runs them.

Guidelines are mostly consensus and not law (Haladyna, Downing & Rodriguez 2002), so each rule but
those without which an item cannot be shown at all can be set aside with a reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from studyguide.check.item_case import ItemCase, Surroundings
from studyguide.check.option_rules import (
    absolutes,
    all_or_combined,
    clang,
    five_options,
    key_longest,
    key_too_long,
    long_options,
    nearly_same,
    none_of_them,
    quoted_key,
    same_start,
    uneven_lengths,
    unsorted_numbers,
    vague_words,
)
from studyguide.check.rules import Finding, Rule, run_rules
from studyguide.check.stem_rules import (
    gap_inside,
    grammar_cue,
    hard_words,
    hidden_negative,
    long_stem,
    negative_stem,
    no_belief,
    no_scope,
    not_a_question,
    shallow_question,
    thin_reasons,
)
from studyguide.language.kinds import OPTION_KINDS, QUESTION_KINDS
from studyguide.model import Guide
from studyguide.problems import Problem, Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
CHOSEN = ("choice", "multiple")
ASKED = (*CHOSEN, "short")
WORDED = True


def too_long(case: ItemCase) -> Iterator[Finding]:
    """A21, for the stem and for the options."""
    yield from long_stem(case)
    yield from long_options(case)


ITEM_RULES: tuple[Rule[ItemCase], ...] = (
    Rule("A1", "SG406", ERROR, None, "Rodriguez 2005", QUESTION_KINDS),
    Rule("A1", "SG901", WARNING, five_options, "Rodriguez 2005", ("choice",)),
    Rule("A2", "SG403", ERROR, None, "Haladyna et al. 2002", OPTION_KINDS),
    Rule("A2", "SG404", ERROR, None, "Haladyna et al. 2002", ("choice", "true-false")),
    Rule("A3", "SG903", ERROR, all_or_combined, "Haladyna & Downing 1989", CHOSEN, WORDED),
    Rule("A3", "SG933", WARNING, none_of_them, "Haladyna & Downing 1989", CHOSEN, WORDED),
    Rule("A4", "SG904", ERROR, key_too_long, "house; Haladyna et al. 2002", CHOSEN),
    Rule("A4", "SG934", WARNING, key_longest, "house; Haladyna et al. 2002", CHOSEN),
    Rule("A5", "SG905", WARNING, uneven_lengths, "house; Haladyna et al. 2002", CHOSEN),
    Rule("A6", "SG906", WARNING, clang, "Casu & García-García 2019", CHOSEN, WORDED),
    Rule("A7", "SG907", WARNING, negative_stem, "Haladyna et al. 2002", CHOSEN, WORDED),
    Rule("A7", "SG937", ERROR, hidden_negative, "Haladyna et al. 2002", CHOSEN, WORDED),
    Rule("A8", "SG908", WARNING, absolutes, "common list of item flaws", CHOSEN, WORDED),
    Rule("A9", "SG909", INFO, vague_words, "common list of item flaws", CHOSEN, WORDED),
    Rule("A10", "SG910", WARNING, not_a_question, "Haladyna & Downing 1989", ASKED),
    Rule("A10", "SG940", ERROR, gap_inside, "Haladyna & Downing 1989", ASKED),
    Rule("A11", "SG911", WARNING, grammar_cue, "common list of item flaws", CHOSEN, WORDED),
    Rule("A12", "SG912", WARNING, same_start, "common list of item flaws", CHOSEN),
    Rule("A13", "SG407", ERROR, None, "Haladyna & Downing 1989", QUESTION_KINDS),
    Rule("A13", "SG913", WARNING, nearly_same, "house; Haladyna & Downing 1989", CHOSEN),
    Rule("A14", "SG914", WARNING, unsorted_numbers, "Haladyna et al. 2002", CHOSEN),
    Rule("A15", "SG405", ERROR, None, "Butler & Roediger 2008", QUESTION_KINDS),
    Rule("A15", "SG915", ERROR, thin_reasons, "house; Van der Kleij et al. 2015", OPTION_KINDS),
    Rule("A16", "SG916", INFO, no_belief, "Haladyna et al. 2002", CHOSEN, WORDED),
    Rule("A17", "SG408", ERROR, None, "house", QUESTION_KINDS),
    Rule("A18", "SG918", ERROR, no_scope, "Butler et al. 2009", QUESTION_KINDS, WORDED),
    Rule("A19", "SG204", ERROR, None, "Haladyna & Downing 1989", QUESTION_KINDS),
    Rule("A20", "SG920", WARNING, shallow_question, "Webb's levels", QUESTION_KINDS, WORDED),
    Rule("A21", "SG921", WARNING, too_long, "house; Haladyna & Downing 1989", QUESTION_KINDS),
    Rule(
        "A22", "SG922", INFO, hard_words, "house; Haladyna & Downing 1989", QUESTION_KINDS, WORDED
    ),
    Rule("A23", "SG923", INFO, quoted_key, "house; Haladyna & Downing 1989", CHOSEN),
)


def check_item_rules(guide: Guide) -> Iterator[Problem]:
    """Run the rules that hold for each question's kind, and check its waivers."""
    around = Surroundings(guide)
    table = [rule for rule in ITEM_RULES if around.language.known or not rule.worded]
    for question in (question for question in guide.questions if not question.unread):
        rules = [rule for rule in table if question.kind in rule.kinds]
        case = ItemCase(question, around)
        yield from run_rules(rules, ITEM_RULES, case, question.waivers, "question")
