"""Citations as readers see them: small numbers, each a link to its source, with the place in it.

A page holds them neutral, as `sg-cite` elements, until it is known where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from selectolax.lexbor import LexborNode

from studyguide.language.inline import BETWEEN_PLACES
from studyguide.render.fragments import attribute
from studyguide.render.site import Site
from studyguide.render.tree import replace, value

PLACED = "sg-placed"
"""The class of a mark that says a place; semicolons stand between its sources, as authors write."""
Cite = tuple[str, str]
"""The id of a source, and the place in it or nothing."""


def replace_citations(tree: LexborNode, cite: Callable[[list[Cite]], str]) -> None:
    """Put what `cite` makes of its sources in the place of each neutral citation."""
    for node in tree.css("sg-cite"):
        before = node.prev
        if before is not None and before.is_text_node:
            words = (before.text_content or "").rstrip()
            before.replace_with(words) if words else before.remove()
        names = value(node, "data-ids").split()
        places = value(node, "data-places").split(BETWEEN_PLACES)
        replace(node, cite(list(zip_longest(names, places[: len(names)], fillvalue=""))))


@dataclass(frozen=True)
class Mark:
    """What readers see of one source that a citation names."""

    number: int
    place: str

    @property
    def words(self) -> str:
        """The number and the place."""
        return f"{self.number}, {self.place}" if self.place else str(self.number)

    @property
    def said(self) -> str:
        """The number and the place, as HTML."""
        return attribute(self.words)


def numbered_citation(site: Site, cited: list[Cite], *, heard: bool = False) -> str:
    """A citation as superscript numbers, each a link to its source in the list.

    Where links are `heard`, as those of a website are, each is called by its source: a number alone
    says nothing to those who go from link to link.
    """
    links = []
    for name, place in cited:
        number = site.guide.source_number.get(name)
        if number is None:
            continue
        source = site.guide.source_by_id[name]
        title = f"{source.publisher}: {source.title}"
        mark = Mark(number, place)
        target = f"{site.sources_url}#source-{name}" if site.sources_url else ""
        if heard:
            called = site.words.gettext("Source %(mark)s: %(title)s", mark=mark.words, title=title)
            told = f'aria-label="{attribute(called)}" title="{attribute(called)}"'
        else:
            told = f'title="{attribute(f"{title}, {place}" if place else title)}"'
        links.append(f'<a href="{target}" {told}>{mark.said}</a>' if target else mark.said)
    placed = any(place for _, place in cited)
    kind, between = (f"sg-cite {PLACED}", "; ") if placed else ("sg-cite", ", ")
    return f'<sup class="{kind}">{between.join(links)}</sup>' if links else ""


def between_marks(citation: LexborNode) -> str:
    """What stands between the sources of a numbered citation: a place may have commas."""
    return "; " if PLACED in value(citation, "class").split() else ", "


def marks_in(citation: LexborNode) -> Iterator[Mark]:
    """The marks of a numbered citation, read back."""
    for said in citation.text().split(between_marks(citation)):
        number, _, place = said.partition(", ")
        if number.isdecimal():
            yield Mark(int(number), place)
