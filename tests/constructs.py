"""Pages made of every construct of Markdown, each word of which can be told from the others.

A template holds `§` for each word; in a page every word gets a number of its own.
"""

from __future__ import annotations

import re
from itertools import count
from textwrap import indent

from hypothesis import strategies as st

WORD = re.compile(r"lamp\d+light")
FILLED = "§"
INLINE = (
    "§",
    "§ §, §.",
    "*§*",
    "**§ §**",
    "***§***",
    "__§__ _§_",
    "`§ §`",
    "`` § ` § ``",
    "`<§>`",
    "**`§`**",
    "[§](other.md)",
    "[§ `§` **§**](https://example.org)",
    "[§][letter]",
    "[`§`][letter]",
    "[§][web]",
    "[§ §](other.md#part 'A title')",
    "![A photo](photo.png) §",
    "[![A photo](photo.png) §](other.md)",
    "![A photo](photo.png){ width=120 }",
    "§[^1]",
    "<abbr title='words'>§</abbr>",
    "<kbd>§</kbd><sub>§</sub><sup>§</sup>",
    "<span lang='es'>§ *§*</span>",
    "<small>§</small> <q>§</q> <bdo dir='rtl'>§</bdo>",
    "~~§~~ ==§== H~2~O x^2^ §",
    "§ [@review]",
    "*§ [@review; @diary]* §",
    "$x^2$ § $\\frac{a}{b}$",
    "“§” '§' \"§\" §'s",
    "§ &amp; § &lt;§&gt; &copy;",
    "\\*§\\* \\[§\\] \\`§\\`",
    "§  \n§",
    "§<br>§",
    "§ <!-- a comment --> §",
    "§ # § ## §",
    "§_§ §*§ §/§ §|§",
    "(§) [§] {§} «§»",
    "3 < 4 § 5 > 4 §",
    "§--§ – § … §",
    "<https://example.org/§> §",
    "https://example.org/§",
    "§ = §; §: § / §",
    "5. § §",
    "- §",
    "`§",
    "*§ _§",
    "[§](",
    "§ ]( § )",
    "§ :§: [[§]] {{ § }} {% § %}",
    "§ ___ §",
)
"""Inside a line."""
LEAVES = (
    "{0}",
    "{0}\n{1}",
    "## {0}",
    "### {0} {{ #an-id }}",
    "#### {0} ####",
    "§ §\n---",
    "```\n§ <§> **§** [§](§)\n\n    §\n```",
    "```python\nfor § in §:\n    print(§)  # §\n```",
    "~~~ text\n§\n~~~",
    '``` {{ .python title="§" linenums="1" hl_lines="1" }}\n§\n§\n```',
    "    § §\n    §",
    "| § | {0} |\n| --- | ---: |\n| {1} | `§` |\n| § | |",
    "| § | §\n|:-:|---\n§ | §",
    "§\n:   {0}\n\n    {1}\n:   §",
    "- [ ] {0}\n- [x] {1}",
    "- {0}\n- {1}\n    - §\n        1. §\n- §",
    "- {0}\n  - {1}\n  - §",
    "5. {0}\n6. {1}",
    "1) {0}\n2) {1}",
    "* {0}\n\n    {1}\n\n* §",
    "<div>§ <b>§</b></div>",
    "<div markdown='1'>\n\n{0}\n\n</div>",
    "<details><summary>§</summary>§</details>",
    "<details markdown='1'><summary>§</summary>\n\n{0}\n\n</details>",
    "<ol start='5'><li value='7'>§</li><li>§</li></ol>",
    "<table><caption>§</caption><tr><th>§</th><td align='right'>§</td></tr></table>",
    "<figure><img src='photo.png' alt='A photo'><figcaption>§</figcaption></figure>",
    "<dl><dt>§</dt><dd>§</dd></dl>",
    "<p style='text-align: center'>§</p>\n<hr>\n<pre>§ §</pre>",
    "***",
    "[later]: https://example.org '§'",
    "$$\na^2 + b^2\n$$",
    "<!-- § -->\n{0}",
    "{0}\n{{ .a-class }}",
    "*[HTML]: words",
    "{0}\n- {1}\n- §",
    "{0}\n1. {1}",
    "{0}\n```\n§\n```",
    "{0}\n> {1}",
    "{0}\n| § | § |\n| - | - |\n| § | § |",
)
"""Blocks that hold no other; `{0}` and `{1}` stand for something inside a line."""
AROUND = (
    ("> ", "", "> "),
    ("", "- §\n\n", "    "),
    ("", "1. §\n\n", "    "),
    ("", "- [ ] §\n\n", "    "),
    ("", '!!! note "§"\n', "    "),
    ("", "!!! warning\n", "    "),
    ("", '??? tip "§ `§`"\n\n', "    "),
    ("", '=== "§"\n\n', "    "),
    ("", "§\n:   §\n\n", "    "),
)
"""What may stand around blocks: before its first line, its head, and before the lines inside."""
OURS = (
    "/// scene | {0}\n    id: harbour\n    act: act-1\n\n§ [@diary].\n\n{body}\n///",
    "/// theme | {0}\n    id: hope\n\n{body}\n\n//// reading | {1}\n§ [@review].\n\n{body2}\n"
    "////\n\n"
    "//// reading | {0}\n§ [@review].\n////\n///",
    "/// essay | Do {0} and {1} tell it?\n    id: e1\n    words: 300\n    level: evaluate\n\n"
    "{body}\n\n"
    "//// sample\n{body2}\n////\n\n//// rubric\n§ {1}\n////\n///",
    "/// discuss | What does {0} say?\n    id: d1\n    level: analyse\n    when: after\n\n"
    "{body}\n\n"
    "//// look-for\n{body2}\n////\n///",
    "/// question | In the film, what does {0} show?\n    id: q1\n    kind: choice\n"
    "    level: understand\n    about: work\n    scene: letter\n\n"
    "- [x] {1}\n    > § § § § § § {0}\n"
    "- [ ] § {1}\n\n    ```\n    §\n    §\n    ```\n\n    > § § § § § §\n"
    "- [ ] §\n    > § § § § § § {1}\n///",
    "/// question | In the film, which go together, {0}?\n    id: q1\n    kind: match\n"
    "    level: understand\n    about: work\n    scene: letter\n\n- § {0} = § {1}\n"
    "    > § § § § § §\n"
    "- § = §\n    > § § § § § § {1}\n- § = §\n    > § § § § § §\n///",
    "/// term | §\n    id: t1\n    group: film\n\n{body}\n///",
    "/// compare | {0}\n    id: c1\n    verdict: changed\n    scene: letter\n\n"
    "//// work\n§ [@review].\n\n{body}\n////\n\n//// life\n§ [@diary].\n////\n///",
)
"""Blocks of the guide."""
END = "\n\n[web]: https://example.org\n\n[^1]: § §\n"
IN_TITLES = tuple(text for text in INLINE if "\n" not in text and "[^1]" not in text)

lines = st.lists(st.sampled_from(INLINE), min_size=1, max_size=3).map(" ".join)
titles = st.sampled_from(IN_TITLES)
leaves = st.builds(str.format, st.sampled_from(LEAVES), lines, lines)


def within(around: tuple[str, str, str], blocks: list[str]) -> str:
    """Blocks inside one that stands around them."""
    first, head, before = around
    text = "\n\n".join(blocks)
    return head + (indent(text, before, lambda _: bool(first)) if first else indent(text, before))


def _among(blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(within, st.sampled_from(AROUND), st.lists(blocks, min_size=1, max_size=2))


blocks = st.recursive(leaves, _among, max_leaves=4)


def _ours(text: str, first: str, second: str, body: str, body2: str) -> str:
    return text.format(first, second, body=body, body2=body2)


ours = st.builds(_ours, st.sampled_from(OURS), titles, titles, blocks, blocks)
pages = st.lists(blocks | ours, min_size=1, max_size=4)


def numbered(parts: list[str]) -> str:
    """The text of a page in which every word has its own number."""
    numbers = count(1)
    text = "\n\n".join(["# § page", *parts]) + END
    return re.sub(FILLED, lambda _: f"lamp{next(numbers)}light", text)
