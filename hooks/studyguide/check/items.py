"""Check that each question can be asked and answered.

The rules follow the consensus of item-writing guidelines (Haladyna, Downing & Rodriguez 2002) on
what makes an item fail: no key, several keys, equal options, feedback without a reason.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from studyguide.model import Guide, Question
from studyguide.problems import Problem

FEWEST = {"choice": 3, "true-false": 2}
MOST = {"choice": 5, "true-false": 2}
TRUTH = ("true", "false")


def check_items(guide: Guide) -> Iterator[Problem]:
    """Check every question by its kind."""
    for question in guide.questions:
        if question.kind == "short":
            yield from _check_short(question)
        elif question.kind in FEWEST:
            yield from _check_options(question)
            yield from _check_key(question)
        if not (question.scene or question.comparison or question.theme or question.term):
            what = f"the question `{question.id}` names no scene, comparison, theme or term"
            yield Problem("SG408", question.span, what)


def _check_short(question: Question) -> Iterator[Problem]:
    if question.body.markdown:
        what = "a short question has no text of its own besides its stem and its parts"
        yield Problem("SG110", question.body.span, what)
    for name in ("answer", "look-for"):
        if not question.part(name):
            yield Problem("SG105", question.span, f"this short question lacks the part `{name}`")


def _check_options(question: Question) -> Iterator[Problem]:
    fewest, most = FEWEST[question.kind], MOST[question.kind]
    count = len(question.options)
    if not fewest <= count <= most:
        wanted = f"{fewest}" if fewest == most else f"{fewest} to {most}"
        what = f"this question has {count} options; a {question.kind} question has {wanted}"
        yield Problem("SG406", question.span, what, "write each as `- [ ] text`, the key `- [x]`")
    elif question.kind == "true-false" and sorted(_texts(question)) != sorted(TRUTH):
        what = "the options of a true-false question are `True` and `False`"
        yield Problem("SG406", question.options[0].span, what)
    seen: set[str] = set()
    for option, text in zip(question.options, _texts(question), strict=True):
        if not text:
            yield Problem("SG406", option.span, "this option has no text")
        elif text in seen:
            yield Problem("SG407", option.span, f"the option `{option.text}` stands twice")
        seen.add(text)
        if not option.reason:
            what = f"the option `{option.text}` has no reason"
            yield Problem("SG405", option.span, what, "write `    > the reason` under it")


def _check_key(question: Question) -> Iterator[Problem]:
    keys = [option for option in question.options if option.correct]
    if question.options and not keys:
        yield Problem("SG403", question.span, f"the question `{question.id}` has no key")
    for extra in keys[1:]:
        yield Problem("SG404", extra.span, f"`{extra.text}` is a second key")


def _texts(question: Question) -> list[str]:
    """The options' words, made alike in case, spaces and width so that equals are seen."""
    return [
        " ".join(unicodedata.normalize("NFKC", option.text).casefold().split())
        for option in question.options
    ]
