"""Tiny complete guides for tests, made from the examples that the authors' manual shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from markdown import Markdown

from studyguide.compiler import Compiled, check_rendered, compile_guide
from studyguide.edge.markdown import SKELETON, StudyGuideExtension
from studyguide.language.kinds import KINDS
from studyguide.language.parse import Texts
from studyguide.language.stamping import stamped
from studyguide.model import STUDENTS, Guide
from studyguide.problems import Problem
from studyguide.render.fragments import PageHtml, take_apart
from studyguide.render.site import Section, Site
from studyguide.render.web.page import relative
from studyguide.words import words_for

GUIDE_YML = """\
work:
  title: The Lighthouse
  slug: lighthouse
  kind: film
  year: 1999
  facts:
    - label: Director
      value: Eva Example
      cites: [review]
acts:
  - id: act-1
    title: The letter comes
guide:
  title: "The Lighthouse: a study guide"
  subtitle: What the film tells
  language: en
  version: 1.0.0
  licence: CC BY 4.0
"""
SOURCES_YML = """\
- id: review
  title: A film about a light
  publisher: Harbour News
  year: 1999
  url: https://news.example/light
  kind: review
  weight: film-account
- id: diary
  title: The diary of Ana Sample
  publisher: Harbour Archive
  kind: diary
  weight: first-hand
- id: log
  title: The harbour's log
  publisher: Harbour Archive
  kind: log
  weight: first-hand
"""
"""Nothing cites the log."""
INDEX = """\
# The Lighthouse

Start with [the letter][letter], or with [her who reads it][ana].

/// show | work
///
"""
TOMAS = """
/// character | Tomás
    id: tomas
    match: invented

Tomás comes home by boat.

//// life
No source names him [@diary].
////
///
"""
"""The example of a character is tied to somebody, who must exist."""

PICTURES = ("photo.png", "mast.png", "lamp.png")
"""Files that the guides of tests may show."""
RULES_FOR_QUESTIONS = "SG9"
"""They have tests of their own, and the tests that use these guides leave them out."""


def tiny_pages() -> dict[str, str]:
    """A page for every kind of block, holding the example of that kind."""
    pages = {"index.md": INDEX}
    for kind in KINDS.values():
        pages[f"{kind.name}.md"] = f"# About each {kind.name}\n\n{kind.example}"
    pages["character.md"] += TOMAS
    return pages


def tiny_guide(extra: Mapping[str, str] | None = None) -> Texts:
    """The tiny guide; `extra` adds pages, or puts others in the place of its own."""
    return Texts({**tiny_pages(), **(extra or {})}, GUIDE_YML, SOURCES_YML)


def compiled(texts: Texts) -> Compiled:
    """The guide with its problems, as the build makes it."""
    files = ["guide.yml", "sources.yml", "lamp.svg", *PICTURES, *texts.pages]
    return compile_guide(texts, files)


def url_of(src: str) -> str:
    """Where a page stands on the site."""
    return f"{src.removesuffix('.md')}.html"


def rendered(texts: Texts, made: Mapping[str, str] | None = None) -> Site:
    """The guide with its pages through Markdown, as the build makes it.

    `made` gives pages whose HTML is to be taken as it is.
    """
    return _site(texts, compiled(texts).guide, made or {})


def _site(texts: Texts, guide: Guide, made: Mapping[str, str]) -> Site:
    links = {name: block.page for name, block in guide.by_id.items()}
    html = {
        src: _page_html(src, text, tuple(link for link in links.items() if f"[{link[0]}]" in text))
        for src, text in texts.pages.items()
    }
    words = words_for(guide)
    html.update({src: take_apart(text, url_of(src), words) for src, text in made.items()})
    urls = {src: url_of(src) for src in texts.pages}
    students = tuple(page.src for page in guide.pages if page.audience == STUDENTS)
    sections = (Section("", students[:1]), Section("All of it", students[1:]))
    return Site(guide, urls, html, sections)


@lru_cache(maxsize=64)
def _page_html(src: str, text: str, links: tuple[tuple[str, str], ...]) -> PageHtml:
    here = url_of(src)
    extension = StudyGuideExtension()
    extension.links = {name: f"{relative(f'/{url_of(page)}', here)}#{name}" for name, page in links}
    settings = {name: dict(options) for name, options in SKELETON.items() if name != "smarty"}
    names = [*settings, "pymdownx.blocks.admonition"]
    markdown = Markdown(extensions=[*names, extension], extension_configs=settings)
    return take_apart(markdown.convert(stamped(without_front_matter(text))), here)


def without_front_matter(text: str) -> str:
    """The text as MkDocs hands it on."""
    return re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)


def found_in(texts: Texts) -> list[Problem]:
    """What is wrong with a guide before it is rendered."""
    return [p for p in compiled(texts).problems if p.code < RULES_FOR_QUESTIONS]


def messages(texts: Texts, made: Mapping[str, str] | None = None) -> list[str]:
    """What an author is told about a guide, one message on a line, in source order."""
    found = compiled(texts)
    all_told = (*found.problems, *found.notes)
    told = [problem for problem in all_told if problem.code < RULES_FOR_QUESTIONS]
    if told:
        return [str(problem) for problem in told]
    site = _site(texts, found.guide, made or {})
    return [str(problem) for problem in check_rendered(found, site.html, texts)]


def problems_and_site(texts: Texts) -> tuple[list[Problem], Site]:
    """All that an author is told about a guide, and the guide rendered all the same."""
    found = compiled(texts)
    site = _site(texts, found.guide, {})
    return [*found.problems, *check_rendered(found, site.html, texts)], site


def messages_of_page(text: str) -> list[str]:
    """What an author is told about one page that stands beside the tiny guide."""
    return messages(tiny_guide({"page.md": text}))


def with_settings(guide: str | None = GUIDE_YML, sources: str | None = SOURCES_YML) -> Texts:
    """The tiny guide with other settings files; None stands for a file that is not there."""
    return replace(tiny_guide(), guide=guide, sources=sources)
