"""The website's side: a composed page with links and citations made for its place on the site."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache

from studyguide.render.compose import WEB, compose, numbered_citation, with_citations
from studyguide.render.fragments import LINK
from studyguide.render.glossary import with_notes
from studyguide.render.site import Site


def render_page(site: Site, src: str) -> str:
    """The content of the page `src`, ready for the theme."""
    html = compose(site, src, WEB)
    html = with_citations(html, lambda names: numbered_citation(site, names))
    html = with_notes(site, html, site.guide.page_by_src[src])
    return LINK.sub(lambda match: _localised(match, site.urls[src]), html)


def _localised(match: re.Match[str], page_url: str) -> str:
    here = match["fragment"] and match["path"] == f"/{page_url}"
    target = "" if here else relative(match["path"], page_url)
    return f'{match["name"]}="{target}{match["fragment"] or ""}"'


@lru_cache(maxsize=1 << 16)
def relative(path: str, page_url: str) -> str:
    """A path from the site's root (`/themes/`) as seen from the page at `page_url`."""
    here = "/" + page_url.rpartition("/")[0]
    found = posixpath.relpath(path, here)
    return f"{found}/" if path.endswith("/") else found
