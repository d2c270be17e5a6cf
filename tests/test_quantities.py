"""Numbers, dates and times at the beginning of short texts."""

from __future__ import annotations

import pytest

from studyguide.quiz.quantities import in_order, quantity


@pytest.mark.parametrize(
    "texts",
    [
        ["Six times", "Eleven times", "Twelve times"],
        ["tres veces", "once veces", "veinte veces"],
        ["August 28, 2008", "February 1, 2009", "August 7, 2009"],
        ["1 de febrero de 2003", "28 de agosto de 2003", "mayo de 2004"],
        ["May 2004", "June 2004", "July 1, 2004"],
        ["1:30 a.m.", "11:05 am", "12:15 pm", "1:00 p.m."],
        ["9:15", "10:05", "18:00"],
        ["about 3,000", "about 12,000", "about 120,000"],
        ["nine", "10", "eleven"],
        ["1 in 270", "1 in 30", "1 in 9"],
        ["1 de cada 1,000", "2 out of 100"],
    ],
)
def test_quantities_of_one_sort_have_an_order(texts: list[str]) -> None:
    upward = tuple(range(len(texts)))
    assert in_order(texts) == upward
    assert in_order(texts[::-1]) == upward[::-1]


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
    assert in_order(texts) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12 boats", ("number", 12.0)),
        ("12:00 am", ("time", 0.0)),
        ("veinte", ("number", 20.0)),
        ("the boats", None),
        ("1:30 and then a tale that is much too long", None),
    ],
)
def test_what_a_text_begins_with(text: str, value: object) -> None:
    assert quantity(text) == value
