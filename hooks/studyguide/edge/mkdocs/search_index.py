"""Complete the index of the search, page by page, after the search's plugin has read the page."""

from __future__ import annotations

from html import escape
from typing import Any

from mkdocs.structure.pages import Page

from studyguide.render.site import Site
from studyguide.render.web.search_entries import Found, findable, page_traits, traits

SearchEntry = dict[str, Any]


def add_to_index(entries: list[SearchEntry], site: Site, page: Page) -> None:
    """Add the entries of a page, once the plugin has added the page itself.

    These are the people, words and questions that have no heading of their own; and every entry
    learns what it is of. A page that stays out of the search gets none.
    """
    src = page.file.src_uri
    url = site.urls[src]
    own = [entry for entry in entries if entry["location"].partition("#")[0] == (url or ".")]
    read = site.guide.page_by_src.get(src)
    if not own or read is None:
        return
    here = {block.id: block for block in read.blocks if block.id}
    for entry in own:
        block = here.get(entry["location"].partition("#")[2])
        about = {} if "#" in entry["location"] else page_traits(site, read)
        entry |= _told(traits(site, block) if block else about)
    entries += [_entry(found) for found in findable(site, read)]


def _entry(found: Found) -> SearchEntry:
    title, text = escape(found.title, quote=False), escape(found.text, quote=False)
    more = {"kind": found.kind, "boost": found.boost, "words": found.words, "late": found.late}
    return {"location": found.location, "title": title, "text": f"<p>{text}</p>", **_told(more)}


def _told(traits: SearchEntry) -> SearchEntry:
    """What differs from an entry of which nothing is known."""
    return {
        name: value for name, value in traits.items() if value and (name, value) != ("boost", 1)
    }
