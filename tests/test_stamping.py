"""Writing a page anew for Markdown, with its blocks and citations numbered."""

from __future__ import annotations

import re

from hypothesis import given

from studyguide.language.scan import scan
from studyguide.language.stamping import stamped
from tests.any_page import PAGES


def test_stamping_numbers_each_citation_that_was_read() -> None:
    text = "# A [@a]\n\n`[@b]` [@c;  @d.e], [@f]\n\n/// term | It [@g]\n    id: it\n\n[@h]\n///\n"
    assert [citation.source for citation in scan(text, "").citations] == [
        *list("ac"),
        "d.e",
        *"fgh",
    ]
    assert re.findall(r"\[@[^]]*\]", stamped(text)) == [
        "[@0#a]",
        "[@b]",
        "[@1#c;  @d.e]",
        "[@3#f]",
        "[@4#g]",
        "[@5#h]",
    ]


@given(PAGES)
def test_stamping_keeps_every_block_and_every_line_of_prose(text: str) -> None:
    page = scan(text, "docs/page.md")
    result = stamped(text)
    stamps = re.findall(r"^/{3,} studyguide.*\n    block: (\d+)\n    level: ", result, re.MULTILINE)
    assert [int(number) for number in stamps] == [block.index for block in page.blocks]
    heads = {block.line for block in page.blocks}
    heads |= {part.line for block in page.blocks for part in block.parts}
    options = {number for block in page.blocks for number in block.options}
    prose = [
        re.sub(r"^ +> ?", "> ", line).strip()
        for number, line in enumerate(page.lines, 1)
        if number not in heads | options
    ]
    unnumbered = re.sub(r"\[@\d+#", "[@", result)
    left = iter([re.sub(r"^ +> ?", "> ", line).strip() for line in unnumbered.split("\n")])
    assert [line for line in prose if line not in left] == []


def test_a_stamp_holds_number_level_and_id_in_place_of_the_options() -> None:
    text = "# A\n\n/// scene | The answer\n    id: answer\n    act: act-1\n\nAna answers.\n///\n"
    assert stamped(text) == (
        "# A\n\n/// studyguide | The answer\n    block: 0\n    level: 2\n    anchor: 'answer'\n"
        "\nAna answers.\n///\n"
    )
