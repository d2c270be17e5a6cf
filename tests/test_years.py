"""Years as authors write them, and as readers see them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyguide.language.years import EARLIER_FIRST, HOW, NO_YEAR_0, read_year
from studyguide.model import Year
from studyguide.render.years import year_text
from studyguide.words import words_of

ENGLISH = words_of("en", "play")


@pytest.mark.parametrize(
    ("text", "first", "last", "said"),
    [
        ("1999", 1999, 1999, "1999"),
        ("800", 800, 800, "800"),
        ("14", 14, 14, "14 AD"),
        ("14 AD", 14, 14, "14 AD"),
        ("AD 14", 14, 14, "14 AD"),
        ("1 ce", 1, 1, "1 AD"),
        ("1066 AD", 1066, 1066, "1066"),
        ("44 BC", -44, -44, "44 BC"),
        ("44BC", -44, -44, "44 BC"),
        ("44 B.C.E.", -44, -44, "44 BC"),
        ("-44", -44, -44, "44 BC"),
        ("−44", -44, -44, "44 BC"),
        ("-44 BC", -44, -44, "44 BC"),
        ("1603-1606", 1603, 1606, "1603–1606"),
        ("1603–1606", 1603, 1606, "1603–1606"),
        ("1603 to 1606", 1603, 1606, "1603–1606"),
        ("1603-1603", 1603, 1603, "1603"),
        ("44-31 BC", -44, -31, "44–31 BC"),
        ("44 BC - 31 BC", -44, -31, "44–31 BC"),
        ("-44--31", -44, -31, "44–31 BC"),
        ("44 BC to 14 AD", -44, 14, "44 BC–14 AD"),
        ("44 BC-1606", -44, 1606, "44 BC–1606 AD"),
        ("1 BC-1", -1, 1, "1 BC–1 AD"),
        ("14-37", 14, 37, "14–37 AD"),
    ],
)
def test_a_year_is_read_and_said(text: str, first: int, last: int, said: str) -> None:
    assert read_year(text) == Year(first, last)
    assert year_text(Year(first, last), ENGLISH) == said
    for about in ("about ", "About ", "c. ", "ca. ", "circa ", "around "):
        assert read_year(about + text) == Year(first, last, about=True)
    assert year_text(Year(first, last, about=True), ENGLISH) == f"about {said}"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("last year", HOW),
        ("19th century", HOW),
        ("10000", HOW),
        ("1.606", HOW),
        ("-44 AD", HOW),
        ("2019-03-01", HOW),
        ("٣", HOW),
        ("1606?", HOW),
        ("about", HOW),
        ("1603-", HOW),
        ("0", NO_YEAR_0),
        ("1 BC - 0", NO_YEAR_0),
        ("0 BC", NO_YEAR_0),
        ("2019-20", EARLIER_FIRST),
        ("31-44 BC", EARLIER_FIRST),
    ],
)
def test_what_is_no_year_gets_a_hint(text: str, hint: str) -> None:
    assert read_year(text) == hint


YEARS = st.integers(-9999, 9999).filter(bool)


@given(YEARS, YEARS, st.booleans())
def test_what_readers_see_can_be_written(one: int, other: int, about: bool) -> None:
    year = Year(min(one, other), max(one, other), about)
    assert read_year(year_text(year, ENGLISH)) == year


@given(st.text())
def test_any_text_is_a_year_or_none(text: str) -> None:
    assert isinstance(read_year(text), Year | str)
