"""Take a page's finished HTML apart: the texts of its blocks, and the page around them.

Every text has been through Markdown once. Here the pieces are found again by the numbers they were
stamped with; what is left of the page holds a slot for each block. Links lose their page: inside
the site every link becomes `guide:/path`, so that a piece can be set on any page or in the book.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import urljoin, urlsplit

from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser, LexborNode

from studyguide.render.allowed_html import Foreign, foreign
from studyguide.render.mathematics import set_formulas, with_latex
from studyguide.render.unread import Unread, unread, unreadable_formula

CITATION = re.compile(r"\s*<sg-cite\b[^>]*>[^<]*</sg-cite>", re.IGNORECASE)
SLOT = re.compile(r'<sg-slot n="(?P<n>\d+)"></sg-slot>')
TAG = re.compile(r"<[^>]*>")
HEADER_LINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
H1 = re.compile(r"<h1\b", re.IGNORECASE)
TITLE_ID = "page-title"
"""The id of a heading that is made from the title."""
KEY_MARK = re.compile(r"^\s*\[[ xX]\]\s*")
BLOCK_ELEMENTS = "p pre div ul ol dl table blockquote details figure hr h1 h2 h3 h4 h5 h6"
BLOCKS = frozenset(BLOCK_ELEMENTS.split())
"""Elements that end a line of text."""
MORE = '<div class="sg-more">'
"""Begins what an answer holds beside its first line: code, a list, further paragraphs."""


@dataclass(frozen=True)
class PartHtml:
    """A part: the HTML of its title and of its text."""

    title: str
    html: str


@dataclass(frozen=True)
class AnswerHtml:
    """An entry of a question's list: the HTML of its words and of its reason."""

    text: str
    """A line of text, which may stand in any element; then `MORE`, if there is more."""
    reason: str


@dataclass(frozen=True)
class BlockHtml:
    """One block's texts as HTML; parts are in source order."""

    title: str
    body: str
    parts: tuple[PartHtml, ...]
    answers: tuple[AnswerHtml, ...] = ()
    """For a question: the entries of its list."""


@dataclass(frozen=True)
class PageHtml:
    """A rendered page, taken apart."""

    template: str
    """The page with `<sg-slot n="3"></sg-slot>` where block 3 stood."""
    blocks: Mapping[int, BlockHtml]
    anchors: Collection[str]
    """Every id on the page."""
    repeated: tuple[int, ...]
    """Numbers that came back more than once."""
    leaked: tuple[str, ...]
    """Readable lines that begin with the slashes of a block."""
    title: str = ""
    """The words of the page's first heading."""
    cited: Collection[int] = frozenset()
    """Numbers of the citations that came out, in the order of the page's own text."""
    cited_in_links: Collection[int] = frozenset()
    """Those of them that stand inside a link."""
    linked: Collection[str] = ()
    """What follows the `#` in each link that leads to a place, once for each link."""
    foreign: tuple[Foreign, ...] = ()
    """What must not stand in a page."""
    unread: tuple[Unread, ...] = ()
    """Marks of Markdown that readers would see."""
    title_id: str = ""
    """The id of the first heading."""
    anchors_twice: Collection[str] = ()
    """Ids that more than one element has, in the order of the page."""


def with_title(html: str, title: str) -> str:
    """The HTML of a page, headed by its title where its author wrote no heading of the first level.

    The theme would set one on the website only.
    """
    if H1.search(html) or not title:
        return html
    return f'<h1 id="{TITLE_ID}">{escape(title)}</h1>\n{html}'


def take_apart(html: str, page_url: str) -> PageHtml:
    """Take the HTML of the page at `page_url` (relative to the site's root) apart."""
    tree = LexborHTMLParser(f"<!doctype html><body>{html}</body>")
    body = tree.body
    if body is None:
        return PageHtml("", {}, frozenset(), (), ())
    found = foreign(html, body)
    anchors = Counter(node.attributes["id"] or "" for node in body.css("[id]"))
    leaked = tuple(_leaked(body))
    links = [node.attributes["href"] or "" for node in body.css("a[href]:not(.headerlink)")]
    linked = tuple(link.partition("#")[2] for link in links)
    in_links = frozenset(n for node in body.css("a sg-cite") for n in _numbers(node))
    cited = frozenset(n for node in body.css("sg-cite") for n in _numbers(node))
    for node in body.css("sg-cite[data-n]"):
        del node.attrs["data-n"]
    marks = (*unread(body), *(unreadable_formula(*one) for one in set_formulas(body)))
    for name in ("href", "src"):
        for node in body.css(f"[{name}]"):
            if name in node.attributes:  # the selector finds `xlink:href` too
                node.attrs[name] = _rooted(node.attributes[name] or "", page_url)
    blocks: dict[int, BlockHtml] = {}
    repeated: list[int] = []
    for node in body.css("div[data-sg]:not([data-sg-part])"):
        number = _number(node)
        if number in blocks:
            repeated.append(number)
        blocks[number] = _block(node)
        slot = tree.create_node("sg-slot")
        slot.attrs["n"] = str(number)
        node.replace_with(slot)
    html = body.inner_html or ""
    heading = body.css_first("h1")
    return PageHtml(
        html,
        blocks,
        frozenset(anchors),
        tuple(repeated),
        leaked,
        plain(HEADER_LINK.sub("", heading.html or "")) if heading else "",
        cited,
        in_links,
        linked,
        found,
        marks,
        (heading.attributes.get("id") or "") if heading else "",
        tuple(name for name, count in anchors.items() if name and count > 1),
    )


def _numbers(citation: LexborNode) -> range:
    """The numbers of the sources that a citation names: one after the other."""
    first = citation.attributes.get("data-n") or ""
    count = len((citation.attributes.get("data-ids") or "").split())
    return range(int(first), int(first) + count) if first.isdecimal() else range(0)


def _number(node: LexborNode) -> int:
    """The running number of a block; -1 where somebody else wrote the attribute."""
    text = node.attributes["data-sg"] or ""
    return int(text) if text.isascii() and text.isdigit() else -1


def _rooted(url: str, page_url: str) -> str:
    """A relative URL as `guide:/path#fragment`; others as they are."""
    try:
        parts = urlsplit(url)
        if parts.scheme or parts.netloc:
            return url
        return "guide:" + urljoin(f"/{page_url}", url)
    except ValueError:  # not an address: the author's raw HTML keeps it
        return url


def _leaked(body: LexborNode) -> list[str]:
    texts = (node for node in body.traverse(include_text=True) if node.is_text_node)
    readable = (node.text_content or "" for node in texts if not _in_code(node))
    lines = (line.strip() for text in readable for line in text.split("\n"))
    return [line for line in lines if line.startswith("///")]


def _in_code(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.tag in ("code", "pre", "script", "style"):
            return True
        parent = parent.parent
    return False


def _block(node: LexborNode) -> BlockHtml:
    inside = node.css("div[data-sg-part]")
    parts = tuple(_part(part) for part in inside)
    for part in inside:
        part.decompose()
    title = _take_title(node)
    if "data-sg-answers" not in node.attributes:
        return BlockHtml(title, _inner(node), parts)
    return BlockHtml(title, "", parts, tuple(_answer(item) for item in _items(node)))


def _part(node: LexborNode) -> PartHtml:
    title = _take_title(node)
    return PartHtml(title, _inner(node))


def _take_title(node: LexborNode) -> str:
    """Remove the title and the label from an element, and give back the title's HTML."""
    for label in node.css("[data-sg-label]"):
        label.decompose()
    title = node.css_first("[data-sg-title]")
    if title is None:
        return ""
    for link in title.css("a.headerlink"):
        link.decompose()
    html = _inner(title)
    title.decompose()
    return html


def _items(node: LexborNode) -> list[LexborNode]:
    """The items of the lists that stand right inside a block."""
    lists = [child for child in node.iter() if child.tag in ("ul", "ol")]
    return [item for found in lists for item in found.iter() if item.tag == "li"]


def _answer(item: LexborNode) -> AnswerHtml:
    quotes = [child for child in item.iter() if child.tag == "blockquote"]
    reason = "".join(_inner(quote) for quote in quotes)
    for quote in quotes:
        quote.decompose()
    return AnswerHtml(_line_and_more(item), reason.strip())


def _line_and_more(item: LexborNode) -> str:
    line, more = "", ""
    for child in item.iter(include_text=True):
        html = child.html or ""
        if more or (child.tag in BLOCKS and (child.tag != "p" or line.strip())):
            more += html
        else:
            line += _inner(child) if child.tag == "p" else html
    line = KEY_MARK.sub("", line).strip()
    return f"{line}{MORE}{more.strip()}</div>" if more.strip() else line


def first_line(text: str) -> str:
    """The line of text that an answer begins with, for elements that hold no more than that."""
    return text.partition(MORE)[0]


def all_but_line(text: str) -> str:
    """What an answer holds beside its first line; mostly nothing."""
    return text[len(first_line(text)) :]


def _inner(node: LexborNode) -> str:
    return (node.inner_html or "").strip()


def plain(html: str) -> str:
    """The words of a piece of HTML, without citations, on one line."""
    words = TAG.sub(" ", CITATION.sub("", with_latex(html)))
    text = re.sub(r"\s+", " ", unescape(words)).strip()
    return re.sub(r" ([.,;:!?)])", r"\1", text)


def attribute(text: str) -> str:
    """A text made safe for an HTML attribute or element."""
    return escape(text, quote=True)


def as_made(html: str) -> Markup:
    """HTML that Markdown has made, for a template to take as it is."""
    return Markup(html)  # noqa: S704 - made by Markdown
