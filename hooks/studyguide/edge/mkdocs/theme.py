"""What we rely on in Material and its plugins while a site is built; its markup: `theme_markup`."""

from __future__ import annotations

from importlib.resources import files as resources
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

MATERIAL = "material"
SEARCH_PLUGINS = ("material/search", "search")
POLYFILLS = "polyfills"
"""The setting under `extra` whose scripts run before the theme's own, which begins the search."""
LUNR = "assets/javascripts/lunr/"
LANGUAGE = "lunr.{}.min.js"
SEGMENTERS = {"ja": "tinyseg.js", "hi": "wordcut.js", "th": "wordcut.js"}
"""Scripts of the search that cut the words of some languages apart."""
SOURCE_MAP = ".map"


def add_templates(config: MkDocsConfig) -> None:
    """Put our templates before the theme's; the author's own folder comes first."""
    if config.theme.name == MATERIAL:
        own = resources("studyguide") / "theme"
        config.theme["font"] = False  # it would ask another host for letters
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(own))


def run_first(config: MkDocsConfig, script: str) -> None:
    """Let the script at that path run before the theme's own."""
    config.extra[POLYFILLS] = [script, *config.extra.get(POLYFILLS, [])]


def has_search(config: MkDocsConfig) -> bool:
    """Whether the site has a search."""
    return _search(config) is not None


def search_entries(config: MkDocsConfig) -> list[dict[str, Any]] | None:
    """The list in which the search gathers its entries; None where it cannot be found."""
    index = getattr(_search(config), "search_index", None)
    entries = getattr(index, "entries", None)
    return entries if isinstance(entries, list) else None


def is_needless(path: str, config: MkDocsConfig) -> bool:
    """Whether no reader needs a file of the theme.

    That is a source map, or a part of the search for languages other than the guide's.
    """
    foreign = path.startswith(LUNR) and Path(path).name not in _languages(config)
    return path.endswith(SOURCE_MAP) or foreign


def _search(config: MkDocsConfig) -> Any:
    return next((config.plugins[name] for name in SEARCH_PLUGINS if name in config.plugins), None)


def _languages(config: MkDocsConfig) -> set[str]:
    """The files of the search that the languages of the site need."""
    search = _search(config)
    asked = search.config.get("lang") if search else None
    languages = [asked] if isinstance(asked, str) else list(asked or [])
    others = [language for language in languages if language != "en"]
    needed = {LANGUAGE.format(language) for language in others}
    needed |= {SEGMENTERS[language] for language in others if language in SEGMENTERS}
    needed |= {LANGUAGE.format("stemmer.support")} if others else set()
    return needed | ({LANGUAGE.format("multi")} if len(languages) > 1 else set())
