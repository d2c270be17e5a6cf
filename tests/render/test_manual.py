"""The reference pages for authors, made from the tables."""

from __future__ import annotations

import json
import re
from dataclasses import fields

import pytest
import yaml
from markdown import Markdown

from studyguide.edge.mkdocs.project import MANUAL_PAGES
from studyguide.export import EXPORTERS, Exporter
from studyguide.export.guide_json import schema
from studyguide.export.manual import exports_page, guide_json_page
from studyguide.language.kinds import KINDS, VIEWS
from studyguide.language.parse import parse_page
from studyguide.language.scan import scan
from studyguide.model import AUTHORS
from studyguide.problems import CATALOGUE
from studyguide.problems.examples import read_examples
from studyguide.render.manual import blocks_page, problems_page
from tests.guides import rendered, tiny_guide

EXAMPLES = read_examples()


@pytest.mark.parametrize("src", MANUAL_PAGES)
def test_a_manual_page_is_for_authors_and_holds_no_block(src: str) -> None:
    text = MANUAL_PAGES[src](EXAMPLES)
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
    sections = re.findall(
        r"^### (SG\d{3}) \{ #(sg\d{3}) \}$", problems_page(EXAMPLES), re.MULTILINE
    )
    assert sections == [(code, code.lower()) for code in CATALOGUE]


SHOWN = """\
### SG308 { #sg308 }

*Error.* A link uses a scheme that a guide must not use.

**Reported:** a link that would run something.

```text
Look at [the boat](javascript:alert).
```

> `` docs/page.md:1:20: error SG308: links must not use `javascript:` \
(link to https:, or to a page of the guide) ``

**Not reported:** a link to the web.

```text
Look at [the boat](https://news.example/boat).
```

**To mend it:** Link to https:, http: or mailto:, or to a page of the guide.

"""
IN_WORDS = """\
### SG703 { #sg703 }

*Error.* WeasyPrint cannot start.

**What brings it about:** The machine lacks Pango, which WeasyPrint lays text out with.

**To mend it:** Install what the message names.

"""


@pytest.mark.parametrize("section", [SHOWN, IN_WORDS])
def test_a_problem_is_shown_by_its_example(section: str) -> None:
    assert section in problems_page(EXAMPLES)


def test_what_stands_in_an_example_is_only_shown() -> None:
    """As many blocks of code come out as examples went in, so that no fence ends too early."""
    body = problems_page(EXAMPLES).split("---\n", 2)[2]
    html = Markdown(extensions=["fenced_code", "attr_list"]).convert(body)
    files = sum(len(e.wrong) + len(e.right) for e in EXAMPLES.values())
    assert html.count("<pre>") == files + 1
    assert html.count("<h3 ") == len(CATALOGUE)


@pytest.mark.parametrize("src", MANUAL_PAGES)
def test_every_row_of_a_table_has_as_many_cells_as_its_head(src: str) -> None:
    body = MANUAL_PAGES[src](EXAMPLES).split("---\n", 2)[2]
    html = Markdown(extensions=["tables", "fenced_code", "attr_list"]).convert(body)
    for table in re.findall(r"<table>.*?</table>", html, re.DOTALL):
        cells = [len(re.findall(r"<t[hd]\b", row)) for row in table.split("<tr>")[1:]]
        assert len(set(cells)) == 1
        assert "<th></th>" not in table
    assert not re.search(r"^<p>\|", html, re.MULTILINE)


def test_every_exporter_is_listed() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \\\*", exports_page(), re.MULTILINE)
    assert rows == [exporter.name for exporter in EXPORTERS if exporter.by_default]


def test_every_field_of_guide_json_is_described() -> None:
    described = json.loads(schema())
    page = guide_json_page()
    for name, shape in {"": described, **described["$defs"]}.items():
        for field in shape["properties"]:
            assert f"\n| `{field}` | " in page, (name, field)


def test_links_within_the_page_on_guide_json_lead_somewhere() -> None:
    page = guide_json_page()
    anchors = set(re.findall(r"\{ #([\w-]+) \}", page))
    anchors |= set(re.findall(r"^## (\w+)$", page, re.MULTILINE))
    assert set(re.findall(r"\]\(#([\w-]+)\)", page)) <= anchors


OURS_ALONE = ("by_default", "apt")
"""What only the program's own exporters can say of themselves."""


def test_what_an_exporter_has_and_is_given_is_told() -> None:
    page = exports_page()
    for field in fields(Exporter):
        assert (f"| `{field.name}` | " in page) == (field.name not in OURS_ALONE), field.name
    site = rendered(tiny_guide())
    told = re.findall(r"^\| `site\.(\w+)", page, re.MULTILINE)
    assert len(told) > 5
    assert [name for name in told if not hasattr(site, name)] == []
