"""In which order the editions are laid out, and what the later ones know of the earlier."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from studyguide.edge.pdf import press
from studyguide.edge.pdf.book import Book, Made
from studyguide.problems import Problem
from tests.guides import rendered, tiny_guide

SHEET = "---\ncopy: page\n---\n# The card\n\nWatch.\n"
COPIES = "# What to copy\n\n/// show | copies\n///\n"


def no_problems(problems: Iterable[Problem]) -> None:
    assert list(problems) == []


@contextmanager
def no_progress(_: str, __: int) -> Iterator[Callable[[], None]]:
    yield lambda: None


def test_the_teachers_books_name_the_pages_that_the_students_books_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    books: dict[str, str] = {}

    def make(made: Sequence[Book], *_: Any) -> list[Made]:
        books.update((book.name, book.html) for book in made)
        return [Made(b"%PDF", printed={"sheet": "8", "zz-copies": "9"}) for _ in made]

    monkeypatch.setattr(press, "make_pdfs", make)
    site = rendered(tiny_guide({"sheet.md": SHEET, "zz-copies.md": COPIES}))
    here = press.Press(tmp_path, tmp_path / "cache", no_problems, no_progress, print)
    here.lay_out(site, "key", {})
    teachers = [html for name, html in books.items() if "teacher" in name]
    assert teachers
    for html in teachers:
        assert "What to copy, with its pages in the student edition" in html
        assert "<td>8</td>" in html
