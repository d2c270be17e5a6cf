"""What we rely on in Material and its plugins while a site is built; its markup: `theme_markup`."""

from __future__ import annotations

from collections.abc import Collection
from importlib.resources import files as resources
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig

from studyguide.model import Guide, Imprint
from studyguide.words import words_for

MATERIAL = "material"
SEARCH_PLUGINS = ("material/search", "search")
SEARCH_ENGINE = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
"""The theme's own search, in whose place ours runs."""
SOURCE_MAP = ".map"
SHARED_PICTURES = (".png", ".jpg", ".jpeg", ".webp")
"""Those that programs show beside a shared link."""
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


def has_search(config: MkDocsConfig) -> bool:
    """Whether the site has a search."""
    return _search(config) is not None


def search_entries(config: MkDocsConfig) -> list[dict[str, Any]] | None:
    """The list in which the search gathers its entries; None where it cannot be found."""
    index = getattr(_search(config), "search_index", None)
    entries = getattr(index, "entries", None)
    return entries if isinstance(entries, list) else None


def is_needless(path: str) -> bool:
    """Whether no reader needs a file of the theme: a source map, or a part of its own search."""
    return path.endswith(SOURCE_MAP) or path.startswith(SEARCH_ENGINE)


def let_it_speak(env: Environment, guide: Guide) -> None:
    """Give our templates of the theme the program's words, and the picture of the guide."""
    cover = guide.imprint.cover
    env.globals["gettext"] = words_for(guide).gettext
    env.globals["guide_cover"] = cover if cover.lower().endswith(SHARED_PICTURES) else ""


def _search(config: MkDocsConfig) -> Any:
    return next((config.plugins[name] for name in SEARCH_PLUGINS if name in config.plugins), None)
