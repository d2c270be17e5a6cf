"""What counts as alike, as a question and as a sign, for the rules that compare words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyguide.quiz import wording
from studyguide.quiz.wording import alike_pairs, alikeness, asking, plain, sentences
from studyguide.words.rules import rules_of
from tests.check.rule_cases import item, said_of

ENGLISH = rules_of("en")

TEXTS = st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=7), max_size=12)


@given(TEXTS, st.sampled_from([0.3, 0.5, 0.7, 1.0]))
def test_the_pairs_are_those_that_comparing_each_with_each_finds(
    texts: list[list[str]], least: float
) -> None:
    every = combinations(range(len(texts)), 2)
    alike = [(i, j) for i, j in every if alikeness(texts[i], texts[j]) >= least]
    assert sorted(alike_pairs(texts, least)) == alike


def test_texts_without_a_rare_word_in_common_are_not_even_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = 0

    def counted(one: Iterator[str], other: Iterator[str]) -> float:
        nonlocal compared
        compared += 1
        return alikeness(one, other)

    monkeypatch.setattr(wording, "alikeness", counted)
    texts = [["what", "does", "she", "see", f"thing-{n}", f"place-{n}"] for n in range(500)]
    assert alike_pairs([*texts, texts[0]], 0.7) == [(0, 500)]
    assert compared < len(texts)


@pytest.mark.parametrize("mark", "?？؟\N{GREEK QUESTION MARK}՞⸮‽")
def test_a_question_ends_in_the_mark_of_its_own_script(mark: str) -> None:
    page = item(f"In the film, what does Ana see{mark}", ["x a boat", "a mast", "a sail"])
    assert [said for said in said_of(page) if "SG910" in said] == []
    assert asking(f"Ana waits. What comes{mark}", ENGLISH) == f"What comes{mark}"


def test_options_that_differ_by_their_signs_say_different_things() -> None:
    angles = ["x > 90 degrees in all", "< 90 degrees in all", "= 90 degrees in all"]
    assert said_of(item("In the film, how wide is the angle?", angles), "SG913") == []
    turned = ["x a tall grey boat at sea", "at sea a tall grey boat", "a mast"]
    assert len(said_of(item("In the film, what does Ana see?", turned), "SG913")) == 1


def test_entities_are_read_as_what_they_stand_for() -> None:
    assert plain("R&amp;D &lt;b&gt; *x*") == "R&D <b> x"
    options = ["x R&amp;D pays", "the town pays", "the ship pays"]
    page = item("In the film, who pays for Q&amp;A and more?", options)
    assert said_of(page, "SG906") == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ana waits.", "Tomás comes."),
        ("(Ana waits.)", "Tomás comes."),
        ("She reads it [she says.]", "He comes."),
        ("¿Por qué?", "No lo dice."),
        ("Ana meets J. Smith.", "Mrs. Smith waits."),
    ],
)
def test_a_sentence_ends_at_its_mark_and_at_no_initial(first: str, second: str) -> None:
    found = sentences(f"{first} {second}", ENGLISH)
    assert [sentence.rstrip(")]") for sentence in found] == [first.rstrip(")]"), second]
