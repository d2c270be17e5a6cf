"""The exports for learning platforms and games in a whole build: where they stand."""

from __future__ import annotations

from collections.abc import Callable
from zipfile import ZipFile

import pytest

from tests.exports.oddities import PLATFORMS, QUIZ
from tests.whole.guides import GUIDE_YML, TINY, Folder

MakeFolder = Callable[..., Folder]
NAMES = ", ".join(row.name for row in PLATFORMS)
TEACHERS_MD = """\
---
audience: teachers
---

# For your platform

Each file holds every quiz.

/// show | downloads
///
"""
QUIZ_MD = QUIZ.replace(", then [the letter][letter]", "").replace("[Ana][ana]", "Ana")
LAMP = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


@pytest.fixture
def folder(tiny: MakeFolder) -> Folder:
    """A guide that asks for them all."""
    settings = GUIDE_YML.replace("[student-a4]", "[]") + f"  exports: [{NAMES}, site-zip]\n"
    pages = {"quiz.md": QUIZ_MD, "teachers.md": TEACHERS_MD, "lamp.svg": LAMP}
    return tiny({**TINY, **pages, "guide.yml": settings})


def test_files_for_teachers_stand_on_their_page_and_nowhere_else(folder: Folder) -> None:
    result = folder.build()
    assert result.code == 0, result.output
    downloads = folder.site / "downloads"
    files = sorted(path.name for path in downloads.iterdir() if "-teacher-" in path.name)
    assert len(files) == len(PLATFORMS)
    page = (folder.site / "teachers.html").read_text("utf-8")
    places = [page.index(f'href="downloads/{name}"') for name in files]
    assert min(places) > page.index("Quizzes for a learning platform")
    assert page.index("light-teacher-games.zip") > page.index("Quizzes for classroom games")
    for path in folder.site.rglob("*"):
        if (
            path.suffix in {".html", ".js", ".json", ".xml", ".txt"}
            and path.name != "teachers.html"
        ):
            text = path.read_text("utf-8")
            if path.parent != downloads:
                assert [name for name in files if name in text] == [], path.name
    with ZipFile(downloads / "light-site.zip") as archive:
        assert [name for name in archive.namelist() if "-teacher-" in name] == []
        inside = archive.read("light/teachers.html").decode()
    assert "-teacher-" not in inside


def test_the_build_says_what_does_not_fit(folder: Folder) -> None:
    output = folder.build().output
    assert "(Kahoot leaves out q-truth: 120 letters in a question at most)" in output
    assert "(Common Cartridge leaves out q-order: " in output
    assert "Moodle leaves out" not in output
