"""The EPUBs: what is in the archive, what readers need, and what students must not find."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

import pytest

from studyguide.export.epub import EXPORTERS, self_study_epub, student_epub
from studyguide.export.epub.package import modified
from studyguide.export.epub.xhtml import xhtml, xml_name
from studyguide.export.exporter import FOR_TEACHERS
from studyguide.model import TEACHERS
from studyguide.render.fragments import plain
from studyguide.render.site import Site
from studyguide.render.tree import parse
from tests.guides import GUIDE_YML, rendered, tiny_guide

GOLDEN = Path(__file__).with_name("epub.txt")
ODD = """\
# Odd & ends

Ana & Tomás said "no" < 3 times[^1], in ==marked== words, H~2~O and `a < b`, as $x^2 < y$.

[^1]: A note of the authors: 2 > 1.

![A boat with "one" sail](pictures/my%20boat.png) ![A lamp](lamp.svg) ![Afar](https://x.example/a.png)

| Left | Right |
|:-----|------:|
| a    | 1     |

- [x] read
- [ ] written

=== "First"
    One tab.

=== "Second"
    Another.

??? note "Folded"
    It stands open.

The keeper of [the letter][letter] writes to [another site](https://x.example/a?b=1&c=d é).

Word
:   What it means.

<div style="width: 12cm" class="wide" data-x="1" align="center">Raw <u>HTML</u> <kbd>K</kbd></div>
"""
DOT = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNoAAAAggCB2kUIOwAAAABJRU5ErkJggg=="
)
FILES = {
    "pictures/my boat.png": DOT,
    "lamp.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
}
PRINTED = {
    "A4": {"scene": "1", "scene--letter": "1", "character": "2", "character--ana": "2"}
    | {"character--tomas": "3", "quiz": "4", "term--t-keeper": "7", "odd": "9"}
}


@lru_cache(maxsize=1)
def odd_site() -> Site:
    """The tiny guide with a page of oddities, two pictures and pages that are printed."""
    return replace(rendered(tiny_guide({"odd.md": ODD})), files=FILES, printed=PRINTED)


def texts(data: bytes) -> dict[str, str]:
    """The text files of a book by path."""
    with ZipFile(BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if not name.endswith(".png")]
        return {name.removeprefix("EPUB/"): archive.read(name).decode() for name in names}


@pytest.fixture(scope="module")
def student() -> dict[str, str]:
    return texts(student_epub(odd_site()))


@pytest.fixture(scope="module")
def teacher() -> dict[str, str]:
    return texts(self_study_epub(odd_site()))


def words_of(page: str) -> str:
    """Its words without the numbers of its citations."""
    return plain(re.sub(r'<sup class="sg-cite">.*?</sup>', "", page))


def pages(book: Mapping[str, str]) -> dict[str, ElementTree.Element]:
    """Its documents, read as XML."""
    return {
        name: ElementTree.fromstring(text)
        for name, text in book.items()
        if name.endswith((".xhtml", ".opf", ".xml", ".svg"))
    }


def test_the_archive_begins_with_its_type_and_has_no_clock() -> None:
    for make in (student_epub, self_study_epub):
        first, second = make(odd_site()), make(odd_site())
        assert first == second
        assert first[30:38] == b"mimetype"
        with ZipFile(BytesIO(first)) as archive:
            entries = archive.infolist()
            assert archive.read(entries[0]) == b"application/epub+zip"
        assert entries[0].compress_type == ZIP_STORED
        assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("make", [student_epub, self_study_epub])
def test_every_file_is_xml_every_link_has_an_end_and_every_file_a_row(make: object) -> None:
    book = texts(make(odd_site()))  # type: ignore[operator]
    read = pages(book)
    ids = {name: [e.get("id") for e in tree.iter() if e.get("id")] for name, tree in read.items()}
    for name, tree in read.items():
        assert len(ids[name]) == len(set(ids[name])), name
        for element in tree.iter():
            href = element.get("href") or element.get("src") or ""
            if not href or href.startswith("https:"):
                continue
            file, _, fragment = href.partition("#")
            if file.endswith(".png"):
                continue
            assert (file or name) in book, href
            assert not fragment or fragment in ids[file or name], href
    listed = {e.get("href") for e in read["package.opf"].iter() if e.tag.endswith("}item")}
    made = {n for n in book if "/" not in n or n.startswith("pictures/")}
    assert listed == (made - {"mimetype", "package.opf"}) | {"pictures/001-my-boat.png"}


def test_students_find_no_key_no_reason_and_no_model_answer(
    student: dict[str, str], teacher: dict[str, str]
) -> None:
    site = odd_site()
    told = {name: words_of(text) for name, text in student.items()}
    keyed = " ".join(map(words_of, teacher.values()))
    secrets = [plain(a.reason) for q in site.guide.questions for a in site.of(q).answers]
    secrets += [
        plain(site.part_html(block, part))
        for block in (*site.guide.questions, *site.guide.discussions, *site.guide.essays)
        for part in ("answer", "look-for", "sample")
    ]
    secrets = [secret for secret in secrets if secret]
    assert len(secrets) >= 20
    for secret in secrets:
        assert [name for name, text in told.items() if secret in text] == []
        assert secret in keyed
    assert not any(name.startswith("answers-") for name in student)
    assert "key--" not in "".join(student.values())


def test_each_question_leads_to_its_answer_and_back(teacher: dict[str, str]) -> None:
    asked = teacher["07-question.xhtml"]
    answer = "answers-question.xhtml#question--teacher--key--q-letter"
    assert f'<a href="{answer}">Answer</a>' in asked
    assert asked.index("She hides it") < asked.index(answer)
    back = re.search(
        r'href="07-question.xhtml#question--q-letter"[^>]*role="doc-backlink">([^<]*)',
        teacher["answers-question.xhtml"],
    )
    assert back
    assert back[1] == "Back to the question"


def test_citations_and_footnotes_are_notes_that_lead_back(student: dict[str, str]) -> None:
    noted = 'epub:type="noteref" role="doc-noteref"'
    scene, sources, odd = (student[n] for n in ("02-scene.xhtml", "15-show.xhtml", "16-odd.xhtml"))
    assert f'href="15-show.xhtml#show--source-review" {noted}>1</a>' in scene
    assert '<li id="show--source-review" epub:type="endnote">' in sources
    assert 'role="doc-endnotes" epub:type="endnotes" aria-label="Sources"' in sources
    assert re.search(r'href="02-scene.xhtml#cite-[^"]*" role="doc-backlink">About each', sources)
    assert f'href="16-odd.xhtml#odd--fn_3a_1" {noted}>†1</a>' in odd
    assert '<li id="odd--fn_3a_1" epub:type="endnote">' in odd
    assert re.search(r'class="footnote-backref" href="16-odd.xhtml#odd--fnref_3a_1"', odd)


def test_a_guide_without_a_page_of_sources_has_them_at_the_back() -> None:
    show = "# Shown\n\n/// show | work\n///\n"
    book = texts(student_epub(rendered(tiny_guide({"show.md": show}))))
    assert 'id="book-sources--source-review" epub:type="endnote"' in book["book-sources.xhtml"]
    assert 'href="book-sources.xhtml#book-sources--source-review"' in book["02-scene.xhtml"]
    assert 'epub:type="endnotes" href="book-sources.xhtml"' in book["nav.xhtml"]


def test_the_pages_of_the_printed_book_are_listed_in_order(student: dict[str, str]) -> None:
    listed = student["nav.xhtml"].partition('epub:type="page-list"')[2]
    rows = re.findall(r'<a href="([^"]*)">(\d+)</a>', listed)
    assert [number for _, number in rows] == ["1", "2", "3", "4", "7", "9"]
    for address, number in rows:
        file, _, id_ = address.partition("#")
        assert (
            f'<span id="{id_}" epub:type="pagebreak" role="doc-pagebreak" '
            f'aria-label=" Page {number}. "></span>' in student[file]
        )
    assert "printed student edition on A4</meta>" in student["package.opf"]
    assert "pageBreakMarkers" in student["package.opf"]
    assert ">2</a>" in student["book-index.xhtml"]


def test_a_preview_has_no_pages_and_does_not_promise_any() -> None:
    book = texts(student_epub(replace(odd_site(), printed={})))
    assert "page-list" not in book["nav.xhtml"]
    assert "pageBreak" not in book["package.opf"]
    assert ">About each character</a>" in book["book-index.xhtml"]


def test_words_lead_to_the_word_list_which_defines_them(student: dict[str, str]) -> None:
    words = student["11-term.xhtml"]
    assert 'epub:type="glossary" role="doc-glossary"' in words
    assert "<dfn>keeper</dfn>" in words
    assert 'lang="es" xml:lang="es"' in words
    link = 'href="11-term.xhtml#term--t-keeper" epub:type="glossref" role="doc-glossref">keeper</a>'
    assert link in student["16-odd.xhtml"]
    assert 'epub:type="glossary"' not in student["02-scene.xhtml"]


def test_pictures_have_files_and_words(student: dict[str, str]) -> None:
    odd = student["16-odd.xhtml"]
    assert '<img alt="A boat with &quot;one&quot; sail" src="pictures/001-my-boat.png"/>' in odd
    assert 'src="pictures/002-lamp.svg"' in odd
    assert "x.example/a.png" not in odd
    assert "Afar" in odd
    drawn = student["13-steps.xhtml"]
    assert re.search(r'<svg xmlns="[^"]*"[^>]* role="img" aria-label="[^"]+"', drawn)
    assert "d-paper" not in drawn
    assert '<rect width="100%" height="100%" fill="#fff"/>' in drawn
    assert (
        'href="13-steps.xhtml" media-type="application/xhtml+xml" properties="svg"'
        in (student["package.opf"])
    )


def test_formulas_are_mathml(student: dict[str, str]) -> None:
    odd = student["16-odd.xhtml"]
    assert (
        '<math xmlns="http://www.w3.org/1998/Math/MathML" display="inline" alttext="x^2 &lt; y"'
        in odd
    )
    assert 'schema:accessibilityFeature">MathML<' in student["package.opf"]
    assert (
        'href="16-odd.xhtml" media-type="application/xhtml+xml" properties="mathml"'
        in (student["package.opf"])
    )


def test_what_only_paper_needs_is_not_in_it(student: dict[str, str]) -> None:
    told = "".join(text for name, text in student.items() if name.endswith(".xhtml"))
    for name in ("sg-line", "sg-name-line", "sg-rule", "sg-box", "<input", "<details", "data-"):
        assert name not in told, name
    assert "☑" in student["16-odd.xhtml"]
    assert "It stands open." in student["16-odd.xhtml"]


def test_colours_and_sizes_are_the_readers_own(student: dict[str, str]) -> None:
    css = re.sub(r"/\*.*?\*/", "", student["book.css"], flags=re.DOTALL)
    assert set(re.findall(r"(?<!-)color:\s*([^;}]*)", css)) == {"inherit"}
    assert re.findall(r"background[^:]*:\s*([^;}]*)", css) == ["white", "none"]
    lengths = re.findall(r"\d(px|pt|mm|cm|in)\b", css)
    assert lengths == ["px"]  # the line around a cell
    assert "style=" not in student["02-scene.xhtml"]


def test_language_direction_and_name() -> None:
    yml = GUIDE_YML.replace("language: en", "language: ar")
    book = texts(student_epub(rendered(replace(tiny_guide(), guide=yml))))
    assert "<dc:language>ar</dc:language>" in book["package.opf"]
    assert 'page-progression-direction="rtl"' in book["package.opf"]
    assert 'lang="ar" xml:lang="ar" dir="rtl"' in book["02-scene.xhtml"]
    english = texts(student_epub(odd_site()))
    assert "rtl" not in english["package.opf"]
    assert "<dc:title>The Lighthouse: a study guide</dc:title>" in english["package.opf"]


def test_the_two_books_have_identifiers_of_their_own_that_no_edition_changes() -> None:
    def identifier(make: object, site: Site) -> str:
        found = re.search(r"urn:uuid:([^<]*)", texts(make(site))["package.opf"])  # type: ignore[operator]
        return found[1] if found else ""

    site = odd_site()
    yml = GUIDE_YML.replace("1.0.0", "2.0.0")
    later = rendered(replace(tiny_guide(), guide=yml))
    assert identifier(student_epub, site) == identifier(student_epub, later)
    assert identifier(student_epub, site) != identifier(self_study_epub, site)


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("November 2026", "2026-11-01"),
        ("3 de agosto de 2025", "2025-08-01"),
        ("2026-02-03", "2026-02-03"),
        ("2026", "2026-01-01"),
        ("2026-13-40", "2026-01-01"),
        ("last week", "2000-01-01"),
        ("", "2000-01-01"),
    ],
)
def test_the_date_is_that_of_the_guide(date: str, told: str) -> None:
    assert modified(date) == f"{told}T00:00:00Z"


def test_the_cover_is_the_guides_own_or_made_of_its_words(student: dict[str, str]) -> None:
    assert (
        'href="pictures/cover.svg" media-type="image/svg+xml" properties="cover-image"'
        in (student["package.opf"])
    )
    assert ">Lighthouse</text>" in student["pictures/cover.svg"]
    imprint = replace(odd_site().guide.imprint, cover="pictures/my boat.png", cover_alt="A boat")
    covered = replace(odd_site(), guide=replace(odd_site().guide, imprint=imprint))
    book = texts(student_epub(covered))
    assert "pictures/cover.svg" not in book
    assert 'alt="A boat" role="doc-cover"' in book["cover.xhtml"]
    assert 'media-type="image/png" properties="cover-image"' in book["package.opf"]


def test_what_holds_keys_is_for_teachers() -> None:
    work = odd_site().guide.work
    students, teachers = EXPORTERS
    assert FOR_TEACHERS in teachers.file(work)
    assert teachers.audience == TEACHERS
    assert (students.by_default, teachers.by_default) == (True, False)
    assert FOR_TEACHERS not in students.file(work)


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("<p>a<br>b &amp; c&nbsp;&lt;", "<p>a<br/>b &amp; c\xa0&lt;</p>"),
        ("<p>a\x0bb\ufffe</p>", "<p>ab</p>"),
        (
            '<p id="1:a" onclick="x" data-y="2" class=\'a"b\'>x',
            '<p id="_1_3a_a" class="a&quot;b">x</p>',
        ),
        ("<sg-x>kept <b>words</b></sg-x><script>no</script>", "kept <b>words</b>"),
        ("<p id=a>1</p><p id=a>2</p>", '<p id="a">1</p><p>2</p>'),
        ('<td style="text-align: right">', ""),
        ('<p style="text-align: right">a', '<p style="text-align: right">a</p>'),
        ('<p style="color: red" role="button">a', "<p>a</p>"),
        (
            '<svg viewBox="0 0 1 1" onload="x"><linearGradient/></svg>',
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><linearGradient/></svg>',
        ),
        ("<!-- a -- b --><em>a</em>", "<em>a</em>"),
    ],
)
def test_html_becomes_xml(html: str, written: str) -> None:
    assert xhtml(parse(html)) == written
    ElementTree.fromstring(f'<x xmlns:xlink="x">{written}</x>')


def test_deep_html_is_written_too() -> None:
    assert xhtml(parse("<div>" * 3000)).count("<div>") == 3000


def test_ids_stay_apart() -> None:
    names = ["a:b", "a-b", "a_3a_b", "a b", "é", "1", "a.b"]
    made = [xml_name(name) for name in names]
    assert len(set(made)) >= len(names) - 1
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.-]*", name) for name in made)


def test_the_order_of_reading_is_that_of_the_contents(student: dict[str, str]) -> None:
    listed = student["nav.xhtml"].partition('epub:type="landmarks"')[0]
    contents = list(dict.fromkeys(re.findall(r'<li><a href="([^"#]*)">', listed)))
    spine = re.findall(r'<itemref idref="text-(\d+)"/>', student["package.opf"])
    files = dict(re.findall(r'id="text-(\d+)" href="([^"]*)"', student["package.opf"]))
    assert [files[number] for number in spine] == contents
    assert all(int(a) < int(b) for a, b in pairwise(spine))


def test_golden(teacher: dict[str, str]) -> None:
    told = "".join(f"===== {name}\n{text.rstrip()}\n" for name, text in teacher.items())
    assert GOLDEN.read_text("utf-8") == told
