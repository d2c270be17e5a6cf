"""Runs of links are lists on the website, and citations lead back to where they stand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from studyguide.language.kinds import KINDS
from studyguide.render.compose import Medium, compose
from studyguide.render.site import Site
from studyguide.render.web.page import WORD_JOINER, render_page
from tests.guides import messages, rendered, tiny_guide

PAPER = Medium(paper=True, answers=False)
SCENE = KINDS["scene"].example


def site_of_scenes(count: int) -> Site:
    """A guide whose one character is in that many scenes of one act."""
    scenes = "\n".join(
        SCENE.replace("id: letter", f"id: letter-{n}" if n else "id: letter").replace(
            "The letter", f"The letter {n}"
        )
        for n in range(count)
    )
    texts = tiny_guide({"scene.md": f"# Scenes\n\n{scenes}"})
    assert messages(texts) == []
    return rendered(texts)


def page(site: Site, src: str) -> LexborHTMLParser:
    return LexborHTMLParser(render_page(site, src))


def words(node: LexborNode | None) -> str:
    return " ".join((node.text() if node else "").split())


@pytest.mark.parametrize(("count", "kind"), [(3, "p.sg-see"), (4, "div.sg-list"), (7, "details")])
def test_a_character_in_many_scenes_lists_them_act_by_act(count: int, kind: str) -> None:
    found = page(site_of_scenes(count), "character.md")
    shown = [n for n in found.css(f".sg-character > {kind}") if words(n).startswith("Scenes")]
    assert len(shown) == 1
    assert len(shown[0].css('a[href^="scene.html#letter"]')) == count
    acts = [words(node) for node in shown[0].css(".sg-act-name")]
    assert acts == ([] if count == 3 else ["Act 1: The letter comes"])
    assert [words(node) for node in shown[0].css("summary")] == (["Scenes 7"] if count == 7 else [])


def test_on_paper_a_run_stays_a_run() -> None:
    html = LexborHTMLParser(compose(site_of_scenes(7), "character.md", PAPER))
    assert html.css("details, .sg-list") == []
    run = next(node for node in html.css("p.sg-see") if words(node).startswith("Scenes"))
    assert words(run).count(", ") == 6


def sources(extra: dict[str, str]) -> dict[str, list[str]]:
    """The places where each source of the tiny guide is cited, as its list tells them."""
    found = page(rendered(tiny_guide(extra)), "show.md").css(".sg-sources li[id]")
    return {
        node.attributes["id"] or "": [link.attributes["href"] or "" for link in node.css("ul a")]
        for node in found
    }


def test_every_source_says_where_it_is_cited() -> None:
    show = "# Sources\n\n/// show | sources\n///\n\n/// show | work\n///\n"
    text = {"show.md": show, "notes.md": "# Notes\n\nThe light is real [@diary].\n"}
    found = sources(text)
    assert found
    assert all(found.values())
    assert "notes.html" in found["source-diary"]
    assert "scene.html#letter" in found["source-review"]
    assert "show.html" in found["source-review"]  # the card of the work cites it
    plain = sources({"show.md": show})
    assert "notes.html" not in plain["source-diary"]


def test_a_title_that_ends_in_a_mark_gets_no_full_stop() -> None:
    texts = tiny_guide({"show.md": "# Sources\n\n/// show | sources\n///\n"})
    plain = texts.sources or ""
    asked = plain.replace("A film about a light", "Is the light real?")
    for made, wanted in ((plain, "about a light. Harbour"), (asked, "light real? Harbour")):
        site = rendered(replace(texts, sources=made))
        assert wanted in words(page(site, "show.md").css_first("#source-review"))


def test_no_line_begins_with_a_citation() -> None:
    text = "# Notes\n\nWho was the keeper [@diary]. Was she real? [@review]\n"
    site = rendered(tiny_guide({"notes.md": text}))
    html = render_page(site, "notes.md")
    marks = LexborHTMLParser(html).css(".sg-cite")
    assert len(marks) == 2
    assert all(mark.text().startswith(WORD_JOINER) for mark in marks)
    together = LexborHTMLParser(html).css(".sg-together")
    assert [words(node).split(WORD_JOINER)[0] for node in together] == ["keeper"]


def test_a_quiz_with_the_name_of_its_page_says_it_once() -> None:
    quiz = KINDS["quiz"].example
    other = page(rendered(tiny_guide({"quiz.md": f"# Practice\n\n{quiz}"})), "quiz.md")
    assert words(other.css_first("h2#quiz-act-1")).startswith("The first act")
    same_site = rendered(tiny_guide({"quiz.md": f"# The first act\n\n{quiz}"}))
    same = page(same_site, "quiz.md")
    assert same.css_first("section.sg-quiz#quiz-act-1") is not None
    assert [node.attributes["class"] for node in same.css("h2")] == ["sg-sr"]
    assert LexborHTMLParser(compose(same_site, "quiz.md", PAPER)).css("h2") == []


def test_a_discussion_names_its_scene_its_comparison_and_its_themes_in_rows() -> None:
    site = rendered(tiny_guide())
    (block,) = page(site, "discuss.md").css(".sg-discussion")[:1]
    rows = [words(node).partition(" ")[0] for node in block.css(".sg-see")]
    talk = site.guide.discussions[0]
    told = {"Time": talk.minutes, "Scene": talk.scene, "Compare": talk.comparison}
    assert rows == [name for name, value in {**told, "Themes": talk.themes}.items() if value]
    assert rows


def test_two_questions_are_a_list_and_one_is_not() -> None:
    asked = KINDS["compare"].example
    two = asked + asked.replace("id: c-letter", "id: c-again")
    for text, kinds in ((asked, ["p"]), (two, ["div"])):
        found = page(rendered(tiny_guide({"compare.md": f"# All\n\n{text}"})), "scene.md")
        listed = found.css('.sg-scene > :is(p.sg-see, .sg-list):has(a[href^="compare.html"])')
        assert [node.tag for node in listed] == kinds
