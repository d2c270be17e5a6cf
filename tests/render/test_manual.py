"""The reference pages for authors, made from the tables."""

from __future__ import annotations

import re

import pytest
import yaml
from markdown import Markdown

from studyguide.model import AUTHORS
from studyguide.parse import parse_page
from studyguide.problems import CATALOGUE
from studyguide.render.manual import MANUAL_PAGES, blocks_page, problems_page
from studyguide.scan import scan
from studyguide.syntax import KINDS, VIEWS


@pytest.mark.parametrize("src", MANUAL_PAGES)
def test_a_manual_page_is_for_authors_and_holds_no_block(src: str) -> None:
    text = MANUAL_PAGES[src]()
    page, problems = parse_page(scan(text, src), src)
    assert (page.audience, page.blocks, problems) == (AUTHORS, (), [])
    front = yaml.safe_load(text.split("---\n")[1])
    assert front["search"] == {"exclude": True}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_described_whole(kind: str) -> None:
    _, _, section = blocks_page().partition(f"\n## {kind}\n")
    section = section.partition("\n## ")[0]
    section, _, example = section.partition("```text\n")
    assert example.startswith(KINDS[kind].example)
    for option in KINDS[kind].options:
        assert f"`{option.name}`" in section
        assert all(f"`{choice}`" in section for choice in option.choices)
    for part in KINDS[kind].parts:
        assert f"`{part.name}`" in section


def test_every_view_is_named() -> None:
    assert [name for name in VIEWS if f"`{name}`" not in blocks_page()] == []


def test_every_problem_is_listed_once() -> None:
    codes = re.findall(r"^\| \W*(SG\d{3})\b", problems_page(), re.MULTILINE)
    assert codes == list(CATALOGUE)


@pytest.mark.parametrize("src", MANUAL_PAGES)
def test_every_row_of_a_table_has_as_many_cells_as_its_head(src: str) -> None:
    body = MANUAL_PAGES[src]().split("---\n", 2)[2]
    html = Markdown(extensions=["tables", "fenced_code", "attr_list"]).convert(body)
    for table in re.findall(r"<table>.*?</table>", html, re.DOTALL):
        cells = [len(re.findall(r"<t[hd]\b", row)) for row in table.split("<tr>")[1:]]
        assert len(set(cells)) == 1
        assert "<th></th>" not in table
    assert not re.search(r"^<p>\|", html, re.MULTILINE)
