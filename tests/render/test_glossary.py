"""Terms are marked where they are first used, and nothing else of a page changes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from studyguide.edition import EDITIONS
from studyguide.model import Term
from studyguide.render.book.chapters import render_book
from studyguide.render.glossary import add_notes, mark_first_uses, words_for
from studyguide.render.site import Site
from studyguide.render.tree import parse, write
from studyguide.render.web.page import render_page
from tests.guides import rendered, tiny_guide

WORDS = """\
# Words

/// term | light
    id: t-light
    group: sea

What the lamp gives, *always*. See [the letter][letter] [@log].
///

/// term | light keeper
    id: t-light-keeper
    spanish: la farera
    group: sea

Who keeps it.
///

/// term | Moon
    id: t-moon
    group: sea

The moon above us.
///

/// term | hoe
    id: t-hoe
    group: sea
    forms: [hoed, HMS Hoe]

A tool.
///

/// term | set
    id: t-set
    group: sea
    mark: false

A place for filming.
///
"""


@pytest.fixture(scope="module")
def site() -> Site:
    pages = {"words.md": WORDS, "page.md": "# A page\n\nA light keeper and a lamp.\n"}
    authors = "---\naudience: authors\n---\n\n# For authors\n\nA light keeper.\n"
    return rendered(tiny_guide({**pages, "authors/page.md": authors}))


@pytest.fixture(scope="module")
def marked(site: Site) -> Callable[[str], str]:
    """The HTML with each first use in brackets after the id of its term."""
    words = words_for(site, site.guide.page_by_src["page.md"])

    def mark(html: str, term: Term, link: str) -> str:
        return f"{term.id.removeprefix('t-')}[{link or html}]"

    def with_marks(html: str) -> str:
        tree = parse(html)
        mark_first_uses(tree, words, mark)
        return write(tree)

    return with_marks


def with_notes(site: Site, html: str) -> str:
    """A page of the website with its terms marked, and their notes."""
    tree = parse(html)
    add_notes(site, tree, site.guide.page_by_src["page.md"])
    return write(tree)


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>A light and a light.</p>", "<p>A light[light] and a light.</p>"),
        ("<p>Lights</p>", "<p>light[Lights]</p>"),
        ("<p>hoes, lightes</p>", "<p>hoe[hoes], light[lightes]</p>"),
        ("<p>A light\nkeeper's light</p>", "<p>A light-keeper[light\nkeeper]'s light[light]</p>"),
        ("<p>moon, moons, Moons</p>", "<p>moon, moons, moon[Moons]</p>"),
        ("<p>She hoed.</p>", "<p>She hoe[hoed].</p>"),
        ("<p>HMS Hoe</p>", "<p>hoe[HMS Hoe]</p>"),
        ("<p>(<em>light</em>)</p>", "<p>(<em>light[light]</em>)</p>"),
        ("<p>1 &lt; 2 &amp; light &gt;</p>", "<p>1 &lt; 2 &amp; light[light] &gt;</p>"),
        ("<h2>light</h2><p>light</p>", "<h2>light</h2><p>light[light]</p>"),
        (
            '<p><a href="guide:/words.html#t-light">lamplight</a> light</p>',
            '<p>light[<a href="guide:/words.html#t-light">lamplight</a>] light</p>',
        ),
    ],
)
def test_the_first_use_is_marked(marked: Callable[[str], str], html: str, wanted: str) -> None:
    assert marked(html) == wanted


@pytest.mark.parametrize(
    "html",
    [
        "<p>lighter, delight, light-blue, sea-light, LIGHT, liGht, shoe</p>",
        "<p>A set of keys.</p>",
        "<h1>light</h1><h3>light</h3>",
        '<p><a href="x">light</a> <code>light</code> <img alt="light" title="light"></p>',
        "<pre>light</pre><button>light</button><sup>light</sup><!-- light -->",
        '<section class="sg-block sg-term"><p>light</p></section>',
        '<div class="sg-block sg-question sg-question-choice"><p>light</p></div>',
        '<p class="sg-label">light</p>',
        "<p><cite>The light</cite> and <em>A film about a light</em></p>",
        '<div class="sg-block sg-card"><table><tbody><tr><td>light</td></tr></tbody></table></div>',
        "<script>const light = 1 < 2;</script>",
        "",
    ],
)
def test_other_things_are_left_alone(marked: Callable[[str], str], html: str) -> None:
    assert marked(html) == html


@given(st.text(alphabet="light keprMonhs'-<&\"\n", max_size=60))
def test_the_words_of_a_page_stay_as_they_are(text: str) -> None:
    site = SITE
    tree = LexborHTMLParser("<!doctype html><body><p></p></body>")
    paragraph = tree.css_first("p")
    assert paragraph is not None
    paragraph.insert_child(text)
    html = paragraph.html or ""
    found = LexborHTMLParser(f"<!doctype html><body>{with_notes(site, html)}</body>")
    for note in found.css(".sg-glosses"):
        note.decompose()
    again = found.css_first("p")
    assert again is not None
    assert again.text() == paragraph.text()


SPANISH = {
    "luz": "luces",
    "canción": "canciones",
    "jardín": "jardines",
    "examen": "exámenes",
    "joven": "jóvenes",
    "orden": "órdenes",
    "cañería": "cañerías",
    "canal": "canales",
}


@pytest.mark.parametrize(("one", "many"), SPANISH.items(), ids=SPANISH)
def test_a_spanish_word_is_found_in_its_plural(one: str, many: str) -> None:
    term = f"# W\n\n/// term | {one}\n    id: t-one\n    group: sea\n\nAlgo.\n///\n"
    texts = tiny_guide({"words.md": term, "page.md": "# A page\n\nA lamp.\n"})
    settings = (texts.guide or "").replace("language: en", "language: es")
    site = rendered(replace(texts, guide=settings))
    words = words_for(site, site.guide.page_by_src["page.md"])
    text = f"Las {many} de la {one}, {one}as y {one[:-1]}."
    assert [match[0] for match, found in words.find(text) if found.id == "t-one"] == [many, one]


def test_the_website_explains_a_term_once_and_links_to_it(site: Site) -> None:
    tree = LexborHTMLParser(f"<!doctype html><body>{render_page(site, 'page.md')}</body>")
    marks = tree.css(".sg-term-use")
    assert [mark.text() for mark in tree.css("label.sg-term-words")] == ["light keeper"]
    assert [mark.text() for mark in marks] == ["keeper"]
    (note,) = tree.css("[popover]")
    assert {marks[0].attributes[n] for n in ("popovertarget", "interestfor")} == {note.id}
    assert "data-search-exclude" in note.attributes
    assert re.sub(r"\s+", " ", note.text()).strip() == (
        "light keeper la farera Who keeps it. “light keeper” in Words"
    )
    assert note.css_first("[lang=es]") is not None
    assert [link.attributes["href"] for link in note.css("a")] == ["words.html#t-light-keeper"]


def test_a_note_has_no_links_or_citations_of_its_definition(site: Site) -> None:
    html = with_notes(site, "<p>A light.</p>")
    assert "<em>always</em>. See the letter." in html
    assert html.count("<a ") == 1


@pytest.mark.parametrize("src", ["words.md", "authors/page.md"])
def test_no_marks_where_the_terms_stand_and_for_authors(site: Site, src: str) -> None:
    words = words_for(site, site.guide.page_by_src[src])
    assert not {"t-light", "t-moon"} & set(words.terms)


def test_a_book_has_dots_and_says_where_a_term_comes_first(site: Site) -> None:
    html = render_book(site, EDITIONS[0]).html
    mark = '<span class="sg-term-use" id="page--use--t-light-keeper">light keeper</span>'
    assert html.count(mark) == 1
    assert "popover" not in html
    assert '<a class="sg-inside" href="#page--use--t-light-keeper">page</a>' in html
    assert "sg-first-use" not in html
    assert html.count("First used") == len(set(re.findall(r'--use--([^"]*)">', html)))


SITE = rendered(tiny_guide({"words.md": WORDS, "page.md": "# A page\n\nA lamp.\n"}))
