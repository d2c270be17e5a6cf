"""Mark the first use of each term on a page, and explain it there.

On the website a mark is a button that opens a note: the browser shows it on hover, on focus and on
a tap, keeps it while the pointer is on it, and closes it on Escape. In a book the mark is a line of
dots, and the word list says where each term comes first. The words of a page stay as they are: the
notes stand after them and are not searched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from studyguide.model import AUTHORS, Page, Term
from studyguide.render.fragments import CITATION, attribute, plain
from studyguide.render.site import Site

UNMARKED_TAGS = frozenset(
    {"h1", "h2", "h3", "h4", "h5", "h6", "a", "button", "summary", "label", "legend"}
    | {"caption", "code", "pre", "kbd", "samp", "script", "style", "svg", "math", "select"}
    | {"textarea", "sup", "sg-cite", "sg-question"}
)
UNMARKED_CLASSES = frozenset(
    {"sg-term", "sg-question", "sg-label", "sg-facts", "sg-sources", "sg-picture"}
)
"""A term explains itself already, and in a question a note could give the answer away."""
WORD_START = re.compile(r"(?<![\w-])\w{1,2}")
PLURAL = r"(?:e?s)?(?![\w-])"
Spellings = Mapping[str, Sequence[tuple[re.Pattern[str], str]]]
"""Patterns with the id of their term."""
TERM_USE = "sg-term-use"
MADE = "sg-made"
LINK_TAG = re.compile(r"</?a\b[^>]*>")
FIRST_USE = re.compile(r'<sg-first-use data-term="(?P<id>[^"]*)"></sg-first-use>')


@dataclass(frozen=True)
class Words:
    """The terms to look for on one page."""

    terms: Mapping[str, Term]
    links: Mapping[str, str]
    """The id of the term that each address leads to."""
    spellings: Spellings

    def find(self, text: str) -> Iterator[tuple[re.Match[str], Term]]:
        """Every use of a term in a text, the longest where several begin in one place."""
        end = 0
        for start in WORD_START.finditer(text):
            if start.start() < end:
                continue
            for pattern, name in self.spellings.get(start[0].lower(), ()):
                if match := pattern.match(text, start.start()):
                    end = match.end()
                    yield match, self.terms[name]
                    break


@dataclass(frozen=True)
class Marked:
    """A page with its marks, and the terms they are on, in the order of the text."""

    html: str
    terms: tuple[Term, ...]


def words_for(site: Site, page: Page) -> Words:
    """Every term to mark on the page: not those that stand on it, and none for authors."""
    terms = {
        term.id: term
        for term in site.guide.terms
        if term.mark and term.page != page.src and page.audience != AUTHORS
    }
    names = tuple((name, (site.title(name), *term.forms)) for name, term in terms.items())
    return Words(terms, {site.link(name): name for name in terms}, _spellings(names))


@lru_cache(maxsize=16)
def _spellings(names: tuple[tuple[str, tuple[str, ...]], ...]) -> Spellings:
    """How to find each term, by the letters it begins with; the longest spelling first."""
    found: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    texts = [(plain(text), name) for name, several in names for text in several]
    for text, name in sorted(texts, key=lambda entry: (-len(entry[0]), entry)):
        if start := WORD_START.match(text):
            found.setdefault(start[0].lower(), []).append((_spelling(text), name))
    return found


def _spelling(text: str) -> re.Pattern[str]:
    """A pattern for one spelling; one with a capital is a name and keeps it."""
    pattern = re.escape(text).replace(r"\ ", r"\s+")
    if text[0].islower():
        pattern = f"[{text[0]}{text[0].upper()}]{pattern[1:]}"
    return re.compile(pattern + PLURAL)


def mark_first_uses(html: str, words: Words, mark: Callable[[str, Term], str]) -> Marked:
    """Put what `mark` makes of its words in the place of each term's first use.

    A link that leads to a term counts as its use, and `mark` gets the whole link.
    """
    if not words.terms:
        return Marked(html, ())
    tree = LexborHTMLParser(f"<!doctype html><body>{html}</body>")
    body = tree.body
    if body is None:
        return Marked(html, ())
    found: dict[str, Term] = {}
    for node in list(_places(body, words.links)):
        if node.is_text_node:
            _mark_text(tree, node, words, mark, found)
            continue
        name = words.links[node.attributes["href"] or ""]
        if name not in found:
            found[name] = words.terms[name]
            _replace(tree, node, mark(node.html or "", found[name]))
    body.unwrap_tags([MADE])
    return Marked((body.inner_html or "") if found else html, tuple(found.values()))


def _places(node: LexborNode, links: Mapping[str, str]) -> Iterator[LexborNode]:
    """The texts that may be marked and the links to terms, in the order of the page."""
    for child in node.iter(include_text=True):
        if child.is_text_node or (child.tag == "a" and child.attributes.get("href") in links):
            yield child
        elif child.tag not in UNMARKED_TAGS and UNMARKED_CLASSES.isdisjoint(
            (child.attributes.get("class") or "").split()
        ):
            yield from _places(child, links)


def _mark_text(
    tree: LexborHTMLParser,
    node: LexborNode,
    words: Words,
    mark: Callable[[str, Term], str],
    found: dict[str, Term],
) -> None:
    text = node.text_content or ""
    pieces: list[str] = []
    at = 0
    for match, term in words.find(text):
        if term.id in found:
            continue
        found[term.id] = term
        pieces += [attribute(text[at : match.start()]), mark(attribute(match[0]), term)]
        at = match.end()
    if pieces:
        _replace(tree, node, "".join([*pieces, attribute(text[at:])]))


def _replace(tree: LexborHTMLParser, node: LexborNode, html: str) -> None:
    """Put HTML in the place of a node, for now inside an element that is unwrapped at the end."""
    made = tree.create_node(MADE)
    made.inner_html = html
    node.replace_with(made)


def with_notes(site: Site, html: str, page: Page) -> str:
    """A page of the website with its terms marked, and their notes after it."""
    marked = mark_first_uses(html, words_for(site, page), _button)
    if not marked.terms:
        return html
    notes = "\n".join(_note(site, term) for term in marked.terms)
    return f'{marked.html}\n<div class="sg-glosses">\n{notes}\n</div>'


def _button(words: str, term: Term) -> str:
    target = f"gloss--{term.id}"
    return (
        f'<button type="button" class="{TERM_USE}" popovertarget="{target}" '
        f'popovertargetaction="show" interestfor="{target}">{LINK_TAG.sub("", words)}</button>'
    )


def _note(site: Site, term: Term) -> str:
    word = plain(site.title(term.id))
    spanish = (
        f' <span class="sg-spanish" lang="es">{attribute(term.spanish)}</span>'
        if term.spanish
        else ""
    )
    definition = LINK_TAG.sub("", CITATION.sub("", site.of(term).body))
    title = attribute(site.guide.page_by_src[term.page].title)
    return (
        f'<aside class="sg-gloss" id="gloss--{term.id}" popover role="note" '
        f'aria-label="{attribute(word)}" data-search-exclude>\n'
        f'<p class="sg-word"><strong>{attribute(word)}</strong>{spanish}</p>\n{definition}\n'
        f'<p class="sg-more"><a href="{site.link(term.id)}">'
        f"“{attribute(word)}” in {title}</a></p>\n"
        "</aside>"
    )


def with_dots(site: Site, html: str, page: Page) -> Marked:
    """A chapter of a book with its terms marked, each mark with an id."""
    return mark_first_uses(html, words_for(site, page), _dots)


def _dots(words: str, term: Term) -> str:
    kind = "" if words.startswith("<a") else f'class="{TERM_USE}" '
    return f'<span {kind}id="{use_id(term.id)}">{words}</span>'


def use_id(name: str) -> str:
    """The id of the first use of a term in a chapter."""
    return f"use--{name}"


def with_first_pages(html: str, uses: Mapping[str, str]) -> str:
    """The word list of a book, which says of each term where it comes first."""

    def first(match: re.Match[str]) -> str:
        if match["id"] not in uses:
            return ""
        return (
            '<p class="sg-see"><span class="sg-label">First used</span> '
            f'<a class="sg-inside" href="#{uses[match["id"]]}">page</a></p>'
        )

    return FIRST_USE.sub(first, html)
