"""What the website's search finds beside the sections of pages: what has no heading of its own.

A question is found by its words and nothing else: its key and its reasons stay out, and so do
those of discussions. The templates keep the same blocks out of the sections' texts, so that
nothing is found twice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from studyguide.model import AUTHORS, Discussion, Page, Question, Quotation, Term, View
from studyguide.render.fragments import plain
from studyguide.render.site import Site
from studyguide.render.years import year_text

SOURCE_BOOST = 0.001
"""The theme lets a hit in a title count a thousand times; a source's title is mere text here."""
WORD = re.compile(r"<[^>]*>|&\w+;|\b(?P<word>(?=[\w’]*[^\x00-\x7f])\w+(?:’\w+)*)")
"""A word with a letter or an apostrophe beyond ASCII, outside tags and entities."""


@dataclass(frozen=True)
class Found:
    """An entry of the search: where it leads, as seen from the site's root, and its words."""

    location: str
    title: str
    text: str
    boost: float = 1
    """How much a hit in it counts, beside others."""


def findable(site: Site, page: Page) -> Iterator[Found]:
    """The questions, prompts, words, quotations and sources of a page, in the order of its text."""
    if page.audience == AUTHORS:
        return
    for block in page.blocks:
        location = f"{site.urls[page.src]}#{block.id}"
        if isinstance(block, Question):
            yield Found(location, plain(site.title(block.id)), _asked_in(site, block))
        elif isinstance(block, Discussion):
            told = site.words.gettext("To talk about.")
            body = plain(site.of(block).body)
            yield Found(location, plain(site.title(block.id)), f"{told} {body}")
        elif isinstance(block, Term):
            yield Found(location, _word(site, block), _meaning(site, block))
        elif isinstance(block, Quotation):
            yield Found(location, plain(site.title(block.id)), _quoted(site, block))
        elif isinstance(block, View) and block.title == "sources":
            yield from _sources(site)


def _asked_in(site: Site, question: Question) -> str:
    quizzes = (quiz for quiz in site.guide.quizzes if question in site.questions_of(quiz))
    names = ", ".join(plain(site.title(quiz.id)) for quiz in quizzes)
    if names:
        return site.words.gettext("A question of the quiz: %(names)s", names=names)
    return site.words.gettext("A question")


def _word(site: Site, term: Term) -> str:
    title = plain(site.title(term.id))
    return f"{title} ({term.spanish})" if term.spanish else title


def _meaning(site: Site, term: Term) -> str:
    return plain(site.of(term).body + site.part_html(term, "example"))


def _quoted(site: Site, quotation: Quotation) -> str:
    source = site.guide.source_by_id[quotation.source]
    words = plain(site.of(quotation).body)
    does = plain(site.part_html(quotation, "does"))
    told = site.words.gettext("A quotation.")
    return f"{told} {words} {source.title}, {quotation.place}. {does}"


def _sources(site: Site) -> Iterator[Found]:
    told = site.words.gettext("A source.")
    for source in site.guide.cited_sources:
        location = f"{site.sources_url.removeprefix('guide:/')}#source-{source.id}"
        year = f", {year_text(source.year, site.words)}" if source.year else ""
        yield Found(location, source.title, f"{told} {source.publisher}{year}", SOURCE_BOOST)


def with_bare_words(html: str) -> str:
    """Set each word that has accents or a curly apostrophe a second time as it is typed, hidden.

    Readers type `Martinez` and look for Martínez, or `mother's` and look for mother’s.
    """
    return WORD.sub(_with_bare, html)


def _with_bare(match: re.Match[str]) -> str:
    word = match["word"]
    letters = unicodedata.normalize("NFD", word or "")
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    bare = bare.replace("’", "'")
    return f"{word}<span hidden> {bare}</span>" if word and bare != word else match[0]
