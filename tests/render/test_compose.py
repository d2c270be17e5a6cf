"""A page composed from its template and its blocks, for the website and for paper."""

from __future__ import annotations

import re

import pytest

from studyguide.language.kinds import KINDS, VIEWS
from studyguide.model import View
from studyguide.render.compose import WEB, Medium, compose
from studyguide.render.fragments import plain
from studyguide.render.items import shown_item
from studyguide.render.site import Site
from studyguide.render.web.page import relative, render_page
from tests.guides import messages, rendered, tiny_guide, tiny_pages

PAPER = Medium(paper=True, answers=False)
PAGES = sorted(tiny_pages())


@pytest.mark.parametrize("src", PAGES)
def test_a_page_of_the_website_holds_nothing_of_the_compilers_own(site: Site, src: str) -> None:
    html = render_page(site, src)
    assert (
        re.findall(r"<sg-(?:slot|cite)|data-sg(?!-)\b|guide:/|\[@|^\s*///", html, re.MULTILINE)
        == []
    )


@pytest.mark.parametrize("src", PAGES)
def test_every_block_that_has_an_id_can_be_linked_on_its_page(site: Site, src: str) -> None:
    html = render_page(site, src)
    for block in site.guide.page_by_src[src].blocks:
        assert html.count(f'id="{block.id}"') == (0 if isinstance(block, View) else 1)


@pytest.mark.parametrize("src", PAGES)
def test_an_id_stands_once_on_a_page(site: Site, src: str) -> None:
    ids = re.findall(r'\sid="([^"]*)"', render_page(site, src))
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("src", PAGES)
def test_links_inside_the_site_lead_to_something(site: Site, src: str) -> None:
    here = "/" + site.urls[src]
    ids = {url: page for page, url in site.urls.items()}
    for link in re.findall(r'href="guide:/([^"#]*)(?:#([^"]*))?"', compose(site, src, WEB)):
        path, fragment = link
        assert path in ids or path.startswith("downloads/"), here
        if fragment and path in ids:
            assert f'id="{fragment}"' in render_page(site, ids[path])


def test_the_website_gives_every_reason_and_every_model_answer(site: Site) -> None:
    html = plain(render_page(site, "question.md"))
    for question in site.guide.questions:
        for row in shown_item(site, question).rows:
            assert plain(row.reason) in html
        for part in question.parts:
            assert plain(site.part_html(question, part.name)) in html


def test_a_sheet_without_answers_gives_none_away(site: Site) -> None:
    html = plain(compose(site, "question.md", PAPER) + compose(site, "quiz.md", PAPER))
    for question in site.guide.questions:
        assert plain(site.of(question).title).split("___")[0].strip() in html
        secrets = [answer.reason for answer in site.of(question).answers]
        secrets += [site.part_html(question, name) for name in ("answer", "look-for", "hint")]
        assert [s for s in map(plain, secrets) if s and s in html] == []


def test_what_is_for_teachers_is_not_on_the_sheet(site: Site) -> None:
    html = plain(compose(site, "discuss.md", PAPER) + compose(site, "essay.md", PAPER))
    secret = {"discuss": ("position", "look-for"), "essay": ("sample",)}
    for block in (*site.guide.discussions, *site.guide.essays):
        for part in block.parts:
            if part.name in secret[block.kind_name]:
                assert plain(site.part_html(block, part.name)) not in html


def test_a_quiz_takes_the_questions_of_its_own_page_with_it() -> None:
    pages = tiny_pages()
    one = f"# Both\n\n{KINDS['quiz'].example}\n{KINDS['question'].example}"
    texts = tiny_guide({"question.md": "# None", "quiz.md": one})
    assert messages(texts) == []
    html = render_page(rendered(texts), "quiz.md")
    assert html.count('id="q-letter"') == 1
    assert "quiz-act-1--q-letter" not in html
    assert "quiz-act-1--q-letter" in render_page(rendered(tiny_guide(pages)), "quiz.md")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("medium", [WEB, PAPER], ids=["web", "paper"])
def test_every_view_is_drawn_from_the_guide(view: str, medium: Medium) -> None:
    site = rendered(tiny_guide({"page.md": f"# A page\n\n/// show | {view}\n///\n"}))
    _, heading, drawn = compose(site, "page.md", medium).partition("</h1>")
    assert heading
    on_screens_only = view == "downloads" and medium.paper
    by_script_only = view == "go-on"  # a script knows where a reader was
    assert bool(plain(drawn).strip()) is not (on_screens_only or by_script_only)


@pytest.mark.parametrize(
    ("path", "page", "found"),
    [
        ("/themes.html", "index.html", "themes.html"),
        ("/themes/", "", "themes/"),
        ("/themes/", "story/act-1/", "../../themes/"),
        ("/story/act-1/", "story/act-1/", "./"),
        ("/", "story/", "../"),
        ("/downloads/a.pdf", "story/", "../downloads/a.pdf"),
        ("/themes.html", "story/act-1.html", "../themes.html"),
    ],
)
def test_a_path_is_written_as_seen_from_the_page(path: str, page: str, found: str) -> None:
    assert relative(path, page) == found


def test_a_link_to_a_place_on_its_own_page_names_only_the_place() -> None:
    page = '<p><a href="page.html#place">here</a> <a href="words.html#place">there</a></p>'
    html = render_page(rendered(tiny_guide({"page.md": "# Page\n"}), {"page.md": page}), "page.md")
    assert re.findall(r'href="([^"]*)"', html) == ["#place", "words.html#place"]
