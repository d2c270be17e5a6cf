"""The website's side: a composed page with links and citations made for its place on the site."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache

from studyguide.model import Page, Quiz, Scene
from studyguide.render.compose import (
    WEB,
    compose,
    numbered_citation,
    render_template,
    with_citations,
)
from studyguide.render.fragments import LINK
from studyguide.render.glossary import TERM_USE, with_notes
from studyguide.render.site import Site
from studyguide.render.web.study import asks, is_step, is_tool, unit

WORD_JOINER = "\u2060"
"""No line may break beside it, not even after a question mark."""
WORD_WITH_MARK = re.compile(
    rf"<button\b[^>]* class=\"{TERM_USE}\"[^>]*>(?:[^<]|<(?!/?button))*</button>"
    r"[\"'”’)]*[.,;:?!]?<sup\b.*?</sup>",
    re.DOTALL,
)
"""A word with a note and the citation after it: browsers break a line after any button."""


def render_page(site: Site, src: str) -> str:
    """The content of the page `src`, ready for the theme."""
    html = compose(site, src, WEB)
    html = with_citations(html, lambda names: _unsearched(numbered_citation(site, names)))
    page = site.guide.page_by_src[src]
    if not is_tool(page):
        html = with_notes(site, html, page)
        html = WORD_WITH_MARK.sub(r'<span class="sg-together">\g<0></span>', html)
    html += page_foot(site, page)
    return LINK.sub(lambda match: _localised(match, site.urls[src]), html)


def _unsearched(html: str) -> str:
    """A citation whose numbers the search leaves out, and which no line begins with."""
    head, end, rest = html.partition(">")
    return f'{head} data-search-exclude="true"{end}{WORD_JOINER}{rest}' if html else ""


def page_foot(site: Site, page: Page) -> str:
    """What stands under a page for students: a mark for having read it, and the way to study on."""
    return render_template(
        "page-foot.html",
        site,
        WEB,
        page=page,
        unit=unit(page) if is_step(page) and not _has_marks(page) else "",
        asks=asks(page),
    )


def _has_marks(page: Page) -> bool:
    """Whether the page is ticked off by its scenes or by its quizzes."""
    return any(isinstance(block, Scene | Quiz) for block in page.blocks)


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
