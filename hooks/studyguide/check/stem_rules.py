"""Rules on the stem of one item, and on the reasons of its options."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyguide.check.item_case import ItemCase
from studyguide.check.rules import Finding
from studyguide.model import Comparison
from studyguide.quiz.kinds.blank import GAP
from studyguide.quiz.quality import DEPTH, THINKING
from studyguide.quiz.wording import (
    QUESTION_MARKS,
    asking,
    plain,
    question_words,
    sentences,
    stem_of,
    words,
)

MOST_STEM_WORDS = 35
LETTERS = re.compile(r"[^\W\d_]+")
QUESTION_MARK = re.compile(rf"(?:[{QUESTION_MARKS}]|か。)[\"'”’»」』)*_]*$")
"""How a question ends; in Japanese, with a particle and a full stop."""


def negative_stem(case: ItemCase) -> Iterator[Finding]:
    """A7: a stem that is negative, if once and emphasised."""
    found = _negatives(case)
    if len(found) == 1 and found[0][1] and not _negative_option(case):
        yield Finding(case.question.span, f"the stem asks with `{found[0][0]}`")


def hidden_negative(case: ItemCase) -> Iterator[Finding]:
    """A7: a negative stem shows that it is, and nothing in the item is negative again."""
    found = _negatives(case)
    if len(found) > 1:
        said = " and ".join(f"`{word}`" for word, _ in found)
        yield Finding(case.question.span, f"the stem is negative twice, with {said}")
    elif found and (option := _negative_option(case)):
        what = f"the stem is negative with `{found[0][0]}`, and so is the option `{option}`"
        yield Finding(case.question.span, what)
    elif found and not found[0][1]:
        what = f"`{found[0][0]}` in the stem is not emphasised"
        yield Finding(case.question.span, what, f"write `*{found[0][0]}*`, or ask for what is so")


def _negatives(case: ItemCase) -> list[tuple[str, bool]]:
    """The negative words of what the stem asks, each with whether it is emphasised.

    One that only goes with another is none of its own, but may be what is emphasised of both.
    """
    text = asking(case.question.title, case.language)
    found = [(m[0], _is_emphasised(text, m)) for m in case.language.negatives.find(text)]
    own = [row for row in found if row[0].casefold() not in case.language.seconding] or found[:1]
    return own if len(own) != 1 else [(own[0][0], any(emphasised for _, emphasised in found))]


def _is_emphasised(text: str, match: re.Match[str]) -> bool:
    around = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
    return (match[0].isupper() and len(match[0]) > 1) or around in ("**", "__")


def _negative_option(case: ItemCase) -> str:
    texts = (plain(option.text) for option in case.options)
    return next((text for text in texts if case.language.negative_options.search(text)), "")


def not_a_question(case: ItemCase) -> Iterator[Finding]:
    """A10: a stem is a question, or ends in its gap."""
    asks = any(QUESTION_MARK.search(sentence) for sentence in sentences(case.stem, case.language))
    if not asks and GAP not in case.stem:
        what = f"the stem `{case.stem}` is neither a question nor ends in a gap"
        yield Finding(case.question.span, what)


def gap_inside(case: ItemCase) -> Iterator[Finding]:
    """A10: a gap stands at the end of the stem."""
    before, *after = case.stem.split(GAP)
    if after and (len(after) > 1 or words(after[-1]) or not words(before)):
        what = f"the gap of the stem `{case.stem}` is not at its end"
        yield Finding(case.question.span, what)


def grammar_cue(case: ItemCase) -> Iterator[Finding]:
    """A11: the grammar of the stem does not fit some options only."""
    last = words(case.stem.replace(GAP, ""))[-1:]
    if GAP in case.stem or not case.stem.endswith(tuple(QUESTION_MARKS)):
        yield from (
            Finding(case.question.span, f"the stem ends in `{word}`, which fits some words only")
            for word in last
            if word in case.language.cues and _want_other_articles(case)
        )
    yield from _number_cue(case)


def _want_other_articles(case: ItemCase) -> bool:
    """Whether the options end in different ways, where the language has such endings."""
    endings = case.language.cue_endings
    found = {
        next((ending for ending in endings if words(option.text)[0].endswith(ending)), "")
        for option in case.options
    }
    return not endings or len(found - {""}) > 1


def _number_cue(case: ItemCase) -> Iterator[Finding]:
    language = case.language
    begin = words(question_words(case.question.title, language))[:3]
    if not begin or begin[0] not in language.asking_words:
        return
    verb = next((w for w in begin if w in language.singular_verbs | language.plural_verbs), "")
    if not verb:
        return
    singular = verb in language.singular_verbs
    unfit = language.plural_starts if singular else language.singular_starts
    misfits = [option for option in case.options if words(option.text)[0] in unfit]
    if len(misfits) < len(case.options) and not any(option.correct for option in misfits):
        for option in misfits:
            what = f"`{verb}` in the stem does not fit the option `{plain(option.text)}`"
            yield Finding(option.span, what)


def thin_reasons(case: ItemCase) -> Iterator[Finding]:
    """A15: each option has a reason of some words, and of its own."""
    seen: dict[tuple[str, ...], str] = {}
    for option in case.options:
        said = words(option.reason)
        if not option.reason:
            continue
        if case.language.verdicts.are_all_of(plain(option.reason)):
            what = f"the reason of `{plain(option.text)}` is only `{plain(option.reason)}`"
            yield Finding(option.reason_span, what)
        elif len(said) < case.language.reason_words:
            what = f"the reason of `{plain(option.text)}` has {len(said)} words"
            yield Finding(option.reason_span, f"{what}, fewer than {case.language.reason_words}")
        elif not option.correct and tuple(said) in seen:
            what = f"`{plain(option.text)}` has the same reason as `{seen[tuple(said)]}`"
            yield Finding(option.reason_span, what)
        if not option.correct:
            seen.setdefault(tuple(said), plain(option.text))


def no_belief(case: ItemCase) -> Iterator[Finding]:
    """A16: a reason grants what makes a wrong option tempting."""
    reasons = [plain(option.reason) for option in case.wrong]
    if reasons and not any(case.language.concessions.search(reason) for reason in reasons):
        what = "no reason says what makes a wrong option tempting"
        yield Finding(case.question.span, what)


def no_scope(case: ItemCase) -> Iterator[Finding]:
    """A18: where the work and life differ, the stem says which of them it asks about.

    A guide that compares nothing with real life has no such questions.
    """
    comparison = case.around.guide.by_id.get(case.question.comparison)
    if not isinstance(comparison, Comparison) or comparison.verdict in ("", "matches"):
        return
    if not case.language.scope.search(case.stem):
        what = f"the verdict of `{comparison.id}` is `{comparison.verdict}`, and the stem "
        what += "does not say which world it asks about"
        begin = " or ".join(f"“{world}”" for world in case.around.worlds)
        yield Finding(case.question.span, what, f"begin the stem with {begin}")


def shallow_question(case: ItemCase) -> Iterator[Finding]:
    """A20: a question of a high level asks for more than who, when or where."""
    if DEPTH.get(case.question.level) != THINKING:
        return
    language = case.language
    asked = [
        question_words(text, language) for text in sentences(asking(case.stem, language), language)
    ]
    found = [language.fact_questions.begins(text) for text in asked]
    if found and found[0] and all(found):
        what = f"a question of level `{case.question.level}` asks `{found[0][0].lower()}`"
        yield Finding(case.question.span, what)


def long_stem(case: ItemCase) -> Iterator[Finding]:
    """A21: a stem has at most thirty-five words."""
    if (size := len(words(case.stem))) > MOST_STEM_WORDS:
        what = f"the stem has {size} words, more than {MOST_STEM_WORDS}"
        yield Finding(case.question.span, what)


def hard_words(case: ItemCase) -> Iterator[Finding]:
    """A22: long words are explained in the guide."""
    texts = [case.stem, *(plain(option.text) for option in case.options)]
    known = case.around.glossary | case.around.names
    hard = [
        word
        for text in texts
        for word in words(text)
        if len(word) >= case.language.hard_word
        and LETTERS.fullmatch(word)
        and word in text  # not a name, which has a capital
        and stem_of(word, case.language) not in known
    ]
    if hard:
        said = ", ".join(f"`{word}`" for word in dict.fromkeys(hard))
        yield Finding(case.question.span, f"the guide does not explain {said}")
