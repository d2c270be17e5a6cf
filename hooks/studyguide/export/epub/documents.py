"""What the book holds, file by file: its chapters, its answers, its sources and its index.

What the printed book makes of a guide, its chapters, its index and its numbers, is taken from
there; only what a reader wants otherwise is done here. The book with answers has them at its back,
each with a link to its question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import escape

from selectolax.lexbor import LexborNode

from studyguide.edition import EDITIONS, STUDENT, Edition
from studyguide.export.epub.passes import (
    PAGE,
    Pictures,
    define_terms,
    drop_paper,
    lead_to_answers,
    lead_to_terms,
    name_pages,
    set_notes,
    set_page_breaks,
    set_pictures,
    settle_links,
)
from studyguide.export.epub.xhtml import xhtml, xml_name
from studyguide.render.book.chapters import Chapter, book_chapters
from studyguide.render.book.index import IndexEntry, by_letter
from studyguide.render.compose import PAPER, render_template
from studyguide.render.site import Site, chapter_slug
from studyguide.render.tree import append, parse, value

ONE_HIGHER = {"h2": "h1", "h3": "h2", "h4": "h3", "h5": "h4", "h6": "h5"}
"""Headings of the teacher's pages, which stand under a chapter on paper and alone here."""
SOURCES = "book-sources"
"""What the ids of the list of sources begin with, where no chapter is one."""
OTHER_BLOCKS = ".sg-scene, .sg-character, .sg-quiz, .sg-question, .sg-compare, .sg-moment"
"""What a chapter that is a word list does not hold."""
CHAPTER, GLOSSARY, INDEX = "chapter", "glossary", "index"
"""Sorts of documents, as EPUB and DPUB-ARIA both call them."""


@dataclass
class Document:
    """One file of the book, to be read from its beginning to its end."""

    name: str
    title: str
    tree: LexborNode
    heading: str
    """The id of its first heading, or nothing."""
    part: str = ""
    """What it stands under in the contents."""
    listed: Sequence[tuple[str, str]] = ()
    """The headings that the contents name below it: words and ids."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Elements that have other names in the file."""
    sort: str = CHAPTER
    pages: Sequence[str] = ()
    """The numbers of the printed pages that begin in it."""

    @property
    def ids(self) -> list[str]:
        """Every id in it, as the printed book has them."""
        return [value(node, "id") for node in self.tree.css("[id]")]

    @cached_property
    def body(self) -> str:
        """What stands in it, written once all passes are done."""
        return xhtml(self.tree, self.renamed)

    @property
    def heading_id(self) -> str:
        """The id of its first heading as it stands in the file."""
        return xml_name(self.heading)

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The headings that the contents name below it, with their addresses."""
        return [(words, f"{self.name}#{xml_name(id_)}") for words, id_ in self.listed]

    @property
    def properties(self) -> str:
        """What a reader must be able to show for it."""
        marks = (("mathml", "<math "), ("svg", "<svg "))
        return " ".join(name for name, tag in marks if tag in self.body)


@dataclass(frozen=True)
class Book:
    """The documents of a book in their order, and the pictures that they show."""

    documents: tuple[Document, ...]
    pictures: Pictures
    paper: str
    """The paper of the printed book whose pages are marked, or nothing."""

    @property
    def page_list(self) -> list[tuple[str, str]]:
        """The numbers of the printed pages with their addresses, in the order of the numbers."""
        found = [
            (number, f"{one.name}#{PAGE}-{number}")
            for one in self.documents
            for number in one.pages
        ]
        return sorted(found, key=lambda row: int(row[0]))

    def first(self, mark: str) -> str:
        """The file in which that text stands first, or nothing."""
        return next((one.name for one in self.documents if mark in one.body), "")

    def sort(self, sort: str) -> str:
        """The first file of that sort, or nothing."""
        return next((one.name for one in self.documents if one.sort == sort), "")


def printed_edition(answers: bool) -> Edition:
    """The printed book that an EPUB is made from: the student edition, with answers or without."""
    student = next(edition for edition in EDITIONS if edition.id == STUDENT)
    return replace(student, answers=answers)


def make_book(site: Site, answers: bool) -> Book:
    """The book, its passes done; in a preview, where nothing is laid out, without page numbers."""
    chapters, entries = book_chapters(site, printed_edition(answers))
    documents = [_chapter(site, one, number) for number, one in enumerate(chapters, 1)]
    documents += _sources(site, documents)
    documents += [_answers(site, one) for one in chapters if one.note_tree.first_child]
    paper, printed = next(iter(site.printed.items()), ("", {}))
    titles = {id_: one.title for one in documents for id_ in one.ids}
    pictures = Pictures(site.files)
    _fit(site, documents, printed, titles, pictures)
    if entries:
        documents.append(_index(site, entries, printed, titles))
    files = {id_: one.name for one in documents for id_ in one.ids}
    for document in documents:
        settle_links(document.tree, files)
    return Book(tuple(documents), pictures, paper)


def _title(site: Site, src: str) -> str:
    return site.html[src].title or site.guide.page_by_src[src].title


def _chapter(site: Site, chapter: Chapter, number: int) -> Document:
    listed = [entry for entry in chapter.listed if entry.level > 1]
    highest = min((entry.level for entry in listed), default=0)
    return Document(
        f"{number:02d}-{chapter.slug}.xhtml".replace("-.", "."),
        _title(site, chapter.src),
        chapter.tree,
        chapter.slug if chapter.tree.css_first("h1[id]") else "",
        chapter.part,
        [(entry.text, entry.target) for entry in listed if entry.level == highest],
    )


def _answers(site: Site, chapter: Chapter) -> Document:
    title = site.words.gettext("Answers: %(chapter)s", chapter=_title(site, chapter.src))
    heading = chapter.note_tree.css_first("h2")
    if heading:
        heading.inner_html = escape(title)
    name = f"answers-{chapter.slug}.xhtml"
    own = value(heading, "id") if heading else ""
    return Document(
        name, title, chapter.note_tree, own, site.words.gettext("Answers"), renamed=ONE_HIGHER
    )


def _sources(site: Site, documents: Sequence[Document]) -> Iterator[Document]:
    """The list of sources, where no chapter is one and something is cited."""
    listed = any(one.tree.css_first(".sg-sources li") for one in documents)
    if listed or not any(one.tree.css_first(".sg-cite") for one in documents):
        return
    title = site.words.gettext("Sources")
    listed_here = render_template("show-sources.html", site, PAPER)
    tree = parse(f'<h1 id="{SOURCES}">{escape(title)}</h1>{listed_here}')
    for item in tree.css("li[id]"):
        item.attrs["id"] = f"{SOURCES}--{value(item, 'id')}"
    yield Document("book-sources.xhtml", title, tree, SOURCES)


def _fit(
    site: Site,
    documents: Sequence[Document],
    printed: Mapping[str, str],
    titles: Mapping[str, str],
    pictures: Pictures,
) -> None:
    """Do the passes over every document."""
    sources = {_source(item): value(item, "id") for one in documents for item in _listed(one)}
    words = {term.id: f"{chapter_slug(term.page)}--{term.id}" for term in site.guide.terms}
    words = {name: id_ for name, id_ in words.items() if id_ in titles}
    cited: dict[str, list[tuple[str, str]]] = {}
    seen: set[str] = set()
    for one in documents:
        drop_paper(one.tree)
        set_pictures(one.tree, pictures)
        slug = one.name.removesuffix(".xhtml")
        found = set_notes(one.tree, site.guide.cited_sources, sources, slug, site.words)
        for source, id_ in found.items():
            cited.setdefault(source, []).append((one.title, id_))
        lead_to_terms(one.tree, words)
        if define_terms(one.tree) and not one.tree.css_first(OTHER_BLOCKS):
            one.sort = GLOSSARY
        lead_to_answers(one.tree, site.words)
        name_pages(one.tree, lambda id_: _label(site, id_, printed, titles), site.words)
        one.pages = set_page_breaks(one.tree, printed, seen, site.words)
    for one in documents:
        for item in _listed(one):
            _lead_back(site, item, cited.get(_source(item), ()))


def _listed(document: Document) -> list[LexborNode]:
    return document.tree.css(".sg-sources li[id]")


def _source(item: LexborNode) -> str:
    return value(item, "id").rpartition("--source-")[2]


def _label(site: Site, target: str, printed: Mapping[str, str], titles: Mapping[str, str]) -> str:
    """The words of a link to a place: its page on paper, or its chapter."""
    number = printed.get(target, "")
    if number:
        return site.words.gettext("page %(number)s", number=number)
    return titles.get(target) or site.words.gettext("there")


def _lead_back(site: Site, item: LexborNode, places: Sequence[tuple[str, str]]) -> None:
    """Lead from a source to its first citation in each chapter."""
    links = [f'<a href="#{id_}" role="doc-backlink">{escape(title)}</a>' for title, id_ in places]
    if links:
        told = site.words.gettext("Cited in %(places)s")
        cited = escape(told).replace("%(places)s", ", ".join(links))
        append(item, f'<p class="back">{cited}</p>')


def _index(
    site: Site,
    entries: Sequence[IndexEntry],
    printed: Mapping[str, str],
    titles: Mapping[str, str],
) -> Document:
    def places(entry: IndexEntry) -> list[tuple[str, str]]:
        """Its links, words and id: each page, or each chapter, once."""
        found: dict[str, str] = {}
        for id_ in (entry.main, *entry.more):
            if id_ in titles:
                found.setdefault(printed.get(id_) or titles[id_], id_)
        return list(found.items())

    letters = by_letter(entries)
    html = render_template("epub-index.html", site, PAPER, letters=letters, places=places)
    return Document(
        "book-index.xhtml", site.words.gettext("Index"), parse(html), "the-index", sort=INDEX
    )
