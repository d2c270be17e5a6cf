"""What to copy for a class: quizzes, worksheets and cards, with their pages in the books."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from studyguide.model import STUDENTS, Page
from studyguide.render.fragments import HEADER_LINK, plain
from studyguide.render.site import Site, chapter_slug

SECTION = re.compile(r'<h2\b[^>]*\bid="(?P<id>[^"]*)"[^>]*>(?P<words>.*?)</h2>', re.DOTALL)


@dataclass(frozen=True)
class Handout:
    """Something to copy."""

    title: str
    link: str
    pages: tuple[str, ...]
    """Its pages on each paper, in the order of `Site.printed`."""


@dataclass(frozen=True)
class _Stretch:
    """A handout from one place of the book to another."""

    title: str
    link: str
    first: str
    last: str = ""
    """The id of what stands on its last page, or nothing."""
    until: Sequence[str] = ()
    """The ids of what follows it, of which the first that the book has begins on the next page."""


def handouts(site: Site) -> tuple[Handout, ...]:
    """Everything to copy, in the order of the book; no pages where none are known."""
    return tuple(
        Handout(
            stretch.title,
            stretch.link,
            tuple(_pages(stretch, numbers) for numbers in site.printed.values()),
        )
        for stretch in _stretches(site)
    )


def _stretches(site: Site) -> Iterator[_Stretch]:
    pages = [page for page in site.pages if page.audience == STUDENTS]
    slugs = [chapter_slug(page.src) for page in pages]
    for place, page in enumerate(pages, 1):
        after = slugs[place:]
        if page.copy == "page":
            slug = chapter_slug(page.src)
            title = site.html[page.src].title
            yield _Stretch(title, f"guide:/{site.urls[page.src]}", slug, until=after)
        elif page.copy == "sections":
            yield from _sections(site, page, after)
        if page.copy != "page":  # which holds its quizzes
            yield from _quizzes(site, page)


def _sections(site: Site, page: Page, after: Sequence[str]) -> Iterator[_Stretch]:
    slug, url = chapter_slug(page.src), site.urls[page.src]
    found = list(SECTION.finditer(HEADER_LINK.sub("", site.html[page.src].template)))
    places = [*(f"{slug}--{match['id']}" for match in found), *after]
    for place, match in enumerate(found):
        link, until = f"guide:/{url}#{match['id']}", places[place + 1 :]
        yield _Stretch(plain(match["words"]), link, places[place], until=until)


def _quizzes(site: Site, page: Page) -> Iterator[_Stretch]:
    slug = chapter_slug(page.src)
    for quiz in site.guide.quizzes:
        questions = site.questions_of(quiz)
        if quiz.page == page.src and questions:
            last = f"{slug}--{site.anchor(quiz, questions[-1])}"
            title = plain(site.quiz_name(quiz))
            yield _Stretch(title, site.link(quiz.id), f"{slug}--{quiz.id}", last=last)


def _pages(stretch: _Stretch, numbers: Mapping[str, str]) -> str:
    first = _number(stretch.first, numbers)
    until = next((number for id_ in stretch.until if (number := _number(id_, numbers))), 0)
    last = max(_number(stretch.last, numbers), until - 1)
    if not first:
        return ""
    return f"{first}–{last}" if last > first else str(first)


def _number(target: str, numbers: Mapping[str, str]) -> int:
    printed = numbers.get(target, "")
    return int(printed) if printed.isdecimal() else 0
