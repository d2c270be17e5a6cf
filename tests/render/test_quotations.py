"""Quotations: their words and lines, where they stand, and who leads to them."""

from __future__ import annotations

import json
import re

import pytest

from studyguide.export.guide_json import guide_json
from studyguide.render.book.index import index_entries
from studyguide.render.compose import WEB, Medium, compose
from studyguide.render.site import Site
from studyguide.render.tree import parse
from studyguide.render.verse import lines_of_verse, set_verse
from studyguide.render.web.page import render_page
from studyguide.render.web.search_entries import findable
from tests.guides import messages, rendered, tiny_guide

PAPER = Medium(paper=True, answers=False)
QUOTES = """\
# Quotations

/// quote | Three lines
    id: quote-three
    source: log
    place: 1.2.9-11
    lines: 9

The wind *goes round
and round*, the rain
comes down.

Again.

//// does
It turns as the wind does.
////
///

/// quote | The stone
    id: quote-stone
    source: diary
    place: p. 3
    speaker: ana
    themes: [courage]

A stone in my
shoe.

//// does
She makes herself small.
////
///
"""
ASKED = """
/// question | In the film, what does Ana call the light?
    id: q-stone
    kind: short
    level: recall
    about: film
    quote: quote-stone

//// answer
A stone.
////

//// look-for
- names the word
////
///
"""


@pytest.fixture(scope="module")
def quoting() -> Site:
    """A guide with two quotations, and a list of all, and a question on one."""
    show = "\n/// show | quotes\n///\n"
    return rendered(tiny_guide({"quotes.md": QUOTES + ASKED + show}))


def test_the_lines_of_verse_are_kept_and_every_fifth_is_numbered() -> None:
    made = parse(str(set_verse("<p>one\ntwo\nthree</p>\n<p>four<br>\nfive</p>", 8)))
    lines = [line.text() for line in made.css(".sg-verse-line")]
    assert lines == ["one", "two", "10three", "four", "five"]
    assert [number.text() for number in made.css(".sg-verse-number")] == ["10"]
    assert len(made.css("p")) == 2


def test_words_stressed_over_the_end_of_a_line_are_so_on_both() -> None:
    html = '<p>The <em>wind goes\n<a href="#x>y">round</a> and</em> round</p>'
    assert lines_of_verse(html) == [
        "The <em>wind goes</em>",
        '<em><a href="#x>y">round</a> and</em> round',
    ]


def test_what_sets_a_line_in_is_kept() -> None:
    assert lines_of_verse("<p>one\n   two</p>") == ["one", "\xa0\xa0\xa0two"]


@pytest.mark.parametrize("medium", [WEB, PAPER], ids=["web", "paper"])
def test_readers_see_the_words_who_says_them_and_where(quoting: Site, medium: Medium) -> None:
    tree = parse(compose(quoting, "quotes.md", medium))
    three, stone = tree.css(".sg-quote")
    assert [line.text() for line in three.css(".sg-verse-line")] == [
        "The wind goes round",
        "10and round, the rain",
        "comes down.",
        "Again.",
    ]
    assert [number.text() for number in three.css(".sg-verse-number")] == ["10"]
    assert not stone.css(".sg-verse-line")
    said = stone.css_first(".sg-quoted-from")
    assert said is not None
    assert " ".join(said.text().split()) == "Ana, The diary of Ana Sample, p. 3"
    assert said.css_first('a[href$="#ana"]') is not None


def test_the_work_itself_is_not_named_under_its_words() -> None:
    texts = tiny_guide({"quotes.md": QUOTES})
    sources = (texts.sources or "").replace(
        "kind: log\n  weight: first-hand", "kind: log\n  weight: the-work"
    )
    site = rendered(type(texts)(texts.pages, texts.guide, sources))
    said = parse(compose(site, "quotes.md", WEB)).css_first(".sg-quoted-from")
    assert said is not None
    assert said.text().strip() == "1.2.9-11"
    assert "Log; the film itself." in parse(compose(site, "show.md", WEB)).text()


def test_a_quotation_cites_its_source(quoting: Site) -> None:
    number = quoting.guide.source_number["log"]
    three = parse(render_page(quoting, "quotes.md")).css_first("#quote-three .sg-quoted-from sup")
    assert three is not None
    assert three.text().strip("\u2060") == str(number)
    assert "quotes.html#quote-three" in dict(quoting.citing("log")).popitem()[0]


@pytest.mark.parametrize(("page", "block"), [("theme.md", "courage"), ("character.md", "ana")])
def test_a_theme_and_a_character_lead_to_their_quotations(
    quoting: Site, page: str, block: str
) -> None:
    for medium in (WEB, PAPER):
        html = compose(quoting, page, medium)
        found = re.findall(r"Quotations</span>(.*?)</p>", html, re.DOTALL)
        assert "#quote-stone" in found[0], block
        assert "#quote-three" not in html


def test_the_list_has_every_quotation_by_theme_and_by_person(quoting: Site) -> None:
    tree = parse(compose(quoting, "quotes.md", WEB))
    tables = [
        [row.text(separator=" ", strip=True) for row in table.css("tbody th")]
        for table in tree.css(".sg-quotes table")
    ]
    assert tables[0][0] == "Courage"
    assert tables[0][-2:] == ["Without a theme", "Three lines"]
    assert tables[1][0] == "Ana"
    assert tables[1][-2:] == ["Not said by one of the characters", "Three lines"]


def test_a_list_without_themes_is_by_person_alone() -> None:
    pages = {
        "quotes.md": QUOTES.replace("    themes: [courage]\n", "") + "\n/// show | quotes\n///\n"
    }
    site = rendered(tiny_guide({**pages, "quote.md": "# Nothing\n"}))
    captions = parse(compose(site, "quotes.md", WEB)).css(".sg-quotes caption")
    assert [caption.text() for caption in captions] == ["Quotations, person by person"]


def test_a_list_of_nothing_is_a_mistake() -> None:
    texts = tiny_guide({"quote.md": "# Nothing\n", "page.md": "# A\n\n/// show | quotes\n///\n"})
    assert messages(texts) == [
        "docs/page.md:3:1: error SG312: the view `quotes` has nothing to show "
        "(write a `quote`, or take the view away)"
    ]


def test_a_question_leads_to_its_quotation_and_back(quoting: Site) -> None:
    tree = parse(render_page(quoting, "quotes.md"))
    answer = tree.css_first("#q-stone .sg-answer .sg-see")
    assert answer is not None
    assert answer.css_first('a[href$="#quote-stone"]') is not None
    assert tree.css_first('#quote-stone .sg-asked-here a[href$="#q-stone"]') is not None


def test_programs_get_the_words_line_by_line(quoting: Site) -> None:
    data = json.loads(guide_json(quoting))
    made = {one["id"]: one for one in data["quotes"]}
    three, stone = made["quote-three"], made["quote-stone"]
    assert three["lines"] == ["The wind goes round", "and round, the rain", "comes down.", "Again."]
    assert three["words"] == "The wind goes round and round, the rain comes down. Again."
    assert (three["first_line"], three["taken_from"], three["place"]) == (9, "log", "1.2.9-11")
    assert (stone["lines"], stone["first_line"], stone["speaker"]) == ([], None, "ana")
    assert stone["cited_at"] == [{"source": "diary", "place": "p. 3"}]
    log = next(source for source in data["sources"] if source["id"] == "log")
    assert log["cited_by"] == ["quotes", "quote-three"]
    question = next(one for one in data["questions"] if one["id"] == "q-stone")
    assert question["quote"] == "quote-stone"


def test_the_search_finds_the_words_and_what_they_do(quoting: Site) -> None:
    page = quoting.guide.page_by_src["quotes.md"]
    found = {entry.title: entry.text for entry in findable(quoting, page)}
    assert found["The stone"] == (
        "A stone in my shoe. The diary of Ana Sample, p. 3. She makes herself small."
    )


def test_the_index_names_quotations_under_people_and_themes(quoting: Site) -> None:
    entries = index_entries(quoting, lambda name: name, {}, {})
    more = {entry.main: entry.more for entry in entries}
    assert "quote-stone" in more["ana"]
    assert "quote-stone" in more["courage"]
