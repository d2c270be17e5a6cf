"""Lay a book out as a tagged PDF with WeasyPrint, reading nothing but what it is handed.

What WeasyPrint logs becomes problems. A finished PDF is kept in a cache by the hash of everything
it was made from, so that a book that has not changed is not laid out again.
"""

from __future__ import annotations

import gc
import logging
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import fontpkg

from studyguide.edge.fonts import LATIN, fixed
from studyguide.edge.writing import write_whole
from studyguide.model import Span
from studyguide.problems import Problem

VARIANT = "pdf/ua-1"
BASE_URL = "guide-asset:/"
"""A made-up address: no path of this machine may reach the file's bytes."""
ASSET = re.compile(r'"guide-asset:/(?P<path>[^"]*)"')
FONT = re.compile(r"guide-font:(?P<family>[a-z0-9-]+)/(?P<weight>\d+)/(?P<style>normal|italic)")
ROOM = "000"
"""What the stylesheet puts where the page number of a link's target comes to stand."""
PANGO = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


@dataclass(frozen=True)
class Book:
    """Everything a PDF is made from."""

    name: str
    """What messages call it: the path of the file."""
    html: str
    css: str
    read_asset: Callable[[str], bytes]
    """Gives the bytes of a file of the guide; raises OSError or ValueError where it must not."""


def stylesheet(name: str) -> str:
    """A stylesheet of the package."""
    return (files("studyguide") / "styles" / name).read_text(encoding="utf-8")


def make_pdf(book: Book, cache: Path) -> tuple[bytes | None, list[Problem], bool]:
    """The PDF of a book, the problems met, and whether it had to be laid out."""
    place = Span(book.name, 1, 1, 1)
    assets: dict[str, bytes] = {}
    for match in ASSET.finditer(book.html):
        try:
            assets[match["path"]] = book.read_asset(match["path"])
        except (OSError, ValueError) as error:
            what = f"`{match['path']}` cannot be used: {error}"
            return None, [Problem("SG701", place, what)], False
    kept = cache / f"{_digest(book, assets)}.pdf"
    if kept.is_file():
        return kept.read_bytes(), [], False
    pdf, problems = _lay_out(book, assets, place)
    if pdf is not None and not problems:
        write_whole(kept, pdf)
    return pdf, problems, True


def _digest(book: Book, assets: dict[str, bytes]) -> str:
    digest = sha256()
    parts = [book.html, book.css, VARIANT, os.environ.get("SOURCE_DATE_EPOCH", "")]
    parts += [f"{name} {version(name)}" for name in ("weasyprint", "pydyf", "fontpkg", "uharfbuzz")]
    parts += [f"{match[0]} {_font_path(match).name}" for match in FONT.finditer(book.css)]
    for part in parts:
        digest.update(part.encode() + b"\0")
    for name in sorted(assets):
        digest.update(name.encode() + b"\0" + assets[name] + b"\0")
    return digest.hexdigest()


def _font_path(match: re.Match[str]) -> Path:
    path: Path = fontpkg.path(match["family"], int(match["weight"]), match["style"], nearest=True)
    return path


def _font(match: re.Match[str], letters: frozenset[int]) -> bytes:
    """A face, fixed to one weight: the widths that a variable one is embedded with are wrong."""
    return fixed(_font_path(match).read_bytes(), int(match["weight"]), letters)


def _lay_out(
    book: Book, assets: dict[str, bytes], place: Span
) -> tuple[bytes | None, list[Problem]]:
    try:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
    except OSError as error:
        what = f"WeasyPrint cannot start: {str(error).splitlines()[0]}"
        return None, [Problem("SG703", place, what, f"install {PANGO}")]
    fetcher = _fetcher(assets, frozenset((*LATIN, *map(ord, book.html))))
    fonts = FontConfiguration()  # one for both: without it, @font-face is passed over in silence
    with _captured() as records, _without_collector():
        try:
            css = weasyprint.CSS(
                string=book.css, base_url=BASE_URL, url_fetcher=fetcher, font_config=fonts
            )
            html = weasyprint.HTML(string=book.html, base_url=BASE_URL, url_fetcher=fetcher)
            document = html.render(
                font_config=fonts, stylesheets=[css], pdf_variant=VARIANT, optimize_images=True
            )
            _number_links(document)
            pdf: bytes = document.write_pdf(pdf_variant=VARIANT)
        except weasyprint.urls.FatalURLFetchingError as error:
            return None, [Problem("SG701", place, str(error))]
    problems = [Problem("SG702", place, record.getMessage()) for record in records]
    return pdf, problems


def _number_links(document: Any) -> None:
    """Write page numbers behind the links in the text, where the stylesheet left room for them.

    With `target-counter()` on so many links, WeasyPrint lays the whole book out three times or
    more; here nothing moves, so once is enough. The contents still use `target-counter()`.
    """
    from weasyprint.formatting_structure.boxes import TextBox
    from weasyprint.text.line_break import line_size

    numbers: dict[str, int] = {}
    for number, page in enumerate(document.pages, 1):
        for name in page.anchors:
            numbers.setdefault(name, number)
    for page in document.pages:
        for box in page._page_box.descendants():
            if not isinstance(box, TextBox) or box.element_tag != "a::after":
                continue
            if ROOM not in box.text:
                continue
            target = box.element.get("href", "").removeprefix("#")
            box.text = box.text.replace(ROOM, str(numbers.get(target, "")))
            layout = box.pango_layout
            layout.text = box.text
            layout.reactivate(box.style)
            width, _ = line_size(layout.get_first_line()[0], box.style)
            box.position_x += box.width - width
            box.width = width


@contextmanager
def _without_collector() -> Iterator[None]:
    """Let the cyclic garbage collector rest: it finds little in a book, and looks at it often."""
    resting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if resting:
            gc.enable()


def _fetcher(assets: dict[str, bytes], letters: frozenset[int]) -> Any:
    """A URL fetcher that knows the book's assets, the packaged fonts and `data:`, nothing else."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class GuideFetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            if match := FONT.fullmatch(url):
                return URLFetcherResponse(url, _font(match, letters))
            name = url.removeprefix(BASE_URL)
            if name in assets:
                return URLFetcherResponse(url, assets[name])
            raise FatalURLFetchingError(f"`{url}` is not a file of the guide")

    return GuideFetcher(allowed_protocols=["data"])


@contextmanager
def _captured() -> Iterator[list[logging.LogRecord]]:
    """Collect what WeasyPrint warns of; as a library it prints nothing by itself."""
    records: list[logging.LogRecord] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            records.append(record)

    logger = logging.getLogger("weasyprint")
    handler = Keep(logging.WARNING)
    logger.addHandler(handler)
    try:
        yield records
    finally:
        logger.removeHandler(handler)
