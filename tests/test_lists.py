"""Lists and what belongs to their entries, moved to where Markdown reads them."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest
from markdown import Markdown

from studyguide.edge.markdown import SKELETON
from studyguide.language.scan import scan
from studyguide.language.stamping import stamped
from tests.guides import messages_of_page

SETTINGS = {name: dict(options) for name, options in SKELETON.items()}


def html(text: str) -> str:
    """The page as Markdown makes it, without the spaces between elements."""
    made = Markdown(extensions=list(SETTINGS), extension_configs=SETTINGS).convert(stamped(text))
    return re.sub(r"\s*(</?(?:ul|ol|li|p|div)[^>]*>)\s*", r"\1", made)


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("- a\n  - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("1. a\n   - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("* a\n  1. b\n     * c", "<ul><li>a<ol><li>b<ul><li>c</li></ul></li></ol></li></ul>"),
        ("- `a`\n  - b", "<ul><li><code>a</code><ul><li>b</li></ul></li></ul>"),
        ("- a\n  - b\n\n    c", "<ul><li>a<ul><li><p>b</p><p>c</p></li></ul></li></ul>"),
        ("1. a\n\n   b\n\n2. c", "<ol><li><p>a</p><p>b</p></li><li><p>c</p></li></ol>"),
        ("- a\n\n  b\n- c", "<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>"),
        ("5. a\n6. b", '<ol start="5"><li>a</li><li>b</li></ol>'),
        ("- a\n1. b", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ("- a\n\n1. b", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ("!!! note\n    - a\n      - b", "<li>a<ul><li>b</li></ul></li>"),
    ],
)
def test_a_list_comes_out_as_it_looks(written: str, made: str) -> None:
    assert made in html(written)


@pytest.mark.parametrize(
    "written",
    [
        "- a\n    - b\n        - c\n\n    d\n- e",
        "- a\n - b\n- c",
        "- a\nb\n- c",
        "A word\n  - no list",
        "- a\n\nA word.\n\n  Another.",
        "    - code\n      - code",
        "- a\n\n        - code\n          - code",
        "```\n- a\n  - b\n```",
        "~~~\n- a\n\n  - b\n~~~",
        "<pre>\n- a\n  - b\n</pre>",
        "<!--\n- a\n  - b\n-->",
        "---\ntags:\n- a\n  - b\n---\n",
        "1. a\n\n## b\n\n  - c",
        "- a\n\n- b\n",
    ],
)
def test_what_markdown_reads_so_already_stays_where_it_is(written: str) -> None:
    moved = [line.strip() for line in stamped(written).split("\n")]
    assert [line for line in moved if line] == [x.strip() for x in written.split("\n") if x.strip()]
    if written.startswith(("- a\n    - b", "- a\n - b")):
        written = written.replace("d\n- e", "d\n\n- e")
    assert stamped(written) == written


def test_code_moves_as_a_whole_and_keeps_its_columns() -> None:
    page = dedent("""\
        1. Write:

           ```python
           if a:

             b
           ```
           Then run it.

        ```
        - c
          - d
        ```
        """)
    made = html(page)
    assert re.sub(r"<[^>]*>", "", made) == "Write:if a:\n\n  b\nThen run it.- c\n  - d\n"
    assert made.count("<ol>") == 1


QUESTION = """\
/// question | In the film, who answers?
    id: q-answer
    kind: true-false
    level: recall
    about: work
    scene: letter

- [x] True
  > She answers as soon as she can.
- [ ] False
  > She does answer, and that very night.

//// hint
- Look
  - at the table
////
///
"""


def test_answers_stay_and_parts_of_a_question_do_not() -> None:
    assert messages_of_page(f"# A page\n\n{QUESTION}") == []
    made = stamped(QUESTION)
    assert "\n    > She answers as soon" in made
    assert "\n    - at the table\n" in made


def test_places_are_those_of_the_source() -> None:
    text = "# A page\n\n- a\n  - b\n\nA [word][nobody].\n"
    assert scan(text, "docs/page.md").links[0].span.line == 6
    (told,) = messages_of_page(text)
    assert told.startswith("docs/page.md:6:3: error SG3")
