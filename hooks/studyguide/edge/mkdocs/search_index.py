"""Complete the index of the theme's search, page by page, after the theme has read the page."""

from __future__ import annotations

from html import escape
from typing import Any

from mkdocs.structure.pages import Page

from studyguide.render.site import Site
from studyguide.render.web.search_entries import Found, findable, with_bare_words

SearchEntry = dict[str, Any]


def add_to_index(entries: list[SearchEntry], site: Site, page: Page) -> None:
    """Add the entries of a page, once the theme has added the page itself.

    These are the scenes, people, words and questions that have no heading of their own, and
    bare spellings. A page that stays out of the search gets none.
    """
    src = page.file.src_uri
    url = site.urls[src]
    own = [entry for entry in entries if entry["location"].partition("#")[0] == (url or ".")]
    if not own:
        return
    read = site.guide.page_by_src.get(src)
    found = [_entry(entry) for entry in findable(site, read)] if read else []
    entries += found
    for entry in (*own, *found):
        entry.update({name: with_bare_words(entry[name]) for name in ("title", "text")})


def _entry(found: Found) -> SearchEntry:
    title, text = escape(found.title, quote=False), escape(found.text, quote=False)
    entry: SearchEntry = {"location": found.location, "title": title, "text": f"<p>{text}</p>"}
    return entry if found.boost == 1 else {**entry, "boost": found.boost}
