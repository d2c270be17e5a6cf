"""Recognise editions whose input has not changed before they are made.

An edition is a pure function of the site, the code and its row in the table. A note leads from the
hash of these to its PDF, which is looked up like any other of the cache.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from studyguide.edge.files.cache import load, save
from studyguide.edge.pdf.book import Book, Made
from studyguide.edge.pdf.make import LIBRARIES, digest_of, kept_under
from studyguide.edition import Edition
from studyguide.render.site import Site

MAKERS = ("Jinja2", "MarkupSafe", "selectolax", "svg.py")
"""Libraries that have a hand in the HTML."""

ReadAsset = Callable[[str], bytes]
"""Gives the bytes of a file of the guide; raises OSError or ValueError."""


def content_key(site: Site) -> str:
    """The hash of everything that a site is made from, but for pictures and page numbers."""
    digest = sha256(code().encode())
    pages = [(src, html.template, html.blocks, html.title) for src, html in site.html.items()]
    for part in (site.guide, site.urls, pages, site.sections):
        digest.update(repr(part).encode() + b"\0")
    return digest.hexdigest()


def site_key(content: str, printed: Mapping[str, Mapping[str, str]]) -> str:
    """The hash of everything that editions are made from, but for pictures.

    `printed` holds the page numbers of the students' books, by paper and place.
    """
    numbers = [(paper, sorted(places.items())) for paper, places in printed.items()]
    return _hash(f"{content} {numbers}".encode())


def edition_key(key: str, edition: Edition) -> str:
    """The hash of what an edition of the site with this key is made from."""
    return _hash(key.encode() + repr(edition).encode())


def recall(cache: Path, key: str, read: ReadAsset) -> Made | None:
    """The PDF that came of an edition's input, if it and its pictures are as they were."""
    try:
        note = json.loads(load(cache, f"{key}.input") or b"")
        same = all(_hash(read(path)) == known for path, known in note["assets"].items())
        return kept_under(cache, note["pdf"]) if same else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def remember(cache: Path, key: str, book: Book) -> None:
    """Note which PDF comes of this input; raises OSError where it cannot be written."""
    assets = {path: _hash(data) for path, data in sorted(book.assets.items())}
    note = json.dumps({"pdf": digest_of(book), "assets": assets})
    save(cache, f"{key}.input", note.encode())


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()


@cache
def code() -> str:
    """The hash of the compiler and of what it lays books out with: another makes another book."""
    made_with = (f"{name} {version(name)}" for name in (*MAKERS, *LIBRARIES))
    digest = sha256(" ".join(made_with).encode())
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
