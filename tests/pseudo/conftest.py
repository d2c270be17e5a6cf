"""The guide in strange letters, built once by a copy of the program that speaks their language."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.pseudo import guide
from tests.pseudo.language import package, theme_words
from tests.whole import browsing
from tests.whole.guides import Folder

KEEP_BOOKS = '''\
"""Keep what each PDF is laid out from, and leave out its layout."""

from pathlib import Path

from studyguide.edge.pdf import press
from studyguide.edge.pdf.book import Made


def keep(books, cache, *others):
    kept = Path(cache).parent.parent / "books"
    kept.mkdir(exist_ok=True)
    for book in books:
        (kept / f"{Path(book.name).name}.html").write_text(book.html, "utf-8")
        (kept / f"{Path(book.name).name}.css").write_text(book.css, "utf-8")
    return [Made(b"%PDF-1.7 left out") for _ in books]


press.make_pdfs = keep
'''


@dataclass(frozen=True)
class Strange:
    """The guide, built."""

    folder: Folder

    @property
    def site(self) -> Path:
        return self.folder.site

    @property
    def books(self) -> Path:
        """What its PDFs are laid out from."""
        return self.folder.path / "books"


def build(path: Path, hooks: str) -> Strange:
    """Build it in a folder, once, whichever worker comes first; the program's copy is beside it."""
    folder = Folder(path / "guide")
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            folder.path.mkdir(parents=True)
            folder.write(guide.files())
            for name, text in theme_words():
                file = folder.path / "overrides" / name
                file.parent.mkdir(parents=True)
                file.write_text(text, "utf-8")
            (folder.path / "books.py").write_text(hooks, "utf-8")
            folder.config.write_text(guide.config() + "hooks: [books.py]\n", "utf-8")
            code = package(path / "package")
            result = folder.run("mkdocs", "build", PYTHONPATH=str(code))
            (path / "said.txt").write_text(result.output, "utf-8")
    assert folder.site.is_dir(), (path / "said.txt").read_text("utf-8")
    return Strange(folder)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run that all workers share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def strange_site(shared: Path) -> Strange:
    """The guide as a website, with what its PDFs would be laid out from."""
    return build(shared / "strange-site", KEEP_BOOKS)


@pytest.fixture(scope="session")
def strange_books(shared: Path) -> Strange:
    """The guide with all its PDFs."""
    return build(shared / "strange-books", "")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A running Chromium for the tests of a file."""
    with browsing.chromium() as browser:
        yield browser
