"""No word is fixed in what is downloaded, in the index of the search, or in the books."""

from __future__ import annotations

import json
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from zipfile import ZipFile

from studyguide.edition import EDITIONS
from tests.pseudo.conftest import Strange
from tests.pseudo.language import all_fixed
from tests.pseudo.reading import in_page, in_xml, members

TO_READ = (".docx", ".epub", "-quizlet.txt")
"""How the files end that people read as they are."""
TO_IMPORT = (".imscc", ".xml", "-canvas.zip", "-brightspace.zip", "-blackboard.zip")
NOT_SHOWN = ("docProps/app.xml", "mimetype")
"""Entries that no reader is shown."""
OF_EPUB = re.compile(
    r"<(?P<tag>meta|dc:language|dc:identifier|dc:type|dc:format)\b[^>]*>[^<]*</(?P=tag)>"
)
"""What stands in a package for programs: codes of schema.org, and of the standard."""
OF_FORMATS = re.compile(
    r"""
    ^[\w$./-]*[\w][_.$/-][\w$./-]*$         # ids, and codes of several words
    | \b(?:MC|TF|ESS|MA|MAT|ORD|FIB|WR|MS|SA|correct|incorrect)\b   # kinds of question
    | ^(?:true|false|Yes|No|none|assignment|unlimited|Percentage|Examination|editor|ABCD)$
    | ^(?:VERTICAL|ALL|SHOW|IMS\ Content|IMS\ Common\ Cartridge)$
    | ^(?:NewQuestion|ID|Title|QuestionText|HTML|Points|Difficulty|Option|Hint|AnswerKey|Scoring
        |RightMinusWrong|EquallyWeighted|Choice|Match|Feedback|Item|InputBox|Answer)$
    | ^q-[a-z-]+                            # ids before what is asked
    | ^\$course\$/top/
    | ^(?:oil\ )?lamp$ | ^lantern$          # an accepted answer without its accents
    """,
    re.VERBOSE,
)
"""What the formats of other systems name things by."""


SCENE_OR_FLAG = re.compile(r"\x1fyes$|scene::[\w-]+", re.MULTILINE)
"""What cards are made by: whether there is one for the other way, and the ids of scenes."""


def downloaded(site: Path, *endings: str) -> Iterator[tuple[str, str]]:
    """The texts in the downloads whose names end so, by their places."""
    for path in sorted((site / "downloads").iterdir()):
        if path.name.endswith(endings):
            for name, data in members(path.name, path.read_bytes()):
                if not name.endswith(NOT_SHOWN):
                    yield name, data.decode()


def test_the_books_say_nothing_fixed(strange_site: Strange) -> None:
    books = {path.name: path.read_text("utf-8") for path in strange_site.books.glob("*.html")}
    assert len(books) == len(EDITIONS)
    assert all_fixed({name: in_page(html) for name, html in books.items()}) == []
    styles = {path.name: path.read_text("utf-8") for path in strange_site.books.glob("*.css")}
    shown = {name: "\n".join(_shown(css)) for name, css in styles.items()}
    assert any("~" in text for text in shown.values())
    assert all_fixed(shown) == []


def _shown(css: str) -> Iterator[str]:
    for value in re.findall(r"content:([^;}]*)", css):
        yield from re.findall(r'"([^"]*)"', re.sub(r"[a-z-]+\([^)]*\)", "", value))


def test_the_search_says_nothing_fixed(strange_site: Strange) -> None:
    index = json.loads((strange_site.site / "search" / "search_index.json").read_text("utf-8"))
    texts = {
        f"{entry['location']} {part}": in_page(re.sub(r"<span hidden>.*?</span>", "", entry[part]))
        for entry in index["docs"]
        for part in ("title", "text")
    }
    assert len(texts) > 100
    assert all_fixed(texts) == []


def test_what_is_read_elsewhere_says_nothing_fixed(strange_site: Strange) -> None:
    texts = dict(downloaded(strange_site.site, *TO_READ))
    assert len(texts) > 60
    read = {name: in_xml(OF_EPUB.sub("", text)) for name, text in texts.items()}
    assert all_fixed(read | _read_aloud(texts)) == []


def _read_aloud(texts: dict[str, str]) -> dict[str, str]:
    spoken = re.compile(r'\b(?:title|alt|descr|aria-label|dc:title)="([^"]*)"')
    return {f"{name} aloud": "\n".join(spoken.findall(text)) for name, text in texts.items()}


def test_what_other_systems_import_says_nothing_fixed(strange_site: Strange) -> None:
    texts = dict(downloaded(strange_site.site, *TO_IMPORT))
    assert len(texts) > 10
    lines = {name: re.split(r"[\n\t,]", _bare(text)) for name, text in texts.items()}
    read = {
        name: "\n".join(OF_FORMATS.sub(" ", line.strip()) for line in found)
        for name, found in lines.items()
    }
    assert all_fixed(read) == []


def _bare(text: str) -> str:
    text = text.removeprefix("\ufeff")
    return in_xml(unescape(in_xml(text))) if text.startswith("<") else text


def test_what_is_said_of_games_and_forms_is_not_fixed(strange_site: Strange) -> None:
    left = dict(downloaded(strange_site.site, "-games.zip"))
    (name,) = (name for name in left if name.endswith("left-out.txt"))
    assert all_fixed({name: re.sub(r"(?m)^.*: ", "", left[name])}) == []
    ((name, script),) = downloaded(strange_site.site, "-google-forms.gs")
    quizzes = script.partition("const QUIZZES = ")[2].rpartition(";")[0]
    comment = script.partition("*/")[0]
    said = re.findall(r'"(?:title|description|text|right|wrong)": "([^"]*)"', quizzes)
    assert len(said) > 50
    assert all_fixed({name: "\n".join([comment, *said])}) == []


def test_the_cards_say_nothing_fixed(strange_site: Strange) -> None:
    path = next((strange_site.site / "downloads").glob("*.apkg"))
    with ZipFile(path) as archive, tempfile.NamedTemporaryFile() as file:
        file.write(archive.read(next(n for n in archive.namelist() if n.startswith("collection"))))
        file.flush()
        with sqlite3.connect(file.name) as cards:
            notes = ["\n".join(row) for row in cards.execute("select flds, tags from notes")]
            ((models, decks),) = cards.execute("select models, decks from col")
    named = [model["name"] for model in json.loads(models).values()]
    named += [deck["name"] for deck in json.loads(decks).values() if deck["id"] != 1]
    named += [card["name"] for model in json.loads(models).values() for card in model["tmpls"]]
    assert (
        all_fixed(
            {"notes": in_xml(SCENE_OR_FLAG.sub("", "\n".join(notes))), "names": "\n".join(named)}
        )
        == []
    )
