"""Each word of a page is in the text of the PDF, whatever construct of Markdown holds it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.constructs import AROUND, INLINE, LEAVES, OURS, WORD, numbered, pages, within
from tests.guides import problems_and_site
from tests.paper import pdf_of, png, words_of
from tests.test_reach import TEACHER, errors, on_paper, texts_with, words

FILES = {"photo.png": png(40, 30)}


def filled(part: str) -> str:
    return part.format("§ *§*", "`§` [§][web]", body="§ *§*", body2="§ §")


def not_printed(page: str) -> list[str]:
    """The words of a page that the book's HTML holds and its PDF does not."""
    _, site = problems_and_site(texts_with(page))
    printed = "".join(
        WORD.findall("".join("".join(words_of(pdf_of(site, TEACHER, FILES))).split()))
    )
    return sorted(word for word in words(on_paper(site)) if word not in printed)


@pytest.mark.parametrize(
    "parts",
    [
        [" ".join(INLINE[:18]), *map(filled, LEAVES[:14]), filled(OURS[0])],
        [*INLINE[18:], *map(filled, LEAVES[14:]), filled(OURS[4])],
        [within(around, [filled(leaf) for leaf in LEAVES[:12]]) for around in AROUND],
    ],
    ids=["one line", "paragraphs", "inside others"],
)
def test_every_construct_is_printed(parts: list[str]) -> None:
    page = numbered(parts)
    assert errors(page) == []
    assert not_printed(page) == []


@pytest.mark.slow
@settings(max_examples=40)
@given(pages)
def test_many_pages_are_printed(parts: list[str]) -> None:
    page = numbered(parts)
    if not errors(page):
        assert not_printed(page) == []
