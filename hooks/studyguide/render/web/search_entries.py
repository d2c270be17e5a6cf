"""What the website's search finds beside the sections of pages: what has no heading of its own.

A question is found by its words and nothing else: its key and its reasons stay out, and so do
those of discussions. The templates keep the same blocks out of the sections' texts, so that
nothing is found twice.

Every entry may say what it is and how much it counts: the thing itself comes before what is asked
or told of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from studyguide.model import (
    AUTHORS,
    TEACHERS,
    Block,
    Character,
    Comparison,
    Discussion,
    Essay,
    Page,
    Question,
    Quiz,
    Quotation,
    Scene,
    Symbol,
    Term,
    Theme,
    View,
)
from studyguide.render.fragments import plain
from studyguide.render.site import Site
from studyguide.render.years import year_text
from studyguide.words import N_

KINDS: Mapping[type[Block], tuple[str, float]] = {
    Character: (N_("Character"), 3),
    Theme: (N_("Theme"), 3),
    Symbol: (N_("Symbol"), 3),
    Term: (N_("Word"), 2.5),
    Scene: (N_("%(Unit)s"), 2),
    Comparison: (N_("%(Both_worlds)s"), 1),
    Quotation: (N_("Quotation"), 0.8),
    Essay: (N_("Writing"), 0.6),
    Discussion: (N_("To talk about"), 0.5),
    Quiz: (N_("Quiz"), 0.6),
    Question: (N_("Question"), 0.3),
}
"""What an entry for a block of a kind is called, and how much a hit in it counts beside others."""
PAGE = 1.6
SOURCE, FOR_TEACHERS, FOR_AUTHORS = 0.2, 0.4, 0.2
LISTED = (Character, Theme, Term)
"""Kinds whose lists are shown where nothing is found."""


@dataclass(frozen=True)
class Found:
    """An entry of the search: where it leads, as seen from the site's root, and its words."""

    location: str
    title: str
    text: str
    kind: str = ""
    """What it is, in a word."""
    boost: float = 1
    """How much a hit in it counts, beside others."""
    words: tuple[str, ...] = ()
    """What readers may also look for it by."""
    late: bool = False
    """Whether it tells how the work ends."""


def findable(site: Site, page: Page) -> Iterator[Found]:
    """The questions, prompts, words, quotations and sources of a page, in the order of its text."""
    if page.audience == AUTHORS:
        return
    for block in page.blocks:
        location = f"{site.urls[page.src]}#{block.id}"
        if isinstance(block, Question):
            yield _found(site, block, location, plain(site.title(block.id)), _asked_in(site, block))
        elif isinstance(block, Discussion):
            yield _found(
                site, block, location, plain(site.title(block.id)), plain(site.of(block).body)
            )
        elif isinstance(block, Term):
            yield _found(site, block, location, _word(site, block), _meaning(site, block))
        elif isinstance(block, Quotation):
            yield _found(site, block, location, plain(site.title(block.id)), _quoted(site, block))
        elif isinstance(block, View) and block.title == "sources":
            yield from _sources(site)


def _found(site: Site, block: Block, location: str, title: str, text: str) -> Found:
    return Found(location, title, text, **traits(site, block))


def traits(site: Site, block: Block) -> dict[str, Any]:
    """What the search must know of a block beside its words: its kind, its weight and the like."""
    label, boost = KINDS.get(type(block), ("", 1))
    words = (block.spanish, *block.forms) if isinstance(block, Term) else ()
    return {
        "kind": site.words.gettext(label) if label else "",
        "boost": boost,
        "words": tuple(word for word in words if word),
        "late": _tells_the_end(site, block),
    }


def page_traits(site: Site, page: Page) -> dict[str, Any]:
    """The same of a page as a whole, and whether it is the list of a kind of thing."""
    if page.audience == TEACHERS:
        return {"kind": site.words.gettext("For teachers"), "boost": FOR_TEACHERS}
    if page.audience == AUTHORS:
        return {"kind": site.words.gettext("For authors"), "boost": FOR_AUTHORS}
    return {
        "kind": site.words.gettext("Page"),
        "boost": PAGE,
        "lists": page.src in _lists(site),
        "words": page.search_words,
    }


def _lists(site: Site) -> set[str]:
    """The page with the most characters, that with the most themes, and so on."""
    counts = [Counter(block.page for block in site.guide.of(kind)) for kind in LISTED]
    return {src for count in counts for src, _ in count.most_common(1)}


def _tells_the_end(site: Site, block: Block) -> bool:
    """Whether it is about a scene of the last stretch of several."""
    acts = site.guide.acts
    name = getattr(block, "scene", "")
    scene = block if isinstance(block, Scene) else site.guide.by_id.get(name)
    return len(acts) > 1 and isinstance(scene, Scene) and scene.act == acts[-1].id


def _asked_in(site: Site, question: Question) -> str:
    quizzes = (quiz for quiz in site.guide.quizzes if question in site.questions_of(quiz))
    names = ", ".join(plain(site.title(quiz.id)) for quiz in quizzes)
    if names:
        return site.words.gettext("In the quiz: %(names)s", names=names)
    return ""


def _word(site: Site, term: Term) -> str:
    title = plain(site.title(term.id))
    return f"{title} ({term.spanish})" if term.spanish else title


def _meaning(site: Site, term: Term) -> str:
    return plain(site.of(term).body + site.part_html(term, "example"))


def _quoted(site: Site, quotation: Quotation) -> str:
    source = site.guide.source_by_id[quotation.source]
    words = plain(site.of(quotation).body)
    does = plain(site.part_html(quotation, "does"))
    return f"{words} {source.title}, {quotation.place}. {does}"


def _sources(site: Site) -> Iterator[Found]:
    kind = site.words.gettext("Source")
    for source in site.guide.cited_sources:
        location = f"{site.sources_url.removeprefix('guide:/')}#source-{source.id}"
        year = f", {year_text(source.year, site.words)}" if source.year else ""
        yield Found(location, source.title, f"{source.publisher}{year}", kind, SOURCE)
