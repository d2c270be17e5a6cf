"""What a view shows: the blocks its readers may see, and whether there are any."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from studyguide.edition import published
from studyguide.model import STUDENTS, TEACHERS, Guide, Page

TOOLS = ("due", "cards", "progress", "kept", "results")
"""The views that make a page one to study with.

Such a page works in a browser only: the books leave it out, and it is not itself ticked off."""


def is_tool(page: Page) -> bool:
    """Whether the page is one to study with."""
    return any(page.view(name) for name in TOOLS)


def is_step(page: Page) -> bool:
    """Whether a page is one to read through: not the first page, a list of sources, or a tool."""
    reference = page.view("sources") or is_tool(page)
    return page.audience == STUDENTS and page.src != "index.md" and not reference


Narrowing = Callable[[Guide, Page], Guide]
"""Makes of a guide what the readers of a page may see."""


def _all_of(guide: Guide, _: Page) -> Guide:
    return guide


def _pages_for(guide: Guide, reader: Page) -> Guide:
    known = {STUDENTS} if reader.audience == STUDENTS else {STUDENTS, TEACHERS}
    return replace(guide, pages=tuple(page for page in guide.pages if page.audience in known))


def _files_for(guide: Guide, reader: Page) -> Guide:
    return replace(guide, downloads=guide.offered_on(reader.src))


@dataclass(frozen=True)
class Need:
    """What a view is made from."""

    has: Callable[[Guide], bool]
    """Whether a guide has it."""
    what: str = ""
    """It in words; empty where a guide may well have nothing of it yet."""
    for_readers: Narrowing = _pages_for
    """What of the guide the readers of its page may see."""


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
    "sources": Need(lambda guide: bool(guide.cited_sources), for_readers=_all_of),
    "downloads": Need(
        lambda guide: bool(published(guide.imprint) or guide.downloads), for_readers=_files_for
    ),
    "due": Need(
        lambda guide: bool(guide.quizzes) or _has_cards(guide),
        "a `term`, a `character` or a `quiz`",
        _all_of,
    ),
    "cards": Need(_has_cards, "a `term` or a `character`", _all_of),
    "progress": Need(
        lambda guide: any(map(is_step, guide.pages)), "a page to read beside the first", _all_of
    ),
    "copies": Need(_has_handouts, "a `quiz`, or `copy: page` at the head of a page", _all_of),
    "theme-map": Need(_has_strengths, "a scene that names one of the themes"),
    "character-map": Need(_has_ties, "a character with `ties` to another"),
    "quotes": Need(lambda guide: bool(guide.quotations), "a `quote`"),
    "timeline": Need(lambda guide: bool(guide.moments), "a `moment`"),
    "verdict-overview": Need(lambda guide: bool(guide.comparisons), "a `compare`"),
}
"""For each view that can be without anything to show, what it is made from."""


def guide_for(view: str, guide: Guide, reader: Page) -> Guide:
    """The guide as a view of that page shows it: students do not see what is for teachers."""
    return NEEDS[view].for_readers(guide, reader) if view in NEEDS else guide


def is_empty(view: str, guide: Guide) -> bool:
    """Whether the guide has nothing that the view could show."""
    return view in NEEDS and not NEEDS[view].has(guide)


def missing_for(view: str, guide: Guide) -> str:
    """What a view needs and the guide must write, in words; nothing if all is well."""
    return NEEDS[view].what if is_empty(view, guide) else ""
