"""Pages that are as they were: not put through Markdown again, nor read again for the search."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from unittest.mock import patch

import pytest
from markdown import Markdown
from material.plugins.search.plugin import Parser

from tests.whole.guides import GUIDE_YML, LETTER_MD, SOURCES_YML, Folder, Result, tree

MakeFolder = Callable[..., Folder]
HOOK = """\
def on_page_content(html, page, config, files):
    return html.replace("Ana", "Anna")
"""


class Asked:
    """What a build asks Markdown and the theme's search for."""

    def __init__(self) -> None:
        self.converted: list[str] = []
        """The first line of each page that Markdown was given."""
        self.searched = 0

    def __iter__(self) -> Iterator[str]:
        return iter(self.converted)


@pytest.fixture
def asked() -> Iterator[Asked]:
    """Listen to both while a test builds."""
    heard = Asked()
    convert, feed = Markdown.convert, Parser.feed

    def listen(self: Markdown, source: str) -> str:
        if source.strip():
            heard.converted.append(source.split("\n")[0])
        return convert(self, source)

    def count(self: Parser, data: str) -> None:
        heard.searched += 1
        feed(self, data)

    with patch.object(Markdown, "convert", listen), patch.object(Parser, "feed", count):
        yield heard


def like_new(folder: Folder, path: Path) -> dict[str, str]:
    """The site that the folder gives where nothing is kept from an earlier build."""
    new = Folder(path / "new")
    shutil.copytree(folder.path, new.path, symlinks=True)
    for kept in ("markdown", "search", "pages"):
        shutil.rmtree(new.path / ".studyguide" / kept, ignore_errors=True)
    new.preview()
    return tree(new.site)


def test_nothing_changed(tiny: MakeFolder, asked: Asked) -> None:
    folder = tiny()
    assert folder.build_here().code == 0
    before = tree(folder.site)
    assert len(asked.converted) == 3
    assert asked.searched == 3
    assert folder.build_here().code == 0
    assert len(asked.converted) == 3
    assert asked.searched == 3
    assert tree(folder.site) == before


@pytest.mark.parametrize(
    ("files", "converted"),
    [
        ({"letter.md": LETTER_MD.replace("a letter", "a parcel")}, ["# The letter"]),
        ({"letter.md": LETTER_MD.replace("# The letter", "# A letter")}, ["# A letter"]),
        ({"sources.yml": SOURCES_YML.replace("A diary", "Her diary")}, []),
        ({"guide.yml": GUIDE_YML.replace("The harbour", "The quay")}, []),
        (
            {"letter.md": LETTER_MD.replace("id: letter", "id: the-letter")},
            ["# The Light", "# The letter", "# Sources"],
        ),
        (
            {"lamp.md": "# The lamp\n\nSee [the letter][letter].\n"},
            ["# The Light", "# The lamp", "# The letter", "# Sources"],
        ),
    ],
    ids=["a word", "a heading", "a source", "an act", "an id", "a page"],
)
def test_what_changed_is_made_anew(
    tiny: MakeFolder, asked: Asked, tmp_path: Path, files: Mapping[str, str], converted: list[str]
) -> None:
    folder = tiny()
    folder.preview()
    asked.converted.clear()
    folder.write(files)
    folder.preview()
    assert asked.converted == converted
    assert tree(folder.site) == like_new(folder, tmp_path)


@pytest.mark.parametrize(
    "config",
    [
        "nav: [Home: index.md, A: letter.md, sources.md]\n",
        "nav: null\nuse_directory_urls: true\n",
        "nav: null\nmarkdown_extensions: [attr_list, smarty, studyguide]\n",
    ],
    ids=["other titles", "other addresses", "another extension"],
)
def test_another_configuration_makes_all_anew(
    tiny: MakeFolder, asked: Asked, tmp_path: Path, config: str
) -> None:
    folder = tiny()
    folder.preview()
    asked.converted.clear()
    text = folder.config.read_text("utf-8")
    folder.config.write_text(text.replace("nav: null\n", config), "utf-8")
    folder.preview()
    assert len(asked.converted) == 3
    assert tree(folder.site) == like_new(folder, tmp_path)


@pytest.mark.parametrize(
    ("config", "hook"),
    [
        ("nav: null\n", HOOK),
        ("nav: null\nmarkdown_extensions: [pymdownx.snippets, studyguide]\n", ""),
    ],
    ids=["a hook that changes pages", "an extension that reads files"],
)
def test_what_cannot_be_seen_through_is_never_recalled(
    tiny: MakeFolder, asked: Asked, tmp_path: Path, config: str, hook: str
) -> None:
    (tmp_path / "hook.py").write_text(hook, "utf-8")
    folder = tiny(config=config, hooks=(tmp_path / "hook.py",))
    folder.preview()
    folder.preview()
    assert len(asked.converted) == 6


def test_a_warning_of_mkdocs_is_given_each_time(tiny: MakeFolder, asked: Asked) -> None:
    folder = tiny(config="nav: null\nvalidation: {links: {absolute_links: warn}}\n")
    folder.write({"letter.md": LETTER_MD + "\nSee [it](/letter.md).\n"})
    results: list[Result] = [folder.build_here(), folder.build_here()]
    assert [result.code for result in results] == [1, 1]
    assert asked.converted.count("# The letter") == 2
    assert asked.converted.count("# Sources") == 1


def test_a_page_that_stays_out_of_the_search_still_does(tiny: MakeFolder) -> None:
    folder = tiny()
    matter = "---\nsearch: {exclude: true}\n---\n"
    folder.write({"letter.md": matter + LETTER_MD})
    for _ in range(2):
        folder.preview()
        index = json.loads((folder.site / "search" / "search_index.json").read_text("utf-8"))
        places = {entry["location"].partition("#")[0] for entry in index["docs"]}
        assert "sources.html" in places
        assert "letter.html" not in places


@pytest.mark.parametrize("text", ["", "[]", "{", '{"letter.md": {"key": 7}}', "null"])
def test_a_cache_that_cannot_be_read_is_passed_over(tiny: MakeFolder, text: str) -> None:
    folder = tiny()
    folder.preview()
    before = tree(folder.site)
    for name in ("markdown", "search"):
        for file in (folder.path / ".studyguide" / name).iterdir():
            file.write_text(text, "utf-8")
    folder.preview()
    assert tree(folder.site) == before
