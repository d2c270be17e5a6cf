"""By what the list of comparisons can be narrowed: only what at least one of them has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from studyguide.language.kinds import VERDICTS
from studyguide.render.fragments import plain
from studyguide.render.site import Site
from studyguide.words import with_capital

Choices = tuple[tuple[str, str], ...]
"""Values, each with the words and the number that readers see."""


@dataclass(frozen=True)
class Filters:
    """What readers choose from."""

    verdicts: Choices
    themes: Choices
    characters: Choices


def filters(site: Site) -> Filters:
    """The verdicts, the themes and the characters of all comparisons, in the guide's order."""
    found = site.guide.comparisons
    said = {name: site.words.pgettext("verdict", name) for name in VERDICTS}
    names = {name: with_capital(text) for name, text in said.items()}
    return Filters(
        _counted(names, ((c.verdict,) for c in found)),
        _counted(_titles(site, (t.id for t in site.guide.themes)), (c.themes for c in found)),
        _counted(
            _titles(site, (who.id for who in site.guide.characters)),
            (c.characters for c in found),
        ),
    )


def _titles(site: Site, names: Iterable[str]) -> dict[str, str]:
    return {name: plain(site.title(name)) for name in names}


def _counted(titles: dict[str, str], values: Iterable[Iterable[str]]) -> Choices:
    every = [value for several in values for value in several]
    return tuple(
        (name, f"{title} ({every.count(name)})") for name, title in titles.items() if name in every
    )
