"""Find the citations and links in the text of a page, each with its place.

The grammar of a citation stands here alone: `[@source]`, `[@source, place]`, and several of them
with semicolons between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from studyguide.language.addresses import Address
from studyguide.language.lines import Offsets
from studyguide.model import Citation, Link, LinkKind
from studyguide.problems import Problem, shortened

CITATION = re.compile(r"(?<!\\)\[(?P<ids>@[^\[\]\n]*)\]")
UNFINISHED = re.compile(r"(?<!\\)\[@[^\[\]\n]*(?=[\[\n]|\Z)")
"""A citation that does not end on its line."""
CITED_SOURCE = re.compile(r"\s*@(?P<id>[A-Za-z0-9][\w.-]*)\s*(?:,\s*(?P<place>[^,\s].*?)\s*)?")
"""A source and, after a comma, the place in it."""
PLACE = re.compile(r"(?=.*\w)[\w .,:'’‘“”/()§¶#&+–—-]+")
"""What a place is written with: Markdown and HTML take none of these signs for theirs."""
BETWEEN_PLACES = ";"
"""Stands between the places of one citation, and so in none of them."""
LONGEST_PLACE = 40
"""Characters of a place, which stands among the small numbers of a text."""
REFERENCE = re.compile(r"(?<!\\)\[(?P<text>[^\[\]]*)\]\[(?P<id>[^\[\]]*)\]")
AUTOLINK = re.compile(
    r"(?<!\\)<(?P<target>(?:https?|mailto|ftp|file|data|blob|javascript|vbscript):[^<>\s]*)>",
    re.IGNORECASE,
)
IMAGE = re.compile(r"!\[[^\[\]]*\]\(")
DEFINITION = re.compile(
    r"^ {0,3}\[(?P<id>[^\[\]^]+)\]:[ ]+(?P<target><[^<>\n]*>|[^\s<]\S*)"
    r"[ ]*(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\))?[ ]*$",
    re.MULTILINE,
)
SLIP = re.compile(
    r"(?<![\w\\!\]])\[(?P<ids>[A-Za-z0-9][\w.;, -]*)\](?![\[(:\w])"
    r"|(?<![\w\\@./:\[;-])@(?P<id>[A-Za-z0-9][\w-]*)(?![\w\]-])"
)
"""What would be a citation but for a forgotten mark: `[source]`, `(@source)`."""
CITATION_HINT = "write `[@source]`, `[@source, p. 12]` or `[@first; @second]`"
PLACE_HINT = "give act, scene and line, or the page, as in `2.1.44` or `pp. 12-13`"


class Cited(NamedTuple):
    """A source that a citation names."""

    source: str
    place: str
    at: int
    """Where its id begins in the text of the citation."""


def citations_in(whole: Offsets) -> tuple[tuple[Citation, ...], list[Problem]]:
    """The sources that are cited, and what seems to be a citation but is none."""
    found: list[Citation] = []
    problems: list[Problem] = []
    for match in CITATION.finditer(whole.text):
        named, start = cited_in(match["ids"]), match.start("ids")
        found += [Citation(one.source, whole.span(start + one.at), one.place) for one in named]
        if len(named) <= match["ids"].count(";"):
            what = f"`{shortened(match[0])}` is not a citation"
            problems.append(Problem("SG306", whole.span(match.start()), what, CITATION_HINT))
        faults = ((one, wrong_place(one.place)) for one in named if one.place)
        problems += [
            Problem("SG317", whole.span(start + one.at), what, PLACE_HINT)
            for one, what in faults
            if what
        ]
    for match in UNFINISHED.finditer(whole.text):
        what = f"`{shortened(match[0].rstrip())}` is not closed on its line"
        problems.append(Problem("SG306", whole.span(match.start()), what, CITATION_HINT))
    return tuple(found), problems


def cited_in(ids: str) -> list[Cited]:
    """The sources that `@a, p. 12; @b` names, up to a piece that names none."""
    found: list[Cited] = []
    at = 0
    for piece in ids.split(";"):
        name = CITED_SOURCE.fullmatch(piece)
        if name is None:
            break
        found.append(Cited(name["id"], name["place"] or "", at + name.start("id")))
        at += len(piece) + 1
    return found


def wrong_place(place: str) -> str:
    """Why a text is no place in a source, in words; nothing if it is one."""
    if len(place) > LONGEST_PLACE:
        return f"the place `{shortened(place)}` is longer than {LONGEST_PLACE} characters"
    return "" if PLACE.fullmatch(place) else f"`{shortened(place)}` is not a place in a source"


def slips_in(whole: Offsets) -> Iterator[Citation]:
    """What names something as a citation would, but for a forgotten mark."""
    text = CITATION.sub(_blank, UNFINISHED.sub(_blank, whole.text))
    for match in SLIP.finditer(text):
        names = re.split(r"[;,]", match["ids"]) if match["ids"] else [match["id"]]
        for name in names:
            yield Citation(name.strip(), whole.span(match.start()))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def links_in(whole: Offsets, addresses: Iterable[Address]) -> Iterator[Link]:
    """Where the page leads: to what it names by id, to `addresses` and to pictures."""
    defined = {match["id"].strip().lower() for match in DEFINITION.finditer(whole.text)}
    for match in REFERENCE.finditer(whole.text):
        target = (match["id"] or match["text"]).strip()
        if target and not target.startswith("^") and target.lower() not in defined:
            yield Link(target, LinkKind.REFERENCE, whole.span(match.start()))
    images = {match.end() - 1 for match in IMAGE.finditer(whole.text)}
    for address in addresses:
        kind = LinkKind.IMAGE if address.at in images else LinkKind.TARGET
        if not address.is_broken:
            yield Link(address.url.strip("<>"), kind, whole.span(address.url_at))
    for match in AUTOLINK.finditer(whole.text):
        yield Link(match["target"], LinkKind.TARGET, whole.span(match.start("target")))
    for match in DEFINITION.finditer(whole.text):
        yield Link(match["target"].strip("<>"), LinkKind.TARGET, whole.span(match.start("target")))
