"""An edition as HTML documents: its front, each page of the nav a chapter, and its index.

The chapters come in gatherings, as binders call the sheets that are folded together: each can be
laid out beside the others. A teacher edition has the students' chapters as they are, and the
teacher's pages between them. Links into the guide become links inside the book; links to pages that
the book leaves out keep their words only. The stylesheet does the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from html import escape
from math import ceil

from studyguide.edition import Edition
from studyguide.model import STUDENTS, IndexName, Page
from studyguide.render.book.authored import fit
from studyguide.render.book.contents import Entry, entries_of
from studyguide.render.book.index import Entry as IndexEntry
from studyguide.render.book.index import by_letter, index_entries, with_mentions
from studyguide.render.book.teacher_pages import teacher_pages, with_keys
from studyguide.render.book.writing_lines import with_room
from studyguide.render.compose import (
    Medium,
    compose,
    numbered_citation,
    render_template,
    with_citations,
)
from studyguide.render.fragments import HEADER_LINK
from studyguide.render.glossary import use_id, with_dots, with_first_pages
from studyguide.render.site import Site, chapter_slug
from studyguide.render.web.study import is_tool

SHEET = Medium(paper=True, answers=False)
"""What students hold; the teacher edition prints the same, and its answers on pages between."""
YEAR = re.compile(r"\d{4}")
NOTES = "--teacher"
"""What the ids of the teacher's pages begin with, after the name of their chapter."""
GATHERING = 200_000
"""Letters that a gathering holds at most, more or less: some 100 pages."""
MARKUP = re.compile(r"<[^>]*>")
ANCHOR = re.compile(
    r'<a (?P<before>[^>]*?)href="guide:(?P<path>/[^"#]*)(?:#(?P<fragment>[^"]*))?"'
    r"(?P<after>[^>]*)>(?P<words>.*?)</a>",
    re.DOTALL,
)
ASSET = re.compile(r'src="guide:(?P<path>/[^"]*)"')
LINK = re.compile(r"(<a\b[^>]*>)(.*?)</a>", re.DOTALL)
"""Tags inside a link are dropped: WeasyPrint would make each an annotation outside of the Link."""
ANY_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
EMPTY_SECTION = re.compile(
    r"<h(?P<level>[2-6])\b[^>]*>(?:(?!</h).)*</h(?P=level)>\s*(?=<h[12]\b|\Z)"
)
"""A heading with nothing under it: a quiz on the same page has taken its questions."""
TAG = re.compile(r"<[a-zA-Z][^>]*>")
NAMED = re.compile(r'\b(?P<name>id|for|aria-labelledby|aria-describedby)="(?P<id>[^"]*)"')


@dataclass(frozen=True)
class Chapter:
    """One page of the guide, as it stands in the book."""

    src: str
    part: str
    """The title of the nav section that the page stands in, or nothing."""
    html: str
    notes: str = ""
    """The teacher's own pages after it, in the teacher edition."""
    counted: bool = True
    """Whether its pages are numbered; those of a chapter for teachers stand between numbers."""
    continues: bool = False
    """Whether the chapter before stands in the same part."""

    @property
    def slug(self) -> str:
        """What the chapter's ids begin with."""
        return chapter_slug(self.src)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Its headings."""
        return entries_of(self.html)

    @property
    def listed(self) -> tuple[Entry, ...]:
        """What the contents name: three levels, without a heading that holds all of the chapter."""
        seconds = sum(entry.level == 2 for entry in self.entries)
        return tuple(e for e in self.entries if e.level <= 3 and (e.level, seconds) != (2, 1))

    @cached_property
    def note_entries(self) -> tuple[Entry, ...]:
        """The headings of the teacher's pages."""
        return entries_of(self.notes)


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
    chapters, entries = _chapters(site, edition)
    year = YEAR.search(site.guide.imprint.date)
    document = partial(render_template, site=site, medium=SHEET, edition=edition)
    front = document(
        "book-front.html",
        chapters=chapters,
        indexed=bool(entries),
        year=year[0] if year else "n.d.",
    )
    gatherings = (document("book-chapters.html", chapters=some) for some in _gathered(chapters))
    index = document("book-index.html", letters=by_letter(entries)) if entries else ""
    return BookHtml(tuple(gatherings), front, index)


def _gathered(chapters: Sequence[Chapter]) -> list[list[Chapter]]:
    """The chapters in gatherings of about the same size.

    One begins only with a chapter whose pages are numbered: the leaves of a teacher's chapter go on
    counting from the page before them.
    """
    sizes = [len(MARKUP.sub("", chapter.html + chapter.notes)) for chapter in chapters]
    size = sum(sizes) / max(1, ceil(sum(sizes) / GATHERING))
    gatherings: list[list[Chapter]] = [[]]
    filled = 0
    for chapter, own in zip(chapters, sizes, strict=True):
        if filled and chapter.counted and filled + own / 2 > size * len(gatherings):
            gatherings.append([])
        gatherings[-1].append(chapter)
        filled += own
    return gatherings


def _chapters(site: Site, edition: Edition) -> tuple[list[Chapter], tuple[IndexEntry, ...]]:
    """The students' chapters, the same in every edition, and the teacher's pages between them.

    With them what the index names.
    """
    known = [page for page in site.pages if page.audience in edition.audiences]
    pages = [page for page in known if not is_tool(page)]
    counted = Places(site, [page for page in pages if page.audience == STUDENTS])
    every = Places(site, pages)
    parts = {src: section.title for section in site.sections for src in section.pages}
    chapters: list[Chapter] = []
    uses: dict[str, list[str]] = {}
    mentions: dict[IndexName, list[str]] = {}
    for page in pages:
        is_counted = page.audience == STUDENTS
        slug = chapter_slug(page.src)
        html = fit(EMPTY_SECTION.sub("", HEADER_LINK.sub("", compose(site, page.src, SHEET))))
        if page.context:
            html = with_room(html)
        marked = with_dots(site, _cited(site, html), page)
        html = _settled(marked.html, slug, counted if is_counted else every)
        html = re.sub(rf'(<h1\b[^>]*?\bid=)"{slug}--[^"]*"', rf'\g<1>"{slug}"', html, count=1)
        if is_counted:
            for term in marked.terms:
                uses.setdefault(term.id, []).append(f"{slug}--{use_id(term.id)}")
            html, found = with_mentions(html, slug, site.guide.index)
            for name, ids in found.items():
                mentions.setdefault(name, []).extend(ids)
        notes = ""
        if edition.answers:
            notes = _settled(_cited(site, teacher_pages(site, page)), f"{slug}{NOTES}", every)
            html = with_keys(html, f"{slug}--", notes, f"{slug}{NOTES}--")
        part = parts.get(page.src, "")
        continues = bool(part) and bool(chapters) and part == chapters[-1].part
        chapters.append(Chapter(page.src, part, html, notes, is_counted, continues))
    first = {name: targets[0] for name, targets in uses.items()}
    entries = index_entries(site, counted.of_block, uses, mentions)
    return [replace(c, html=with_first_pages(c.html, first)) for c in chapters], entries


def _cited(site: Site, html: str) -> str:
    return with_citations(html, lambda names: numbered_citation(site, names))


class Places:
    """Where links lead inside a book that holds these pages."""

    def __init__(self, site: Site, pages: Iterable[Page]) -> None:
        found = list(pages)
        self._site = site
        self._slugs = {f"/{site.urls[page.src]}": chapter_slug(page.src) for page in found}
        self._uncounted = {chapter_slug(p.src) for p in found if p.audience != STUDENTS}

    def of_block(self, name: str) -> str:
        """The id of a block of the guide inside the book; nothing if it is not in it."""
        page = self._site.guide.by_id[name].page
        slug = self._slugs.get(f"/{self._site.urls[page]}")
        return f"{slug}--{name}" if slug else ""

    def link(self, match: re.Match[str]) -> str:
        """The link as it stands in the book, or its words if it leads out of it."""
        slug = self._slugs.get(match["path"])
        if slug is None:
            return match["words"]
        target = f"{slug}--{match['fragment']}" if match["fragment"] else slug
        rest = match["before"] + match["after"]
        kind = "sg-inside sg-uncounted" if slug in self._uncounted else "sg-inside"
        return (
            f'<a {match["before"]}href="#{escape(target)}"{match["after"]}'
            f"""{"" if "class=" in rest else f' class="{kind}"'}>{match["words"]}</a>"""
        )


def _settled(html: str, slug: str, places: Places) -> str:
    """A piece of the book with ids of its own, and links and pictures that are found there."""
    html = ANCHOR.sub(places.link, _with_own_ids(html, slug))
    html = LINK.sub(lambda match: match[1] + ANY_TAG.sub("", match[2]) + "</a>", html)
    return ASSET.sub(r'src="guide-asset:\g<path>"', html)


def _with_own_ids(html: str, slug: str) -> str:
    """Put the chapter's name before each id, so that no two chapters share one."""

    def tag(match: re.Match[str]) -> str:
        return NAMED.sub(lambda m: f'{m["name"]}="{slug}--{m["id"]}"', match[0])

    return TAG.sub(tag, html)
