"""Small guides laid out in this process, and what stands on a page of a PDF, and where."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from studyguide.edge.pdf.book import Book
from studyguide.edge.pdf.gatherings import lay_out_book
from studyguide.edge.pdf.make import asset_paths, stylesheet
from studyguide.edition import Edition
from studyguide.render.book.editions import render_edition
from studyguide.render.site import Site
from studyguide.words.stylesheets import in_words

MM = 72 / 25.4
BESIDE, ABOVE = 12 * MM, 4 * MM
"""What stays white at the sides of a sheet, where readers' thumbs and holes are, and at its head
and foot, which hold the running head and the number."""
THUMB = "T"
"""What marks a teacher's page in its outer margin."""
KINDS = {
    raw.FPDF_PAGEOBJ_TEXT: "text",
    raw.FPDF_PAGEOBJ_IMAGE: "picture",
    raw.FPDF_PAGEOBJ_FORM: "drawing",
}
"""Lines and fields of colour are none: they are bounded by what they belong to."""


@dataclass(frozen=True)
class Placed:
    """Something on a page, in points from the left and from the foot of its sheet."""

    page: int
    what: str
    left: float
    bottom: float
    right: float
    top: float


def png(width: int, height: int) -> bytes:
    """A black picture of this size in pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1 + (width + 7) // 8) * height, 9)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", rows), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def pdf_of(site: Site, edition: Edition, files: Mapping[str, bytes], css: str = "") -> bytes:
    """An edition of a guide as PDF; `css` stands behind its own styles."""
    made = render_edition(site, edition)
    assets = {path: files[path] for path in asset_paths(made.html)}
    styles = in_words(stylesheet(*edition.stylesheets), site.words) + css
    book = Book(edition.id, made.gatherings, styles, assets, made.front, made.index)
    result = lay_out_book(book)
    assert result.problems == ()
    assert result.pdf is not None
    return result.pdf


def words_of(pdf: bytes | Path) -> list[str]:
    """The text of each page of a PDF."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def outside(pdf: bytes | Path) -> list[Placed]:
    """Every text and picture that leaves the type area of its sheet."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [placed for number, page in enumerate(document, 1) for placed in _off(page, number)]


def _off(page: pypdfium2.PdfPage, number: int) -> Iterator[Placed]:
    width, height = page.get_size()
    text = page.get_textpage()
    for thing in page.get_objects(filter=tuple(KINDS), max_depth=1, textpage=text):
        left, bottom, right, top = thing.get_bounds()
        aside = left < BESIDE or right > width - BESIDE
        if aside or bottom < ABOVE or top > height - ABOVE:
            what = KINDS[thing.type]
            said = thing.extract().strip() if what == "text" else what
            if what != "text" or said not in ("", THUMB):
                yield Placed(number, said, left, bottom, right, top)
