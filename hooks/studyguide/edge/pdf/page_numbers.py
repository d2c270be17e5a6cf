"""The numbers of a book's pages: counted gathering by gathering, then written wherever one belongs.

With `target-counter()` on hundreds of links in the text, WeasyPrint lays the whole book out three
times or more before the numbers stand still: 52 s of processor time instead of 28 for a book of 185
pages; and it knows only the pages of the document that it lays out. So each gathering counts its
pages from 1, and when all are laid out, the number of a page and those behind its links are written
in. The contents and the index stand in documents of their own, which are laid out then: how many
numbers they have, and how long, decides their lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate, pairwise
from typing import Any

from studyguide.edge.pdf.binding import PLACE
from studyguide.edge.pdf.weasyprint_70 import foot, rooms, write_foot, write_rooms

NUMBER = re.compile(r"(?P<page>\d+)(?P<leaf>-T\d+)?|[ivxlc]+$")
"""As in 47, in 47-T2 for the second leaf of the teacher's after it, and in iv."""
ID = re.compile(r'\bid="([^"]*)"')
IN_CONTENTS = re.compile(r'data-page="(?P<target>[^"]*)"')
"""Where the stylesheet takes the number behind a line from; at first the id of its heading."""
IN_INDEX = re.compile(
    r'<span class="index-pages" data-main="(?P<main>[^"]*)" data-more="(?P<more>[^"]*)"></span>'
)


class MissingError(Exception):
    """A number that a page of the book needs is not there."""


@dataclass(frozen=True)
class Numbers:
    """The numbers of pages that are laid out."""

    by_id: Mapping[str, str]
    """What is printed on the page of each place."""
    last: int = 0
    """The number of the last page that has one."""

    def of(self, place: str) -> str:
        """The number of the page of a place; raises MissingError if it has none."""
        if number := self.by_id.get(place):
            return number
        raise MissingError(f"the place `{place}` stands on no page with a number")


def count(document: Any) -> Numbers:
    """The numbers of a document's pages, counted from 1."""
    by_id: dict[str, str] = {}
    counted = printed_numbers(document.pages)
    for page, number in zip(document.pages, counted, strict=True):
        for name in page.anchors:
            by_id.setdefault(name, number)
    return Numbers(by_id, max((int(n) for n in counted if n.isdecimal()), default=0))


def count_on(gatherings: Sequence[Numbers], index: str) -> tuple[list[int], Numbers]:
    """How many pages stand before each gathering, and the numbers of all; `index` stands behind."""
    *before, last = accumulate((numbers.last for numbers in gatherings), initial=0)
    by_id = {
        name: raised(number, by)
        for numbers, by in reversed(list(zip(gatherings, before, strict=True)))
        for name, number in numbers.by_id.items()
    }
    begins = {name: str(last + 1) for name in ID.findall(index)[:1]}
    return before, Numbers({**by_id, **begins}, last)


def raised(number: str, by: int) -> str:
    """A number of a page before which `by` more pages stand."""
    match = NUMBER.fullmatch(number)
    if match is None or match["page"] is None:
        return number
    return f"{int(match['page']) + by}{match['leaf'] or ''}"


def write_numbers(pages: Sequence[Any], before: int, numbers: Numbers) -> None:
    """Write the number of each page, before all of which some stand, and those behind its links.

    Raises MissingError if there is none for a link, or a page is left with room for one.
    """
    for page in pages:
        text = foot(page)
        number = NUMBER.search(text)
        if text and number is None:
            raise MissingError(f"the foot of a page says `{text}`, which holds no number")
        if before and number is not None and number["page"]:
            start, end = number.span()
            write_foot(page, text[:start] + raised(number[0], before) + text[end:])
        write_rooms(page, lambda href: numbers.of(href.removeprefix(PLACE).removeprefix("#")))
        for href in rooms(page):
            raise MissingError(f"the number behind a link to `{href}` was not written")


def printed_numbers(pages: Sequence[Any]) -> list[str]:
    """The number printed on each page; empty for one without."""
    return [found[0] if (found := NUMBER.search(foot(page))) else "" for page in pages]


def check_order(printed: Sequence[str]) -> None:
    """Look whether the numbers of a book's pages follow each other from 1 on.

    Raises MissingError if one does not. A cover may have none, and a front has others.
    """
    places = [(int(m["page"]), m["leaf"]) for m in map(NUMBER.match, printed) if m and m["page"]]
    expected = 0
    for place, leaf in places:
        expected += not leaf
        if place != expected:
            raise MissingError(f"page {expected} has the number {place}{leaf or ''}")
    begun = [number for number in printed if number]
    if begun and "" in printed[printed.index(begun[0]) :]:
        raise MissingError(f"a page behind page {begun[0]} has no number")


def with_numbers(html: str, numbers: Numbers) -> str:
    """The contents or the index of a book with the numbers of its pages.

    Raises MissingError if a place that they name has none.
    """
    contents = IN_CONTENTS.sub(lambda m: f'data-page="{numbers.of(m["target"])}"', html)
    return IN_INDEX.sub(lambda m: _in_index(m["main"], m["more"].split(), numbers), contents)


def _in_index(main: str, more: Sequence[str], numbers: Numbers) -> str:
    """The pages of an entry: each once, runs as a range, the one that tells most in bold."""
    most = numbers.of(main) if main else ""
    places = {numbers.of(place): place for place in (*reversed(more), *([main] if main else []))}
    counted = {int(number): place for number, place in places.items() if number.isdecimal()}
    return ", ".join(_linked(run, counted, most) for run in _runs(sorted(counted)))


def _runs(pages: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = list(pages[:1])
    for page, following in pairwise(pages):
        if following != page + 1:
            yield run
            run = []
        run.append(following)
    if run:
        yield run


def _linked(run: Sequence[int], places: Mapping[int, str], most: str) -> str:
    text = str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}"
    link = f'<a href="#{escape(places[run[0]])}">{text}</a>'
    return f"<strong>{link}</strong>" if most.isdecimal() and int(most) in run else link
