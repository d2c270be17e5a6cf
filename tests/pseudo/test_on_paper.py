"""No word is fixed in any PDF, and longer words stay in their places."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw

from studyguide.edition import EDITIONS
from tests.paper import Placed, outside, words_of
from tests.pseudo.conftest import Strange
from tests.pseudo.language import all_fixed

pytestmark = pytest.mark.slow

MUCH = 3.0
"""Points by which texts must lie over each other to be taken for overprinted: accents touch."""
every_edition = pytest.mark.parametrize("link_id", [edition.link_id for edition in EDITIONS])


def pdf(strange_books: Strange, link_id: str) -> Path:
    return strange_books.site / "downloads" / f"lighthouse-{link_id}.pdf"


@every_edition
def test_a_book_says_nothing_fixed(strange_books: Strange, link_id: str) -> None:
    path = pdf(strange_books, link_id)
    pages = {f"page {number}": text for number, text in enumerate(words_of(path), 1)}
    with pypdfium2.PdfDocument(path) as book:
        marks = [mark.get_title() for mark in book.get_toc(max_depth=9)]
        facts = [book.get_metadata_dict()[name] for name in ("Title", "Subject", "Keywords")]
    assert all_fixed(pages | {"bookmarks": "\n".join(marks), "facts": "\n".join(facts)}) == []


@every_edition
def test_longer_words_stay_on_their_sheet_and_apart(strange_books: Strange, link_id: str) -> None:
    path = pdf(strange_books, link_id)
    assert outside(path) == []
    assert [f"page {a.page}: {a.what} / {b.what}" for a, b in overprinted(path)] == []


def overprinted(path: Path) -> Iterator[tuple[Placed, Placed]]:
    """Texts that lie over each other."""
    with pypdfium2.PdfDocument(path) as book:
        for number, page in enumerate(book, 1):
            for one, other in combinations(_texts(page, number), 2):
                wide = min(one.right, other.right) - max(one.left, other.left)
                high = min(one.top, other.top) - max(one.bottom, other.bottom)
                if wide > MUCH and high > MUCH:
                    yield one, other


def _texts(page: pypdfium2.PdfPage, number: int) -> Iterator[Placed]:
    text = page.get_textpage()
    for thing in page.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,), max_depth=1, textpage=text):
        if said := thing.extract().strip():
            yield Placed(number, said, *thing.get_bounds())
