"""What readers study with in their browser: flashcards, the way through the guide, and a schedule.

Everything is named by what it is (a word, a scene, a page), never by its place in a list, so that
what a browser has kept stays with it when the guide grows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from studyguide.language.views import is_step
from studyguide.model import Character, Page, Question, Quiz, Scene, Term, View, unique
from studyguide.render.fragments import as_made, plain
from studyguide.render.site import Site

LEITNER = (1, 2, 4, 8, 16)
"""Days until a card comes back, for each of the five boxes of the Leitner system (Sebastian
Leitner, *So lernt man lernen*, 1972): what one knows moves up a box, what one does not goes back
to the first. He left the lengths to the learner; here each box waits twice as long as the last."""


CLEAR = 2
"""The strength from which a scene's theme is one that its words and people are learned under."""


@dataclass(frozen=True)
class Card:
    """A flashcard; its id is that of the block it is made from."""

    id: str
    front: Markup
    back: Markup
    link: str
    scenes: tuple[Scene, ...]
    """Where it belongs in the story."""
    example: str = ""
    spanish: str = ""


@dataclass(frozen=True)
class Packs:
    """Other ways to put the cards into packs: the names of the packs, and those of each card."""

    acts: tuple[str, ...]
    themes: tuple[str, ...]
    of: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    """By the id of a card: the acts and the themes it belongs to."""


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
        Card(
            who.id,
            as_made(site.title(who.id)),
            as_made(site.of(who).body),
            site.link(who.id),
            site.scenes_of_character(who.id),
        )
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
    return Card(
        term.id,
        as_made(site.title(term.id)),
        as_made(site.of(term).body),
        site.link(term.id),
        site.scenes_named(term.scenes),
        as_made(site.part_html(term, "example")),
        term.spanish,
    )


def packs(site: Site, dealt: Sequence[Deck]) -> Packs:
    """The cards by the acts and by the themes of their scenes, each in the order of the guide."""
    of = {card.id: _places(site, card.scenes) for deck in dealt for card in deck.cards}
    acts = [name for name, _ in site.by_act(site.guide.scenes)]
    themes = [plain(site.title(theme.id)) for theme in site.guide.themes]
    used = [{name for names in of.values() for name in names[at]} for at in (0, 1)]
    return Packs(
        tuple(name for name in acts if name in used[0]),
        tuple(name for name in themes if name in used[1]),
        of,
    )


def _places(site: Site, scenes: Sequence[Scene]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    acts = tuple(name for name, _ in site.by_act(scenes))
    clear = {s.theme for scene in scenes for s in scene.themes if s.strength >= CLEAR}
    return acts, tuple(plain(site.title(t.id)) for t in site.guide.themes if t.id in clear)


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


def story_in_short(site: Site) -> Step | None:
    """The page that tells the story in short: it opens the section in which the scenes stand."""
    scenes = {scene.page for scene in site.guide.scenes}
    section = next((one for one in site.sections if scenes & set(one.pages)), None)
    first = site.guide.page_by_src.get(section.pages[0]) if section else None
    return _step(site, first) if first and first.src not in scenes and is_step(first) else None


def unit(page: Page) -> str:
    """What the page is ticked off by, as in `page:synopsis/act-1`."""
    return "page:" + page.src.removesuffix(".md").removesuffix("/index")


def asks(page: Page) -> bool:
    """Whether questions are asked on the page."""
    return any(isinstance(block, Question | Quiz) for block in page.blocks)


def learns(page: Page) -> bool:
    """Whether something on the page is also a card."""
    return any(isinstance(block, Term | Character) for block in page.blocks)


def tool_link(site: Site, view: str) -> str:
    """The link to the first page that shows this view; empty if none does."""
    found: Iterator[str] = (
        f"guide:/{site.urls[block.page]}"
        for block in site.guide.blocks()
        if isinstance(block, View) and block.title == view
    )
    return next(found, "")
