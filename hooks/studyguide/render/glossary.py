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

from selectolax.lexbor import LexborNode

from studyguide.model import AUTHORS, Page, Term
from studyguide.render.citations import replace_citations
from studyguide.render.fragments import attribute, plain
from studyguide.render.site import Site
from studyguide.render.tree import append, drop_links, parse, replace, value, write
from studyguide.words.rules import Rules

UNMARKED_TAGS = frozenset(
    {"h1", "h2", "h3", "h4", "h5", "h6", "a", "button", "summary", "label", "legend"}
    | {"caption", "code", "pre", "kbd", "samp", "script", "style", "svg", "math", "select"}
    | {"textarea", "sup", "cite", "sg-cite", "sg-question"}
)
UNMARKED_CLASSES = frozenset(
    {"sg-term", "sg-question", "sg-label", "sg-facts", "sg-card", "sg-sources", "sg-picture"}
)
"""A term explains itself already, and in a question a note could give the answer away."""
WORD_START = re.compile(r"(?<![\w-])\w{1,2}")
WORD_END = r"(?![\w-])"
Spellings = Mapping[str, Sequence[tuple[re.Pattern[str], str]]]
"""Patterns with the id of their term."""
TERM_USE = "sg-term-use"
TERM_WORDS = "sg-term-words"
SEVERAL = re.compile(r"([^<>]+\s)([^<>\s]+)")
"""Words without an element: all but the last, and the last."""
FIRST_USE = "sg-first-use"
Mark = Callable[[str, Term, str], str]
"""Makes a mark of the words, their term, and the link that they stand in, or nothing."""


@dataclass(frozen=True)
class Words:
    """The terms to look for on one page."""

    terms: Mapping[str, Term]
    links: Mapping[str, str]
    """The id of the term that each address leads to."""
    spellings: Spellings
    titles: frozenset[str]
    """Those of the work and of its sources, whose words mean the text and nothing else."""

    def passes_over(self, node: LexborNode) -> bool:
        """Whether nothing inside an element is marked."""
        classes = (node.attributes.get("class") or "").split()
        is_title = node.tag == "em" and node.text().strip() in self.titles
        return node.tag in UNMARKED_TAGS or is_title or not UNMARKED_CLASSES.isdisjoint(classes)

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


def words_for(site: Site, page: Page) -> Words:
    """Every term to mark on the page: not those that stand on it, and none for authors."""
    terms = {
        term.id: term
        for term in site.guide.terms
        if term.mark and term.page != page.src and page.audience != AUTHORS
    }
    names = tuple((name, (site.title(name), *term.forms)) for name, term in terms.items())
    spellings = _spellings(names, site.language)
    titles = frozenset((site.guide.work.title, *(one.title for one in site.guide.sources)))
    return Words(terms, {site.link(name): name for name in terms}, spellings, titles)


@lru_cache(maxsize=16)
def _spellings(names: tuple[tuple[str, tuple[str, ...]], ...], language: Rules) -> Spellings:
    """How to find each term, by the letters it begins with; the longest spelling first."""
    found: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    texts = [(plain(text), name) for name, several in names for text in several]
    for text, name in sorted(texts, key=lambda entry: (-len(entry[0]), entry)):
        forms = (text, *_plurals(text, language))
        pattern = re.compile(f"(?:{'|'.join(map(_expression, forms))}){WORD_END}")
        starts = filter(None, map(WORD_START.match, forms))
        for start in dict.fromkeys(match[0].lower() for match in starts):
            found.setdefault(start, []).append((pattern, name))
    return found


def _plurals(text: str, language: Rules) -> Iterator[str]:
    """The plurals that a word may have, by its ending."""
    ending = next((one for one in language.plurals if text.endswith(one)), "")
    for plural in language.plurals.get(ending, ()):
        yield text.removesuffix(ending) + plural


def _expression(text: str) -> str:
    """How one form is found; one with a capital is a name and keeps it."""
    pattern = re.escape(text).replace(r"\ ", r"\s+")
    return f"[{text[0]}{text[0].upper()}]{pattern[1:]}" if text[0].islower() else pattern


def mark_first_uses(tree: LexborNode, words: Words, mark: Mark) -> tuple[Term, ...]:
    """Put what `mark` makes of its words in the place of each term's first use.

    A link that leads to a term counts as its use. Comes out: the terms, in the order of the text.
    """
    found: dict[str, Term] = {}
    for node in list(_places(tree, words)) if words.terms else ():
        if node.is_text_node:
            _mark_text(node, words, mark, found)
            continue
        name = words.links[value(node, "href")]
        if name not in found:
            found[name] = words.terms[name]
            replace(node, mark(write(node), found[name], node.html or ""))
    return tuple(found.values())


def _places(node: LexborNode, words: Words) -> Iterator[LexborNode]:
    """The texts that may be marked and the links to terms, in the order of the page."""
    for child in node.iter(include_text=True):
        if child.is_text_node or (child.tag == "a" and child.attributes.get("href") in words.links):
            yield child
        elif not words.passes_over(child):
            yield from _places(child, words)


def _mark_text(node: LexborNode, words: Words, mark: Mark, found: dict[str, Term]) -> None:
    text = node.text_content or ""
    pieces: list[str] = []
    at = 0
    for match, term in words.find(text):
        if term.id in found:
            continue
        found[term.id] = term
        pieces += [attribute(text[at : match.start()]), mark(attribute(match[0]), term, "")]
        at = match.end()
    if pieces:
        replace(node, "".join([*pieces, attribute(text[at:])]))


def add_notes(site: Site, tree: LexborNode, page: Page) -> None:
    """Mark the terms on a page of the website, and set their notes after it."""
    terms = mark_first_uses(tree, words_for(site, page), _button)
    if terms:
        notes = "\n".join(_note(site, term) for term in terms)
        append(tree, f'\n<div class="sg-glosses">\n{notes}\n</div>')


def _button(words: str, term: Term, _link: str) -> str:
    """The mark: a button, and around it a label with the words before the last, if it has several.

    Browsers make a box of a button; only what stands outside of it breaks into lines as words do.
    """
    target = f"gloss--{term.id}"
    several = SEVERAL.fullmatch(words)
    first, last = several.groups() if several else ("", words)
    button = (
        f'<button type="button" class="{TERM_USE}" popovertarget="{target}" '
        f'popovertargetaction="show" interestfor="{target}">{last}</button>'
    )
    return f'<label class="{TERM_WORDS}">{first}{button}</label>' if first else button


def _note(site: Site, term: Term) -> str:
    word = plain(site.title(term.id))
    spanish = (
        f' <span class="sg-spanish" lang="es">{attribute(term.spanish)}</span>'
        if term.spanish
        else ""
    )
    definition = parse(site.of(term).body)
    replace_citations(definition, lambda _: "")
    drop_links(definition)
    title = attribute(site.guide.page_by_src[term.page].title)
    said = site.words.gettext("“%(word)s” in %(page)s", word=attribute(word), page=title)
    return (
        f'<aside class="sg-gloss" id="gloss--{term.id}" popover role="note" '
        f'aria-label="{attribute(word)}" data-search-exclude>\n'
        f'<p class="sg-word"><strong>{attribute(word)}</strong>{spanish}</p>\n{write(definition)}\n'
        f'<p class="sg-more"><a href="{site.link(term.id)}">'
        f"{said}</a></p>\n"
        "</aside>"
    )


def mark_with_dots(site: Site, tree: LexborNode, page: Page) -> tuple[Term, ...]:
    """Mark the terms in a chapter of a book, each mark with an id; the terms come out."""
    return mark_first_uses(tree, words_for(site, page), _dots)


def _dots(words: str, term: Term, link: str) -> str:
    kind = "" if link else f'class="{TERM_USE}" '
    return f'<span {kind}id="{use_id(term.id)}">{link or words}</span>'


def use_id(name: str) -> str:
    """The id of the first use of a term in a chapter."""
    return f"use--{name}"


def say_first_pages(site: Site, tree: LexborNode, uses: Mapping[str, str]) -> None:
    """Say of each term in the word list of a book where it comes first."""
    page, label = site.words.gettext("page"), site.words.gettext("First used")
    for node in tree.css(FIRST_USE):
        target = uses.get(value(node, "data-term"))
        link = f'<a class="sg-inside" href="#{target}">{attribute(page)}</a>'
        first = f'<p class="sg-see"><span class="sg-label">{attribute(label)}</span> {link}</p>'
        replace(node, first if target else "")
