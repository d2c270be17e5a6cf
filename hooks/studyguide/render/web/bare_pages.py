"""A preview's mistakes as a page that needs no other file to be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from studyguide.problems import Problem
from studyguide.problems.formats import excerpt
from studyguide.render.compose import template


def mistakes_page(
    problems: Sequence[Problem], lines: Mapping[str, Sequence[str]], said: Sequence[str]
) -> str:
    """The page that a preview shows in the place of every other while the guide has mistakes.

    `lines` are those of each file, by the path that messages show. `said` tells why the
    build stopped; it is all there is to show where no problem has a place.
    """
    rows = [(problem, excerpt(problem, lines.get(problem.span.file, ()))) for problem in problems]
    return template("mistakes.html").render(rows=rows, said=said)
