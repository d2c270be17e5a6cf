"""Options that differ in one number, whatever the words around it."""

from __future__ import annotations

import re

import pytest

from studyguide.quiz.quantities import in_order

ORDERED = [
    ["3", "20", "100"],
    ["6 times", "11 times", "12 times"],
    ["$1.50", "$2", "$10"],
    ["1,50 €", "2 €", "10 €"],
    ["12", "1,200", "120,000"],
    ["12", "1.200", "120.000"],
    ["800", "1 200", "12 000"],
    ["1,234.50", "1,234.60"],
    ["0.125", "0.5"],
    ["-5 °C", "0 °C", "10 °C"],
    ["−5 °C", "−4 °C"],
    ["9:15", "10:05", "18:00"],
    ["1 in 9", "1 in 30", "1 in 270"],
    ["August 7, 2009", "August 28, 2009"],
    ["May 2004", "June 2005"],
    ["He waits for 3 days and goes", "He goes at once with 20 friends whom he trusts"],
    ["٣ قوارب", "٢٠ قاربا"],
]


@pytest.mark.parametrize("texts", ORDERED)
def test_texts_that_differ_in_one_number_have_an_order(texts: list[str]) -> None:
    upward = tuple(range(len(texts)))
    assert in_order(texts) == upward
    assert in_order(texts[::-1]) == upward[::-1]


@pytest.mark.parametrize("texts", ORDERED)
def test_the_order_hears_no_word(texts: list[str]) -> None:
    said = [re.sub(r"[^\W\d_]+", "another word", text) for text in texts]
    assert in_order(said) == in_order(texts)


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["one boat", "two boats"],
        ["3", "20", "many"],
        ["3 boats", "3 ships", "20"],
        ["1 in 9", "9"],
        ["2 in 9", "1 in 30"],
        ["August 28, 2008", "February 1, 2009"],
        ["1603-1606", "1599-1601"],
        ["1,200", "1.200"],
    ],
)
def test_other_texts_have_none(texts: list[str]) -> None:
    assert in_order(texts) is None


def test_a_number_of_any_length_is_read() -> None:
    assert in_order(["9" * 5000, "8"]) == (1, 0)
