"""An exporter of another package, from its installation to its file on the website."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from studyguide.export.manual import EXAMPLE
from tests.whole.guides import GUIDE_YML, TINY, Folder

MakeFolder = Callable[..., Folder]
WORD_MD = (
    "# Words\n\n/// term | keeper\n    id: keeper\n    group: film\n\nWho keeps a light.\n///\n"
)
ENTRY_POINTS = "[studyguide.exporters]\nwords = studyguide_words:EXPORTER\n"
METADATA = "Metadata-Version: 2.1\nName: studyguide-words\nVersion: 1.0\n"
NO_BOOKS = """\
from studyguide.edge.pdf import press
from studyguide.edge.pdf.book import Made

press.make_pdfs = lambda books, cache, *others: [Made(b"%PDF-1.7 left out") for _ in books]
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The folder of a package with the exporter that the manual shows."""
    folder = tmp_path / "packages"
    info = folder / "studyguide_words-1.0.dist-info"
    info.mkdir(parents=True)
    (folder / "studyguide_words.py").write_text(EXAMPLE, "utf-8")
    (info / "METADATA").write_text(METADATA, "utf-8")
    (info / "entry_points.txt").write_text(ENTRY_POINTS, "utf-8")
    return folder


@pytest.fixture
def folder(tiny: MakeFolder, tmp_path: Path) -> Folder:
    """A guide that asks for it."""
    hook = tmp_path / "no_books.py"
    hook.write_text(NO_BOOKS, "utf-8")
    settings = f"{GUIDE_YML}  exports: [guide-json, words, site-zip]\n"
    return tiny({**TINY, "guide.yml": settings, "words.md": WORD_MD}, hooks=(hook,))


def built(folder: Folder, package: Path) -> tuple[int, str]:
    """Build where that package is installed."""
    path = os.pathsep.join([str(package), *filter(None, [os.environ.get("PYTHONPATH")])])
    result = folder.build(PYTHONPATH=path)
    return result.code, result.output


def test_its_file_stands_among_the_downloads(folder: Folder, package: Path) -> None:
    code, output = built(folder, package)
    assert code == 0, output
    made = "downloads/light-words.txt"
    assert (folder.site / made).read_text("utf-8") == "keeper\tWho keeps a light.\n"
    index = (folder.site / "index.html").read_text("utf-8")
    assert f'<a href="{made}">The words (text)</a>' in index
    assert "One word a line, with its meaning after a tab." in index
    with ZipFile(folder.site / "downloads" / "light-site.zip") as archive:
        assert archive.read(f"light/{made}") == (folder.site / made).read_bytes()
        assert "light/downloads/light-site.zip" not in archive.namelist()
    data = json.loads((folder.site / "guide.json").read_text("utf-8"))
    assert (folder.site / data["$schema"]).is_file()


def test_a_broken_one_is_one_problem_and_the_last_site_stays(folder: Folder, package: Path) -> None:
    assert built(folder, package)[0] == 0
    before = (folder.site / "index.html").read_bytes()
    module = package / "studyguide_words.py"
    for text, told in (
        (
            EXAMPLE.replace("rows = []", "rows = 1 / 0"),
            "could not make its file: ZeroDivisionError",
        ),
        ("import nothing_of_this_name\n", "could not be loaded: ModuleNotFoundError"),
    ):
        module.write_text(text, "utf-8")
        code, output = built(folder, package)
        assert code == 1
        assert output.count("SG812") == 1
        assert f"docs/guide.yml:14:25: error SG812: the exporter `words` {told}" in output
        assert "Traceback" not in output
        assert (folder.site / "index.html").read_bytes() == before


def test_one_that_is_not_asked_for_is_not_even_loaded(folder: Folder, package: Path) -> None:
    folder.write({"guide.yml": GUIDE_YML})
    (package / "studyguide_words.py").write_text("raise SystemExit(7)\n", "utf-8")
    code, output = built(folder, package)
    assert code == 0, output
    assert not (folder.site / "downloads" / "light-words.txt").exists()
