"""Pages of any text, made of lines that mean something to the reader of pages and of noise."""

from __future__ import annotations

from hypothesis import strategies as st

from studyguide.language.kinds import KINDS

LINES = st.sampled_from(
    [
        *(line for kind in KINDS.values() for line in kind.example.split("\n")),
        *("", "///", "////", "/////", "/// note", "/// scenne | X", "    ///", "> /// scene"),
        *("```", "~~~~", "- ```", "---", "...", "<!--", "-->", "`", "# A", "### B #", "\\[@a]"),
        *("[@a; @b]", "[@a", "[a][b]", "![a](b.png)", "[a](<b c>)", "[x]: y.md", "\tid: a"),
        *("    id: a", "    - [", "    ? {a: b}", "    x: &y z", "- [x] a", "  > b", "1. c"),
    ]
)
PAGES = st.lists(LINES | st.text(max_size=20), max_size=30).map("\n".join)
