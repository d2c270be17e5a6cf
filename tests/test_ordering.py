"""The order in which answers are shown."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import astuple, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyguide.language.parse import Frame, parse_page
from studyguide.language.scan import scan
from studyguide.model import Answer, Guide, Question
from studyguide.quiz.kinds import kind_of
from studyguide.quiz.kinds.kind import Order

WORDS = st.text(alphabet="abcdefgh ", min_size=1, max_size=12).map(str.strip).filter(bool)


def question(kind: str, lines: list[str], name: str = "q-a", language: str = "en") -> Question:
    """A question of that kind with those answers."""
    head = f"/// question | What?\n    id: {name}\n    kind: {kind}\n\n"
    page, _ = parse_page(scan(head + "\n".join(lines) + "\n///\n", ""), "", Frame(language))
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


ENTRIES = {
    "choice": "- [ ] {0}",
    "multiple": "- [ ] {0}",
    "true-false": "- [ ] {0}",
    "match": "- {0} = {0} too",
    "order": "{1}. {0}",
}


@pytest.mark.parametrize("kind", ENTRIES)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=2, max_size=6))
def test_the_order_hears_no_word(kind: str, texts: list[tuple[str, str]]) -> None:
    """Not where a typo is mended, and not where all is translated."""
    orders = [
        order_of(question(kind, [ENTRIES[kind].format(text, n) for n, text in enumerate(said, 1)]))
        for said in zip(*texts, strict=True)
    ]
    assert orders[0] == orders[1]
    assert sorted(orders[0].shown) == list(range(len(texts)))


def test_no_letter_of_the_guide_hears_a_word(guide: Guide) -> None:
    for item in guide.questions:
        other = replace(item, title="¿?", answers=tuple(map(translated, item.answers)))
        for form in ("", "spring B", "spring C"):
            assert kind_of(item).order(item, form) == kind_of(other).order(other, form)


def translated(answer: Answer) -> Answer:
    """The answer with another word for each of its own."""
    text = re.sub(r"[^\W\d_]+", lambda word: f"{word[0][::-1]} además", answer.text)
    return replace(answer, text=text, reason="Porque sí.")


def test_true_and_false_stand_as_they_are_written() -> None:
    assert options_shown(["True", "False"], "true-false") == ["True", "False"]
    assert options_shown(["Verdadero", "Falso"], "true-false") == ["Verdadero", "Falso"]


@pytest.mark.parametrize("kind", ["choice", "multiple"])
def test_numbers_ascend(kind: str) -> None:
    for shown in (["3", "20", "100"], ["1990", "2004", "2009"], ["3 weeks", "11 weeks"]):
        assert options_shown(shown[::-1], kind) == shown


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_each_place_gets_each_letter_as_often(count: int) -> None:
    """Authors write the key first, so that its letter must not favour one."""
    texts = list("abcde"[:count])
    for text in texts:
        found = Counter(options_shown(texts, name=f"q-{n}").index(text) for n in range(100 * count))
        assert all(70 < found[place] < 130 for place in range(count))


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
