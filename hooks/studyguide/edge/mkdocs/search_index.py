"""Complete the index of the theme's search, and recall it where the pages are as they were.

The theme reads each finished page once more to find what readers can search for, which takes as
long as setting it did. It adds nothing for a page that asks to stay out; so while the theme looks,
pages whose entries are known ask for that.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from studyguide.edge.files.cache import load, save
from studyguide.render.site import Site
from studyguide.render.web.search_entries import Found, findable, with_bare_words

PLUGINS = ("material/search", "search")
THEME = "material."
"""The package of the plugin that lets pages stay out."""
Entry = dict[str, Any]


class SearchIndex:
    """The entries of one build."""

    def __init__(
        self, config: MkDocsConfig, site: Site, pages: Iterable[Page], key: str, cache: Path
    ) -> None:
        """Recall what is known; `key` is the hash of all that the pages are made from."""
        self._site = site
        self._cache = cache
        self._plugin = next((config.plugins[n] for n in PLUGINS if n in config.plugins), None)
        self._asked: dict[str, Any] = {page.file.src_uri: page.meta.get("search") for page in pages}
        known = repr([(page.file.src_uri, page.meta, page.title) for page in pages])
        known += repr(getattr(self._plugin, "config", "")) + version("mkdocs-material")
        self._key = sha256(f"{key} {known}".encode()).hexdigest()
        self._kept = self._load() if type(self._plugin).__module__.startswith(THEME) else {}
        self._found: dict[str, list[Entry]] = {}
        for page in pages:
            if page.file.src_uri in self._kept:
                page.meta["search"] = {"exclude": True}

    def _load(self) -> dict[str, list[Entry]]:
        with suppress(ValueError, AttributeError):
            kept = json.loads(load(self._cache, f"{self._key}.search") or b"{}")
            return {str(src): entries for src, entries in kept.items() if _are_entries(entries)}
        return {}

    def add(self, page: Page) -> None:
        """Add the entries of a page, once the theme has added the page itself.

        These are the scenes, people, words and questions that have no heading of their own, and
        bare spellings. A guide without a search, or a page that stays out of it, gets none.
        """
        src = page.file.src_uri
        entries = self._entries
        if src in self._kept:
            del page.meta["search"]
            if self._asked[src] is not None:
                page.meta["search"] = self._asked[src]
            entries += self._kept[src]
            return
        url = self._site.urls[src]
        own = [entry for entry in entries if entry["location"].partition("#")[0] == (url or ".")]
        if own:
            read = self._site.guide.page_by_src.get(src)
            found = [_entry(entry) for entry in findable(self._site, read)] if read else []
            entries += found
            own += found
            for entry in own:
                entry.update({name: with_bare_words(entry[name]) for name in ("title", "text")})
        self._found[src] = own

    def save(self) -> None:
        """Keep the entries for the next build; raises OSError."""
        if self._found:
            data = json.dumps({**self._kept, **self._found}, ensure_ascii=False)
            save(self._cache, f"{self._key}.search", data.encode())

    @property
    def _entries(self) -> list[Entry]:
        index = getattr(self._plugin, "search_index", None)
        entries: list[Entry] = getattr(index, "entries", [])
        return entries


def _are_entries(data: object) -> bool:
    return isinstance(data, list) and all(
        isinstance(entry, dict) and {"location", "title", "text"} <= entry.keys() for entry in data
    )


def _entry(found: Found) -> Entry:
    title, text = escape(found.title, quote=False), escape(found.text, quote=False)
    entry: Entry = {"location": found.location, "title": title, "text": f"<p>{text}</p>"}
    return entry if found.boost == 1 else {**entry, "boost": found.boost}
