"""Lay a book out as a tagged PDF with WeasyPrint, reading nothing but what it is handed.

What WeasyPrint logs becomes problems. A finished PDF is kept in a cache by the hash of everything
it was made from, so that a book that has not changed is not laid out again.
"""

from __future__ import annotations

import json
import logging
import os
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import Any

import fontpkg

from studyguide.edge.cache import load, save
from studyguide.edge.collector import rest_until_the_end, resting_collector
from studyguide.edge.fonts import LATIN, fixed
from studyguide.edge.frames import with_room
from studyguide.edge.mends import references_listed_once, whole_lines
from studyguide.edge.page_numbers import first_page_after, label_pages, number_links, numbers_by_id
from studyguide.edge.trees import parsed
from studyguide.model import Span
from studyguide.problems import Problem
from studyguide.render.index import with_pages

VARIANT = "pdf/ua-1"
BASE_URL = "guide-asset:/"
"""A made-up address: no path of this machine may reach the file's bytes."""
ASSET = re.compile(r'"guide-asset:/(?P<path>[^"]*)"')
FONT = re.compile(r"guide-font:(?P<family>[a-z0-9-]+)/(?P<weight>\d+)/(?P<style>normal|italic)")
SHAPING = ("page_numbers.py", "mends.py", "trees.py")
"""Modules beside this one that decide the bytes of a PDF."""
PANGO = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


WORKERS = 4
"""Books laid out side by side at most: each takes some 400 MB while it lasts."""


@dataclass(frozen=True)
class Book:
    """Everything a PDF is made from."""

    name: str
    """What messages call it: the path of the file."""
    html: str
    css: str
    assets: Mapping[str, bytes]
    """The files of the guide that it shows, by their path."""
    index: str = ""
    """An index to lay out behind it, with room for page numbers."""


@dataclass(frozen=True)
class Made:
    """What came of a book."""

    pdf: bytes | None
    problems: tuple[Problem, ...] = ()
    printed: Mapping[str, str] = field(default_factory=dict)
    """The number printed on the page of each place in the book, by its id."""
    seconds: float = 0.0
    """How long the layout took; 0 for one from the cache."""


def stylesheet(*names: str) -> str:
    """Stylesheets of the package, one after the other."""
    folder = files("studyguide") / "styles"
    return "".join((folder / name).read_text(encoding="utf-8") for name in names)


def asset_paths(html: str) -> tuple[str, ...]:
    """The files of the guide that a book shows."""
    return tuple(dict.fromkeys(match["path"] for match in ASSET.finditer(html)))


def make_pdf(book: Book, cache: Path) -> Made:
    """The PDF of a book, from the cache if the same book was laid out before."""
    return _kept(book, cache) or _lay_out(book, cache)


def make_pdfs(books: Sequence[Book], cache: Path, progress: Callable[[], None]) -> list[Made]:
    """The PDFs of some books, in their order; those not in the cache are laid out side by side.

    `progress` is called as each is ready.
    """
    made = {book.name: kept for book in books if (kept := _kept(book, cache))}
    missing = [book for book in books if book.name not in made]
    for _ in made:
        progress()
    for book, result in _laid_out(missing, cache):
        made[book.name] = result
        progress()
    return [made[book.name] for book in books]


def _laid_out(books: Sequence[Book], cache: Path) -> Iterator[tuple[Book, Made]]:
    workers = min(len(books), WORKERS, os.cpu_count() or 1)
    if workers < 2:
        yield from ((book, _lay_out(book, cache)) for book in books)
        return
    # New processes, one for each book: Pango does not like to be forked, and memory comes back.
    context = get_context("spawn")
    with ProcessPoolExecutor(
        workers, context, initializer=_begin_worker, max_tasks_per_child=1
    ) as pool:
        longest_first = sorted(books, key=lambda book: -len(book.html))
        running = {pool.submit(_lay_out, book, cache): book for book in longest_first}
        for future in as_completed(running):
            yield running[future], future.result()


def _begin_worker() -> None:
    """Let a process end at once: when its book is done, or the build that began it is killed."""
    rest_until_the_end()
    if (parent := parent_process()) is not None:
        wait = partial(_wait_and_end, parent.join)
        threading.Thread(target=wait, daemon=True).start()


def _wait_and_end(wait: Callable[[], None]) -> None:
    wait()
    os._exit(1)


def _kept(book: Book, cache: Path) -> Made | None:
    return kept_under(cache, digest_of(book))


def kept_under(cache: Path, digest: str) -> Made | None:
    """The PDF of the book with this digest, if it is in the cache."""
    pdf, numbers = load(cache, f"{digest}.pdf"), load(cache, f"{digest}.json")
    return None if pdf is None or numbers is None else Made(pdf, printed=json.loads(numbers))


def _lay_out(book: Book, cache: Path) -> Made:
    """Lay a book out, and keep it if nothing was wrong with it."""
    start = time.monotonic()
    made = with_room(partial(_rendered, book))
    if made.pdf is not None and not made.problems:
        digest = digest_of(book)
        save(cache, f"{digest}.json", json.dumps(dict(made.printed)).encode())
        save(cache, f"{digest}.pdf", made.pdf)
    return replace(made, seconds=time.monotonic() - start)


def digest_of(book: Book) -> str:
    """The hash of everything that decides the bytes of a book's PDF."""
    digest = sha256()
    parts = [book.html, book.index, book.css, VARIANT, os.environ.get("SOURCE_DATE_EPOCH", "")]
    parts += [f"{name} {version(name)}" for name in ("weasyprint", "pydyf", "fontpkg", "uharfbuzz")]
    parts += [f"{match[0]} {_font_path(match).name}" for match in FONT.finditer(book.css)]
    edge = files("studyguide") / "edge"
    parts += [(edge / name).read_text(encoding="utf-8") for name in SHAPING]
    for part in parts:
        digest.update(part.encode() + b"\0")
    for name in sorted(book.assets):
        digest.update(name.encode() + b"\0" + book.assets[name] + b"\0")
    return digest.hexdigest()


def _font_path(match: re.Match[str]) -> Path:
    path: Path = fontpkg.path(match["family"], int(match["weight"]), match["style"], nearest=True)
    return path


def _font(match: re.Match[str], letters: frozenset[int]) -> bytes:
    """A face, fixed to one weight: the widths that a variable one is embedded with are wrong."""
    return fixed(_font_path(match).read_bytes(), int(match["weight"]), letters)


def _rendered(book: Book) -> Made:
    place = Span(book.name, 1, 1, 1)
    try:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
    except OSError as error:
        what = f"WeasyPrint cannot start: {str(error).splitlines()[0]}"
        return Made(None, (Problem("SG703", place, what, f"install {PANGO}"),))
    fetcher = guide_fetcher(book.assets, frozenset((*LATIN, *map(ord, book.html))))
    fonts = FontConfiguration()  # one for both: without it, @font-face is passed over in silence
    with _captured() as records, resting_collector(), whole_lines():
        try:
            css = weasyprint.CSS(
                string=book.css, base_url=BASE_URL, url_fetcher=fetcher, font_config=fonts
            )
            layout = partial(_layout, fetcher=fetcher, fonts=fonts)
            document = layout(book.html, [css])
            if book.index:
                numbers = numbers_by_id(document)
                after = first_page_after(numbers)
                behind = layout(
                    with_pages(book.index, numbers), [css, weasyprint.CSS(string=after)]
                )
                document = document.copy([*document.pages, *behind.pages])
            printed = number_links(document)
            with references_listed_once():
                pdf: bytes = document.write_pdf(pdf_variant=VARIANT, finisher=label_pages)
        except weasyprint.urls.FatalURLFetchingError as error:
            return Made(None, (Problem("SG701", place, str(error)),))
    problems = tuple(Problem("SG702", place, record.getMessage()) for record in records)
    return Made(pdf, problems, printed)


def _layout(html: str, stylesheets: list[Any], *, fetcher: Any, fonts: Any) -> Any:
    return parsed(html, BASE_URL, fetcher).render(
        font_config=fonts, stylesheets=stylesheets, pdf_variant=VARIANT, optimize_images=True
    )


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
