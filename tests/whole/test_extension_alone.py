"""The Markdown extension without MkDocs, and every example of the manual as a guide."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest
from markdown import markdown
from selectolax.lexbor import LexborHTMLParser, LexborNode

from studyguide.edge.cli import main
from studyguide.edge.markdown import EXTENSION
from studyguide.language.kinds import KINDS
from tests.whole.guides import GUIDE_YML, INDEX_MD, SOURCES_MD, SOURCES_YML, Folder

PAGE = """\
# The harbour

/// scene | The *letter*
    id: letter
    act: act-1

Ana finds **a letter** [@review; @diary]. See [the lamp][lamp], [her][] and [home](index.md).

//// matters
It is the first thing she decides alone [@diary].
////
///

/// symbol | The lamp
    id: lamp

It burns.

//// reading | Hope
It is hope.
////
///

```text
/// scene | Shown as code
    id: shown
///
```

[her]: https://example.org/ana
"""


def converted(text: str, *extensions: str) -> LexborNode:
    html = markdown(text, extensions=[EXTENSION, "fenced_code", *extensions])
    body = LexborHTMLParser(f"<!doctype html><body>{html}</body>").body
    assert body is not None
    return body


class TestAlone:
    def test_blocks_become_elements_with_their_texts(self) -> None:
        body = converted(PAGE)
        blocks = body.css("div[data-sg]:not([data-sg-part])")
        assert [block.attributes["data-sg"] for block in blocks] == ["0", "1"]
        parts = body.css("div[data-sg-part]")
        assert len(parts) == 2
        assert all(part.parent in blocks for part in parts)
        assert [label.text() for part in parts for label in part.css("[data-sg-label]")] == [
            "Why it matters",
            "A reading",
        ]
        assert "a letter" in [strong.text() for strong in body.css("div[data-sg] strong")]

    def test_titles_become_headings_with_their_ids(self) -> None:
        titles = converted(PAGE).css("[data-sg-title]")
        assert [(title.tag, title.attributes.get("id"), title.text()) for title in titles] == [
            ("h2", "letter", "The letter"),
            ("h2", "lamp", "The lamp"),
            ("p", None, "Hope"),
        ]

    def test_they_come_into_a_table_of_contents(self) -> None:
        links = converted("[TOC]\n\n" + PAGE, "toc").css(".toc a")
        assert [link.attributes["href"] for link in links] == [
            "#the-harbour",
            "#letter",
            "#lamp",
        ]

    def test_citations_read_well_and_name_their_sources(self) -> None:
        citations = converted(PAGE).css("sg-cite")
        assert [(cite.attributes["data-ids"], cite.text()) for cite in citations] == [
            ("review diary", "[review; diary]"),
            ("diary", "[diary]"),
        ]

    def test_links_by_id_lead_to_the_place_on_the_page(self) -> None:
        links = converted(PAGE).css("a")
        assert [(link.attributes["href"], link.text()) for link in links] == [
            ("#lamp", "the lamp"),
            ("https://example.org/ana", "her"),
            ("index.md", "home"),
        ]

    def test_options_and_slashes_are_not_readable(self) -> None:
        body = converted(PAGE)
        for code in body.css("pre"):
            assert "/// scene | Shown as code" in code.text()
            code.decompose()
        assert not re.search(r"///|id:|act:|\[@", body.text())

    @pytest.mark.parametrize(
        "text",
        ["", "Words only.", "[@]", "[@ ]", "[words][nowhere]", "///", "/// nothing", "/// scene"],
    )
    def test_any_text_converts(self, text: str) -> None:
        assert isinstance(converted(text).text(), str)

    def test_pages_do_not_share_ids(self) -> None:
        converted(PAGE)
        assert converted("See [the lamp][lamp].").css("a") == []


NAMED = re.compile(r"error SG30[17]: .*?`(?P<id>[a-z0-9-]+)`(?:, which| to link)")
TOMAS = """\
/// character | Tomas
    id: tomas
    match: invented

Her brother, who is away.

//// life
Nobody of that name is in the archive [@diary].
////
///
"""


def page_of(title: str, blocks: list[str]) -> str:
    return "\n".join([f"# {title}\n", *blocks])


@pytest.mark.parametrize("name", KINDS)
def test_the_example_of_the_manual_builds(
    tiny: Callable[..., Folder], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The example on a page of its own, and on another only the examples that it leads to."""
    examples = {kind: rule.example for kind, rule in KINDS.items()}
    others = {kind: text for kind, text in examples.items() if kind != name}
    others["tomas"] = TOMAS
    files: dict[str, str] = {
        "guide.yml": GUIDE_YML,
        "sources.yml": SOURCES_YML,
        "index.md": INDEX_MD,
        "sources.md": SOURCES_MD,
        "example.md": page_of("An example", [examples[name]]),
    }
    folder = tiny(files)
    needed: dict[str, str] = {}
    for _ in examples:
        main(["check", "--config-file", str(folder.config)])
        missing = {match["id"] for match in NAMED.finditer(capsys.readouterr().out)}
        if not missing:
            break
        needed |= _that_define(missing, others)
        folder.write({"others.md": page_of("The others", list(needed.values()))})
    result = folder.build_here()
    assert result.problems == []
    assert result.code == 0, result.output
    page = (folder.site / "example.html").read_text("utf-8")
    assert "///" not in page


def _that_define(ids: set[str], examples: Mapping[str, str]) -> dict[str, str]:
    found = {
        kind: text
        for kind, text in examples.items()
        if any(re.search(rf"^    id: {name}$", text, re.MULTILINE) for name in ids)
    }
    assert found, f"no example defines {ids}"
    return found
