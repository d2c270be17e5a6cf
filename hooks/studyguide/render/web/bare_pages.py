"""The two pages that need no other file to be read: not found, and a preview's mistakes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from studyguide.problems import Problem
from studyguide.problems.formats import excerpt
from studyguide.render.compose import WEB, render_template, template
from studyguide.render.site import Site

DEEPER = 1
"""Folders more than the deepest page has, as in the address of a page that is now a file."""


def not_found_page(site: Site, script: str) -> str:
    """The page that hosts show for an address that leads nowhere; `script` is a path in the site.

    It is shown under the address that was asked for, at any depth, and nothing in it says where the
    site begins: a guide that may be copied to any address has no `site_url`. So it asks for its
    script as seen from each depth that a mistyped address may have.
    """
    depth = max((url.count("/") for url in site.urls.values()), default=0) + DEEPER
    ups = ["../" * n for n in range(depth + 1)]
    return render_template("lost.html", site, WEB, ups=ups, script=script)


def mistakes_page(
    problems: Sequence[Problem], lines: Mapping[str, Sequence[str]], said: Sequence[str]
) -> str:
    """The page that a preview shows in the place of every other while the guide has mistakes.

    `lines` are those of each file, by the path that messages show. `said` tells why the
    build stopped; it is all there is to show where no problem has a place.
    """
    rows = [(problem, excerpt(problem, lines.get(problem.span.file, ()))) for problem in problems]
    return template("mistakes.html").render(rows=rows, said=said)
