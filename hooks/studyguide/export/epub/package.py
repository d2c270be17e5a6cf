"""The archive of a book: its documents around which stand the package, the contents and a cover.

Same guide, same bytes: the identifier is made from the guide's name, and the date from its own.
"""

from __future__ import annotations

import re
from functools import partial
from html import escape
from itertools import groupby
from posixpath import splitext
from uuid import NAMESPACE_URL, uuid5

import svg

from studyguide.export.archive import packed
from studyguide.export.epub.documents import CHAPTER, GLOSSARY, INDEX, Book, printed_edition
from studyguide.export.epub.passes import TYPES
from studyguide.model import Guide
from studyguide.render.compose import PAPER, render_template
from studyguide.render.pictures.drawing import box, leading, paragraph
from studyguide.render.pictures.lettering import lines
from studyguide.render.site import Site
from studyguide.words import Words, words_for

MIMETYPE = b"application/epub+zip"
COVER = "pictures/cover.svg"
"""The cover of a guide that has no picture for it."""
COVER_SIZE = (600, 900)
DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")
MONTHS = (
    {"jan", "ene"},
    {"feb"},
    {"mar"},
    {"apr", "abr"},
    {"may"},
    {"jun"},
    {"jul"},
    {"aug", "ago"},
    {"sep"},
    {"oct"},
    {"nov"},
    {"dec", "dic"},
)
"""How the months begin in English and in Spanish."""
WORD = re.compile(r"[^\W\d_]{3,}")
UNDATED = "2000-01-01T00:00:00Z"
"""EPUB wants a date; a guide need not have one."""


def epub(site: Site, book: Book, answers: bool) -> bytes:
    """The book as an EPUB."""
    return packed({"mimetype": MIMETYPE, **epub_files(site, book, answers)}, in_order=True)


def epub_files(site: Site, book: Book, answers: bool) -> dict[str, bytes]:
    """What is in the archive behind `mimetype`, by path."""
    imprint = site.guide.imprint
    cover = book.pictures.take(imprint.cover)
    pictures = {name: site.files[path] for path, name in book.pictures.names.items()}
    if not cover:
        pictures[COVER] = cover_drawing(site.guide).encode()
    document = partial(
        render_template,
        site=site,
        medium=PAPER,
        edition=printed_edition(answers),
        language=_language(imprint.language),
        leftwards=imprint.right_to_left,
        book_title=book_name(site.guide, answers),
        answers=answers,
        book=book,
        cover=cover or COVER,
    )
    parts = [(part, list(some)) for part, some in groupby(book.documents, lambda one: one.part)]
    landmarks = _landmarks(book, site.words)
    package = document(
        "epub-package.html",
        identifier=uuid5(NAMESPACE_URL, f"studyguide:{site.guide.work.slug}:{answers}"),
        modified=modified(imprint.date),
        types={name: TYPES[splitext(name)[1].lower()] for name in pictures},
        features=_features(book, bool(pictures)),
    )
    files = {
        "META-INF/container.xml": document("epub-container.html"),
        "EPUB/package.opf": package,
        "EPUB/nav.xhtml": document("epub-nav.html", parts=parts, landmarks=landmarks),
        "EPUB/book.css": document("epub.css"),
        "EPUB/cover.xhtml": document("epub-cover.html"),
        "EPUB/title.xhtml": document("epub-title.html"),
    }
    files |= {f"EPUB/{c.name}": document("epub-chapter.html", chapter=c) for c in book.documents}
    made = {path: text.encode() for path, text in files.items()}
    return made | {f"EPUB/{name}": data for name, data in pictures.items()}


def book_name(guide: Guide, answers: bool) -> str:
    """What a reader's shelf calls the book."""
    title = guide.imprint.title
    return words_for(guide).gettext("%(title)s (with answers)", title=title) if answers else title


def _language(language: str) -> str:
    return language if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", language) else "en"


def modified(date: str) -> str:
    """When the guide was last checked, as EPUB wants it: `November 2026` is its first day."""
    found = DATE.search(date)
    if found is None:
        return UNDATED
    words = {word[:3].lower() for word in WORD.findall(date)}
    named = next((number for number, names in enumerate(MONTHS, 1) if names & words), 1)
    month, day = int(found["month"] or named), int(found["day"] or 1)
    if not (1 <= month <= len(MONTHS) and 1 <= day <= 28 + 3):
        month, day = 1, 1
    return f"{found['year']}-{month:02d}-{day:02d}T00:00:00Z"


def _landmarks(book: Book, words: Words) -> list[tuple[str, str, str]]:
    """The places that readers offer by their sort: the sort, the words and the file."""
    rows = [
        ("cover", words.gettext("Cover"), "cover.xhtml"),
        ("toc", words.gettext("Contents"), "nav.xhtml#toc"),
        ("bodymatter", words.pgettext("book", "Start"), book.sort(CHAPTER)),
        ("glossary", words.gettext("Words"), book.sort(GLOSSARY)),
        ("endnotes", words.gettext("Sources"), book.first('class="sg-block sg-sources"')),
        ("index", words.gettext("Index"), book.sort(INDEX)),
    ]
    return [row for row in rows if row[2]]


def _features(book: Book, pictured: bool) -> list[str]:
    """What the book has for readers who need it, in the words of schema.org."""
    formulas = any("mathml" in one.properties for one in book.documents)
    rows = {
        "tableOfContents": True,
        "readingOrder": True,
        "structuralNavigation": True,
        "displayTransformability": True,
        "unlocked": True,
        "index": bool(book.sort(INDEX)),
        "alternativeText": pictured,
        "MathML": formulas,
        "pageNavigation": bool(book.page_list),
        "pageBreakMarkers": bool(book.page_list),
    }
    return [name for name, has in rows.items() if has]


def cover_drawing(guide: Guide) -> str:
    """A cover of words alone: what the guide is about, black on white."""
    elements: list[svg.Element] = [box(0, 0, *COVER_SIZE, "date")]
    down = 220.0
    kind = words_for(guide).gettext("Study guide")
    for text, size in ((guide.work.title, 64), (kind, 32), (guide.imprint.subtitle, 26)):
        rows = lines(text, size, COVER_SIZE[0] - 120)
        elements += paragraph(60, down, rows, size, bold=size == 64)
        down += len(rows) * leading(size) + 40
    width, height = COVER_SIZE
    return svg.SVG(
        viewBox=svg.ViewBoxSpec(0, 0, width, height),
        width=width,
        height=height,
        extra={"font-family": "serif"},
        elements=[svg.Title(text=escape(book_name(guide, False))), *elements],
    ).as_str()
