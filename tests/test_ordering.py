"""The order in which answers are shown."""

from __future__ import annotations

from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyguide.language.parse import parse_page
from studyguide.language.scan import scan
from studyguide.model import Question
from studyguide.quiz.kinds import kind_of
from studyguide.quiz.kinds.kind import Order

WORDS = st.text(alphabet="abcdefgh ", min_size=1, max_size=12).map(str.strip).filter(bool)


def question(kind: str, lines: list[str], name: str = "q-a", language: str = "en") -> Question:
    """A question of that kind with those answers."""
    head = f"/// question | What?\n    id: {name}\n    kind: {kind}\n\n"
    page, _ = parse_page(scan(head + "\n".join(lines) + "\n///\n", ""), "", language)
    block = page.blocks[0]
    assert isinstance(block, Question)
    return block


def order_of(item: Question) -> Order:
    """The order in which its answers are shown."""
    return kind_of(item).order(item)


def options_shown(texts: list[str], kind: str = "choice", name: str = "q-a") -> list[str]:
    """The options as readers see them, if the author writes them in that order."""
    item = question(kind, [f"- [ ] {text}" for text in texts], name)
    return [item.answers[place].text for place in order_of(item).shown]


@given(st.lists(WORDS, min_size=2, max_size=6, unique=True))
def test_the_order_of_options_does_not_depend_on_the_author(texts: list[str]) -> None:
    moved = sorted(texts)
    assert options_shown(moved) == options_shown(texts)
    assert sorted(options_shown(texts)) == moved


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("true-false", ["True", "False"]),
        ("choice", ["3", "20", "100"]),
        ("choice", ["$1.50", "$2", "$10"]),
        ("choice", ["12", "1,200", "120,000"]),
        ("choice", ["about 3 weeks", "about 11 weeks", "about 20 weeks"]),
        ("choice", ["2 times", "11 times", "12 times"]),
        ("multiple", ["1990", "2004", "2009"]),
    ],
)
def test_true_comes_first_and_numbers_ascend(kind: str, shown: list[str]) -> None:
    for start in range(len(shown)):
        written = shown[start:] + shown[:start]
        assert options_shown(written, kind) == shown
        assert options_shown(written[::-1], kind) == shown


@pytest.mark.parametrize(
    ("kind", "language", "shown"),
    [
        ("true-false", "es", ["Verdadero", "Falso"]),
        ("choice", "es", ["dos veces", "once veces", "veinte veces"]),
        ("choice", "es-ES", ["1,5", "3", "1.500"]),
    ],
)
def test_they_do_so_in_the_words_of_the_guide(kind: str, language: str, shown: list[str]) -> None:
    for written in (shown, shown[::-1]):
        item = question(kind, [f"- [ ] {text}" for text in written], language=language)
        assert [item.answers[place].text for place in order_of(item).shown] == shown


def test_true_and_false_of_an_unknown_language_stay_in_the_authors_order() -> None:
    item = question("true-false", ["- [ ] Gezurra", "- [x] Egia"], language="eu")
    assert order_of(item).shown == (0, 1)


@pytest.mark.parametrize(
    "texts", [["3", "20", "many"], ["3 boats", "3 ships", "20"], ["3 and then a long tale told"]]
)
def test_what_is_not_all_numbers_is_drawn_like_words(texts: list[str]) -> None:
    assert options_shown(texts) == options_shown(texts[::-1])


def test_the_order_is_drawn_for_each_item_anew_and_does_not_favour_a_place() -> None:
    first = [options_shown(["a", "b", "c", "d"], name=f"q-{n}").index("a") for n in range(200)]
    assert all(30 < first.count(place) < 70 for place in range(4))


@given(st.lists(WORDS, min_size=2, max_size=6, unique=True))
def test_a_sequence_is_never_shown_solved_and_loses_nothing(texts: list[str]) -> None:
    item = question("order", [f"{n}. {text}" for n, text in enumerate(texts, 1)])
    places = order_of(item).shown
    assert sorted(places) == list(range(len(texts)))
    assert list(places) != sorted(places)


@given(st.lists(WORDS, min_size=2, max_size=6, unique=True))
def test_the_columns_of_a_match_do_not_stand_side_by_side(texts: list[str]) -> None:
    item = question("match", [f"- {text} = {text[::-1]} {n}" for n, text in enumerate(texts)])
    left, right = astuple(order_of(item))
    assert sorted(left) == sorted(right) == list(range(len(texts)))
    assert left != right


@pytest.mark.parametrize("kind", ["choice", "multiple", "match", "order", "true-false"])
def test_an_empty_question_has_an_empty_order(kind: str) -> None:
    assert order_of(question(kind, [])) == Order((), ())
