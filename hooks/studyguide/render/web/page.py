"""The website's side: a composed page with links and citations made for its place on the site."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache

from selectolax.lexbor import LexborNode

from studyguide.language.views import is_step, is_tool
from studyguide.model import Page, Quiz, Scene
from studyguide.render.citations import numbered_citation, replace_citations
from studyguide.render.compose import WEB, compose, render_template
from studyguide.render.glossary import TERM_USE, TERM_WORDS, add_notes
from studyguide.render.site import Site
from studyguide.render.tree import append, parse, readdress, write
from studyguide.render.web.study import asks, learns, unit

SHORTEST, LONGEST = 40, 180
"""Letters of a paragraph that can stand for its page, and those that are shown of it."""
HEADING_LINK = "a.headerlink"
WORD_JOINER = "\u2060"
"""No line may break beside it, not even after a question mark."""
CLOSING = re.compile(r"[\"'”’)]*[.,;:?!]?")
"""What may stand between a word and its citation."""


def render_page(site: Site, src: str) -> str:
    """The content of the page `src`, ready for the theme."""
    tree = parse(compose(site, src, WEB))
    replace_citations(tree, lambda cited: _unsearched(numbered_citation(site, cited, heard=True)))
    page = site.guide.page_by_src[src]
    if not is_tool(page):
        add_notes(site, tree, page)
        _keep_together(tree)
    append(tree, page_foot(site, page))
    for link in tree.css(HEADING_LINK):
        link.attrs["aria-hidden"] = "true"  # or its sign would be read as part of the heading
        link.attrs["tabindex"] = "-1"
    for name in ("href", "src"):
        readdress(tree, name, lambda address: _localised(address, site.urls[src]))
    return write(tree)


def first_words(html: str) -> str:
    """What the first paragraph of a page says, for those who see a link to it."""
    tree = parse(html)
    for node in tree.css("sup, .sg-note, details, table"):
        node.decompose()
    texts = (" ".join(node.text(deep=True).split()) for node in tree.css("p:not([class])"))
    text = next((text for text in texts if len(text) >= SHORTEST), "").replace(WORD_JOINER, "")
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rpartition(' ')[0]} …"


def _keep_together(tree: LexborNode) -> None:
    """Join a word that has a note with the citation after it: browsers break after any button."""
    for citation in tree.css(f"button.{TERM_USE} + sup, label.{TERM_WORDS} + sup"):
        nodes = [citation]
        while (before := nodes[0].prev) is not None and nodes[0].tag not in ("button", "label"):
            nodes.insert(0, before)
        if all(CLOSING.fullmatch(node.text_content or "") for node in nodes[1:-1]):
            together = citation.parser.create_node("span")
            together.attrs["class"] = "sg-together"
            nodes[0].insert_before(together, move=True)
            for node in nodes:
                together.insert_child(node, move=True)


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
        learns=learns(page),
    )


def _has_marks(page: Page) -> bool:
    """Whether the page is ticked off by its scenes or by its quizzes."""
    return any(isinstance(block, Scene | Quiz) for block in page.blocks)


def _localised(address: str, page_url: str) -> str:
    path, mark, fragment = address.partition("#")
    here = mark and path == f"/{page_url}"
    return f"{'' if here else relative(path, page_url)}{mark}{fragment}"


@lru_cache(maxsize=1 << 16)
def relative(path: str, page_url: str) -> str:
    """A path from the site's root (`/themes/`) as seen from the page at `page_url`."""
    here = "/" + page_url.rpartition("/")[0]
    found = posixpath.relpath(path, here)
    return f"{found}/" if path.endswith("/") else found
