"""The index of a book: what stands in it, and where it leads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studyguide.model import IndexName, Span
from studyguide.render.book.index import IndexEntry, by_letter, index_entries, mark_mentions
from studyguide.render.site import Site
from studyguide.render.tree import parse, write
from tests.guides import rendered, tiny_guide

HERE = Span("guide.yml", 1)
ANA = IndexName(("Ana Sample", "Ana"), HERE)


def with_mentions(html: str) -> tuple[str, dict[IndexName, list[str]]]:
    """A chapter with Ana's paragraphs marked, and their ids."""
    tree = parse(html)
    found = mark_mentions(tree, "page", [ANA])
    return write(tree), found


def test_a_paragraph_that_names_somebody_has_an_id() -> None:
    html, found = with_mentions("<p>Here.</p><ul><li>Ana’s lamp</li></ul>")
    assert found == {ANA: ["page--at-1"]}
    assert html == '<p>Here.</p><ul><li id="page--at-1">Ana’s lamp</li></ul>'


@pytest.mark.parametrize(
    "html",
    [
        "<p>Banana and Anabel and Ana-Maria</p>",
        '<div class="sg-question"><p>Ana</p></div>',
        '<p>The lamp <span class="sg-cite"></span></p>',
    ],
)
def test_no_other_paragraph_has_one(html: str) -> None:
    assert with_mentions(html) == (html, {})


def test_the_id_of_a_paragraph_is_kept() -> None:
    html = '<p id="own">Ana\nSample</p>'
    assert with_mentions(html) == (html, {ANA: ["own"]})


def test_entries_stand_in_the_order_of_the_alphabet_without_their_article() -> None:
    site = rendered(tiny_guide())
    entries = index_entries(site, lambda name: f"page--{name}", {}, {ANA: ["a", "b"]})
    names = [entry.name for entry in entries]
    assert names == sorted(names, key=str.casefold)
    assert not [name for name in names if name.startswith("The ")]
    assert IndexEntry("Ana Sample", "", ("a", "b")) in entries
    tomas = next(entry for entry in entries if entry.name == "Tomás")
    assert tomas.main == "page--tomas"
    assert [letter for letter, _ in by_letter(entries)] == sorted({e.letter for e in entries})


def test_a_name_that_is_also_a_word_to_know_has_one_entry() -> None:
    site = rendered(tiny_guide())
    term = site.guide.terms[0]
    name = IndexName((term.title.upper(),), HERE)
    entries = index_entries(site, lambda id_: id_, {term.id: ["a"]}, {name: ["b"]})
    found = [entry for entry in entries if entry.name.casefold() == term.title.casefold()]
    assert [(entry.main, entry.more) for entry in found] == [(term.id, ("a", "b"))]


def test_a_person_who_is_also_a_word_to_know_keeps_both_places() -> None:
    words = "# Words\n\n/// term | tomás\n    id: t-tomas\n    group: names\n\nA name.\n///\n"
    site = rendered(tiny_guide({"words.md": words}))
    entries = index_entries(site, lambda name: f"book--{name}", {"t-tomas": ["use"]}, {})
    tomas = next(entry for entry in entries if entry.name == "Tomás")
    assert tomas.main == "book--tomas"
    assert {"book--t-tomas", "use"} <= set(tomas.more)


def spanish_site() -> Site:
    texts = tiny_guide()
    settings = (texts.guide or "").replace("language: en", "language: es-MX")
    return rendered(replace(texts, guide=settings))


def test_a_letter_of_its_own_stands_behind_the_one_it_is_like() -> None:
    names = ["nieve", "Nuevo Mundo", "Núñez", "ñandutí", "Ñuflo"]
    mentions = {IndexName((name,), HERE): ["a"] for name in reversed(names)}
    entries = index_entries(spanish_site(), lambda _: "", {}, mentions)
    told = [(letter, [entry.name for entry in group]) for letter, group in by_letter(entries)]
    assert told == [("N", ["nieve", "Nuevo Mundo", "Núñez"]), ("Ñ", ["ñandutí", "Ñuflo"])]


@pytest.mark.parametrize("site", [rendered(tiny_guide()), spanish_site()], ids=["en", "es"])
def test_words_that_differ_by_a_mark_are_two_entries(site: Site) -> None:
    names = ["ano", "año", "cuna", "cuña", "Peña", "pena"]
    mentions = {IndexName((name,), HERE): [name] for name in names}
    entries = index_entries(site, lambda _: "", {}, mentions)
    assert {entry.name: entry.more for entry in entries} == {name: (name,) for name in names}


def test_a_title_stands_without_a_spanish_article() -> None:
    page = "# Words\n\n/// term | La zanja\n    id: t-zanja\n    group: sea\n\nUn canal.\n///\n"
    texts = tiny_guide({"words.md": page})
    settings = (texts.guide or "").replace("language: en", "language: es")
    site = rendered(replace(texts, guide=settings))
    names = [entry.name for entry in index_entries(site, lambda name: name, {}, {})]
    assert "zanja" in names
    assert [name for name in names if name.startswith("La ")] == []


def test_what_is_not_in_the_book_is_not_in_its_index() -> None:
    site = rendered(tiny_guide())
    assert index_entries(site, lambda _: "", {}, {}) == ()
