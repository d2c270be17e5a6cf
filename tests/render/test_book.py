"""An edition as one HTML document."""

from __future__ import annotations

import re

import pytest

from studyguide.edition import EDITIONS, Edition
from studyguide.render.book import chapter_slug, render_book
from studyguide.render.fragments import plain
from studyguide.render.site import Site
from tests.guides import rendered, tiny_guide

STUDENT = next(edition for edition in EDITIONS if not edition.answers)


@pytest.fixture(scope="module")
def book(site: Site) -> str:
    """The student edition of the tiny guide."""
    return render_book(site, STUDENT)


def test_every_page_is_a_chapter_in_the_order_of_the_nav(site: Site, book: str) -> None:
    chapters = re.findall(r'<section class="chapter chapter-([a-z0-9-]+)', book)
    pages = [page for page in site.pages if page.audience in STUDENT.audiences]
    assert chapters == [chapter_slug(page.src) for page in pages]


def test_every_link_inside_the_book_finds_its_place(book: str) -> None:
    ids = re.findall(r'\sid="([^"]*)"', book)
    links = re.findall(r'href="#([^"]*)"', book)
    assert sorted(ids) == sorted(set(ids))
    assert sorted(set(links) - set(ids)) == []
    assert re.findall(r"guide:/|<sg-[a-z]+|\[@", book) == []


def test_the_contents_name_every_heading_of_the_first_three_levels(book: str) -> None:
    contents, _, rest = book.partition("</nav>")
    listed = re.findall(r'<a href="#([^"]*)"', contents)
    assert listed == re.findall(r'<h[123][^>]*\bid="([^"]*)"', rest)


def test_a_link_to_a_page_outside_the_book_keeps_its_words_only() -> None:
    pages = {
        "manual.md": "---\naudience: authors\n---\n# For authors\n",
        "page.md": "# A page\n\nSee [the manual](../manual/) and [the web](https://news.example).\n",
    }
    html = render_book(rendered(tiny_guide(pages)), STUDENT)
    assert "See the manual and " in html
    assert 'href="https://news.example"' in html
    assert "For authors" not in html


@pytest.mark.parametrize(
    "edition", [e for e in EDITIONS if not e.answers and e.id == "student"], ids=lambda e: e.link_id
)
def test_an_edition_without_answers_holds_no_reason(site: Site, edition: Edition) -> None:
    words = plain(render_book(site, edition))
    for question in site.guide.questions:
        reasons = [plain(answer.reason) for answer in site.of(question).answers]
        assert [reason for reason in reasons if reason and reason in words] == []


def test_the_same_guide_gives_the_same_book(book: str) -> None:
    assert render_book(rendered(tiny_guide()), STUDENT) == book
