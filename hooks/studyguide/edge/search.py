"""Add to the index of the theme's search what the theme does not find by itself."""

from __future__ import annotations

from html import escape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from studyguide.render.search import Found, findable, with_bare_words
from studyguide.render.site import Site

PLUGINS = ("material/search", "search")


def add_to_search(config: MkDocsConfig, site: Site, src: str) -> None:
    """Add the entries of a page, once the theme has added the page itself, and bare spellings.

    A guide without the theme's search, or a page that stays out of it, gets none.
    """
    index = _index(config)
    url = site.urls[src]
    own = [entry for entry in index if entry["location"].partition("#")[0] == (url or ".")]
    if not own:
        return
    page = site.guide.page_by_src.get(src)
    found = [_entry(entry) for entry in findable(site, page)] if page else []
    index += found
    for entry in [*own, *found]:
        entry.update({name: with_bare_words(entry[name]) for name in ("title", "text")})


def _index(config: MkDocsConfig) -> list[dict[str, Any]]:
    plugin = next((config.plugins[name] for name in PLUGINS if name in config.plugins), None)
    entries: list[dict[str, Any]] = getattr(getattr(plugin, "search_index", None), "entries", [])
    return entries


def _entry(found: Found) -> dict[str, Any]:
    title, text = escape(found.title, quote=False), escape(found.text, quote=False)
    entry = {"location": found.location, "title": title, "text": f"<p>{text}</p>"}
    return entry if found.boost == 1 else {**entry, "boost": found.boost}
