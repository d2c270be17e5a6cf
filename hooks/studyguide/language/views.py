"""What a view draws on: the blocks its readers may see, and whether there is anything to draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from studyguide.model import STUDENTS, TEACHERS, Guide, Page

NEEDS: Mapping[str, tuple[Callable[[Guide], bool], str]] = {
    "theme-map": (
        lambda guide: any(
            strength.theme in {theme.id for theme in guide.themes}
            for scene in guide.scenes
            for strength in scene.themes
        ),
        "a scene that names one of the themes",
    ),
    "character-map": (
        lambda guide: any(
            tie.to in {other.id for other in guide.characters} and tie.to != character.id
            for character in guide.characters
            for tie in character.ties
        ),
        "a character with `ties` to another",
    ),
    "timeline": (lambda guide: bool(guide.moments), "a `moment`"),
    "quotes": (lambda guide: bool(guide.quotations), "a `quote`"),
    "verdict-overview": (lambda guide: bool(guide.comparisons), "a `compare`"),
}
"""For each view that may have nothing to show, whether a guide has what it needs, in words too."""


def guide_for(guide: Guide, reader: Page) -> Guide:
    """The guide as the readers of a page know it: students do not see what is for teachers."""
    known = {STUDENTS} if reader.audience == STUDENTS else {STUDENTS, TEACHERS}
    return replace(guide, pages=tuple(page for page in guide.pages if page.audience in known))


def missing_for(view: str, guide: Guide) -> str:
    """What a view needs and the guide lacks, in words; nothing if it can be drawn."""
    if view not in NEEDS:
        return ""
    has, what = NEEDS[view]
    return "" if has(guide) else what
