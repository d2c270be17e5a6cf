"""Limits of what a text may hold: just beyond, just within, and quick however far beyond."""

from __future__ import annotations

import time

import pytest

from studyguide.language import limits
from studyguide.language.limits import beyond_limits
from tests.guides import GUIDE_YML, messages, messages_of_page, tiny_guide, with_settings

CASES = {
    "SG121 too many characters": (
        "A word. " * 125_001,
        "docs/page.md:1:1: error SG121: the file has 1,000,008 characters; it may have 1,000,000 "
        "(split the page)",
    ),
    "SG123 lists in lists": (
        "# A\n\n" + "1. " * 21 + "a",
        "docs/page.md:3:1: error SG123: the line is nested 21 levels deep; 20 are allowed "
        "(use fewer marks)",
    ),
    "SG123 slashes": (
        "# A\n\n" + "/" * 21 + " note",
        "docs/page.md:3:1: error SG123: the line is nested 21 levels deep; 20 are allowed "
        "(use fewer marks)",
    ),
    "SG123 indent": (
        "# A\n\n" + " " * 101 + "a",
        "docs/page.md:3:1: error SG123: the line is indented by 101 columns; 100 are allowed "
        "(indent it less)",
    ),
    "SG123 spaces": (
        "# A\n\n" + "\t" * 26 + "\na",
        "docs/page.md:3:1: error SG123: the line is indented by 104 columns; 100 are allowed "
        "(delete the spaces, which are all it has)",
    ),
    "SG124 blocks": (
        "# A\n\n" + "/// note\n///\n\n" * 1000 + "/// note\n///\n",
        "docs/page.md:3003:1: error SG124: the page has 2,002 lines that open or close a block; "
        "it may have 2,000 (split the page)",
    ),
    "SG124 sections": (
        "# A\n\n" + "<![CDATA[\n" * 21,
        "docs/page.md:23:1: error SG124: the page has more than 20 marks `<![` "
        "(write `&lt;![` instead)",
    ),
    "SG125 targets of links": (
        "# A\n\n" + "[a](" * 51 + "\n" + "[a](" * 50,
        "docs/page.md:4:1: error SG125: more than 100 marks `(` of this paragraph are open "
        "(close or delete them)",
    ),
}
WITHIN = {
    "characters": ("A word. " * 1_200 + "\n") * 104,
    "indent": "# A\n\n- a\n" + " " * 100 + "a",
    "blocks": "# A\n\n" + "/// note\n///\n\n" * 1000,
    "brackets": "# A\n\n" + "[" * 100 + "\n\n" + "[" * 100,
    "brackets that close": "# A\n\n" + "[a] " * 2000,
    "tabs and line ends": "# A\r\n\r\n\tAna\f waits.\r\n",
}


@pytest.mark.parametrize("name", CASES)
def test_what_goes_beyond_a_limit_is_named_and_not_rendered(name: str) -> None:
    text, said = CASES[name]
    assert messages_of_page(text) == [said]


@pytest.mark.parametrize("name", WITHIN)
def test_what_is_just_within_is_not(name: str) -> None:
    assert beyond_limits(WITHIN[name].replace("\r", ""), "docs/page.md") == []


def test_settings_have_limits_too() -> None:
    long = GUIDE_YML + "#" * 10_001 + "\n"
    assert messages(with_settings(guide=long)) == [
        "docs/guide.yml:19:1: error SG122: the line has 10,001 characters; it may have 10,000 "
        "(break the line)"
    ]
    said, *_ = messages(with_settings(sources="# a\n" * 75_001))
    assert said == (
        "docs/sources.yml:1:1: error SG121: the file has 300,004 characters; it may have 300,000 "
        "(is it the right file?)"
    )


@pytest.mark.parametrize(
    "piece", ["[", "![", "[a](", "[a][", "<a ", "<!--", "> ", "1. ", "`", "*a", "\t", "/// a\n"]
)
def test_no_shape_takes_long_to_refuse(piece: str) -> None:
    text = piece * (5_000_000 // len(piece))
    start = time.process_time()
    assert beyond_limits(text[: limits.PAGE_CHARACTERS], "page.md")
    assert beyond_limits(text, "page.md")
    assert time.process_time() - start < 5, "so long that it must be worse than linear"


def test_a_page_beyond_limits_hides_no_problem_of_another() -> None:
    texts = tiny_guide({"long.md": "[" * 101, "page.md": "Ana [@nobody].\n"})
    assert messages(texts) == [
        "docs/long.md:1:1: error SG125: more than 100 marks `[` of this paragraph are open "
        "(close or delete them)",
        "docs/page.md:1:7: error SG302: there is no source `nobody` "
        "(one of: `diary`, `log`, `review`)",
    ]
