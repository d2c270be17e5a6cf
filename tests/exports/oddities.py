"""A tiny guide with a question of each kind and each oddity, and its exports as text."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from openpyxl import load_workbook

from studyguide.export import EXPORTERS, Exporter
from studyguide.render.site import Site
from tests.guides import rendered, tiny_guide

QUIZ = (Path(__file__).parent / "oddities.txt").read_text("utf-8")
"""The page of its quiz."""
BREAK = re.compile(
    r"(?=<(?:resource|item|question|answer|subquestion|hint|general|grader|presentation|"
    r"resprocessing|respcondition|itemfeedback|response_)\b)"
)
"""Where a line of XML begins in a golden file."""
LAMP = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
PLATFORMS = tuple(row for row in EXPORTERS if row.need)


@cache
def odd_site() -> Site:
    """The guide, rendered, with its picture among the files of the website."""
    site = rendered(tiny_guide({"quiz.md": QUIZ}))
    return replace(site, files={"lamp.svg": LAMP})


def exporter(name: str) -> Exporter:
    """The exporter of that name."""
    return next(row for row in EXPORTERS if row.name == name)


def made(name: str, site: Site) -> bytes:
    """The one file of an exporter."""
    result = exporter(name).make(site)
    assert isinstance(result, bytes)
    return result


def as_text(name: str, data: bytes) -> str:
    """What an importer reads in a file: zips entry by entry, a sheet row by row.

    A package of all quizzes tells nothing that those of each do not.
    """
    return "".join(f"=== {path}\n{content}" for path, content in contents(name, data))


def contents(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Each file in a file, as text with a line for each element of XML."""
    if name.endswith((".zip", ".imscc")):
        with ZipFile(BytesIO(data)) as archive:
            for inside in sorted({*archive.namelist()} - {"all-quizzes.zip"}):
                for path, content in contents(inside, archive.read(inside)):
                    yield path if path == inside else f"{inside}/{path}", content
    elif name.endswith(".xlsx"):
        sheet = load_workbook(BytesIO(data)).active
        assert sheet is not None
        rows = ([cell.value for cell in row] for row in sheet.iter_rows())
        yield name, "".join(f"{row}\n" for row in rows if any(row))
    elif name.endswith((".xml", "moodle.xml")):
        yield name, BREAK.sub("\n", data.decode())
    else:
        text = data.decode()
        yield name, text if text.endswith("\n") else text + "\n"


def decoded(data: str) -> bytes:
    """Base64 undone."""
    return b64decode(data)
