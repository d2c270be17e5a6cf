"""What is done to the tree of a chapter until it fits into a book, one pass for each thing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from studyguide.model import STUDENTS, IndexName, Page, Term
from studyguide.render.book.authored import fit_for_paper
from studyguide.render.book.index import mark_mentions
from studyguide.render.book.writing_lines import add_room
from studyguide.render.citations import numbered_citation, replace_citations
from studyguide.render.glossary import mark_with_dots
from studyguide.render.site import Site, chapter_slug
from studyguide.render.tree import readdress, value

NAMES = ("id", "for", "aria-labelledby", "aria-describedby")
"""The attributes that hold an id."""

ROOM = 360
"""The height of three quarters of a page of large print, in the units of its drawings."""
HEADING = re.compile("h[1-6]")
LAST = 4
"""Elements at the end of a chapter that the styles keep together."""
LINE, QUARTER, HALF = 70, 12 * 70, 18 * 70
"""Letters of a line, of a quarter of a page, and of a short list."""


class Places:
    """Where links lead inside a book that holds these pages."""

    def __init__(self, site: Site, pages: Iterable[Page]) -> None:
        found = list(pages)
        self._site = site
        self._slugs = {f"/{site.urls[page.src]}": chapter_slug(page.src) for page in found}
        self._uncounted = {chapter_slug(p.src) for p in found if p.audience != STUDENTS}
        self._titles = {chapter_slug(page.src): site.html[page.src].title_id for page in found}

    def of_block(self, name: str) -> str:
        """The id of a block of the guide inside the book; nothing if it is not in it."""
        page = self._site.guide.by_id[name].page
        slug = self._slugs.get(f"/{self._site.urls[page]}")
        return f"{slug}--{name}" if slug else ""

    def find(self, address: str) -> tuple[str, str]:
        """The id that an address leads to and the class of the link; nothing if it leads out."""
        path, _, fragment = address.partition("#")
        slug = self._slugs.get(path)
        if slug is None:
            return "", ""
        kind = "sg-inside sg-uncounted" if slug in self._uncounted else "sg-inside"
        inside = fragment and fragment != self._titles[slug]  # the title has the chapter's own id
        return (f"{slug}--{fragment}" if inside else slug), kind


@dataclass
class Draft:
    """What the passes know of a piece of a book, and what they find in it."""

    site: Site
    page: Page
    slug: str
    """What its ids begin with."""
    places: Places
    terms: tuple[Term, ...] = ()
    """The terms that are marked in it."""
    mentions: dict[IndexName, list[str]] = field(default_factory=dict)
    """The ids of the paragraphs that name somebody whom the index looks for."""
    dropped: list[str] = field(default_factory=list)
    """The ids in the book of the headings that it leaves out."""


def drop_header_links(tree: LexborNode, _: Draft) -> None:
    """Drop the signs that lead to a heading on the website."""
    for link in tree.css("a.headerlink"):
        link.remove()


def drop_empty_sections(tree: LexborNode, draft: Draft) -> None:
    """Drop a heading of which the book has taken all: a quiz on the page asks its questions.

    A heading under which the author has written nothing stays.
    """
    for heading in reversed(tree.css("h2, h3, h4, h5, h6")):  # the inner ones first
        after, taken = heading.next, False
        while after is not None and (after.is_empty_text_node or after.tag == "sg-taken"):
            taken |= after.tag == "sg-taken"
            after = after.next
        ends = after is None and heading.parent == tree
        if taken and (ends or (after is not None and _ends_before(heading, after))):
            draft.dropped.append(f"{draft.slug}--{value(heading, 'id')}")
            heading.remove()
    for mark in tree.css("sg-taken"):
        mark.remove()


def _ends_before(heading: LexborNode, node: LexborNode) -> bool:
    """Whether a node is the heading of another section, and not of one inside."""
    return bool(HEADING.fullmatch(node.tag or "")) and (node.tag or "") <= (heading.tag or "")


def hold_ends(tree: LexborNode, _: Draft) -> None:
    """Mark the entries of short lists, and of a longer one as many as fill a quarter of a page.

    Those at the end of a chapter stay together, so that no page holds two lines. A long list that
    did so whole would leave the page before it empty. A heading under which a quarter of a page
    stands is marked too: a page may begin with it.
    """
    last = [node for node in tree.iter() if node.is_element_node][-LAST:]
    for place, node in enumerate(last, 1):
        if node.tag == "h2" and sum(map(_letters, last[place:])) > QUARTER:
            node.attrs["class"] = f"{value(node, 'class')} sg-much".strip()
    ends = [node for node in last if node.tag in ("ul", "ol")]
    for found in (*ends, *tree.css(".sg-theme-scenes > ul")):
        entries = [child for child in found.iter() if child.tag == "li"]
        letters = [_letters(entry) for entry in entries]
        most = HALF if sum(letters) <= HALF else QUARTER
        for place, entry in enumerate(entries[1:], 1):
            if sum(letters[place:]) <= most:
                entry.attrs["class"] = f"{value(entry, 'class')} sg-end".strip()


def _letters(node: LexborNode) -> int:
    """The letters that the lines of an element have room for, those of a list entry by entry."""
    entries = [child for child in node.iter() if child.tag == "li"]
    return sum(map(_letters, entries)) or LINE * (len(node.text()) // LINE + 1)


def hold_pictures(tree: LexborNode, _: Draft) -> None:
    """Mark the pictures that have room on one page of large print, below their words."""
    for figure in tree.css("figure.sg-picture"):
        drawings = figure.css(".d-large")
        heights = [float(value(drawing, "viewBox").split()[-1]) for drawing in drawings]
        if heights and sum(heights) <= ROOM:
            figure.attrs["class"] = f"{value(figure, 'class')} sg-whole"


def set_lines(tree: LexborNode, draft: Draft) -> None:
    """Give the questions at the end of a page of real life room to write."""
    if draft.page.context:
        add_room(tree, draft.site.language)


def number_citations(tree: LexborNode, draft: Draft) -> None:
    """Make each citation the numbers of its sources."""
    replace_citations(tree, lambda cited: numbered_citation(draft.site, cited))


def mark_terms(tree: LexborNode, draft: Draft) -> None:
    """Mark the first use of each term."""
    draft.terms = mark_with_dots(draft.site, tree, draft.page)


def give_own_ids(tree: LexborNode, draft: Draft) -> None:
    """Put the chapter's name before each id, so that no two chapters share one.

    The title of the chapter has the name itself. Where two share one on their page, links lead to
    the first, as browsers do.
    """
    known: set[str] = set()
    for node in tree.css("[id]"):
        if value(node, "id") in known:
            del node.attrs["id"]
        else:
            known.add(value(node, "id"))
    for name in NAMES:
        for node in tree.css(f"[{name}]"):
            node.attrs[name] = f"{draft.slug}--{value(node, name)}"
    if title := tree.css_first("h1[id]"):
        title.attrs["id"] = draft.slug


def lead_inside(tree: LexborNode, draft: Draft) -> None:
    """Lead links to their places in the book; one that leads out of it keeps its words only."""
    for link in tree.css('a[href^="guide:"]'):
        target, kind = draft.places.find(value(link, "href").removeprefix("guide:"))
        if not target:
            link.unwrap(delete_empty=True)
            continue
        link.attrs["href"] = f"#{target}"
        if "class" not in link.attributes:
            link.attrs["class"] = kind


def unlink(tree: LexborNode, dropped: Collection[str]) -> None:
    """Keep only the words of links to headings that the book leaves out."""
    for link in tree.css('a[href^="#"]') if dropped else ():
        if value(link, "href").removeprefix("#") in dropped:
            link.unwrap(delete_empty=True)


def simplify_links(tree: LexborNode, _: Draft) -> None:
    """Drop the tags inside links: WeasyPrint would make each an annotation outside of the Link."""
    for node in tree.css("a *:not(img)"):
        node.unwrap(delete_empty=True)


def find_pictures(tree: LexborNode, _: object = None) -> None:
    """Name pictures by their place among the files of the site."""
    readdress(tree, "src", lambda path: f"guide-asset:{path}")


def find_mentions(tree: LexborNode, draft: Draft) -> None:
    """Note where somebody is named whom the index looks for."""
    if draft.page.audience == STUDENTS:
        draft.mentions = mark_mentions(tree, draft.slug, draft.site.guide.index)


SETTLING = (
    fit_for_paper,
    number_citations,
    give_own_ids,
    lead_inside,
    simplify_links,
    find_pictures,
)
"""For what is made for the book itself."""
PASSES = (
    drop_header_links,
    fit_for_paper,
    drop_empty_sections,
    hold_ends,
    hold_pictures,
    set_lines,
    number_citations,
    mark_terms,
    give_own_ids,
    lead_inside,
    simplify_links,
    find_pictures,
    find_mentions,
)
"""For a page of the guide, in this order."""
