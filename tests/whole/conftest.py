"""One build of the real guide for all of these tests, and small guides to break."""

from __future__ import annotations

import fcntl
import json
import logging
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from studyguide.edition import EDITIONS, Edition
from tests.whole import browsing
from tests.whole.guides import DOCS, TINY, Folder, Result, new_folder

KEEP_BOOKS = '''\
"""Keep the HTML that each PDF is laid out from."""

from pathlib import Path

from studyguide.edge.pdf import press

make_pdfs = press.make_pdfs


def keep_and_make(books, cache, *others):
    for book in books:
        kept = Path(cache).parent.parent / "books" / f"{Path(book.name).name}.html"
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(book.html, "utf-8")
    return make_pdfs(books, cache, *others)


press.make_pdfs = keep_and_make
'''


NO_BOOKS = '''\
"""Leave the layout of the PDFs out: these tests are about the website."""

from studyguide.edge.pdf import press
from studyguide.edge.pdf.book import Made


def make_none(books, cache, *others):
    return [Made(b"%PDF-1.7 left out") for _ in books]


press.make_pdfs = make_none
'''


@dataclass(frozen=True)
class Built:
    """The real guide, built."""

    folder: Folder

    @property
    def site(self) -> Path:
        return self.folder.site

    @cached_property
    def data(self) -> dict[str, Any]:
        """What guide.json holds."""
        data: dict[str, Any] = json.loads((self.site / "guide.json").read_text("utf-8"))
        return data

    @cached_property
    def pages(self) -> dict[str, LexborHTMLParser]:
        """Every HTML file of the site, by its path."""
        return {
            path.relative_to(self.site).as_posix(): LexborHTMLParser(path.read_text("utf-8"))
            for path in sorted(self.site.rglob("*.html"))
        }

    def pdf(self, link_id: str) -> Path:
        """The file of an edition."""
        return self.site / "downloads" / f"{self.data['work']['id']}-{link_id}.pdf"

    def book(self, link_id: str) -> str:
        """The HTML that an edition was laid out from."""
        path = self.folder.path / "books" / f"{self.pdf(link_id).name}.html"
        return path.read_text("utf-8")


QUICK = ("student-a4", "teacher-a4", "quiz-pack-a4")
"""The editions that every run of the tests lays out; the others wait for the slow tests."""


def of_editions(wanted: Callable[[Edition], bool] | None = None) -> pytest.MarkDecorator:
    """A test for each edition, or for each of a kind, by its `link_id`."""
    names = [edition.link_id for edition in EDITIONS if wanted is None or wanted(edition)]
    slow = [name for name in names if name not in QUICK]
    rows = [pytest.param(name, marks=pytest.mark.slow) if name in slow else name for name in names]
    return pytest.mark.parametrize("link_id", rows)


def copy_of_the_guide(
    path: Path,
    editions: Sequence[str] = (),
    of_books: str = KEEP_BOOKS,
    fonts: Path | None = None,
) -> Folder:
    """The real guide in a folder of its own, so that nothing is written into the checkout.

    It publishes the editions named, or all; `of_books` is a hook that sees to their layout.
    """
    hook = path.with_name(f"{path.name}-books.py")
    hook.parent.mkdir(parents=True, exist_ok=True)
    hook.write_text(of_books, "utf-8")
    folder = new_folder(path, files={}, config="", hooks=(hook,), fonts=fonts)
    shutil.copytree(DOCS, folder.docs)
    if editions:
        text = (folder.docs / "guide.yml").read_text("utf-8")
        published = f"guide:\n  editions: [{', '.join(editions)}]\n"
        folder.write({"guide.yml": re.sub(r"^guide:\n", published, text, flags=re.MULTILINE)})
        leave_links_out(folder, [one.link_id for one in EDITIONS if one.link_id not in editions])
    return folder


def leave_links_out(folder: Folder, names: Sequence[str]) -> None:
    """Keep only the words of each link to an edition that the guide does not publish."""
    link = re.compile(rf"\[([^\[\]]+)\]\[(?:{'|'.join(names)})\]")
    for page in folder.docs.rglob("*.md"):
        text = page.read_text("utf-8")
        if link.search(text):
            page.write_text(link.sub(r"\1", text), "utf-8")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run that all workers share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def fonts(shared: Path) -> Path:
    """Web fonts, made once for all small guides; their names come from their contents."""
    folder = shared / "fonts"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def built(shared: Path, pytestconfig: pytest.Config) -> Built:
    """The real guide, built once, even where several workers share the tests."""
    quick = "not slow" in pytestconfig.getoption("markexpr")
    editions = QUICK if quick else ()
    return built_once(
        shared / "real-guide", lambda path: copy_of_the_guide(path, editions).build(**HASHES)
    )


@pytest.fixture(scope="session")
def site_of_the_guide(shared: Path, fonts: Path) -> Built:
    """The website of the real guide, built once; its PDFs are not laid out."""
    return built_once(
        shared / "real-site",
        lambda path: copy_of_the_guide(path, of_books=NO_BOOKS, fonts=fonts).build(**HASHES),
    )


HASHES = {"PYTHONHASHSEED": "1"}


def built_once(path: Path, build: Callable[[Path], Result]) -> Built:
    """Build a guide in a folder, if no other worker has."""
    said = path.with_suffix(".json")
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            result = build(path)
            said.write_text(json.dumps([result.code, result.output]), "utf-8")
    result = Result(*json.loads(said.read_text("utf-8")))
    assert result.code == 0, result.output
    return Built(Folder(path))


@pytest.fixture(scope="session")
def site_of_tiny(tmp_path_factory: pytest.TempPathFactory, fonts: Path) -> Path:
    """The site of the tiny guide, to copy."""
    folder = new_folder(tmp_path_factory.mktemp("tiny") / "guide", fonts=fonts)
    result = folder.build()
    assert result.code == 0, result.output
    return folder.site


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A running Chromium for the tests of a file."""
    with browsing.chromium() as browser:
        yield browser


@pytest.fixture
def tiny(tmp_path: Path, fonts: Path) -> Callable[..., Folder]:
    """Make a tiny guide in a folder of this test."""

    def make(
        files: Mapping[str, str | bytes] = TINY,
        config: str = "nav: null\n",
        hooks: tuple[Path, ...] = (),
    ) -> Folder:
        return new_folder(tmp_path / "guide", files, config, hooks, fonts)

    return make


@pytest.fixture(autouse=True)
def _mkdocs_lets_go() -> Iterator[None]:
    """Undo what MkDocs' command line does to logging in this process."""
    logger = logging.getLogger("mkdocs")
    before, level, propagate = list(logger.handlers), logger.level, logger.propagate
    yield
    for handler in logger.handlers[:]:
        if handler not in before and handler.name == "MkDocsStreamHandler":
            logger.removeHandler(handler)
    logger.setLevel(level)
    logger.propagate = propagate
