"""Guides that `studyguide new` begins, built strictly as they are: the website and a PDF."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from studyguide.edge.cli import main
from tests.whole.guides import Folder


@pytest.mark.parametrize(
    ("kind", "language", "title", "story"),
    [
        ("play", "en", "Macbeth", ">Scenes<"),
        ("novel", "es", "Lazarillo de Tormes", ">Capítulos<"),
    ],
)
def test_it_builds_at_once(
    kind: str, language: str, title: str, story: str, tmp_path: Path, fonts: Path
) -> None:
    folder = Folder(tmp_path / "guide")
    asked = ["--kind", kind, "--language", language, "--title", title]
    assert main(["new", str(folder.path), *asked]) == 0
    folder.pdf_cache.parent.mkdir()
    folder.pdf_cache.with_name("fonts").symlink_to(fonts, target_is_directory=True)
    settings = (folder.docs / "guide.yml").read_text("utf-8")
    folder.write({"guide.yml": settings.replace("[student-a4, teacher-a4]", "[student-a4]")})
    result = folder.build_here()
    assert (result.code, result.problems) == (0, []), result.output
    page = (folder.site / "story.html").read_text("utf-8")
    assert story in page
    schema = json.loads((folder.site / "guide.schema.json").read_text("utf-8"))
    data = json.loads((folder.site / "guide.json").read_text("utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(data)) == []
    (book,) = (folder.site / "downloads").glob("*.pdf")
    assert book.read_bytes().startswith(b"%PDF-")
