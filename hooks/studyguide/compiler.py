"""From texts to a checked guide: the whole of what can be known before anything is rendered."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from studyguide.check import check
from studyguide.check.references import check_links
from studyguide.model import Guide
from studyguide.parse import Texts, parse
from studyguide.problems import Problem, Severity, in_source_order


@dataclass(frozen=True)
class Compiled:
    """A guide with everything that was found wrong in it, in source order."""

    guide: Guide
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a build."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)


def compile_guide(
    texts: Texts, files: Collection[str], extra_ids: Collection[str] = ()
) -> Compiled:
    """Parse and check a guide.

    `files` are the source URIs of everything in its folder, and `extra_ids` what links may name
    besides the ids of blocks.
    """
    guide, problems = parse(texts)
    problems += check(guide)
    problems += check_links(guide, files, extra_ids)
    return Compiled(guide, tuple(in_source_order(problems)))
