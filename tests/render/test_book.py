"""An edition as one HTML document."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from studyguide.edition import EDITIONS, Edition
from studyguide.render.book.chapters import render_book
from studyguide.render.compose import WEB, compose
from studyguide.render.fragments import plain
from studyguide.render.site import Section, Site, chapter_slug
from studyguide.render.tree import parse
from tests.guides import rendered, tiny_guide

STUDENT = next(edition for edition in EDITIONS if not edition.answers)
TEACHER = next(edition for edition in EDITIONS if edition.answers and edition.audiences)


@pytest.fixture(scope="module")
def book(site: Site) -> str:
    """The student edition of the tiny guide."""
    return render_book(site, STUDENT).html


def test_every_page_is_a_chapter_in_the_order_of_the_nav(site: Site, book: str) -> None:
    chapters = re.findall(r'<section class="chapter chapter-([a-z0-9-]+)', book)
    pages = [page for page in site.pages if page.audience in STUDENT.audiences]
    assert chapters == [chapter_slug(page.src) for page in pages]


@pytest.mark.parametrize("edition", [STUDENT, TEACHER], ids=lambda e: e.link_id)
def test_the_first_page_may_stand_in_a_part(site: Site, edition: Edition) -> None:
    everything = Section("All of it", tuple(page.src for page in site.pages))
    book = render_book(replace(site, sections=(everything,)), edition).html
    assert book.count('<li class="contents-part">All of it</li>') == 1
    chapters = book.count('<section class="chapter ') - book.count('<h1 id="the-index"')
    assert book.count('<p class="chapter-part">All of it</p>') == chapters


def test_a_part_is_not_named_over_a_chapter_of_the_same_name(site: Site) -> None:
    first, *others = (page.src for page in site.pages)
    sections = (Section("The Lighthouse", (first,)), Section("", tuple(others)))
    assert site.html[first].title == "The Lighthouse"
    book = render_book(replace(site, sections=sections), STUDENT).html
    assert "chapter-part" not in book


def test_what_follows_a_part_stands_apart_from_it_in_the_contents(site: Site) -> None:
    one, two, three, four, *others = (page.src for page in site.pages)
    sections = (Section("", (one,)), Section("Part", (two, three)), Section("", (four, *others)))
    front = parse(render_book(replace(site, sections=sections), STUDENT).front)
    lines = front.css(".contents li.contents-1")
    apart = [line.text().strip() for line in front.css(".contents-apart")]
    assert apart == [lines[3].text().strip()]


def test_the_index_stands_apart_where_the_last_chapter_is_in_a_part(site: Site) -> None:
    sections = (Section("All of it", tuple(page.src for page in site.pages)),)
    front = parse(render_book(replace(site, sections=sections), STUDENT).front)
    assert [line.text().strip() for line in front.css(".contents-apart")] == ["Index"]


@pytest.mark.parametrize(
    ("heading", "is_title"),
    [
        ("The Lighthouse", True),
        ("The Lighthouse: *a study guide*", True),
        ("Start here", False),
        ("The Lighthouse: a study guide", False),
    ],
)
def test_the_first_heading_is_in_italics_only_as_the_title_of_the_work(
    heading: str, is_title: bool
) -> None:
    site = rendered(tiny_guide({"index.md": f"# {heading}\n\nHello [@diary].\n"}))
    first = parse(render_book(site, STUDENT).html).css_first(".chapter-index")
    assert first is not None
    assert ("names-the-work" in (first.attributes["class"] or "")) is is_title


def test_the_books_have_neither_the_downloads_nor_their_heading() -> None:
    view = "/// show | downloads\n///\n"
    text = f"# Files\n\nHello.\n\n## To print\n\n### All\n\n{view}\n## More\n\nYes.\n"
    site = rendered(tiny_guide({"page.md": text}))
    assert {"To print", "All"} <= set(headings_of(compose(site, "page.md", WEB)))
    found = headings_of(render_book(site, STUDENT).html)
    assert "More" in found
    assert not {"To print", "All"} & set(found)


@pytest.mark.parametrize(("entries", "much"), [(3, False), (14, True)])
def test_a_page_may_begin_with_the_last_heading_only_if_much_follows(
    entries: int, much: bool
) -> None:
    listed = "- A line that is told.\n" * entries
    site = rendered(tiny_guide({"page.md": f"# A page\n\nHello.\n\n## The end\n\n{listed}"}))
    heading = parse(render_book(site, STUDENT).html).css_first("#page--the-end")
    assert heading is not None
    assert ("sg-much" in (heading.attributes.get("class") or "")) is much


@pytest.mark.parametrize("edition", [STUDENT, TEACHER], ids=lambda e: e.link_id)
def test_a_link_to_a_heading_that_the_book_leaves_out_keeps_its_words_only(
    edition: Edition,
) -> None:
    listed = "# A page\n\nText.\n\n## Downloads\n\n/// show | downloads\n///\n"
    text = "# Other\n\nThe files are under [the list](page.md#downloads).\n"
    book = render_book(rendered(tiny_guide({"page.md": listed, "other.md": text})), edition).html
    assert "The files are under the list." in book
    assert "page--downloads" not in book


def headings_of(html: str) -> list[str]:
    return [node.text().strip(" ¶") for node in parse(html).css("h1, h2, h3")]


@pytest.mark.parametrize("edition", [STUDENT, TEACHER], ids=lambda e: e.link_id)
def test_every_link_inside_the_book_finds_its_place(site: Site, edition: Edition) -> None:
    made = render_book(site, edition)
    book = made.html
    ids = re.findall(r'\sid="([^"]*)"', book)
    links = set(re.findall(r'href="#([^"]*)"', book))
    for places in re.findall(r'data-main="([^"]*)" data-more="([^"]*)"', made.index):
        links.update(" ".join(places).split())
    assert "the-index" in links
    assert len(links) > 20
    assert sorted(ids) == sorted(set(ids))
    assert sorted(links - set(ids)) == []
    assert re.findall(r"guide:/|<sg-[a-z]+|\[@", book) == []


def test_the_contents_name_the_headings_of_the_first_three_levels(book: str) -> None:
    contents, _, rest = book.partition("</nav>")
    listed = re.findall(r'<a href="#([^"]*)"', contents)
    wanted = []
    for chapter in rest.split('<section class="chapter')[1:]:
        found = re.findall(r'<h([123])[^>]*\bid="([^"]*)"', chapter)
        levels = [level for level, _ in found]
        wanted += [name for level, name in found if level != "2" or levels.count("2") > 1]
    assert listed == wanted


def test_the_title_page_says_how_to_cite_the_guide() -> None:
    texts = tiny_guide()
    dated = replace(texts, guide=(texts.guide or "") + "  date: May 2026\n")
    words = plain(render_book(rendered(dated), STUDENT).html)
    assert "Version 1.0.0. Checked against its sources in May 2026." in words
    assert "MLA: The Lighthouse: a study guide. Version 1.0.0, student edition, 2026." in words
    assert "(Version 1.0.0, student edition). (2026)." in words
    assert "n.d." in plain(render_book(rendered(texts), STUDENT).html)


def test_a_link_to_a_page_outside_the_book_keeps_its_words_only() -> None:
    pages = {
        "manual.md": "---\naudience: authors\n---\n# For authors\n",
        "page.md": "# A page\n\nSee [the manual](manual.html) and [the web](https://news.example).\n",
    }
    html = render_book(rendered(tiny_guide(pages)), STUDENT).html
    assert "See the manual and " in html
    assert 'href="https://news.example"' in html
    assert "For authors" not in html


@pytest.mark.parametrize(
    "edition", [e for e in EDITIONS if not e.answers and e.id == "student"], ids=lambda e: e.link_id
)
def test_an_edition_without_answers_holds_no_reason(site: Site, edition: Edition) -> None:
    words = plain(render_book(site, edition).html)
    for question in site.guide.questions:
        reasons = [plain(answer.reason) for answer in site.of(question).answers]
        assert [reason for reason in reasons if reason and reason in words] == []


def test_a_guide_without_pages_for_students_gives_a_book_all_the_same() -> None:
    """Nothing stops such a guide; there is a document to lay out, and no chapter in it."""
    texts = tiny_guide()
    hidden = {src: f"---\naudience: teachers\n---\n{text}" for src, text in texts.pages.items()}
    made = render_book(rendered(replace(texts, pages=hidden)), STUDENT)
    assert len(made.gatherings) == 1
    assert '<section class="chapter' not in made.gatherings[0]


def test_the_same_guide_gives_the_same_book(book: str) -> None:
    assert render_book(rendered(tiny_guide()), STUDENT).html == book


@pytest.fixture(scope="module")
def teachers_book(site: Site) -> str:
    """The teacher edition of the tiny guide."""
    return render_book(site, TEACHER).html


def sections(book: str) -> list[tuple[str, str]]:
    """The sections after the contents, each with its classes."""
    return re.findall(
        r'<section class="((?:chapter|teacher)[^"]*)">\n(.*?)</section>\n(?=<section|</body>)',
        book,
        re.DOTALL,
    )


def test_the_teacher_edition_holds_the_chapters_of_the_student_edition_as_they_are(
    book: str, teachers_book: str
) -> None:
    label = re.compile(r'\n<p class="key-at"><a [^>]*>Key</a></p>')
    chapters = [html for kind, html in sections(teachers_book) if "teacher" not in kind]
    assert len(label.findall("".join(chapters))) >= 3
    assert [label.sub("", html) for html in chapters] == [html for _, html in sections(book)]


def test_every_question_leads_to_its_key_and_back(teachers_book: str) -> None:
    asked = re.findall(r'id="([^"]*)">\n<p class="key-at"><a [^>]*href="#([^"]*)"', teachers_book)
    assert asked
    for question, key in asked:
        entry = teachers_book.partition(f'id="{key}"')[2]
        assert f'href="#{question}"' in entry.partition('id="')[0]


def test_a_page_for_teachers_is_a_chapter_that_no_students_page_refers_to() -> None:
    pages = {
        "plan.md": "---\naudience: teachers\n---\n# A plan\n\nStart at [the page](page.md).\n",
        "page.md": "# A page\n\nSee [the plan](plan.md).\n",
    }
    site = rendered(tiny_guide(pages))
    every = (Section("", tuple(site.urls)),)
    site = replace(site, sections=every)
    assert "A plan" not in render_book(site, STUDENT).html
    html = render_book(site, TEACHER).html
    assert '<section class="chapter teacher chapter-plan">' in html
    assert "See the plan." in plain(html)
