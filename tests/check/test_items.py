"""A question can be asked and answered: the limits of every kind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.guides import messages, messages_of_page, tiny_guide

HEAD = """\
/// question | {stem}
    id: q-new
    kind: {kind}
    level: recall
    about: work
    scene: letter

{answers}
///
"""
WORDS = ["boat", "oar", "quay", "rope", "sail", "net", "gull", "tide", "anchor"]


def said(kind: str, answers: list[str], stem: str = "In the film, what comes first?") -> list[str]:
    """What an author is told of a question with those answers, each given a reason."""
    lines = "\n".join(f"{answer}\n    > It is so." for answer in answers)
    return messages_of_page(HEAD.format(kind=kind, stem=stem, answers=lines))


def answers(kind: str, count: int) -> list[str]:
    """That many good answers of a kind."""
    if kind in ("choice", "multiple"):
        keys = 1 if kind == "choice" else 2
        return [f"- [{'x' if n < keys else ' '}] {WORDS[n]}" for n in range(count)]
    if kind == "true-false":
        return ["- [x] True", "- [ ] False", "- [ ] Perhaps"][:count]
    if kind == "match":
        return [f"- {WORDS[n]} = {WORDS[n]}s" for n in range(count)]
    if kind == "order":
        return [f"{n + 1}. {WORDS[n]}" for n in range(count)]
    return [f"- {WORDS[n]} / {WORDS[n]}s" for n in range(count)]


@pytest.mark.parametrize(
    ("kind", "fewest", "most", "name"),
    [
        ("choice", 3, 5, "options"),
        ("multiple", 4, 6, "options"),
        ("true-false", 2, 2, "options"),
        ("match", 3, 8, "pairs"),
        ("order", 3, 8, "steps"),
        ("blank", 1, 6, "blanks"),
    ],
)
def test_each_kind_has_its_number_of_answers(kind: str, fewest: int, most: int, name: str) -> None:
    wanted = f"{fewest}" if fewest == most else f"{fewest} to {most}"
    for count in (fewest - 1, fewest, most, most + 1):
        stem = "In the film, what is " + " and ".join(["___"] * count) + "?"
        found = said(kind, answers(kind, count), stem if kind == "blank" else "What is it?")
        message = (
            f"docs/page.md:1:1: error SG406: this question has {count} {name}; "
            f"a {kind} question has {wanted}"
        )
        assert (message in found) == (not fewest <= count <= most)
        if fewest <= count <= most:
            assert [line for line in found if "error" in line] == []


@pytest.mark.parametrize(
    ("kind", "lines", "message"),
    [
        (
            "multiple",
            ["- [x] a", "- [ ] b", "- [ ] c", "- [ ] d"],
            "1:1: error SG406: a multiple question has at least two keys and one wrong option",
        ),
        (
            "multiple",
            ["- [x] a", "- [x] b", "- [x] c", "- [x] d"],
            "1:1: error SG406: a multiple question has at least two keys and one wrong option",
        ),
        (
            "multiple",
            ["- [ ] a", "- [ ] b", "- [ ] c", "- [ ] d"],
            "1:1: error SG403: the question `q-new` has no key (mark the right option with `[x]`)",
        ),
        (
            "true-false",
            ["- [x] True", "- [ ] Wrong"],
            "8:1: error SG406: the options of a true-false question are `True` and `False`",
        ),
        (
            "choice",
            ["- [x] a", "- b", "- [ ] c"],
            "10:1: error SG406: `b` is not an option (write `- [ ] text`)",
        ),
        ("choice", ["- [x] ", "- [ ] b", "- [ ] c"], "8:1: error SG406: this answer has no text"),
        (
            "match",
            ["- a = b", "- c = d", "- e"],
            "12:1: error SG406: `e` is not a pair (write `- left = right`)",
        ),
        ("match", ["- a = b", "- c = d", "- e = B"], "12:1: error SG407: `B` stands twice"),
        ("match", ["- a = b", "- c = d", "- A = e"], "12:1: error SG407: `A` stands twice"),
        (
            "order",
            ["1. a", "2. b", "- c"],
            "12:1: error SG406: `c` is not a step (write `1. text`)",
        ),
        ("order", ["1. a", "2. b", "3. a"], "12:1: error SG407: `a` stands twice"),
        (
            "order",
            ["1. a", "2. [x] b", "3. c"],
            "10:1: error SG406: `b` is not an answer of a question of kind `order` (remove "
            "the mark in brackets)",
        ),
        ("blank", ["- a", "- b"], "1:1: error SG406: the stem has 0 gaps `___` for 2 blanks"),
    ],
)
def test_what_a_kind_needs_is_asked_for(kind: str, lines: list[str], message: str) -> None:
    assert said(kind, lines) == [f"docs/page.md:{message}"]


@pytest.mark.parametrize("kind", ["short", "essay"])
def test_open_questions_need_a_model_answer_and_what_to_look_for(kind: str) -> None:
    text = HEAD.format(kind=kind, stem="In the film, why?", answers="")
    lacks = f"docs/page.md:1:1: error SG105: this {kind} question lacks the part"
    assert messages_of_page(text) == [f"{lacks} `answer`", f"{lacks} `look-for`"]
    assert said(kind, ["- a"]) == [
        f"{lacks} `answer`",
        f"{lacks} `look-for`",
        f"docs/page.md:8:1: error SG406: a question of kind `{kind}` has no list of answers",
    ]


def in_language(language: str, lines: list[str]) -> list[str]:
    """What an author of that language is told of a true-false question."""
    answers = "\n".join(f"{line}\n    > It is so." for line in lines)
    page = HEAD.format(kind="true-false", stem="Ana?", answers=answers)
    guide = tiny_guide({"page.md": page})
    settings = (guide.guide or "").replace("language: en", f"language: {language}")
    told = messages(replace(guide, guide=settings))
    return [message for message in told if message.startswith("docs/page.md")]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "True False"),
        ("es", "Verdadero Falso"),
        ("es-MX", "CIERTO falso"),
        ("eu", "Egia Gezurra"),
    ],
)
def test_true_and_false_are_words_of_the_guides_language(language: str, words: str) -> None:
    one, other = words.split()
    assert in_language(language, [f"- [x] {one}", f"- [ ] {other}"]) == []


@pytest.mark.parametrize("words", ["True False", "Sí No", "Verdadero Cierto"])
def test_other_words_are_not(words: str) -> None:
    one, other = words.split()
    what = "the options of a true-false question are `Verdadero` and `Falso`"
    assert in_language("es", [f"- [x] {one}", f"- [ ] {other}"]) == [
        f"docs/page.md:8:1: error SG406: {what}"
    ]


def test_an_unknown_language_still_has_two_options() -> None:
    lines = ["- [x] Egia", "- [ ] Gezurra", "- [ ] Agian"]
    what = "this question has 3 options; a true-false question has 2"
    assert in_language("eu", lines) == [f"docs/page.md:1:1: error SG406: {what}"]


@pytest.mark.parametrize("tie", ["comparison: c-letter", "theme: courage", "term: t-keeper"])
def test_any_one_tie_to_the_guide_is_enough(tie: str) -> None:
    text = HEAD.format(kind="true-false", stem="In the film, Ana answers.", answers="{}")
    lines = "- [x] True\n    > Yes.\n- [ ] False\n    > No."
    assert messages_of_page(text.replace("scene: letter", tie).format(lines)) == []
