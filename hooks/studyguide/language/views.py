"""What a view shows: the blocks its readers may see, and whether there are any."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from studyguide.edition import published
from studyguide.model import STUDENTS, TEACHERS, Guide, Page


@dataclass(frozen=True)
class Need:
    """What a view is made from."""

    has: Callable[[Guide], bool]
    """Whether a guide has it."""
    what: str = ""
    """It in words; empty where a guide may well have nothing of it yet."""
    whole: bool = False
    """Whether it is the same on every page, and not only what the readers of its page may see."""


def _has_strengths(guide: Guide) -> bool:
    themes = {theme.id for theme in guide.themes}
    return any(strength.theme in themes for scene in guide.scenes for strength in scene.themes)


def _has_ties(guide: Guide) -> bool:
    known = {character.id for character in guide.characters}
    return any(tie.to in known - {who.id} for who in guide.characters for tie in who.ties)


def _has_warnings(guide: Guide) -> bool:
    return any(c.major and c.parts_named("watch") for c in guide.comparisons)


def _has_cards(guide: Guide) -> bool:
    return bool(guide.terms or guide.characters)


def _has_handouts(guide: Guide) -> bool:
    return bool(guide.quizzes) or any(page.copy for page in guide.pages)


NEEDS: Mapping[str, Need] = {
    "watch-for": Need(_has_warnings, "a `compare` with `major: true` and the part `watch`"),
    "cast": Need(lambda guide: bool(guide.characters), "a `character`"),
    "scenes": Need(lambda guide: bool(guide.scenes), "a `scene`"),
    "verdicts": Need(lambda guide: bool(guide.comparisons), "a `compare`"),
    "sources": Need(lambda guide: bool(guide.cited_sources), whole=True),
    "downloads": Need(lambda guide: bool(published(guide.imprint) or guide.downloads), whole=True),
    "due": Need(
        lambda guide: bool(guide.quizzes) or _has_cards(guide),
        "a `term`, a `character` or a `quiz`",
        whole=True,
    ),
    "cards": Need(_has_cards, "a `term` or a `character`", whole=True),
    "copies": Need(_has_handouts, "a `quiz`, or `copy: page` at the head of a page", whole=True),
    "theme-map": Need(_has_strengths, "a scene that names one of the themes"),
    "character-map": Need(_has_ties, "a character with `ties` to another"),
    "quotes": Need(lambda guide: bool(guide.quotations), "a `quote`"),
    "timeline": Need(lambda guide: bool(guide.moments), "a `moment`"),
    "verdict-overview": Need(lambda guide: bool(guide.comparisons), "a `compare`"),
}
"""For each view that can be without anything to show, what it is made from."""


def guide_for(view: str, guide: Guide, reader: Page) -> Guide:
    """The guide as a view of that page shows it: students do not see what is for teachers."""
    if view not in NEEDS or NEEDS[view].whole:
        return guide
    known = {STUDENTS} if reader.audience == STUDENTS else {STUDENTS, TEACHERS}
    return replace(guide, pages=tuple(page for page in guide.pages if page.audience in known))


def is_empty(view: str, guide: Guide) -> bool:
    """Whether the guide has nothing that the view could show."""
    return view in NEEDS and not NEEDS[view].has(guide)


def missing_for(view: str, guide: Guide) -> str:
    """What a view needs and the guide must write, in words; nothing if all is well."""
    return NEEDS[view].what if is_empty(view, guide) else ""
