"""What we rely on in Material and its plugins while a site is built; its markup: `theme_markup`."""

from __future__ import annotations

from collections.abc import Collection
from importlib.resources import files as resources
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig

from studyguide.model import Imprint

MATERIAL = "material"
SEARCH_PLUGINS = ("material/search", "search")
POLYFILLS = "polyfills"
"""The setting under `extra` whose scripts run before the theme's own, which begins the search."""
LUNR = "assets/javascripts/lunr/"
LANGUAGE = "lunr.{}.min.js"
SEGMENTERS = {"ja": "tinyseg.js", "hi": "wordcut.js", "th": "wordcut.js"}
"""Scripts of the search that cut the words of some languages apart."""
SOURCE_MAP = ".map"
WORDS = "partials/languages/*.html"
"""The theme's words, one file for each language."""


def add_templates(config: MkDocsConfig) -> None:
    """Put our templates before the theme's; the author's own folder comes first."""
    if config.theme.name == MATERIAL:
        own = resources("studyguide") / "theme"
        config.theme["font"] = False  # it would ask another host for letters
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(own))


def speak(config: MkDocsConfig, imprint: Imprint) -> None:
    """Let the theme speak the language of the guide, or the nearest one that it knows.

    The pages say the guide's own in any case: `guide.yml` is where a guide names its language.
    """
    if config.theme.name != MATERIAL:
        return
    known = {path.stem for folder in config.theme.dirs for path in Path(folder).glob(WORDS)}
    wanted = (imprint.language, imprint.language.partition("-")[0])
    config.theme["language"] = next((name for name in wanted if name in known), "en")
    config.theme["guide_language"] = imprint.language
    if imprint.right_to_left:
        config.theme["direction"] = "rtl"


def leave_out_lost(config: MkDocsConfig, files: Collection[str]) -> list[str]:
    """Ask for no logo, icon, stylesheet or script that the guide's folder does not have.

    Every page would ask for it in vain. Gives a remark on each.
    """
    remarks = []
    for name in ("logo", "favicon"):
        path = config.theme.get(name)
        own = path and any((Path(folder) / path).is_file() for folder in config.theme.dirs)
        if path and not own and _is_lost(path, files):
            remarks.append(f"mkdocs.yml names the {name} `{path}`, which is not there")
            config.theme[name] = None
    for sheets in (config.extra_css, config.extra_javascript):
        lost = [path for path in sheets if _is_lost(str(path), files)]
        remarks += [f"mkdocs.yml names `{path}`, which is not there" for path in lost]
        sheets[:] = [path for path in sheets if path not in lost]
    return remarks


def _is_lost(path: str, files: Collection[str]) -> bool:
    return "://" not in path and not path.startswith("/") and unquote(path) not in files


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
