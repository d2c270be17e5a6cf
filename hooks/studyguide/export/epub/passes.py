"""What is done to a chapter of the printed book until it fits a reader: one pass for each thing.

Paper has lines to write on, numbers of pages behind links and two drawings of each picture; a
reader has none of these, and has notes that open over the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from posixpath import basename, splitext
from urllib.parse import quote, unquote

from selectolax.lexbor import LexborNode

from studyguide.export.epub.xhtml import xml_name
from studyguide.model import Source
from studyguide.render.citations import between_marks, marks_in
from studyguide.render.glossary import TERM_USE, use_id
from studyguide.render.tree import replace, value
from studyguide.words import Words

ONLY_ON_PAPER = (
    ".sg-lines, .sg-line, .sg-name-line, .sg-places, .sg-rule, .sg-box, .key-slip, .key-quality"
)
ASSET = "guide-asset:/"
TYPES = {
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
"""Pictures that every reader shows (EPUB 3.3, core media types)."""
SAFE = "/:?#@!$&'()*+,;=%-._~"
"""What an address may hold beside letters and digits (RFC 3986)."""
LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
OUTSIDE = re.compile(r"https?://.|mailto:|tel:")
INSIDE_ONLY = frozenset({"ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr", "figure"})
"""Elements in which a page cannot begin between two children."""
BEGINS = frozenset({"li", "dt", "dd", "td", "th", "caption", "figcaption"})
"""Those of their children in which it begins instead."""
SHEET = '<rect width="100%" height="100%" fill="#fff"></rect>'
PAGE = "page"
"""The words of a link behind which paper has the number of a page."""


@dataclass
class Pictures:
    """The files of the site that the book takes with it, and what they are called there."""

    files: Mapping[str, bytes]
    names: dict[str, str] = field(default_factory=dict)
    """The name in the book of each, by its path in the site."""

    def take(self, path: str) -> str:
        """The name in the book of the file at that path; nothing if no reader could show it."""
        ending = splitext(path)[1].lower()
        if ending not in TYPES or path not in self.files:
            return ""
        plain = re.sub(r"[^A-Za-z0-9_-]+", "-", basename(path)[: -len(ending)]).strip("-")
        number = len(self.names) + 1
        return self.names.setdefault(path, f"pictures/{number:03d}-{plain or 'picture'}{ending}")


def drop_paper(tree: LexborNode) -> None:
    """Drop what only paper needs: room to write, and drawings for the width of a sheet."""
    for node in tree.css(ONLY_ON_PAPER):
        node.decompose()
    for drawings in tree.css(".sg-drawings"):
        if drawings.css_first("svg.d-large"):
            for drawing in drawings.css("svg.d-paper"):
                drawing.decompose()
    for gap in tree.css(".sg-gap"):
        number = gap.text().strip()
        gap.inner_html = f"({number}) ______" if number else "______"
    for folded in tree.css("details"):
        folded.attrs["class"] = f"admonition {value(folded, 'class')}".strip()
    for title in tree.css("summary"):
        title.attrs["class"] = "admonition-title"
    for box in tree.css('input[type="checkbox"]'):
        replace(box, "☑" if "checked" in box.attributes else "☐")


def set_pictures(tree: LexborNode, pictures: Pictures) -> None:
    """Take the files of pictures along; what no reader could show leaves its words.

    Drawings get a name for those who cannot see them, and paper to stand on: black lines on a black
    page would be lost.
    """
    for image in tree.css("img"):
        src = value(image, "src")
        path = unquote(re.split("[?#]", src.removeprefix(ASSET))[0])
        name = pictures.take(path) if src.startswith(ASSET) else ""
        if name:
            image.attrs["src"] = name
            image.attrs["alt"] = value(image, "alt")
        else:
            replace(image, escape(value(image, "alt")))
    for drawing in tree.css("svg.sg-drawing"):
        title = drawing.css_first("title")
        said = title.text() if title else ""
        drawing.attrs["role"] = "img"
        drawing.attrs["aria-label"] = said
        if title:
            title.remove()
        drawing.inner_html = f"<title>{escape(said)}</title>{SHEET}{drawing.inner_html}"


def set_notes(
    tree: LexborNode,
    sources: Sequence[Source],
    places: Mapping[str, str],
    slug: str,
    words: Words,
) -> dict[str, str]:
    """Make citations and footnotes notes; gives the id of the first citation of each source.

    `places` are the ids of the sources in their list. A note is `endnote` in a list: readers open
    it over the text, and it stays readable in its list. What is called `footnote` vanishes from its
    page in Apple Books and Thorium. It has no role of its own: `doc-endnote` is out of date
    (DPUB-ARIA 1.1), and a list holds items.
    """
    cited: dict[str, str] = {}
    for number, cite in enumerate(tree.css(".sg-cite"), 1):
        links: dict[str, str] = {}
        for mark in marks_in(cite):
            source = next(iter(sources[mark.number - 1 : mark.number]), None)
            if source is None or source.id not in places:
                continue
            own = f"cite-{slug}-{number}-{mark.number}"
            if own in links:
                own = f"{own}-{len(links)}"  # another place in the same source
            cited.setdefault(source.id, own)
            links[own] = (
                f'<a id="{own}" href="#{places[source.id]}" epub:type="noteref" role="doc-noteref">'
                f"{mark.said}</a>"
            )
        if links:
            cite.inner_html = between_marks(cite).join(links.values())
    for reference in tree.css("a.footnote-ref"):
        reference.attrs["epub:type"] = "noteref"
        reference.attrs["role"] = "doc-noteref"
    for back in tree.css("a.footnote-backref"):
        back.attrs["role"] = "doc-backlink"
        back.attrs["aria-label"] = words.gettext("Back to the text")
    for notes in tree.css("div.footnote, div.sg-sources"):
        notes.attrs["role"] = "doc-endnotes"
        notes.attrs["epub:type"] = "endnotes"
        at_foot = value(notes, "class") == "footnote"
        notes.attrs["aria-label"] = words.gettext("Notes") if at_foot else words.gettext("Sources")
        for item in notes.css("li[id]"):
            item.attrs["epub:type"] = "endnote"
    return cited


def lead_to_terms(tree: LexborNode, places: Mapping[str, str]) -> None:
    """Lead each marked word to its entry in the word list; `places` are the ids of those."""
    for use in tree.css(f"span.{TERM_USE}[id]"):
        target = places.get(value(use, "id").partition(f"--{use_id('')}")[2])
        if target:
            use.inner_html = (
                f'<a href="#{target}" epub:type="glossref" role="doc-glossref">{use.inner_html}</a>'
            )


def define_terms(tree: LexborNode) -> bool:
    """Mark the words that a chapter explains as such; whether there are any."""
    words = tree.css(".sg-term .sg-word > strong")
    for word in words:
        replace(word, f"<dfn>{word.inner_html}</dfn>")
    return bool(words)


def name_pages(tree: LexborNode, label: Callable[[str], str], words: Words) -> None:
    """Say of a link behind which paper has a number where it leads.

    Those of an answer lead back to its question.
    """
    for link in tree.css('a[href^="#"]'):
        if link.text() != PAGE:
            continue
        if link.parent is not None and "key-place" in value(link.parent, "class").split():
            link.inner_html = escape(words.gettext("Back to the question"))
            link.attrs["role"] = "doc-backlink"
        else:
            link.inner_html = escape(label(value(link, "href")[1:]))


def lead_to_answers(tree: LexborNode, words: Words) -> None:
    """Set the link from a question to its answer where the question ends."""
    for label in tree.css(".key-at"):
        around = label.parent
        for link in label.css("a"):
            asked = around is not None and "sg-question" in value(around, "class").split()
            said = words.gettext("Answer") if asked else words.gettext("Notes on this")
            link.inner_html = escape(said)
        if around is not None and around.tag != "body":
            around.insert_child(label, move=True)


def set_page_breaks(
    tree: LexborNode, printed: Mapping[str, str], seen: set[str], words: Words
) -> list[str]:
    """Set a mark where a page of the printed book begins, as far as a place with an id tells.

    `seen` are the pages marked before, and takes up the new ones, which come out; the id of a mark
    is `page-` and the number.
    """
    found: list[str] = []
    for node in tree.css("[id]"):
        number = printed.get(value(node, "id"), "")
        if not number.isdecimal() or number in seen or _is_drawn(node):
            continue
        inside = node.parent is not None and node.parent.tag in INSIDE_ONLY
        if inside and node.tag not in BEGINS:
            continue
        seen.add(number)
        found.append(number)
        mark = node.parser.create_node("span")
        mark.attrs["id"] = f"{PAGE}-{number}"
        mark.attrs["epub:type"] = "pagebreak"
        mark.attrs["role"] = "doc-pagebreak"
        mark.attrs["aria-label"] = " " + words.gettext("Page %(number)s.", number=number) + " "
        if not inside:
            node.insert_before(mark, move=True)
        elif node.first_child is not None:
            node.first_child.insert_before(mark, move=True)
        else:
            node.insert_child(mark, move=True)
    return found


def _is_drawn(node: LexborNode | None) -> bool:
    while node is not None:
        if node.tag in ("svg", "math"):
            return True
        node = node.parent
    return False


def settle_links(tree: LexborNode, files: Mapping[str, str]) -> None:
    """Lead links inside the book to their files, by id; one that leads nowhere keeps its words."""
    for link in tree.css("a[href]"):
        href = value(link, "href")
        if href.startswith("#"):
            target = href[1:] if href[1:] in files else unquote(href[1:])
            if target in files:
                link.attrs["href"] = f"{files[target]}#{xml_name(target)}"
                continue
        elif OUTSIDE.match(href):
            link.attrs["href"] = quote(LONE_PERCENT.sub("%25", href), SAFE)
            continue
        link.unwrap(delete_empty=True)
