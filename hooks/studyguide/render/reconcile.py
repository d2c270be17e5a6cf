"""Check that Markdown made of every page what the scanner read in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from studyguide.model import Guide, Page, Question, Span
from studyguide.problems import Problem
from studyguide.render.fragments import PageHtml


def reconcile(guide: Guide, html: Mapping[str, PageHtml]) -> Iterator[Problem]:
    """Compare each page of the guide with its finished HTML."""
    for page in guide.pages:
        if page.src in html:
            yield from _reconcile_page(page, html[page.src])


def _reconcile_page(page: Page, html: PageHtml) -> Iterator[Problem]:
    top = Span(page.span.file, 1, 1, 1)
    for line in html.leaked:
        what = f"`{line[:40]}` is readable on the page"
        yield Problem("SG602", top, what, "leave an empty line before and after the block")
    for number in html.repeated:
        yield Problem("SG603", top, f"block number {number} of the page was made more than once")
    for block in page.blocks:
        made = html.blocks.get(block.index)
        if made is None:
            what = "Markdown did not make a block of this"
            yield Problem("SG601", block.span, what, "is it inside a comment, HTML or a list?")
        elif len(made.parts) != len(block.parts):
            what = f"{len(made.parts)} of the {len(block.parts)} parts of this block came out"
            yield Problem("SG601", block.span, what, "leave an empty line before each part")
        elif isinstance(block, Question) and len(made.answers) != len(block.answers):
            what = f"{len(made.answers)} of the {len(block.answers)} answers came out"
            yield Problem("SG604", block.span, what)
