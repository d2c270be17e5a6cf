"""Lay one gathering of a book out with WeasyPrint, reading nothing but what it is handed.

What WeasyPrint logs becomes problems.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import fontpkg

from studyguide.edge.pdf.binding import PLACE
from studyguide.edge.pdf.book import Book
from studyguide.edge.pdf.fonts import FACE, LATIN, MARKS, fixed
from studyguide.edge.pdf.interpreter import resting_collector
from studyguide.edge.pdf.letters import LETTERS, packaged
from studyguide.edge.pdf.page_numbers import (
    ID,
    MissingError,
    Numbers,
    count,
    printed_numbers,
    with_numbers,
    write_numbers,
)
from studyguide.edge.pdf.weasyprint_70 import HINT, UnknownError, mended, require
from studyguide.model import Span
from studyguide.problems import Problem

VARIANT = "pdf/ua-1"
BASE_URL = "guide-asset:/"
"""A made-up address: no path of this machine may reach the file's bytes."""
PANGO = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
INSIDE = re.compile(r'\bhref="#(?P<id>[^"]*)"')


LETTER = re.compile(r"\.notdef glyph .*\(U\+(?P<code>[0-9A-F]{4,6})\)")
"""What WeasyPrint says of a letter that no font has."""


@dataclass(frozen=True)
class Sheets:
    """A gathering that is laid out: a PDF of its own."""

    pdf: bytes
    problems: tuple[Problem, ...]
    printed: tuple[str, ...]
    """The number printed on each page, or nothing."""


@dataclass(frozen=True)
class NotLaidOut:
    """Why a gathering could not be laid out."""

    problems: tuple[Problem, ...]


Share = Callable[[Numbers], tuple[int, Numbers]]
"""Is handed the numbers of a gathering's pages, counted from 1; tells how many pages stand before
it, and the numbers of all gatherings."""


def lay_out(book: Book, at: int, share: Share) -> Sheets | NotLaidOut:
    """Lay out the gathering at this place, and the front or the index if they go with it."""
    import weasyprint

    place = Span(book.name, 1, 1, 1)
    with _captured() as records, resting_collector(), mended():
        try:
            pdf, printed = _made(book, at, share)
        except weasyprint.urls.FatalURLFetchingError as error:
            return NotLaidOut((Problem("SG701", place, str(error)),))
        except UnknownError as error:
            return NotLaidOut((Problem("SG705", place, str(error), HINT),))
        except MissingError as error:
            return NotLaidOut((Problem("SG706", place, str(error)),))
    problems = tuple(Problem("SG702", place, record.getMessage()) for record in records)
    return Sheets(pdf, problems, printed)


def without_font(letters: frozenset[int]) -> frozenset[int]:
    """Those of some letters that no font of this machine has either."""
    import weasyprint

    text = " ".join(map(chr, sorted(letters)))
    with _captured() as records:
        weasyprint.HTML(string=f"<p>{text}").write_pdf()
    said = (LETTER.search(record.getMessage()) for record in records)
    return frozenset(int(match["code"], 16) for match in said if match)


def cannot_start(book: Book) -> Problem | None:
    """Why WeasyPrint cannot lay a book out, if so."""
    place = Span(book.name, 1, 1, 1)
    try:
        require()
    except OSError as error:
        what = f"WeasyPrint cannot start: {str(error).splitlines()[0]}"
        return Problem("SG703", place, what, f"install {PANGO}")
    except UnknownError as error:
        return Problem("SG705", place, str(error), HINT)
    return None


def _made(book: Book, at: int, share: Share) -> tuple[bytes, tuple[str, ...]]:
    front, gathering, index = book.documents(at)
    elsewhere = _ids_elsewhere(book, at)
    layout = _layout(book)
    document = layout(_leading_on(gathering, elsewhere))
    before, numbers = share(count(document))
    write_numbers(document.pages, before, numbers)
    pages = document.pages
    if front:
        contents = _leading_on(with_numbers(front, numbers), elsewhere)
        pages = [*_numbered(layout(contents), 0, numbers), *pages]
    if index:
        entries = _leading_on(with_numbers(index, numbers), elsewhere)
        pages = [*pages, *_numbered(layout(entries), numbers.last, numbers)]
    pdf = document.copy(pages).write_pdf(pdf_variant=VARIANT)
    return pdf, tuple(printed_numbers(pages))


def _numbered(document: Any, before: int, numbers: Numbers) -> Any:
    write_numbers(document.pages, before, numbers)
    return document.pages


def _ids_elsewhere(book: Book, at: int) -> frozenset[str]:
    """The places that are laid out with another gathering."""
    others = (book.documents(other) for other in range(len(book.gatherings)) if other != at)
    return frozenset(name for texts in others for html in texts for name in ID.findall(html))


def _leading_on(html: str, elsewhere: frozenset[str]) -> str:
    """A document whose links to other gatherings have an address until the book is bound."""

    def link(match: re.Match[str]) -> str:
        return f'href="{PLACE}{match["id"]}"' if match["id"] in elsewhere else match[0]

    return INSIDE.sub(link, html) if elsewhere else html


def _layout(book: Book) -> Callable[[str], Any]:
    """A function that lays out a document of the book."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    fetcher = guide_fetcher(book.assets, frozenset((*LATIN, *map(ord, book.html))) - MARKS)
    fonts = FontConfiguration()  # one for all: without it, @font-face is passed over in silence
    css = weasyprint.CSS(string=book.css, base_url=BASE_URL, url_fetcher=fetcher, font_config=fonts)

    def layout(html: str) -> Any:
        return weasyprint.HTML(string=html, base_url=BASE_URL, url_fetcher=fetcher).render(
            font_config=fonts,
            stylesheets=[css],
            pdf_variant=VARIANT,
            optimize_images=True,
            presentational_hints=True,  # sizes and starts that authors write as attributes
        )

    return layout


def asset_name(path: str) -> str:
    """The file that an address in a book names: without its percent signs and its fragment."""
    return unquote(urlsplit(path).path)


def font_path(match: re.Match[str]) -> Path:
    """The file of a face that a stylesheet names with `FACE`."""
    path: Path = fontpkg.path(match["family"], int(match["weight"]), match["style"], nearest=True)
    return path


def _font(match: re.Match[str], letters: frozenset[int]) -> bytes:
    """A face, fixed to one weight: the widths that a variable one is embedded with are wrong."""
    return fixed(font_path(match).read_bytes(), int(match["weight"]), letters)


def guide_fetcher(assets: Mapping[str, bytes], letters: frozenset[int]) -> Any:
    """A URL fetcher that knows the book's assets, the packaged fonts and `data:`, nothing else."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class GuideFetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            if match := FACE.fullmatch(url):
                return URLFetcherResponse(url, _font(match, letters))
            if match := LETTERS.fullmatch(url):
                return URLFetcherResponse(url, packaged(match))
            name = asset_name(url.removeprefix(BASE_URL))
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
