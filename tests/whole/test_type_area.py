"""Nothing that an author writes leaves the type area of its sheet, in any edition."""

from __future__ import annotations

import re

import pytest

from studyguide.edition import EDITIONS
from studyguide.language.kinds import KINDS
from studyguide.language.parse import Texts
from tests.guides import GUIDE_YML, SOURCES_YML, TOMAS, messages, rendered, tiny_pages
from tests.paper import outside, pdf_of, png
from tests.whole.conftest import Built
from tests.whole.test_pdf import every_edition

EDITION = {edition.link_id: edition for edition in EDITIONS}
WIDE_SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" width="3000" height="200"
 viewBox="0 0 3000 200"><rect width="3000" height="200"/></svg>"""
FILES = {"photo.png": png(6000, 4000), "mast.png": png(300, 4000), "lamp.svg": WIDE_SVG}
WORD = "Lighthousekeepersdaughtersboat" * 5
SUM = "$" + " + ".join(f"a_{{{number}}}" for number in range(30)) + " = b$"
INLINE = f"A {WORD}, `{WORD}`, [{WORD}](https://example.org), {SUM} and ![A photo](photo.png)"
PICTURES = f"""\
# Pictures and {WORD}

![A photo](photo.png)

![A mast](mast.png)

![A lamp](lamp.svg)

1. First ![A photo](photo.png)

    ![A mast](mast.png)

    - Below ![A photo](photo.png)

> ![A photo](photo.png) {WORD}

| One | Two | Three |
| --- | --- | --- |
| ![A photo](photo.png) | ![A mast](mast.png) | ![A lamp](lamp.svg) |

!!! note "{WORD}"
    ![A photo](photo.png)

=== "{WORD}"

    ![A photo](photo.png)
"""
LINES = f"""\
# Lines

## A heading of `{WORD}`

### A heading of {WORD}

{INLINE}

$${SUM.strip("$")}$$

```
{" + ".join(f"ship{number}" for number in range(40))}
{WORD}
```

{" | ".join(["", *(f"Month {number}" for number in range(1, 15)), ""]).strip()}
{"| --- " * 14}|
| Lighthousekeeper | understandable | `a_code_of_some_length` {"| ships " * 11}|

{WORD}
:   Who keeps {WORD}

<p style="width: 400mm">Words in an element that asks for more than a sheet has.</p>
"""


def widened(example: str) -> str:
    """An example of a kind with wide things wherever an author may write."""
    lines: list[str] = []
    block = ""
    for line in example.split("\n"):
        if begun := re.match(r"/{3,} ?(?P<name>[a-z-]+)", line):
            block = begun["name"]
            if block in KINDS and block != "show":
                line += f" {WORD}"
        elif re.match(r"    > |- \[.\] (?!True|False)", line):
            line += f" {INLINE}"
        lines.append(line)
        if line.startswith("////") and begun:
            lines += ["", f"{INLINE} [@diary].", ""]
        elif not line and block not in ("question", "compare", "moment") and lines[-2:-1] != [""]:
            lines += [f"{INLINE} [@diary].", ""] if block in KINDS and block != "show" else []
    return "\n".join(lines)


def of_blocks() -> Texts:
    pages = tiny_pages()
    for kind in KINDS.values():
        pages[f"{kind.name}.md"] = f"# About each {kind.name}\n\n{widened(kind.example)}"
    pages["character.md"] += TOMAS
    return Texts(pages, GUIDE_YML + "  quote-words: 500\n", SOURCES_YML)


def of_pages(*pages: str) -> Texts:
    named = {f"page-{number}.md": text for number, text in enumerate(pages)}
    return Texts({"index.md": "# The Light\n\nWords.\n", **named}, GUIDE_YML, SOURCES_YML)


def of_editions(*quick: str) -> pytest.MarkDecorator:
    rows = [e if e in quick else pytest.param(e, marks=pytest.mark.slow) for e in EDITION]
    return pytest.mark.parametrize("link_id", rows)


def test_the_guides_of_these_tests_are_in_order() -> None:
    assert messages(of_pages(PICTURES, LINES)) == []
    assert messages(of_blocks()) == []


@of_editions("student-a4", "student-large-print-a4")
def test_whatever_is_wide_on_a_page_stays_inside(link_id: str) -> None:
    site = rendered(of_pages(PICTURES, LINES))
    assert outside(pdf_of(site, EDITION[link_id], FILES)) == []


@of_editions("quiz-pack-a4")
def test_whatever_is_wide_in_a_block_stays_inside(link_id: str) -> None:
    assert outside(pdf_of(rendered(of_blocks()), EDITION[link_id], FILES)) == []


def test_what_leaves_the_sheet_is_found() -> None:
    site = rendered(of_pages("# A photo\n\n![A photo](photo.png)\n"))
    unbound = "img { max-width: none !important; max-height: none !important; }"
    assert [thing.what for thing in outside(pdf_of(site, EDITION["student-a4"], FILES, unbound))]
    assert outside(pdf_of(site, EDITION["student-a4"], FILES)) == []


def test_a_word_at_the_edge_of_the_sheet_is_found() -> None:
    site = rendered(of_pages("# A word\n\nWords at the edge.\n"))
    for left, found in (("-45mm", ["Words at the edge."]), ("-30mm", [])):
        css = f".chapter p {{ margin-left: {left}; }}"
        placed = outside(pdf_of(site, EDITION["student-a4"], FILES, css))
        assert [thing.what for thing in placed if "edge" in thing.what] == found


@every_edition
def test_nothing_leaves_the_type_area_of_the_real_guide(built: Built, link_id: str) -> None:
    assert outside(built.pdf(link_id)) == []
