"""The stages of a build: what was read, and what was composed from it once Markdown was done.

Each has only what it needs and cannot change, so that nothing can be asked for too early.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from studyguide.compiler import Compiled, check_rendered
from studyguide.edition import downloads
from studyguide.language.parse import Texts
from studyguide.language.stamping import stamped
from studyguide.model import Guide
from studyguide.problems import Problem
from studyguide.render.fragments import PageHtml
from studyguide.render.site import Section, Site
from studyguide.render.web.page import relative, render_page


@dataclass(frozen=True)
class Read:
    """A guide, read and checked; Markdown has not seen its pages."""

    compiled: Compiled
    texts: Texts
    urls: Mapping[str, str]
    """Where each page stands in the site, by its source."""

    @property
    def guide(self) -> Guide:
        """The guide itself."""
        return self.compiled.guide

    @property
    def downloads(self) -> dict[str, str]:
        """The paths of the downloads, by the name that links use."""
        return downloads(self.guide)

    def file_of(self, src: str) -> str:
        """A page's file as messages name it; empty for a page that was generated."""
        page = self.guide.page_by_src.get(src)
        return page.span.file if page else ""

    def stamped(self, markdown: str, src: str) -> str:
        """The text of a page for Markdown, with its blocks stamped."""
        return stamped(markdown, self.file_of(src))

    def links_from(self, here: str) -> dict[str, str]:
        """Where links by id lead from a page."""
        paths = {src: relative(f"/{src}", here) for src in self.guide.page_by_src}
        links = {name: f"{paths[block.page]}#{name}" for name, block in self.guide.by_id.items()}
        return links | {name: relative(f"/{path}", here) for name, path in self.downloads.items()}

    def rendered(self, html: Mapping[str, PageHtml], sections: tuple[Section, ...]) -> Rendered:
        """The next stage, from what Markdown made of each page and the sections of the nav."""
        problems = check_rendered(self.compiled, html, self.texts)
        return Rendered(Site(self.guide, self.urls, html, sections), tuple(problems))


@dataclass(frozen=True)
class Rendered:
    """Every page as Markdown made it, reconciled with what was read."""

    site: Site
    problems: tuple[Problem, ...]

    def composed(self, site: Site, seconds: float) -> Composed:
        """The last stage; `site` knows the pages of the books, whose layout took `seconds`."""
        pages = [src for src in self.site.html if src in site.guide.page_by_src]
        return Composed(site, {src: render_page(site, src) for src in pages}, seconds)


@dataclass(frozen=True)
class Composed:
    """The whole site, and the content of every page."""

    site: Site
    texts: Mapping[str, str]
    layout_seconds: float
