"""From texts to a checked guide: the whole of what can be known before anything is rendered."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from studyguide.check import Check, check
from studyguide.check.references import (
    check_acts,
    check_anchors,
    check_citations,
    check_cover,
    check_links,
    check_print_css,
    check_quoted,
    check_teachers_files,
)
from studyguide.edition import downloads
from studyguide.export import EXPORTERS, Candidate, Export, choose
from studyguide.language.lines import unified_newlines
from studyguide.language.parse import Texts, parse
from studyguide.model import Guide
from studyguide.problems import Problem, Severity, in_source_order
from studyguide.render.allowed_html import foreign_problems
from studyguide.render.fragments import PageHtml
from studyguide.render.reconcile import reconcile, repeated_ids
from studyguide.render.unread import unread_problems


@dataclass(frozen=True)
class Compiled:
    """A guide with everything that was found wrong in it, in source order."""

    guide: Guide
    problems: tuple[Problem, ...]
    """Errors and warnings."""
    notes: tuple[Problem, ...] = ()
    """What only informs, and never stops a build."""
    exports: tuple[Export, ...] = ()
    """What is to be made from the finished site."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a build."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)


def compile_guide(
    texts: Texts, files: Collection[str], installed: Sequence[Candidate] = ()
) -> Compiled:
    """Parse and check a guide.

    `files` are the source URIs of everything in its folder; `installed` are the exporters that
    other packages bring. Links may name blocks and downloads.
    """
    guide, problems = parse(texts)
    exports, faults = choose(guide, EXPORTERS, installed)
    guide = replace(guide, downloads=tuple(export.download for export in exports))
    problems += faults
    problems += check(guide, _pointless(texts, guide, problems))
    problems += check_links(guide, files, downloads(guide))
    problems += check_teachers_files(guide)
    problems += check_cover(guide, files)
    problems += check_print_css(guide, files)
    found = in_source_order(problems)
    notes = tuple(problem for problem in found if problem.severity is Severity.INFO)
    told = tuple(problem for problem in found if problem.severity is not Severity.INFO)
    return Compiled(guide, told, notes, tuple(exports))


def _pointless(texts: Texts, guide: Guide, problems: list[Problem]) -> list[Check]:
    """Checks that would blame every page for a settings file that could not be read."""
    faulty = {problem.span.file for problem in problems}
    pointless: list[Check] = []
    if not guide.sources and texts.path("sources.yml") in faulty:
        pointless += [check_citations, check_quoted]
    if not guide.acts and texts.path("guide.yml") in faulty:
        pointless.append(check_acts)
    return pointless


def _explained(problem: Problem, known: Collection[Problem]) -> bool:
    """Whether answers came out wrongly because of something that is told already."""
    here = problem.span
    return problem.code == "SG604" and any(
        p.code in ("SG203", "SG406")
        and p.span.file == here.file
        and here.line <= p.span.line <= here.end_line
        for p in known
    )


def check_rendered(
    compiled: Compiled, html: Mapping[str, PageHtml], texts: Texts, shapeless: Collection[str] = ()
) -> list[Problem]:
    """What is wrong with the pages as Markdown made them.

    Pages that are out of shape are only searched for HTML that must not be there.
    """
    guide = compiled.guide
    shapely = {src: page for src, page in html.items() if src not in shapeless}
    problems = [p for p in reconcile(guide, shapely) if not _explained(p, compiled.problems)]
    problems += check_anchors(guide, {src: page.anchors for src, page in shapely.items()})
    told = [*compiled.problems, *problems]
    for page in guide.pages:
        if page.src in html:
            text = unified_newlines(texts.pages[page.src])
            problems += foreign_problems(page, html[page.src].foreign, text, told)
        if page.src in shapely:
            problems += repeated_ids(page, shapely[page.src], text)
            problems += unread_problems(page, shapely[page.src].unread, text)
    return in_source_order(problems)
