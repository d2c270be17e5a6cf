"""Problems that no text of a guide has: of the machine, of files, of Markdown, of the PDF."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor
from PIL import Image

from studyguide.edge.cli import main
from studyguide.edge.files.folder import list_folder
from studyguide.edge.pdf.book import Book
from studyguide.edge.pdf.make import make_pdf
from tests.whole.guides import Folder

MakeFolder = Callable[..., Folder]
WORDS = "<html lang='en'><title>The Light</title><p>Ana waits.</p>"


class GivesUp(Preprocessor):
    """Raise an error on every page that tells of a boat."""

    def run(self, lines: list[str]) -> list[str]:
        if any("boat" in line for line in lines):
            raise RecursionError("too deep")
        return lines


class GivingUp(Extension):
    """An extension of Markdown that has a fault."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        md.preprocessors.register(GivesUp(md), "gives-up", 1)


def makeExtension() -> GivingUp:  # noqa: N802 - the name is Python-Markdown's
    """The extension, as Python-Markdown asks for it."""
    return GivingUp()


def test_an_error_of_markdown_is_named_by_its_page(
    tiny: MakeFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    extensions = f"[studyguide, {__name__}]"
    folder = tiny(config=f"nav: null\nmarkdown_extensions: {extensions}\n")
    folder.write({"boat.md": "# The boat\n", "mast.md": "# The mast\n"})
    assert main(["check", "-f", str(folder.config)]) == 1
    assert capsys.readouterr().out == (
        "docs/boat.md:1:1: error SG607: Markdown stopped at this page: RecursionError: too deep "
        "(is something nested very deeply?)\n"
    )


def problems_of(book: Book, cache: Path) -> list[str]:
    """What making the PDF of a book finds."""
    return [str(problem) for problem in make_pdf(book, cache).problems]


def test_a_picture_that_is_gone_stops_the_pdf(tmp_path: Path) -> None:
    html = f'{WORDS}<p><img src="guide-asset:boat.png" alt="The boat"></p>'
    assert problems_of(Book("light.pdf", (html,), "", {}), tmp_path) == [
        "light.pdf:1:1: error SG701: `guide-asset:boat.png` is not a file of the guide"
    ]


def test_what_weasyprint_passes_over_is_a_problem(tmp_path: Path) -> None:
    assert problems_of(Book("light.pdf", (WORDS,), "p {colour:navy}", {}), tmp_path) == [
        "light.pdf:1:1: error SG702: Ignored `colour:navy` at 1:4, unknown property."
    ]
    assert problems_of(Book("light.pdf", (WORDS,), "p { color: navy }", {}), tmp_path) == []


class NoPango:
    """Find WeasyPrint as Python does on a machine that lacks its libraries."""

    def find_spec(self, name: str, *_: object) -> None:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'\nand more lines")


def test_a_machine_without_pango(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [NoPango(), *sys.meta_path])
    assert problems_of(Book("light.pdf", (WORDS,), "", {}), tmp_path) == [
        "light.pdf:1:1: error SG703: WeasyPrint cannot start: cannot load library "
        "'libpango-1.0-0' (install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)"
    ]


def test_a_page_that_may_not_be_read(
    tiny: MakeFolder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tiny()
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "letter.md":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert main(["check", "-f", str(folder.config)]) == 1
    assert capsys.readouterr().out == (
        "docs/letter.md:1:1: error SG802: this file could not be read: Permission denied\n"
    )


def test_a_link_out_of_the_guide(tmp_path: Path) -> None:
    guide = tmp_path / "docs"
    guide.mkdir()
    (tmp_path / "diary.md").write_text("# The diary\n", "utf-8")
    (guide / "index.md").write_text("# The light\n", "utf-8")
    (guide / "again.md").symlink_to("index.md")
    (guide / "diary.md").symlink_to("../diary.md")
    assert [str(problem) for problem in list_folder(guide, "docs").problems] == [
        "docs/diary.md:1:1: error SG811: this symbolic link leads out of the guide, or to a "
        "folder (copy the file itself)"
    ]


@pytest.mark.parametrize("command", [("studyguide.edge.cli", "check"), ("mkdocs", "build", "-s")])
def test_what_editors_and_systems_leave_is_nobodys_mistake(
    tiny: MakeFolder, command: tuple[str, ...]
) -> None:
    folder = tiny(config="nav: null\n")
    junk = ("letter.md~", "#letter.md#", "Thumbs.db", "desktop.ini", "letter.md.bak", "~$plan.docx")
    folder.write(dict.fromkeys(junk, b"\0"))
    (folder.docs / ".#letter.md").symlink_to("ana@laptop.12:34")
    settings = (folder.docs / "guide.yml").read_text("utf-8")
    folder.write({"guide.yml": settings.replace("[student-a4]", "[]")})
    assert folder.run(*command).problems == []
    published = {path.name for path in folder.site.rglob("*")}
    assert published.isdisjoint(junk)


@pytest.mark.parametrize("mode", ["I;16", "F"])
def test_a_picture_that_books_cannot_print_is_named_by_its_file(tmp_path: Path, mode: str) -> None:
    name = "scan.tiff" if mode == "F" else "scan.png"
    Image.new(mode, (3, 3)).save(tmp_path / name)
    (tmp_path / name).rename(tmp_path / "scan.png")
    Image.new("CMYK", (3, 3)).save(tmp_path / "photo.jpg")
    Image.new("LA", (3, 3)).save(tmp_path / "shade.png")
    assert [str(problem) for problem in list_folder(tmp_path, "docs").problems] == [
        "docs/scan.png:1:1: error SG814: the books cannot print a picture with colours of the kind "
        f"`{mode}` (save it anew with 8 bits for each colour)"
    ]
