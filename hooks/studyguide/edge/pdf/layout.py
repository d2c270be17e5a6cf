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

import fontpkg

from studyguide.edge.pdf.binding import PLACE
from studyguide.edge.pdf.book import Book
from studyguide.edge.pdf.fonts import LATIN, fixed
from studyguide.edge.pdf.garbage_collection import resting_collector
from studyguide.edge.pdf.mends import references_listed_once, whole_lines
from studyguide.edge.pdf.page_numbers import (
    counting_on,
    number_links,
    numbers_by_id,
    printed_numbers,
)
from studyguide.edge.pdf.trees import parsed
from studyguide.model import Span
from studyguide.problems import Problem
from studyguide.render.book.contents import with_numbers
from studyguide.render.book.index import INDEX, with_pages

VARIANT = "pdf/ua-1"
BASE_URL = "guide-asset:/"
"""A made-up address: no path of this machine may reach the file's bytes."""
FONT = re.compile(r"guide-font:(?P<family>[a-z0-9-]+)/(?P<weight>\d+)/(?P<style>normal|italic)")
PANGO = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
ID = re.compile(r'\bid="([^"]*)"')
INSIDE = re.compile(r'\bhref="#(?P<id>[^"]*)"')


@dataclass(frozen=True)
class Numbers:
    """The numbers of the pages that are laid out."""

    by_id: Mapping[str, str]
    """What is printed on the page of each place."""
    last: int
    """The number of the last page that has one."""


@dataclass(frozen=True)
class Sheets:
    """A gathering that is laid out: a PDF of its own."""

    pdf: bytes
    problems: tuple[Problem, ...]
    printed: tuple[str, ...]
    """The number printed on each page, or nothing."""
    numbers: Numbers
    """Those of the whole book."""


@dataclass(frozen=True)
class Stopped:
    """A gathering that could not be laid out."""

    problems: tuple[Problem, ...]


def lay_out(
    book: Book, at: int, before: Callable[[], int], share: Callable[[Numbers], Numbers]
) -> Sheets | Stopped:
    """Lay out the gathering at this place, and the front or the index if they go with it.

    `before` tells the number of the last page before it; it is asked when the pages are made.
    `share` is handed the numbers of its pages, and tells those of all gatherings.
    """
    place = Span(book.name, 1, 1, 1)
    try:
        import weasyprint
    except OSError as error:
        what = f"WeasyPrint cannot start: {str(error).splitlines()[0]}"
        return Stopped((Problem("SG703", place, what, f"install {PANGO}"),))
    with _captured() as records, resting_collector(), whole_lines(), references_listed_once():
        try:
            pdf, printed, numbers = _made(book, at, before, share)
        except weasyprint.urls.FatalURLFetchingError as error:
            return Stopped((Problem("SG701", place, str(error)),))
    problems = tuple(Problem("SG702", place, record.getMessage()) for record in records)
    return Sheets(pdf, problems, printed, numbers)


def _made(
    book: Book, at: int, before: Callable[[], int], share: Callable[[Numbers], Numbers]
) -> tuple[bytes, tuple[str, ...], Numbers]:
    front, gathering, index = book.documents(at)
    elsewhere = _ids_elsewhere(book, at)
    layout = _layout(book)
    document = layout(_led_on(gathering, elsewhere), before)
    numbers = share(_numbers(document, before()))
    if book.index:
        begins = {INDEX: str(numbers.last + 1)}
        numbers = Numbers({**numbers.by_id, **begins}, numbers.last)
    number_links(document, numbers.by_id)
    pages = document.pages
    if front:
        contents = _led_on(with_numbers(front, numbers.by_id), elsewhere)
        pages = [*layout(contents, lambda: 0).pages, *pages]
    if index:
        entries = _led_on(with_pages(index, numbers.by_id), elsewhere)
        pages = [*pages, *layout(entries, lambda: numbers.last).pages]
    whole = document.copy(pages)
    return whole.write_pdf(pdf_variant=VARIANT), tuple(printed_numbers(whole)), numbers


def _numbers(document: Any, before: int) -> Numbers:
    printed = [int(number) for number in printed_numbers(document) if number.isdecimal()]
    return Numbers(numbers_by_id(document), max(printed, default=before))


def _ids_elsewhere(book: Book, at: int) -> frozenset[str]:
    """The places that are laid out with another gathering."""
    others = (book.documents(other) for other in range(len(book.gatherings)) if other != at)
    return frozenset(name for texts in others for html in texts for name in ID.findall(html))


def _led_on(html: str, elsewhere: frozenset[str]) -> str:
    """A document whose links to other gatherings have an address until the book is bound."""

    def link(match: re.Match[str]) -> str:
        return f'href="{PLACE}{match["id"]}"' if match["id"] in elsewhere else match[0]

    return INSIDE.sub(link, html) if elsewhere else html


def _layout(book: Book) -> Callable[[str, Callable[[], int]], Any]:
    """A function that lays out a document of the book whose pages are counted on from a number."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    fetcher = guide_fetcher(book.assets, frozenset((*LATIN, *map(ord, book.html))))
    fonts = FontConfiguration()  # one for all: without it, @font-face is passed over in silence
    css = weasyprint.CSS(string=book.css, base_url=BASE_URL, url_fetcher=fetcher, font_config=fonts)

    def layout(html: str, before: Callable[[], int]) -> Any:
        return parsed(html, BASE_URL, fetcher).render(
            font_config=fonts,
            counter_style=counting_on(before),
            stylesheets=[css],
            pdf_variant=VARIANT,
            optimize_images=True,
        )

    return layout


def font_path(match: re.Match[str]) -> Path:
    """The file of a face that a stylesheet names with `FONT`."""
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
