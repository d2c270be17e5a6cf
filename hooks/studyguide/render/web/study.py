"""What readers study with in their browser: flashcards, the way through the guide, and a schedule.

Everything is named by what it is (a word, a scene, a page), never by its place in a list, so that
what a browser has kept stays with it when the guide grows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from studyguide.language.views import is_step
from studyguide.model import Page, Question, Quiz, Scene, Term, View, unique
from studyguide.render.fragments import as_made
from studyguide.render.site import Site

LEITNER = (1, 2, 4, 8, 16)
"""Days until a card comes back, for each of the five boxes of the Leitner system (Sebastian
Leitner, *So lernt man lernen*, 1972): what one knows moves up a box, what one does not goes back
to the first. He left the lengths to the learner; here each box waits twice as long as the last."""


@dataclass(frozen=True)
class Card:
    """A flashcard; its id is that of the block it is made from."""

    id: str
    front: Markup
    back: Markup
    link: str
    spanish: str = ""


@dataclass(frozen=True)
class Deck:
    """Cards that are learned together."""

    id: str
    title: str
    cards: tuple[Card, ...]


def decks(site: Site) -> tuple[Deck, ...]:
    """The words of each group, then the characters."""
    groups = unique(term.group for term in site.guide.terms)
    found = [
        Deck(f"words-{n}", _words(site, name), _terms(site, name)) for n, name in enumerate(groups)
    ]
    people = tuple(
        Card(who.id, as_made(site.title(who.id)), as_made(site.of(who).body), site.link(who.id))
        for who in site.guide.characters
    )
    return (
        (*found, Deck("people", site.words.gettext("People"), people)) if people else tuple(found)
    )


def _words(site: Site, group: str) -> str:
    return site.words.gettext("Words: %(group)s", group=group)


def _terms(site: Site, group: str) -> tuple[Card, ...]:
    return tuple(_term(site, term) for term in site.guide.terms if term.group == group)


def _term(site: Site, term: Term) -> Card:
    back = site.of(term).body + site.part_html(term, "example")
    title = as_made(site.title(term.id))
    return Card(term.id, title, as_made(back), site.link(term.id), term.spanish)


@dataclass(frozen=True)
class Step:
    """A page on the way through the guide: ticked by its scenes and quizzes, or by itself."""

    unit: str
    title: str
    link: str
    scenes: tuple[Scene, ...] = ()
    quizzes: tuple[Quiz, ...] = ()


@dataclass(frozen=True)
class Stretch:
    """The steps of one section of the nav."""

    title: str
    steps: tuple[Step, ...]


def way(site: Site) -> tuple[Stretch, ...]:
    """The students' pages in the order of the nav, section by section."""
    found = []
    for section in site.sections:
        pages = (site.guide.page_by_src.get(src) for src in section.pages)
        steps = tuple(_step(site, page) for page in pages if page and is_step(page))
        if steps:
            found.append(Stretch(section.title, steps))
    return tuple(found)


def _step(site: Site, page: Page) -> Step:
    return Step(
        unit(page),
        site.html[page.src].title or page.title,
        f"guide:/{site.urls[page.src]}",
        tuple(block for block in page.blocks if isinstance(block, Scene)),
        tuple(block for block in page.blocks if isinstance(block, Quiz)),
    )


def unit(page: Page) -> str:
    """What the page is ticked off by, as in `page:synopsis/act-1`."""
    return "page:" + page.src.removesuffix(".md").removesuffix("/index")


def asks(page: Page) -> bool:
    """Whether questions are asked on the page."""
    return any(isinstance(block, Question | Quiz) for block in page.blocks)


def tool_link(site: Site, view: str) -> str:
    """The link to the first page that shows this view; empty if none does."""
    found: Iterator[str] = (
        f"guide:/{site.urls[block.page]}"
        for block in site.guide.blocks()
        if isinstance(block, View) and block.title == view
    )
    return next(found, "")
