"""From texts to a checked guide: the whole of what can be known before anything is rendered."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from studyguide.check import Check, check
from studyguide.check.references import check_acts, check_citations, check_links
from studyguide.edition import downloads
from studyguide.model import Guide
from studyguide.parse import Texts, parse
from studyguide.problems import Problem, Severity, in_source_order


@dataclass(frozen=True)
class Compiled:
    """A guide with everything that was found wrong in it, in source order."""

    guide: Guide
    problems: tuple[Problem, ...]
    """Errors and warnings."""
    notes: tuple[Problem, ...] = ()
    """What only informs, and never stops a build."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a build."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)


def compile_guide(texts: Texts, files: Collection[str]) -> Compiled:
    """Parse and check a guide.

    `files` are the source URIs of everything in its folder. Links may name blocks and downloads.
    """
    guide, problems = parse(texts)
    problems += check(guide, _pointless(texts, guide, problems))
    problems += check_links(guide, files, downloads(guide.imprint, guide.work))
    found = in_source_order(problems)
    notes = tuple(problem for problem in found if problem.severity is Severity.INFO)
    return Compiled(guide, tuple(problem for problem in found if problem not in notes), notes)


def _pointless(texts: Texts, guide: Guide, problems: list[Problem]) -> list[Check]:
    """Checks that would blame every page for a settings file that could not be read."""
    faulty = {problem.span.file for problem in problems}
    pointless: list[Check] = []
    if not guide.sources and texts.path("sources.yml") in faulty:
        pointless.append(check_citations)
    if not guide.acts and texts.path("guide.yml") in faulty:
        pointless.append(check_acts)
    return pointless
