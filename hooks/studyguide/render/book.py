"""An edition as one HTML document: cover, contents, and each page of the students' nav a chapter.

Links into the guide become links inside the book; links to pages that the book leaves out keep
their words only. The stylesheet does the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape

from selectolax.lexbor import LexborHTMLParser

from studyguide.edition import Edition
from studyguide.render.compose import (
    Medium,
    compose,
    numbered_citation,
    render_template,
    with_citations,
)
from studyguide.render.fragments import HEADER_LINK
from studyguide.render.glossary import use_id, with_dots, with_first_pages
from studyguide.render.site import Site

ANCHOR = re.compile(
    r'<a (?P<before>[^>]*?)href="guide:(?P<path>/[^"#]*)(?:#(?P<fragment>[^"]*))?"'
    r"(?P<after>[^>]*)>(?P<words>.*?)</a>",
    re.DOTALL,
)
ASSET = re.compile(r'src="guide:(?P<path>/[^"]*)"')
LINK = re.compile(r"(<a\b[^>]*>)(.*?)</a>", re.DOTALL)
"""Tags inside a link are dropped: WeasyPrint would make each an annotation outside of the Link."""
ANY_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
EMPTY_SECTION = re.compile(
    r"<h(?P<level>[2-6])\b[^>]*>(?:(?!</h).)*</h(?P=level)>\s*(?=<h[12]\b|\Z)"
)
"""A heading with nothing under it: a quiz on the same page has taken its questions."""
TAG = re.compile(r"<[a-zA-Z][^>]*>")
NAMED = re.compile(r'\b(?P<name>id|for|aria-labelledby|aria-describedby)="(?P<id>[^"]*)"')


@dataclass(frozen=True)
class Entry:
    """One line of the contents."""

    level: int
    text: str
    target: str


@dataclass(frozen=True)
class Chapter:
    """One page of the guide, as it stands in the book."""

    src: str
    part: str
    """The title of the nav section that the page stands in, or nothing."""
    html: str

    @property
    def slug(self) -> str:
        """What the chapter's ids begin with."""
        return chapter_slug(self.src)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Its headings."""
        tree = LexborHTMLParser(f"<!doctype html><body>{self.html}</body>")
        return tuple(
            Entry(int((node.tag or "h6")[1]), node.text(), node.attributes["id"] or "")
            for node in tree.css("h1[id], h2[id], h3[id], h4[id]")
        )


def chapter_slug(src: str) -> str:
    """The name of a page inside the book, as in `synopsis-act-1`."""
    return re.sub(r"[^a-z0-9]+", "-", src.removesuffix(".md").lower()).strip("-")


def render_book(site: Site, edition: Edition) -> str:
    """The edition as an HTML document; its pictures are `guide-asset:/path`."""
    medium = Medium(paper=True, answers=edition.answers)
    chapters = tuple(_chapters(site, edition, medium))
    return render_template(
        "book.html", site, medium, edition=edition, chapters=chapters, contents=_contents(chapters)
    )


def _contents(chapters: tuple[Chapter, ...]) -> tuple[tuple[Chapter, tuple[Entry, ...]], ...]:
    return tuple(
        (chapter, tuple(entry for entry in chapter.entries if entry.level <= 3))
        for chapter in chapters
    )


def _chapters(site: Site, edition: Edition, medium: Medium) -> list[Chapter]:
    pages = [page for page in site.pages if page.audience in edition.audiences]
    inside = {f"/{site.urls[page.src]}": chapter_slug(page.src) for page in pages}
    parts = {src: section.title for section in site.sections for src in section.pages}
    chapters = []
    uses: dict[str, str] = {}
    for page in pages:
        html = HEADER_LINK.sub("", compose(site, page.src, medium))
        html = EMPTY_SECTION.sub("", html)
        html = with_citations(html, lambda names: numbered_citation(site, names))
        marked = with_dots(site, html, page)
        slug = chapter_slug(page.src)
        for term in marked.terms:
            uses.setdefault(term.id, f"{slug}--{use_id(term.id)}")
        html = _with_own_ids(marked.html, slug)
        html = ANCHOR.sub(lambda match: _inside(match, inside), html)
        html = LINK.sub(lambda match: match[1] + ANY_TAG.sub("", match[2]) + "</a>", html)
        html = ASSET.sub(r'src="guide-asset:\g<path>"', html)
        chapters.append(Chapter(page.src, parts.get(page.src, ""), html))
    return [replace(chapter, html=with_first_pages(chapter.html, uses)) for chapter in chapters]


def _with_own_ids(html: str, slug: str) -> str:
    """Put the chapter's name before each id, so that no two chapters share one."""

    def tag(match: re.Match[str]) -> str:
        return NAMED.sub(lambda m: f'{m["name"]}="{slug}--{m["id"]}"', match[0])

    html = TAG.sub(tag, html)
    return re.sub(rf'(<h1\b[^>]*?\bid=)"{slug}--[^"]*"', rf'\g<1>"{slug}"', html, count=1)


def _inside(match: re.Match[str], inside: dict[str, str]) -> str:
    slug = inside.get(match["path"])
    if slug is None:
        return match["words"]
    target = f"{slug}--{match['fragment']}" if match["fragment"] else slug
    kind = "" if "class=" in match["before"] + match["after"] else ' class="sg-inside"'
    return (
        f'<a {match["before"]}href="#{escape(target)}"{match["after"]}{kind}>{match["words"]}</a>'
    )
