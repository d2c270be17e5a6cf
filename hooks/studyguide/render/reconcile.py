"""Check that Markdown made of every page what the scanner read in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from studyguide.model import Guide, LinkKind, Page, Question, Span
from studyguide.problems import Problem
from studyguide.render.fragments import PageHtml

UNSEEN = "take it out of raw HTML, indented code, a picture's words and a link's title"


def reconcile(guide: Guide, html: Mapping[str, PageHtml]) -> Iterator[Problem]:
    """Compare each page of the guide with its finished HTML."""
    for page in guide.pages:
        if page.src in html:
            yield from _reconcile_page(page, html[page.src])
            yield from _reconcile_citations(page, html[page.src])
            yield from _reconcile_links(guide, page, html[page.src])


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


def _reconcile_citations(page: Page, html: PageHtml) -> Iterator[Problem]:
    """A source counts as named only where readers see its number."""
    for number, citation in enumerate(page.citations):
        if number not in html.cited:
            what = f"readers do not see this citation of `{citation.source}`"
            yield Problem("SG608", citation.span, what, UNSEEN)
        elif number in html.cited_in_links:
            what = f"this citation of `{citation.source}` stands inside a link"
            yield Problem("SG609", citation.span, what, "set it after the link")


def _reconcile_links(guide: Guide, page: Page, html: PageHtml) -> Iterator[Problem]:
    """Every link to a block by its id came out; other links may lead there too."""
    made = Counter(html.linked)
    by_id = [x for x in page.links if x.kind is LinkKind.REFERENCE and x.target in guide.by_id]
    others = [x.target for x in page.links if x.kind is LinkKind.TARGET and "#" in x.target]
    wanted = Counter(x.target for x in by_id) + Counter(x.partition("#")[2] for x in others)
    for target, first in {link.target: link for link in reversed(by_id)}.items():
        if made[target] < wanted[target]:
            what = f"{made[target]} of the {wanted[target]} links to `{target}` came out"
            yield Problem("SG610", first.span, what, UNSEEN)


def repeated_ids(page: Page, html: PageHtml, text: str) -> Iterator[Problem]:
    """Ids that more than one element has; links would lead to the first. `text` is the source.

    Of blocks with the same id it is told elsewhere, and what no author wrote is not theirs to mend.
    """
    blocks = Counter(block.id for block in page.blocks)
    for name in html.anchors_twice:
        if blocks[name] < 2:
            places = list(_written_ids(page, name, text))
            for span in places[1:] or places:
                what = f"the id `{name}` stands on this page already"
                yield Problem("SG613", span, what, "give it another id")


def _written_ids(page: Page, name: str, text: str) -> Iterator[Span]:
    """Where an id is written: in braces, in a tag, or as the option of a block."""
    word = rf"{re.escape(name)}(?![\w-])"
    written = re.compile(rf"\{{[^{{}}]*?(?P<at>#{word})|\bid\s*[=:]\s*[\"']?(?P<id>{word})")
    for number, line in enumerate(text.split("\n"), 1):
        for found in written.finditer(line):
            column = found.start("at" if found["at"] else "id") + 1
            yield Span(page.span.file, number, column, number)
