"""Reading a page line by line."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyguide.language.parse import parse_page
from studyguide.language.scan import scan
from studyguide.language.stamping import stamped
from studyguide.model import LinkKind, Span
from tests.any_page import PAGES
from tests.guides import tiny_pages


def blocks_of(text: str) -> list[tuple[str, str, int, int]]:
    """The blocks of a page: kind, title, first and last line."""
    page = scan(text, "docs/page.md")
    return [(block.kind, block.title, block.line, block.last) for block in page.blocks]


@given(PAGES)
def test_any_text_gives_a_page_and_every_span_lies_inside_the_file(text: str) -> None:
    scanned = scan(text, "docs/page.md")
    page, problems = parse_page(scanned, "page.md")
    spans = [problem.span for problem in problems]
    spans += [heading.span for heading in page.headings]
    spans += [link.span for link in page.links]
    spans += [citation.span for citation in page.citations]
    for block in page.blocks:
        spans += [block.span, *(text.span for text in block.texts)]
        spans += [reference.span for reference in block.references]
    assert [span for span in spans if not lies_inside(span, scanned.lines)] == []


def lies_inside(span: Span, lines: tuple[str, ...]) -> bool:
    """Whether a place is one in that file."""
    return (
        span.file == "docs/page.md"
        and 1 <= span.line <= span.end_line <= len(lines)
        and 1 <= span.column <= len(lines[span.line - 1]) + 1
    )


@settings(max_examples=15)
@given(st.permutations(sorted(tiny_pages())))
def test_blocks_keep_their_ids_wherever_they_are_moved(order: list[str]) -> None:
    pages = tiny_pages()
    page, _ = parse_page(scan("\n".join(pages[src] for src in order), "docs/page.md"), "page.md")
    apart = [
        block.id
        for src in order
        for block in parse_page(scan(pages[src], "docs/x.md"), "x.md")[0].blocks
    ]
    assert [block.id for block in page.blocks] == apart


@pytest.mark.parametrize(
    ("rule", "text", "blocks"),
    [
        ("a block", "/// term | boat\n///", [("term", "boat", 1, 2)]),
        ("names in capitals", "/// TERM | boat\n///", [("term", "boat", 1, 2)]),
        ("spaces at the end", "/// term | boat  \n///  ", [("term", "boat", 1, 2)]),
        ("no spaces at all", "///term|boat\n///", [("term", "boat", 1, 2)]),
        ("more slashes", "///// term | boat\n///\n/////", [("term", "boat", 1, 3)]),
        ("a bar in the title", "/// term | this | that\n///", [("term", "this | that", 1, 2)]),
        ("fenced by backticks", "```\n/// term | boat\n///\n```", []),
        ("fenced by tildes", "~~~ text\n/// term | boat\n///\n~~~", []),
        ("a fence of four", "````\n```\n/// term | boat\n///\n```\n````", []),
        ("a fence that never ends is none", "```\n/// term | a\n///", [("term", "a", 2, 3)]),
        ("in a comment", "<!--\n/// term | boat\n///\n-->", []),
        ("after a comment", "<!-- one --> <!--\n-->\n/// term | a\n///", [("term", "a", 3, 4)]),
        ("a comment that never ends is none", "<!--\n/// term | a\n///", [("term", "a", 2, 3)]),
        ("a comment's mark in code", "`<!--` -->\n/// term | a\n///", [("term", "a", 2, 3)]),
        ("in front matter", "---\n/// term | boat\n---\n", []),
        ("a rule is no front matter", "---\n\n/// term | a\n///", [("term", "a", 3, 4)]),
        ("in inline code over two lines", "`one\n/// term | boat` two", []),
        ("line ends of Windows", "/// term | boat\r\n///\r\n", [("term", "boat", 1, 2)]),
        ("line ends of old Macs", "/// term | boat\r///\r", [("term", "boat", 1, 2)]),
        ("inside a foreign block", "/// note\n//// term | a\n////\n///", [("term", "a", 2, 3)]),
    ],
)
def test_a_block_is_found_where_markdown_would_make_one(
    rule: str, text: str, blocks: list[tuple[str, str, int, int]]
) -> None:
    assert blocks_of(text) == blocks, rule


@pytest.mark.parametrize(
    ("rule", "text", "levels"),
    [
        ("no heading above", "/// term | a\n///", [2]),
        ("one below the last heading", "# A\n\n## B\n\n/// term | a\n///", [3]),
        ("the nearest heading counts", "# A\n### B\n# C\n/// term | a\n///", [2]),
        ("never below the sixth", "###### A\n\n/// term | a\n///", [6]),
        ("headings in code do not count", "```\n### A\n```\n/// term | a\n///", [2]),
    ],
)
def test_a_block_takes_the_level_below_the_heading_above_it(
    rule: str, text: str, levels: list[int]
) -> None:
    assert [block.level for block in scan(text, "").blocks] == levels, rule


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("# One", [(1, "One")]),
        ("## Two ##", [(2, "Two")]),
        ("#hash", []),
        ("  # in", []),
        ("# a # b", [(1, "a # b")]),
    ],
)
def test_headings_are_read_as_markdown_reads_them(
    text: str, headings: list[tuple[int, str]]
) -> None:
    assert [(heading.level, heading.text) for heading in scan(text, "").headings] == headings


@pytest.mark.parametrize(
    ("rule", "text", "places"),
    [
        ("one", "Ana [@a].", [("a", 1, 7)]),
        ("several", "[@a; @b-2;@c]", [("a", 1, 3), ("b-2", 1, 7), ("c", 1, 12)]),
        ("on a later line", "One\n\ntwo [@a]", [("a", 3, 7)]),
        ("escaped", r"\[@a]", []),
        ("in inline code", "`[@a]` and [@b]", [("b", 1, 14)]),
        ("in code with two backticks", "`` ` [@a] `` [@b]", [("b", 1, 16)]),
        ("after a single backtick", "` [@a]", [("a", 1, 5)]),
        ("in fenced code", "```\n[@a]\n```\n[@b]", [("b", 4, 3)]),
        ("in a comment", "<!-- [@a] --> [@b]", [("b", 1, 17)]),
    ],
)
def test_citations_are_found_with_their_places(
    rule: str, text: str, places: list[tuple[str, int, int]]
) -> None:
    found = scan(text, "").citations
    assert [(c.source, c.span.line, c.span.column) for c in found] == places, rule


@pytest.mark.parametrize(
    ("rule", "text", "links"),
    [
        ("by id", "[the letter][letter]", [("letter", LinkKind.REFERENCE)]),
        ("by its own words", "[letter][]", [("letter", LinkKind.REFERENCE)]),
        ("to a page", "[a](b.md#c)", [("b.md#c", LinkKind.TARGET)]),
        ("with a title", '[a](b.md "c")', [("b.md", LinkKind.TARGET)]),
        ("with brackets around it", "[a](<b c.md>)", [("b c.md", LinkKind.TARGET)]),
        ("with round brackets in it", "[a](b_(c).md)", [("b_(c).md", LinkKind.TARGET)]),
        ("a picture", "![a](b.png)", [("b.png", LinkKind.IMAGE)]),
        ("a definition", "[a][b]\n\n[b]: c.md", [("c.md", LinkKind.TARGET)]),
        ("a footnote is none", "[a][^1]\n\n[^1]: c", []),
        ("in code", "`[a](b.md)`", []),
        ("escaped", r"\[a][b]", []),
    ],
)
def test_links_are_found_however_they_are_written(
    rule: str, text: str, links: list[tuple[str, LinkKind]]
) -> None:
    assert [(link.target, link.kind) for link in scan(text, "").links] == links, rule


def test_tabs_indent_as_four_spaces_do() -> None:
    tabs = "/// term | boat\n\tid: boat\n\tgroup: the sea\n\nVessel.\n///"
    spaces = tabs.replace("\t", "    ")
    assert parse_page(scan(tabs, "p"), "p") == parse_page(scan(spaces, "p"), "p")
    assert stamped(tabs) == stamped(spaces)


@pytest.mark.parametrize(
    "text",
    [
        "# a" + " " * 20_000 + "b",
        "/// scene | a" + " " * 20_000 + "b",
        "[" * 20_000,
        "![" * 10_000,
        "[@" * 10_000,
        "](" * 10_000,
        "`" * 20_000,
        "`` ` " * 5_000,
        "`a" * 10_000 + "<!--",
        "<!--" * 5_000,
        "```x\n" * 5_000,
        "```\n~~~~\n" * 3_000,
        "[a]: " + "b " * 10_000,
        "/// term\n" * 1_000,
        "/// question | q\n    id: a\n\n- [ ] a\n" * 200,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_nasty_pages_are_read_quickly(text: str) -> None:
    start = time.process_time()
    stamped(text)
    parse_page(scan(text, "docs/page.md"), "page.md")
    assert time.process_time() - start < 2
