"""Recognise an edition whose input has not changed before its HTML is made.

An edition is a pure function of the site, its row in the table and the code. A note in the cache
leads from the hash of these three to the PDF that came of them; it holds nothing else, and what it
leads to is looked up like any other PDF of the cache.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from studyguide.edge.pdf import Book, Made, digest_of, kept_under
from studyguide.edge.writing import write_whole
from studyguide.edition import Edition
from studyguide.render.site import Site

MAKERS = ("Jinja2", "MarkupSafe", "selectolax", "svg.py")
"""Libraries that have a hand in the HTML; those that lay it out are in the PDF's own hash."""

ReadAsset = Callable[[str], bytes]
"""Gives the bytes of a file of the guide; raises OSError or ValueError."""


def inputs_of(site: Site, editions: Iterable[Edition]) -> dict[Edition, str]:
    """For each edition the hash of everything it is made from, but for its pictures."""
    common = sha256(_code().encode())
    pages = [(src, html.template, html.blocks, html.title) for src, html in site.html.items()]
    printed = [(paper, sorted(numbers.items())) for paper, numbers in site.printed.items()]
    for part in (site.guide, site.urls, pages, site.sections, printed):
        common.update(repr(part).encode() + b"\0")
    return {edition: _hash(common.digest() + repr(edition).encode()) for edition in editions}


def recall(cache_folder: Path, key: str, read: ReadAsset) -> Made | None:
    """The PDF that came of this input, if it and its pictures are as they were."""
    try:
        note = json.loads((cache_folder / f"{key}.input").read_bytes())
        same = all(_hash(read(path)) == known for path, known in note["assets"].items())
        return kept_under(cache_folder, note["pdf"]) if same else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def remember(cache_folder: Path, key: str, book: Book) -> None:
    """Note which PDF comes of this input; raises OSError where it cannot be written."""
    assets = {path: _hash(data) for path, data in sorted(book.assets.items())}
    note = json.dumps({"pdf": digest_of(book), "assets": assets})
    write_whole(cache_folder / f"{key}.input", note.encode())


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()


@cache
def _code() -> str:
    """The hash of the compiler itself: a changed template or stylesheet makes another book."""
    digest = sha256(" ".join(f"{name} {version(name)}" for name in MAKERS).encode())
    for name, data in _files(files("studyguide"), ""):
        digest.update(name.encode() + b"\0" + data + b"\0")
    return digest.hexdigest()


def _files(folder: Traversable, path: str) -> list[tuple[str, bytes]]:
    found = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{path}/{entry.name}"
        if entry.is_dir() and entry.name != "__pycache__":
            found += _files(entry, name)
        elif entry.is_file():
            found.append((name, entry.read_bytes()))
    return found
