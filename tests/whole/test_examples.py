"""The small guides to learn from, whole: a play, a story, and a novel in Spanish."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import page as page_validation
import pikepdf
import pytest
from jsonschema import Draft202012Validator

from studyguide.edition import EDITIONS
from tests.whole.conftest import Built, built_once
from tests.whole.guides import ROOT, Folder
from tests.whole.test_pdf import everything_in, letters, secrets, tool

EXAMPLES = ROOT / "tests" / "examples"
PLAY, STORY, NOVEL = NAMES = ("macbeth", "gift-of-the-magi", "don-quijote")
LANGUAGES = {PLAY: "en", STORY: "en", NOVEL: "es"}
MADE = ("site", "site.*", ".studyguide")
"""What a build leaves in a folder."""
OF_FILMS = re.compile(r".{0,30}\b(?:films?|viewers?|watch(?:es|ed|ing)?)\b.{0,30}", re.IGNORECASE)
"""Words that a guide to a play has no use for."""
SAID = ("title", "aria-label", "alt", "placeholder", "content")
"""Attributes that readers see or hear."""
MARK_UP = re.compile(r"<[^>]*>")
TEXTS = (".xml", ".xhtml", ".html", ".opf", ".ncx", ".txt", ".gs")


def build(name: str, path: Path, fonts: Path, editions: str = "") -> Built:
    """One of the guides, built strictly in a copy; with all its editions, or those named."""

    def in_a_copy(path: Path) -> Folder:
        shutil.copytree(EXAMPLES / name, path, ignore=shutil.ignore_patterns(*MADE))
        folder = Folder(path)
        folder.pdf_cache.parent.mkdir()
        folder.pdf_cache.with_name("fonts").symlink_to(fonts, target_is_directory=True)
        if editions:
            settings = (folder.docs / "guide.yml").read_text("utf-8")
            published = f"\nguide:\n  editions: [{editions}]\n"
            folder.write({"guide.yml": settings.replace("\nguide:\n", published)})
        return folder

    return built_once(path, lambda path: in_a_copy(path).build())


@pytest.fixture(scope="session")
def quick_play(shared: Path, fonts: Path) -> Built:
    """The guide to the play with one PDF."""
    return build(PLAY, shared / "quick-play", fonts, "student-a4")


@pytest.fixture(scope="session", params=NAMES)
def whole(request: pytest.FixtureRequest, shared: Path, fonts: Path) -> Built:
    """Each of the guides with everything that it publishes."""
    return build(request.param, shared / f"whole-{request.param}", fonts)


def readable(site: Path) -> Iterator[tuple[str, str]]:
    """Every text of a site that somebody may read or hear, and where it is."""
    for page, tree in Built(Folder(site.parent)).pages.items():
        for name in SAID:
            for node in tree.css(f"[{name}]"):
                yield f"{page}, {name}", node.attributes[name] or ""
        tree.strip_tags(["script", "style"], recursive=True)
        yield page, tree.root.text(separator=" ") if tree.root else ""
    for name in ("search/search_index.json", "guide.json"):
        yield name, (site / name).read_text("utf-8")
    for path in sorted((site / "downloads").iterdir()):
        if path.suffix == ".pdf":
            yield path.name, tool("pdftotext", path, "-")
        elif path.suffix in TEXTS:
            yield path.name, path.read_text("utf-8")
        elif path.suffix in (".epub", ".docx", ".imscc") or path.name.endswith("canvas.zip"):
            with ZipFile(path) as packed:
                for name in packed.namelist():
                    if name.endswith(TEXTS):
                        text = packed.read(name).decode()
                        yield f"{path.name}, {name}", MARK_UP.sub(" ", text)


def words_of_films(site: Path) -> list[str]:
    """Where a site speaks of a film."""
    return [
        f"{where}: {found[0]}"
        for where, text in readable(site)
        for found in OF_FILMS.finditer(" ".join(text.split()))
    ]


def check(name: str) -> tuple[int, list[str]]:
    """What a strict check of one of the guides says."""
    result = Folder(EXAMPLES / name).run("studyguide.edge.cli", "check", "--strict")
    return result.code, result.problems


def test_the_guide_to_a_play_speaks_of_no_film(quick_play: Built) -> None:
    assert check(PLAY) == (0, [])
    (book,) = quick_play.site.glob("downloads/*.pdf")
    assert tool("pdftotext", book, "-").count("What the words do") > 5
    assert words_of_films(quick_play.site) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_strict_check_finds_nothing(name: str) -> None:
    assert check(name) == (0, [])


@pytest.mark.slow
def test_every_edition_is_a_tagged_book_in_the_language_of_the_guide(whole: Built) -> None:
    language = whole.data["language"]
    assert language == LANGUAGES[whole.data["work"]["id"]]
    for edition in EDITIONS:
        path = whole.pdf(edition.link_id)
        with pikepdf.open(path) as pdf:
            assert bool(pdf.Root.MarkInfo.Marked), path.name
            assert str(pdf.Root.Lang) == language, path.name
        report = page_validation.validate_pdf(str(path), profile="ua1")
        assert [f"{f.rule_id}: {f.message}" for f in report.failures] == [], path.name


@pytest.mark.slow
def test_every_page_is_in_the_language_of_the_guide(whole: Built) -> None:
    said = {
        page: node.attributes.get("lang")
        for page, tree in whole.pages.items()
        if (node := tree.css_first("html"))
    }
    assert set(said.values()) == {whole.data["language"]}, said


@pytest.mark.slow
def test_no_file_for_students_holds_a_key(whole: Built) -> None:
    hidden = secrets(whole)
    assert len(hidden) >= len(whole.data["questions"])
    texts = {
        path.name: everything_in(path) + letters(tool("pdftotext", path, "-"))
        for path in whole.site.glob("downloads/*-student*.pdf")
    }
    for where, text in readable(whole.site):
        if "-student" in where and ".pdf" not in where:
            texts[where] = letters(text)
    assert len(texts) > 10
    assert [f"{w}: {one}" for w, text in texts.items() for one in hidden if one[1] in text] == []


@pytest.mark.slow
def test_its_data_keep_to_their_schema(whole: Built) -> None:
    schema = json.loads((whole.site / "guide.schema.json").read_text("utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(whole.data)) == []
    assert len(whole.data["quotes"]) >= 5
    assert all(quote["place"] for quote in whole.data["quotes"])


@pytest.mark.slow
def test_nothing_of_the_guide_to_a_play_speaks_of_a_film(shared: Path, fonts: Path) -> None:
    play = build(PLAY, shared / f"whole-{PLAY}", fonts)
    assert words_of_films(play.site) == []


@pytest.mark.slow
def test_the_index_of_the_spanish_guide_has_its_own_order(shared: Path, fonts: Path) -> None:
    novel = build(NOVEL, shared / f"whole-{NOVEL}", fonts)
    index = tool("pdftotext", "-layout", novel.pdf("student-a4"), "-").rpartition("Índice")[2]
    heads = re.findall(r"^ *([A-ZÑ])$", index, re.MULTILINE)
    assert heads
    assert heads == sorted(heads, key="ABCDEFGHIJKLMNÑOPQRSTUVWXYZ".index)
