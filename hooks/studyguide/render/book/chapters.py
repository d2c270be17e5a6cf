"""An edition as HTML documents: its front, each page of the nav a chapter, and its index.

The chapters come in gatherings, as binders call the sheets that are folded together: each can be
laid out beside the others. A teacher edition has the students' chapters as they are, and the
teacher's pages between them. Links into the guide become links inside the book; links to pages that
the book leaves out keep their words only. The stylesheet does the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from math import ceil

from selectolax.lexbor import LexborNode

from studyguide.edition import Edition
from studyguide.language.views import is_tool
from studyguide.model import STUDENTS, IndexName, Page
from studyguide.render.book.contents import ContentsEntry, entries_of
from studyguide.render.book.index import IndexEntry, by_letter, index_entries, is_short
from studyguide.render.book.passes import PASSES, SETTLING, Draft, Places, unlink
from studyguide.render.book.teacher_pages import add_keys, teacher_pages
from studyguide.render.compose import PAPER, compose, is_bare, render_template
from studyguide.render.glossary import say_first_pages, use_id
from studyguide.render.site import Site, chapter_slug
from studyguide.render.tree import parse, write

"""What students hold; the teacher edition prints the same, and its answers on pages between."""
YEAR = re.compile(r"\d{4}")
NOTES = "--teacher"
"""What the ids of the teacher's pages begin with, after the name of their chapter."""
GATHERING = 200_000
"""Letters that a gathering holds at most, more or less: some 100 pages."""


@dataclass(frozen=True)
class Chapter:
    """One page of the guide, as it stands in the book."""

    src: str
    part: str
    """The title of the nav section that the page stands in, or nothing."""
    tree: LexborNode
    note_tree: LexborNode
    """The teacher's own pages after it, in the teacher edition; else empty."""
    counted: bool = True
    """Whether its pages are numbered; those of a chapter for teachers stand between numbers."""

    @property
    def slug(self) -> str:
        """What the chapter's ids begin with."""
        return chapter_slug(self.src)

    @property
    def stands_in(self) -> str:
        """The part to name over its heading, unless that has the same words."""
        own = next((entry.text for entry in self.entries if entry.level == 1), "")
        return self.part if self.part.casefold() != own.casefold() else ""

    def is_named(self, title: str) -> bool:
        """Whether its heading is that title; what stands in italics there comes after it."""
        heading = self.tree.css_first("h1")
        pieces = heading.iter(include_text=True) if heading else ()
        own = "".join(piece.text() for piece in pieces if piece.tag != "em")
        return own.strip(" :.,–—").casefold() == title.casefold()

    @cached_property
    def html(self) -> str:
        """The chapter, written once all passes are done."""
        return write(self.tree)

    @cached_property
    def notes(self) -> str:
        """The teacher's own pages, written too."""
        return write(self.note_tree)

    @property
    def letters(self) -> int:
        """How long it is."""
        return len(self.tree.text()) + len(self.note_tree.text())

    @cached_property
    def entries(self) -> tuple[ContentsEntry, ...]:
        """Its headings."""
        return entries_of(self.tree)

    @property
    def listed(self) -> tuple[ContentsEntry, ...]:
        """What the contents name: three levels, without a heading that holds all of the chapter."""
        seconds = sum(entry.level == 2 for entry in self.entries)
        return tuple(e for e in self.entries if e.level <= 3 and (e.level, seconds) != (2, 1))

    @cached_property
    def note_entries(self) -> tuple[ContentsEntry, ...]:
        """The headings of the teacher's pages."""
        return entries_of(self.note_tree)


@dataclass(frozen=True)
class BookHtml:
    """An edition as HTML documents; pictures are `guide-asset:/path`."""

    gatherings: tuple[str, ...]
    """Chapters that follow each other; every gathering begins with pages that are numbered."""
    front: str = ""
    """What stands before them and names the numbers of their pages."""
    index: str = ""
    """What stands behind them and does so too."""

    @property
    def html(self) -> str:
        """All of it, one document after the other."""
        return "".join((self.front, *self.gatherings, self.index))


def render_book(site: Site, edition: Edition) -> BookHtml:
    """The edition with its contents and its index, which want the page numbers written in."""
    chapters, entries = book_chapters(site, edition)
    year = YEAR.search(site.guide.imprint.date)
    document = partial(render_template, site=site, medium=PAPER, edition=edition)
    front = document(
        "book-front.html",
        chapters=chapters,
        indexed=bool(entries),
        year=year[0] if year else site.words.gettext("n.d."),
    )
    gatherings = (document("book-chapters.html", chapters=some) for some in _gathered(chapters))
    letters = by_letter(entries)
    index = document("book-index.html", letters=letters, short=is_short(letters)) if letters else ""
    return BookHtml(tuple(gatherings), front, index)


def _gathered(chapters: Sequence[Chapter]) -> list[list[Chapter]]:
    """The chapters in gatherings of about the same size.

    One begins only with a chapter whose pages are numbered: the leaves of a teacher's chapter go on
    counting from the page before them.
    """
    sizes = [chapter.letters for chapter in chapters]
    size = sum(sizes) / max(1, ceil(sum(sizes) / GATHERING))
    gatherings: list[list[Chapter]] = [[]]
    filled = 0
    for chapter, own in zip(chapters, sizes, strict=True):
        if filled and chapter.counted and filled + own / 2 > size * len(gatherings):
            gatherings.append([])
        gatherings[-1].append(chapter)
        filled += own
    return gatherings


def book_chapters(site: Site, edition: Edition) -> tuple[list[Chapter], tuple[IndexEntry, ...]]:
    """The students' chapters, the same in every edition, and the teacher's pages between them.

    With them what the index names. The trees are new each time, so that whoever asks may change
    them.
    """
    known = [page for page in site.pages if page.audience in edition.audiences]
    composed = {page.src: compose(site, page.src, PAPER) for page in known if not is_tool(page)}
    pages = [page for page in known if page.src in composed and not is_bare(composed[page.src])]
    counted = Places(site, [page for page in pages if page.audience == STUDENTS])
    every = Places(site, pages)
    parts = {src: section.title for section in site.sections for src in section.pages}
    chapters: list[Chapter] = []
    uses: dict[str, list[str]] = {}
    mentions: dict[IndexName, list[str]] = {}
    dropped: set[str] = set()
    for page in pages:
        is_counted = page.audience == STUDENTS
        draft = Draft(site, page, chapter_slug(page.src), counted if is_counted else every)
        tree = _made(composed[page.src], draft)
        notes = _notes(site, page, every) if edition.answers else parse("")
        add_keys(tree, draft.slug, notes, f"{draft.slug}{NOTES}", site.words)
        part = parts.get(page.src, "")
        chapters.append(Chapter(page.src, part, tree, notes, is_counted))
        for term in draft.terms if is_counted else ():
            uses.setdefault(term.id, []).append(f"{draft.slug}--{use_id(term.id)}")
        for name, ids in draft.mentions.items():
            mentions.setdefault(name, []).extend(ids)
        dropped.update(draft.dropped)
    for chapter in chapters:
        for tree in (chapter.tree, chapter.note_tree):
            unlink(tree, dropped)
        say_first_pages(site, chapter.tree, {name: targets[0] for name, targets in uses.items()})
    return chapters, index_entries(site, counted.of_block, uses, mentions)


def _made(html: str, draft: Draft) -> LexborNode:
    tree = parse(html)
    for apply in PASSES:
        apply(tree, draft)
    return tree


def _notes(site: Site, page: Page, places: Places) -> LexborNode:
    """The teacher's pages after a chapter."""
    tree = parse(teacher_pages(site, page))
    draft = Draft(site, page, f"{chapter_slug(page.src)}{NOTES}", places)
    for apply in SETTLING:
        apply(tree, draft)
    return tree
