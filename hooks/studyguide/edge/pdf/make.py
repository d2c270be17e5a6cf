"""Make the PDFs of some books side by side, and keep them.

A finished PDF is kept in a cache by the hash of everything it was made from, so that a book that
has not changed is not laid out again.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from hashlib import sha256
from html import unescape
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from studyguide.edge.files.cache import load, save
from studyguide.edge.pdf.book import Book, Made
from studyguide.edge.pdf.fonts import FACE
from studyguide.edge.pdf.gatherings import lay_out_book
from studyguide.edge.pdf.layout import VARIANT, asset_name, cannot_start, font_path
from studyguide.edge.pdf.processes import side_by_side
from studyguide.model import Span
from studyguide.problems import Problem

ASSET = re.compile(r'"guide-asset:/(?P<path>[^"]*)"')
LIBRARIES = ("weasyprint", "pydyf", "fontpkg", "uharfbuzz", "pikepdf")
SHAPING = ("edge/pdf", "render/book")
"""Folders whose modules decide the bytes of a PDF, as those libraries do."""
WORKERS = 4
"""Books laid out side by side at most."""


def stylesheet(*names: str) -> str:
    """Stylesheets of the package, one after the other."""
    folder = files("studyguide") / "styles"
    return "".join((folder / name).read_text(encoding="utf-8") for name in names)


def asset_paths(html: str) -> tuple[str, ...]:
    """The files of the guide that a book shows."""
    return tuple(
        dict.fromkeys(asset_name(unescape(match["path"])) for match in ASSET.finditer(html))
    )


def make_pdf(book: Book, cache: Path) -> Made:
    """The PDF of a book, from the cache if the same book was laid out before."""
    (made,) = make_pdfs([book], cache, lambda: None)
    return made


def make_pdfs(books: Sequence[Book], cache: Path, progress: Callable[[], None]) -> list[Made]:
    """The PDFs of some books, in their order; those not in the cache are laid out side by side.

    `progress` is called as each is ready.
    """
    made = {book.name: kept for book in books if (kept := _kept(book, cache))}
    missing = [book for book in books if book.name not in made]
    for _ in made:
        progress()
    with closing(_laid_out(missing, cache)) as laid_out:
        for book, result in laid_out:
            made[book.name] = result
            progress()
    return [made[book.name] for book in books]


def _laid_out(books: Sequence[Book], cache: Path) -> Generator[tuple[Book, Made]]:
    if books and (problem := cannot_start(books[0])):
        yield from ((book, Made(None, (problem,))) for book in books)
        return
    # Most books are laid out by two processes or three.
    workers = min(len(books), WORKERS, (os.cpu_count() or 1) // 2 + 1)
    if workers < 2:
        yield from ((book, _lay_out(book, cache)) for book in books)
        return
    longest_first = sorted(books, key=lambda book: -len(book.html))
    with closing(side_by_side(partial(_lay_out, cache=cache), longest_first, workers)) as done:
        for book, made in done:
            yield book, made or _broken_off(book)


def _kept(book: Book, cache: Path) -> Made | None:
    return kept_under(cache, digest_of(book))


def kept_under(cache: Path, digest: str) -> Made | None:
    """The PDF of the book with this digest, if it is in the cache."""
    pdf, numbers = load(cache, f"{digest}.pdf"), load(cache, f"{digest}.json")
    return None if pdf is None or numbers is None else Made(pdf, printed=json.loads(numbers))


def _lay_out(book: Book, cache: Path) -> Made:
    """Lay a book out, and keep it if nothing was wrong with it."""
    start = time.monotonic()
    try:
        made = lay_out_book(book)
    except (EOFError, ConnectionError):
        return _broken_off(book)
    if made.pdf is not None and not made.problems:
        digest = digest_of(book)
        save(cache, f"{digest}.json", json.dumps(dict(made.printed)).encode())
        save(cache, f"{digest}.pdf", made.pdf)
    return replace(made, seconds=time.monotonic() - start)


def _broken_off(book: Book) -> Made:
    what = "a process that laid this PDF out came to a sudden end"
    hint = "was the memory used up? end other programs, or let guide.yml publish fewer editions"
    return Made(None, (Problem("SG704", Span(book.name, 1, 1, 1), what, hint),))


def digest_of(book: Book) -> str:
    """The hash of everything that decides the bytes of a book's PDF."""
    digest = sha256()
    parts = [book.front, *book.gatherings, book.index, book.css, book.cover]
    parts += [VARIANT, os.environ.get("SOURCE_DATE_EPOCH", "")]
    parts += [f"{name} {version(name)}" for name in LIBRARIES]
    parts += [f"{match[0]} {font_path(match).name}" for match in FACE.finditer(book.css)]
    package = files("studyguide")
    parts += [
        module.read_text(encoding="utf-8")
        for folder in SHAPING
        for module in sorted((package / folder).iterdir(), key=lambda entry: entry.name)
        if module.name.endswith(".py")
    ]
    for part in parts:
        digest.update(part.encode() + b"\0")
    for name in sorted(book.assets):
        digest.update(name.encode() + b"\0" + book.assets[name] + b"\0")
    return digest.hexdigest()
