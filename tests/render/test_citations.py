"""Citations: from the brackets of a text to the small numbers that readers see."""

from __future__ import annotations

import json
import re

import pytest

from studyguide.export.epub.passes import set_notes
from studyguide.export.guide_json import guide_json
from studyguide.render.citations import numbered_citation, replace_citations
from studyguide.render.compose import PAPER, WEB, Medium, compose
from studyguide.render.site import Site
from studyguide.render.tree import parse, write
from studyguide.render.web.page import render_page
from studyguide.words import words_of
from tests.guides import rendered, tiny_guide

PLACED = """\
# A page

Ana writes [@diary, 2.1.44], and he reads [@review]. Both [@diary, pp. 12-13; @log, Act 2, scene 1].
Two places [@diary, p. 1; @diary, p. 2].
"""


def seen(site: Site) -> list[str]:
    """The marks of the page, as the website shows them."""
    marks = parse(render_page(site, "page.md")).css(".sg-cite")
    return [mark.text().strip("\u2060") for mark in marks]


@pytest.mark.parametrize("medium", [WEB, PAPER], ids=["web", "paper"])
def test_the_numbers_of_the_first_page_follow_each_other(medium: Medium) -> None:
    index = "# First\n\nAna writes [@log].\n\n/// show | work\n///\n\nAnd reads [@diary; @log].\n"
    site = rendered(tiny_guide({"index.md": index}))
    tree = parse(compose(site, "index.md", medium))
    replace_citations(tree, lambda cited: numbered_citation(site, cited))
    assert [mark.text() for mark in tree.css(".sg-cite")] == ["1", "2", "3, 1"]


def test_a_citation_becomes_numbers_that_lead_to_the_list(site: Site) -> None:
    html = numbered_citation(site, [("diary", ""), ("review", ""), ("nobody", "")])
    assert re.findall(r'href="([^"]*)"[^>]*>(\d+)<', html) == [
        ("guide:/show.html#source-diary", "2"),
        ("guide:/show.html#source-review", "1"),
    ]
    assert numbered_citation(site, [("nobody", "")]) == ""


def test_each_citation_is_handed_on_with_its_sources_in_order() -> None:
    html = 'Ana <sg-cite data-ids="b a">[b; a]</sg-cite>.'
    tree = parse(html)
    replace_citations(tree, lambda cited: f"({'+'.join(name for name, _ in cited)})")
    assert write(tree) == "Ana(b+a)."


def test_a_citation_of_nothing_known_leaves_no_gap() -> None:
    tree = parse(
        '<p>Ana <sg-cite data-ids="a">[a]</sg-cite>, <sg-cite data-ids="b">[b]</sg-cite></p>'
    )
    replace_citations(tree, lambda _: "")
    assert write(tree) == "<p>Ana,</p>"


def test_a_place_stands_beside_the_number_of_its_source() -> None:
    site = rendered(tiny_guide({"page.md": PLACED}))
    diary, review, log = (site.guide.source_number[name] for name in ("diary", "review", "log"))
    assert seen(site) == [
        f"{diary}, 2.1.44",
        f"{review}",
        f"{diary}, pp. 12-13; {log}, Act 2, scene 1",
        f"{diary}, p. 1; {diary}, p. 2",
    ]
    html = render_page(site, "page.md")
    titles = re.findall(r'title="(Source [^"]*)"', html)
    assert f"Source {diary}, 2.1.44: Harbour Archive: The diary of Ana Sample" in titles
    assert f"Source {review}: Harbour News: A film about a light" in titles
    assert re.findall(r'aria-label="(Source [^"]*)"', html) == titles


def test_a_mark_without_a_place_is_as_it_always_was(site: Site) -> None:
    html = numbered_citation(site, [("diary", ""), ("review", "")])
    assert html == (
        '<sup class="sg-cite"><a href="guide:/show.html#source-diary" title="Harbour Archive: The '
        'diary of Ana Sample">2</a>, <a href="guide:/show.html#source-review" title="Harbour News: '
        'A film about a light">1</a></sup>'
    )


def test_a_reader_of_the_epub_sees_the_places_and_each_mark_has_an_id_of_its_own() -> None:
    site = rendered(tiny_guide({"page.md": PLACED}))
    tree = parse(numbered_citation(site, [("diary", "p. 1, left"), ("diary", "p. 2")]))
    sources = site.guide.cited_sources
    cited = set_notes(
        tree, sources, {source.id: source.id for source in sources}, "page", words_of("en", "film")
    )
    found = tree.css_first(".sg-cite")
    assert found is not None
    number = site.guide.source_number["diary"]
    assert found.text() == f"{number}, p. 1, left; {number}, p. 2"
    ids = [link.attributes["id"] for link in found.css("a")]
    assert len(set(ids)) == 2
    assert cited == {"diary": ids[0]}


def test_programs_get_the_sources_as_before_and_the_places_beside_them() -> None:
    text = PLACED.replace("# A page", "").replace("[@review]", "[@review, p. 3]")
    term = f"# T\n\n/// term | keeper\n    id: t-place\n    group: the sea\n{text}///\n"
    data = json.loads(guide_json(rendered(tiny_guide({"page.md": term}))))
    made = next(one for one in data["terms"] if one["id"] == "t-place")
    assert made["cites"] == ["diary", "review", "log"]
    assert made["cited_at"][:2] == [
        {"source": "diary", "place": "2.1.44"},
        {"source": "review", "place": "p. 3"},
    ]
    assert "2.1.44" not in made["definition"]
    others = next(one for one in data["terms"] if one["id"] == "t-keeper")
    assert others["cited_at"] == []
