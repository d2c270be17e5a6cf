"""Numbers, dates and times at the beginning of short texts."""

from __future__ import annotations

import pytest

from studyguide.quiz.quantities import in_order, numbers_in, quantity
from studyguide.words.rules import rules_of

ENGLISH, SPANISH = rules_of("en"), rules_of("es")


@pytest.mark.parametrize(
    "texts",
    [
        ["Six times", "Eleven times", "Twelve times"],
        ["August 28, 2008", "February 1, 2009", "August 7, 2009"],
        ["May 2004", "June 2004", "July 1, 2004"],
        ["1:30 a.m.", "11:05 am", "12:15 pm", "1:00 p.m."],
        ["9:15", "10:05", "18:00"],
        ["about 3,000", "about 12,000", "about 120,000"],
        ["nine", "10", "eleven"],
        ["1 in 270", "1 in 30", "1 in 9"],
        ["1 in 1,000", "2 out of 100"],
    ],
)
def test_quantities_of_one_sort_have_an_order(texts: list[str]) -> None:
    upward = tuple(range(len(texts)))
    assert in_order(texts, ENGLISH) == upward
    assert in_order(texts[::-1], ENGLISH) == upward[::-1]


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["six times", "often"],
        ["six times", "6 boats"],
        ["10:30", "12"],
        ["1 in 9", "9"],
        ["1 in 0", "1 in 9"],
        ["May 2004", "2005"],
        ["six and then a tale that is long", "seven"],
    ],
)
def test_other_texts_have_none(texts: list[str]) -> None:
    assert in_order(texts, ENGLISH) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12 boats", ("number", 12.0)),
        ("12:00 am", ("time", 0.0)),
        ("twenty", ("number", 20.0)),
        ("veinte", None),
        ("the boats", None),
        ("1:30 and then a tale that is much too long", None),
    ],
)
def test_what_a_text_begins_with(text: str, value: object) -> None:
    assert quantity(text, ENGLISH) == value


@pytest.mark.parametrize(
    "texts",
    [
        ["tres veces", "once veces", "veinte veces"],
        ["1 de febrero de 2003", "28 de agosto de 2003", "mayo de 2004"],
        ["1 de cada 1,000", "2 de cada 100"],
        ["1:30 a. m.", "11:05 a.m.", "1:00 p. m."],
        ["1.5 kilómetros", "1,200 kilómetros"],
    ],
)
def test_a_language_has_its_own_words_for_them(texts: list[str]) -> None:
    upward = tuple(range(len(texts)))
    assert in_order(texts, SPANISH) == upward
    assert in_order(texts[::-1], SPANISH) == upward[::-1]


@pytest.mark.parametrize(
    ("written", "language", "value"),
    [
        ("1,500", "en", 1500.0),
        ("1.500", "en", 1.5),
        ("1,500", "es-MX", 1500.0),
        ("1.500", "es-ES", 1500.0),
        ("1,500", "es-AR", 1.5),
        ("1,5", "en", 1.5),
        ("3.5", "es-ES", 3.5),
        ("1.234.567", "en", 1234567.0),
        ("1.234,5", "es-ES", 1234.5),
        ("12\u202f000", "es", 12000.0),
    ],
)
def test_a_mark_in_a_number_is_read_as_in_its_region(
    written: str, language: str, value: float
) -> None:
    assert numbers_in(f"unos {written} km", rules_of(language)) == [value]
