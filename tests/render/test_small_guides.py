"""A guide with one of each thing, or with nothing yet, reads as if all were made for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from studyguide.edition import EDITIONS
from studyguide.language.kinds import KINDS
from studyguide.language.parse import Texts
from studyguide.model import STUDENTS, TEACHERS, Download
from studyguide.render.book.chapters import render_book
from studyguide.render.compose import PAPER, WEB, compose
from studyguide.render.fragments import plain
from studyguide.render.site import Site
from studyguide.render.tree import parse
from tests.guides import GUIDE_YML, TOMAS, messages, rendered, tiny_guide

TEACHER = next(edition for edition in EDITIONS if edition.answers and edition.audiences)
SCENE = KINDS["scene"].example
CHARACTER = KINDS["character"].example
QUIZ = KINDS["quiz"].example


def made(view: str, pages: Mapping[str, str] = {}) -> LexborNode:
    """A page of the website with this view on it."""
    texts = tiny_guide({"page.md": f"# A page\n\n/// show | {view}\n///\n", **pages})
    assert messages(texts) == []
    return page_of(rendered(texts))


def page_of(site: Site, src: str = "page.md") -> LexborNode:
    body = LexborHTMLParser(compose(site, src, WEB)).body
    assert body is not None
    return body


def said(view: str, pages: Mapping[str, str] = {}) -> str:
    """The words above a picture."""
    found = made(view, pages).css_first("figcaption")
    assert found is not None
    return re.sub(r"\s+", " ", found.text(strip=True))


def only(words: str) -> list[str]:
    """Numbers that speak of one thing as of many."""
    return re.findall(r"\b(?:1 \w+s|0) (?:\w+)", words)


@pytest.mark.parametrize("view", ["theme-map", "character-map", "timeline", "verdict-overview"])
def test_a_picture_speaks_of_one_thing_as_of_one(view: str) -> None:
    assert only(said(view)) == []


def test_a_picture_counts_what_is_more_than_one() -> None:
    second = SCENE.replace("id: letter", "id: boat").replace("courage: 3", "courage: 1")
    assert "2 scenes and 1 theme. Courage is in 2 scenes and central in 1 of them." in said(
        "theme-map", {"scene.md": f"# Scenes\n\n{SCENE}\n{second}"}
    )
    later = KINDS["moment"].example.replace("m-letter", "m-later").replace("1912", "1913")
    pages = {"moment.md": f"# Moments\n\n{KINDS['moment'].example}\n{later}"}
    assert "2 moments from Spring 1912 to Spring 1913. 2 stand in both lanes" in said(
        "timeline", pages
    )


def test_the_theme_map_has_its_legend_and_its_columns_once_for_all_acts() -> None:
    second = SCENE.replace("id: letter", "id: boat").replace("act: act-1", "act: act-2")
    pages = {"scene.md": f"# All\n\n{SCENE}\n{second}", "page.md": "/// show | theme-map\n///\n"}
    two = GUIDE_YML.replace("guide:\n", "  - id: act-2\n    title: After\nguide:\n")
    site = rendered(replace(tiny_guide(pages), guide=two))
    drawings = page_of(site).css(".sg-drawing")
    assert [node.attributes["class"] for node in drawings] == [
        "sg-drawing d-narrow",
        "sg-drawing d-wide",
    ]
    for drawing in drawings:
        words = [node.text(strip=True) for node in drawing.css("text")]
        assert (words.count("central"), words.count("Courage")) == (1, 1)
        assert {"Act 1: The letter comes", "Act 2: After"} <= set(words)


def test_the_columns_of_a_small_theme_map_stand_beside_the_names() -> None:
    drawing = made("theme-map").css_first(".d-wide")
    assert drawing is not None
    column = next(n for n in drawing.css("a") if n.attributes["aria-label"] == "Theme: Courage")
    box = column.css_first("rect")
    assert box is not None
    assert float(box.attributes["x"] or 0) < 300


def heads(pages: Mapping[str, str]) -> list[str]:
    return [node.text(strip=True) for node in made("cast", pages).css("thead th")]


def test_the_cast_has_no_column_that_nobody_fills() -> None:
    without = CHARACTER.replace("    actor: Maria Example\n", "")
    assert heads({"character.md": f"# Who\n\n{CHARACTER}{TOMAS}"}) == [
        "Character",
        "Played by",
        "Real counterpart",
    ]
    assert heads({"character.md": f"# Who\n\n{without}{TOMAS}"}) == [
        "Character",
        "Real counterpart",
    ]
    neither = without.replace("    real: Ana Sample\n", "")
    assert heads({"character.md": f"# Who\n\n{neither}{TOMAS}"}) == ["Character"]


def test_ties_read_right_whatever_their_words() -> None:
    words = "fellow keeper, then his murderer"
    character = CHARACTER.replace("{tomas: sister}", f'\n      tomas: "{words}"')
    texts = tiny_guide({"character.md": f"# Who\n\n{character}{TOMAS}"})
    site = rendered(texts)
    web = plain(compose(site, "character.md", WEB))
    paper = plain(compose(site, "character.md", PAPER))
    assert f"To Tomás: {words}" in web
    assert f"To Tomás: {words}" in paper


def test_a_person_is_known_by_the_letter_behind_the_article() -> None:
    keeper = TOMAS.replace("Tomás\n", "The keeper\n", 1)
    site = rendered(tiny_guide({"character.md": f"# Who\n\n{CHARACTER}{keeper}"}))
    marks = [node.text() for node in page_of(site, "character.md").css(".sg-monogram")]
    assert marks == ["A", "K"]


def test_a_blank_is_dots_where_its_question_is_named_among_others() -> None:
    question = KINDS["question"].example
    blank = (
        "/// question | Ana writes in her ___.\n    id: q-blank\n    kind: blank\n"
        "    level: recall\n    about: film\n    scene: letter\n\n- diary\n///\n"
    )
    site = rendered(tiny_guide({"question.md": f"# Questions\n\n{question}\n{blank}"}))
    named = page_of(site, "scene.md").css_first(".sg-asked-here")
    assert named is not None
    assert "Ana writes in her …." in named.text()


def test_a_way_through_no_pages_is_a_mistake() -> None:
    pages = {
        "index.md": "# First\n\nHello.\n",
        "page.md": "# The way\n\n/// show | progress\n///\n",
    }
    assert messages(replace(tiny_guide(), pages=pages)) == [
        "docs/page.md:3:1: error SG312: the view `progress` has nothing to show "
        "(write a page to read beside the first, or take the view away)"
    ]
    one = {**pages, "one.md": "# One\n\nRead this.\n"}
    assert messages(replace(tiny_guide(), pages=one)) == []


def test_files_for_teachers_leave_no_empty_list_for_students() -> None:
    site = rendered(tiny_guide({"page.md": "# A page\n\n/// show | downloads\n///\n"}))
    keys = Download("keys", "Keys", "", TEACHERS, ("downloads/keys.csv",))
    imprint = replace(site.guide.imprint, editions=())
    bare = replace(site, guide=replace(site.guide, imprint=imprint, downloads=(keys,)))
    assert page_of(bare).css_first(".sg-downloads") is None
    more = replace(keys, audience=STUDENTS)
    full = replace(bare, guide=replace(bare.guide, downloads=(keys, more)))
    assert len(page_of(full).css(".sg-downloads li")) == 1


def test_a_picture_that_has_room_on_a_page_of_large_print_stays_whole() -> None:
    pages = {"page.md": "# A page\n\n/// show | character-map\n///\n"}
    book = parse(render_book(rendered(tiny_guide(pages)), TEACHER).html)
    figure = book.css_first(".sg-picture-character-map")
    assert figure is not None
    assert "sg-whole" in (figure.attributes["class"] or "")


def test_a_page_with_scenes_and_a_quiz_keeps_both_on_the_way() -> None:
    both = {"scene.md": f"# Scenes\n\n{SCENE}\n{QUIZ}", "quiz.md": "# No quiz here"}
    way = made("progress", both)
    assert way.css('li[data-unit="scene:letter"]')
    assert way.css('li[data-quiz="quiz-act-1"]')


@pytest.mark.parametrize(
    ("title", "again"),
    [("The first act", False), ("Quiz: The first act", False), ("Quizzes", True)],
)
def test_a_quiz_is_titled_once(title: str, again: bool) -> None:
    site = rendered(tiny_guide({"quiz.md": f"# {title}\n\n{QUIZ}"}))
    below = compose(site, "quiz.md", PAPER).partition("</h1>")[2]
    assert ("The first act</h" in below) == again


def no_sources() -> Texts:
    """A guide that cites nothing yet and has a page for what it will cite."""
    texts = tiny_guide()
    pages = {"index.md": "# First\n\nHello.\n", "show.md": texts.pages["show.md"]}
    settings = re.sub(r"(?s)  facts:\n.*?(?=acts:)", "", GUIDE_YML)
    return replace(texts, pages=pages, guide=settings)


def test_a_list_that_may_be_empty_leaves_no_chapter_behind() -> None:
    texts = no_sources()
    assert messages(texts) == []
    site = rendered(texts)
    assert "sg-sources" not in compose(site, "show.md", WEB)
    book = render_book(site, TEACHER).html
    assert "chapter-index" in book
    assert "chapter-show" not in book


def test_the_teachers_front_names_no_page_that_a_small_book_lacks() -> None:
    front = render_book(rendered(tiny_guide()), TEACHER).front
    assert set(re.findall(r"page \d+|\(p\.\u00a0\d+|\d+-T\d+", front)) == {"(p.\u00a01"}


def test_a_short_index_is_balanced_and_a_long_one_is_not() -> None:
    texts = tiny_guide()
    assert "index-short" in render_book(rendered(texts), TEACHER).index
    term = KINDS["term"].example
    many = "\n".join(
        term.replace("t-keeper", f"t-{n}")
        .replace("| keeper", f"| keeper {n}")
        .replace("    forms: [lightkeeper]\n", "")
        for n in range(80)
    )
    long = rendered(tiny_guide({"term.md": f"# Words\n\n{many}"}))
    assert "index-short" not in render_book(long, TEACHER).index
