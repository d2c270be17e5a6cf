"""From texts to the model."""

from __future__ import annotations

import pytest

from studyguide.language.kinds import KINDS, OPEN_KINDS
from studyguide.language.parse import Texts, parse
from studyguide.model import AUTHORS, STUDENTS, Guide, Question, Scene, Span, ThemeStrength
from tests.guides import GUIDE_YML, SOURCES_YML, compiled, found_in, tiny_guide, tiny_pages


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_every_kind_becomes_blocks_of_that_kind(guide: Guide, kind: str) -> None:
    blocks = guide.page_by_src[f"{kind}.md"].blocks
    assert blocks
    assert {block.kind_name for block in blocks} == {kind}


def test_every_block_says_where_it_stands(guide: Guide) -> None:
    pages = tiny_pages()
    for page in guide.pages:
        lines = pages[page.src].split("\n")
        for index, block in enumerate(page.blocks):
            first, last = lines[block.span.line - 1], lines[block.span.end_line - 1]
            assert (block.page, block.index) == (page.src, index)
            assert first.startswith(f"/// {block.kind_name} | {block.title}")
            assert last == "///"


def test_every_text_is_what_stands_between_its_lines(guide: Guide) -> None:
    pages = tiny_pages()
    for block in guide.blocks():
        lines = pages[block.page].split("\n")
        for part in block.parts:
            span = part.text.span
            assert part.text.markdown == "\n".join(lines[span.line - 1 : span.end_line])
            assert "////" not in part.text.markdown
        for text in block.texts:
            assert [f"@{citation.source}" in text.markdown for citation in text.citations] == [
                True for _ in text.citations
            ]


def test_a_scene_is_read_whole(guide: Guide) -> None:
    scene = guide.scenes[0]
    assert (scene.id, scene.title, scene.act, scene.when) == (
        "letter",
        "The letter",
        "act-1",
        "spring 1912",
    )
    assert scene.characters == ("ana",)
    assert scene.themes == (ThemeStrength("courage", 3, "she answers although she is afraid"),)
    assert scene.cites == ("review", "diary")
    assert [part.name for part in scene.parts] == ["matters", "differs"]


def test_every_answer_is_read_with_its_reason_and_its_place(guide: Guide) -> None:
    lines = tiny_pages()["question.md"].split("\n")
    for question in guide.questions:
        assert bool(question.answers) is (question.kind not in OPEN_KINDS)
        for answer in question.answers:
            assert answer.text in lines[answer.span.line - 1]
            assert lines[answer.span.line].strip() == f"> {answer.reason}"


def test_an_answer_may_run_over_several_lines() -> None:
    text = (
        "/// question | What?\n    id: q-a\n    kind: choice\n\n"
        "- [x] one\n  and more\n    > a reason\n    > and more\n  - and more\n- [ ] two\n///\n"
    )
    page = compiled(tiny_guide({"page.md": text})).guide.page_by_src["page.md"]
    question = page.blocks[0]
    assert isinstance(question, Question)
    assert [(answer.text, answer.reason) for answer in question.answers] == [
        ("one and more", "a reason and more - and more"),
        ("two", ""),
    ]


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("# A page", STUDENTS),
        ("---\naudience: authors\n---\n# A page", AUTHORS),
        ("---\ntitle: A page\naudience: authors\n---\n", AUTHORS),
        ("---\ntitle: A page\n---\naudience: authors\n", STUDENTS),
        ("# A page\n\n---\naudience: authors\n---\n", STUDENTS),
    ],
)
def test_the_audience_stands_in_the_front_matter(text: str, audience: str) -> None:
    guide, _ = parse(tiny_guide({"page.md": text}))
    assert guide.page_by_src["page.md"].audience == audience


@pytest.mark.parametrize(
    ("text", "title", "line"),
    [
        ("# A page", "A page", 1),
        ("\n\n# A page\n\n# Another", "A page", 3),
        ("## A part", "page.md", 1),
        ("", "page.md", 1),
        ("```\n# Code\n```\n\n# A page", "A page", 5),
    ],
)
def test_a_page_is_named_by_its_first_heading(text: str, title: str, line: int) -> None:
    guide, _ = parse(tiny_guide({"page.md": text}))
    page = guide.page_by_src["page.md"]
    assert (page.title, page.span) == (title, Span("docs/page.md", line, 1, line))


def test_a_faulty_block_is_still_there_for_others_to_name() -> None:
    text = (
        "/// scene | The boat\n    id: boat\n    act: Act 1\n\nTomás [@review].\n///\n\n"
        "/// term | oar\n    id: oar\n    group: the sea\n    scenes: [boat]\n\nWood.\n///\n"
    )
    texts = tiny_guide({"page.md": text})
    assert [str(problem) for problem in found_in(texts)] == [
        "docs/page.md:3:10: error SG301: `act` names the act `Act 1`, which does not exist "
        "(ids stand here, not titles; did you mean `act-1`?)"
    ]
    assert isinstance(compiled(texts).guide.by_id["boat"], Scene)


def test_sources_are_numbered_in_the_order_of_first_citation(guide: Guide) -> None:
    assert dict(guide.source_number) == {"review": 1, "diary": 2}


def test_the_works_card_counts_where_it_is_shown_and_the_manual_does_not() -> None:
    manual = "---\naudience: authors\n---\n\n# Manual\n\nCite [@log].\n"
    pages = {"a.md": manual, "b.md": "# B\n\nAna waits [@diary; @log], and waits [@diary].\n"}
    guide, _ = parse(Texts(pages, GUIDE_YML, SOURCES_YML))
    assert dict(guide.source_number) == {"diary": 1, "log": 2, "review": 3}
    pages["b.md"] = "# B\n\nAna waits [@diary].\n\n/// show | work\n///\n\nAnd reads [@log].\n"
    guide, _ = parse(Texts(pages, GUIDE_YML, SOURCES_YML))
    assert dict(guide.source_number) == {"diary": 1, "review": 2, "log": 3}
