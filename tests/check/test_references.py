"""Ids, citations and links lead somewhere."""

from __future__ import annotations

import pytest

from studyguide.check.references import linked_file
from tests.guides import GUIDE_YML, compiled, found_in, messages_of_page, tiny_guide, with_settings

SCENE = "/// scene | The boat\n    id: boat\n    act: {}\n\nTomás comes [@review].\n///\n"


@pytest.mark.parametrize(
    ("page", "target", "file"),
    [
        ("index.md", "themes.md", "themes.md"),
        ("story/act.md", "other.md#x", "story/other.md"),
        ("story/act.md", "../themes.md?x", "themes.md"),
        ("story/act.md", "/themes.md", "themes.md"),
        ("story/act.md", "#x", "story/act.md"),
        ("story/act.md", "a%20b.md", "story/a b.md"),
        ("index.md", "../outside.md", "../outside.md"),
    ],
)
def test_a_link_is_followed_from_the_page_it_stands_on(page: str, target: str, file: str) -> None:
    assert linked_file(page, target) == file


def test_ids_are_told_apart_by_kind() -> None:
    term = "/// term | oar\n    id: oar\n    group: sea\n    scenes: [ana]\n\nWood.\n///\n"
    assert messages_of_page(term) == [
        "docs/page.md:4:14: error SG301: `scenes` names the scene `ana`, which does not exist "
        "(one of: `letter`)"
    ]


def test_the_later_of_two_equal_ids_is_blamed_and_the_first_one_named() -> None:
    twice = SCENE.format("act-1") + "\n" + SCENE.format("act-1")
    assert messages_of_page(twice) == [
        "docs/page.md:8:1: error SG303: the id `boat` is taken by the block at docs/page.md:1 "
        "(give one of the two another id)"
    ]


def test_a_block_without_an_id_is_not_offered_as_a_hint() -> None:
    text = SCENE.replace("    id: boat\n", "") + "\n/// term | oar\n    id: oar\n    group: sea\n"
    said = messages_of_page(text.format("act-1") + "    scenes: [quay]\n\nWood.\n///\n")
    assert said[-1].endswith("(one of: `letter`)")


def test_citations_of_the_work_itself_are_checked() -> None:
    texts = with_settings(GUIDE_YML.replace("cites: [review]", "cites: [revue]"))
    assert [str(problem) for problem in found_in(texts)] == [
        "docs/guide.yml:9:15: error SG302: there is no source `revue` (did you mean `review`?)"
    ]


@pytest.mark.parametrize("name", ["guide.yml", "sources.yml"])
def test_a_settings_file_that_cannot_be_read_is_blamed_alone(name: str) -> None:
    guide, sources = ("a: [", None) if name == "guide.yml" else (GUIDE_YML, "a: [")
    texts = with_settings(guide) if sources is None else with_settings(guide, sources)
    assert [str(problem) for problem in found_in(texts)] == [
        f"docs/{name}:1:5: error SG502: this is not valid YAML: expected the node content, but "
        "found '<stream end>' (put a value that holds `: ` or begins with a mark like `[` or `@` "
        "in quotes)"
    ]


def test_a_link_may_name_every_id_of_the_guide() -> None:
    names = list(compiled(tiny_guide()).guide.by_id)
    assert messages_of_page("\n".join(f"[a thing][{name}]" for name in names)) == []


@pytest.mark.parametrize("address", ["http://[half", "https://ex℀mple.com", "//[x", "< //[x>"])
def test_what_is_no_address_never_raises(address: str) -> None:
    shown = address.replace("<", "").replace(">", "")
    assert messages_of_page(f"[a]({address})") == [
        f"docs/page.md:1:5: error SG304: `{shown}` is not an address"
    ]
