"""Put pages through Markdown outside a build: for `studyguide check` and for broken guides.

A build checks what it has rendered. Where it stops before that, and where there is no build at
all, the pages are put through Markdown here, so that every mistake is named in one run.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import meta

from studyguide.compiler import Compiled, check_rendered
from studyguide.edge.markdown import EXTENSION, StudyGuideExtension
from studyguide.edge.mkdocs.project import Project
from studyguide.edge.pdf.missing_letters import letter_problems
from studyguide.language.stamping import stamped
from studyguide.model import Guide, Page, Span
from studyguide.problems import Problem
from studyguide.render.fragments import PageHtml, take_apart
from studyguide.render.site import Site
from studyguide.words import words_for

UNREADABLE = ("SG12", "SG8")
"""Codes of problems after which a page is not rendered: it would take too long, or is not there."""
MISSHAPEN = ("SG1",)
"""Codes of problems after which a page is not rendered as its author means it."""


@dataclass
class Rehearsal:
    """What came of the pages."""

    html: dict[str, PageHtml] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def site(self, guide: Guide) -> Site:
        """The guide with the pages, for what needs no nav and no addresses."""
        return Site(guide, {src: src for src in self.html}, self.html, ())


def rehearse(
    compiled: Compiled,
    project: Project,
    config: MkDocsConfig,
    pages: Collection[str] | None = None,
) -> list[Problem]:
    """What rendering the pages shows to be wrong, beside what the compiler has found.

    `pages` names the source URIs of those to render; None means all.
    """
    return rehearsed(compiled, project, config, pages).problems


def rehearsed(
    compiled: Compiled,
    project: Project,
    config: MkDocsConfig,
    pages: Collection[str] | None = None,
) -> Rehearsal:
    """The pages as Markdown makes them, and what that shows to be wrong.

    `pages` names the source URIs of those to render; None means all.
    """
    faulty = {(p.span.file, p.code) for p in compiled.errors}

    def has(page: Page, codes: tuple[str, ...]) -> bool:
        return any(page.span.file == file and code.startswith(codes) for file, code in faulty)

    made = Rehearsal()
    for page in compiled.guide.pages:
        wanted = pages is None or page.src in pages
        if wanted and not has(page, UNREADABLE):
            _render(page, project.texts.pages[page.src], compiled.guide, config, made)
    shapeless = [page.src for page in compiled.guide.pages if has(page, MISSHAPEN)]
    made.problems += check_rendered(compiled, made.html, project.texts, shapeless)
    made.problems += letter_problems(compiled.guide, made.html, project.by_path)
    return made


def _render(page: Page, text: str, guide: Guide, config: MkDocsConfig, made: Rehearsal) -> None:
    extension = StudyGuideExtension()
    extension.links = {name: f"#{name}" for name in guide.by_id}
    extension.language = guide.imprint.language
    others = [name for name in config.markdown_extensions if not _is_ours(name)]
    markdown, _ = meta.get_data(text)
    try:
        converter = Markdown(
            extensions=[*others, extension], extension_configs=config.mdx_configs or {}
        )
        html = converter.convert(stamped(markdown))
        made.html[page.src] = take_apart(html, "", words_for(guide))
    except Exception as error:  # noqa: BLE001 - whatever an extension raises on an author's text
        made.problems.append(unconvertible(page.span.file, error))


def _is_ours(extension: object) -> bool:
    return extension == EXTENSION or isinstance(extension, StudyGuideExtension)


def unconvertible(file: str, error: BaseException) -> Problem:
    """The problem of a page that Markdown, or an extension of it, gave up on."""
    what = f"Markdown stopped at this page: {type(error).__name__}: {str(error)[:80]}"
    return Problem("SG607", Span(file, 1, 1, 1), what, "is something nested very deeply?")
