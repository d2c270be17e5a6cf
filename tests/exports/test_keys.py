"""No download for students holds a reason, a model answer or what teachers look for."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest

from studyguide.export import EXPORTERS, Exporter
from studyguide.model import STUDENTS, TEACHERS
from tests.exports.oddities import odd_site

TAG = re.compile(r"<[^>]*>")
SECRETS = (
    "because of the harbour s own secret",
    "a model that the harbour keeps",
    "what the harbour s teacher looks for",
)
FOR_STUDENTS = [row for row in EXPORTERS if row.audience == STUDENTS and not row.whole]
FOR_TEACHERS = [row for row in EXPORTERS if row.audience == TEACHERS]


def texts(data: bytes) -> Iterator[str]:
    """All that can be read in a file, whatever it is packed in."""
    if data.startswith(b"PK"):
        with ZipFile(BytesIO(data)) as archive:
            for name in archive.namelist():
                yield from texts(archive.read(name))
    else:
        yield from (data.decode("utf-8", "ignore"), data.decode("utf-16-le", "ignore"))


def squashed(text: str) -> str:
    """Words alone, so that no mark-up or escape hides them."""
    return re.sub(r"[\W_]+", " ", TAG.sub(" ", html.unescape(html.unescape(text)))).casefold()


def leaks(row: Exporter) -> list[str]:
    """The secrets of the guide that the files of an exporter hold."""
    made = row.make(odd_site())
    files = [made] if isinstance(made, bytes) else made.values()
    found = " ".join(squashed(text) for data in files for text in texts(data))
    return [secret for secret in SECRETS if secret in found]


@pytest.mark.parametrize("row", FOR_TEACHERS, ids=lambda row: row.name)
def test_what_is_for_teachers_holds_keys_and_says_so(row: Exporter) -> None:
    """Or the search below finds nothing because it cannot read."""
    assert leaks(row) != []
    assert "-teacher-" in row.file(odd_site().guide.work)


def test_what_is_for_students_holds_none() -> None:
    assert {row.name: found for row in FOR_STUDENTS if (found := leaks(row))} == {}
    for row in FOR_STUDENTS:
        assert "-teacher-" not in row.file(odd_site().guide.work)
