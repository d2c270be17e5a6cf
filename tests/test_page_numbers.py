"""Numbers of pages: counted through the gatherings, and written once and in order."""

from __future__ import annotations

import pytest

from studyguide.edge.pdf.page_numbers import (
    MissingError,
    Numbers,
    check_order,
    count_on,
    raised,
    with_numbers,
)

NUMBERS = Numbers({"m": "4", "a": "4", "b": "5", "c": "9", "teacher": "5-T1"}, 9)


def test_gatherings_are_counted_on() -> None:
    first = Numbers({"a": "1", "b": "2"}, 2)
    second = Numbers({"b": "1", "c": "3-T1"}, 3)
    third = Numbers({"d": "1"}, 1)
    before, numbers = count_on([first, second, third], '<h1 id=\'x\' id="index"><p id="y">')
    assert before == [0, 2, 5]
    assert numbers == Numbers({"a": "1", "b": "2", "c": "5-T1", "d": "6", "index": "7"}, 6)


@pytest.mark.parametrize(
    ("number", "later"), [("47", "57"), ("9-T12", "19-T12"), ("iv", "iv"), ("", "")]
)
def test_pages_that_stand_before_raise_a_number(number: str, later: str) -> None:
    assert raised(number, 10) == later


@pytest.mark.parametrize(
    "printed",
    [
        [],
        ["", ""],
        ["", "i", "ii", "1", "2"],
        ["1", "1-T1", "1-T2", "2", "3", "3-T1"],
    ],
)
def test_numbers_that_follow_each_other(printed: list[str]) -> None:
    check_order(printed)


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        (["i", "2"], "page 1 has the number 2"),
        (["1", "2", "1"], "page 3 has the number 1"),
        (["1", "2-T1"], "page 1 has the number 2-T1"),
        (["", "1", "", "2"], "a page behind page 1 has no number"),
    ],
)
def test_numbers_that_do_not(printed: list[str], said: str) -> None:
    with pytest.raises(MissingError, match=f"^{said}$"):
        check_order(printed)


@pytest.mark.parametrize(
    ("places", "pages"),
    [
        (("m", "a"), '<strong><a href="#m">4</a></strong>'),
        (("m", "c a b"), '<strong><a href="#m">4–5</a></strong>, <a href="#c">9</a>'),
        (("", "c b"), '<a href="#b">5</a>, <a href="#c">9</a>'),
        (("", "teacher"), ""),
    ],
)
def test_the_index_names_pages_once_and_in_runs(places: tuple[str, str], pages: str) -> None:
    main, more = places
    html = f'<span class="index-pages" data-main="{main}" data-more="{more}"></span>'
    assert with_numbers(html, NUMBERS) == pages


def test_the_contents_name_pages_for_teachers_too() -> None:
    html = '<a href="#b" data-page="b">Boat</a> <a href="#teacher" data-page="teacher">Keys</a>'
    assert with_numbers(html, NUMBERS) == html.replace('page="b"', 'page="5"').replace(
        'page="teacher"', 'page="5-T1"'
    )


@pytest.mark.parametrize(
    "html",
    [
        '<a href="#x" data-page="x">Boat</a>',
        '<span class="index-pages" data-main="x" data-more="a"></span>',
        '<span class="index-pages" data-main="" data-more="a x"></span>',
    ],
)
def test_a_place_on_no_page_is_told(html: str) -> None:
    with pytest.raises(MissingError, match=r"^the place `x` stands on no page with a number$"):
        with_numbers(html, NUMBERS)
