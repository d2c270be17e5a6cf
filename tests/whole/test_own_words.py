"""The guide's own words: one name for a page wherever it stands, and the spelling of the US."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from studyguide.edition import EDITIONS
from studyguide.render.book.chapters import render_book
from studyguide.render.fragments import plain
from studyguide.render.web.page import render_page
from tests.guides import rendered, tiny_guide
from tests.whole.guides import DOCS

HOME = "index.md"
"""The nav calls it what it is for; its heading is the title of the guide."""
HEADING = re.compile(r"^# (?P<words>.+?)(?: \{.*)?$", re.MULTILINE)
QUIZ = re.compile(r"^/// quiz \| (?P<words>.+)$", re.MULTILINE)
NOT_OURS = re.compile(
    r"```.*?```|`[^`]*`|\"[^\"\n]*\"|“[^”]*”|\]\([^)]*\)|\[@[^\]]*\]"
    r"|^ *(?:- )?(?:url|title|publisher|licence|levels?|id): [^\n]*$",
    re.DOTALL | re.MULTILINE,
)
"""Quotations, code, addresses, and the fields of sources and blocks that are not prose."""
BRITISH = re.compile(
    r"\b(?:"
    r"(?:col|lab|neighb|behavi|hon|fav|hum|rum|harb|flav|endeav|vap|arm|glam|sav|od)our\w*"
    r"|(?:cent|theat|met|lit|fib|calib|spect|lust)res?\b|(?:kilo|centi|milli)metres?"
    r"|(?:real|organ|recogn|apolog|critic|memor|summar|special|general|minim|maxim|symbol|util"
    r"|civil|natural|author|final|visual|standard|capital|normal|penal|categor|character|priorit"
    r"|emphas|stabil|mobil|modern|hospital|colon|custom)is(?:e[sd]?|ing|ations?)\b"
    r"|(?:anal|paral|catal)ys(?:e[sd]?|ing)\b"
    r"|(?:travel|cancel|label|model|signal|fuel|marvel|counsel|quarrel|level|total|dial)"
    r"l(?:ed|ing|ers?|or)\b"
    r"|(?:skil|wil|ful)ful\w*|fulfil\b|enrol\b|instal\b|jewell\w*|grey\w*|cheques?|tyres?"
    r"|programmes?|licences?|defences?|offences?|pretences?|practis\w*|(?:dia|cata|ana)logues?"
    r"|whilst|amongst|towards|learnt|spelt|burnt|dreamt|spoilt|leapt|aeroplanes?|mums?\b|maths"
    r"|ploughs?|sceptic\w*|judgements?|acknowledgements?|ageing|moulds?|moustaches?|storeys?"
    r"|fortnights?|lorr(?:y|ies)|term time|pyjamas|cosy|kerbs?|artefacts?|per cent"
    r")\b",
    re.IGNORECASE,
)
MARK_UP = re.compile(r"<(?:head|style|script)\b.*?</(?:head|style|script)>", re.DOTALL)
AMERICAN = {"dialogue", "dialogues"}
"""Spelled so on both sides of the ocean, where people speak."""


def test_the_nav_names_a_page_by_its_heading_or_a_part_of_it() -> None:
    wrong = [
        f"{src}: {name!r} in the nav, {heading!r} on the page"
        for name, src in nav()
        if src != HOME and (heading := heading_of(src)) and not is_short_form(name, heading)
    ]
    assert wrong == []


def test_a_quiz_is_called_what_its_page_is_called() -> None:
    pages = sorted((DOCS / "quizzes").glob("*.md"))
    found = [(path.name, QUIZ.findall(path.read_text("utf-8"))) for path in pages]
    quizzes = {name: titles for name, titles in found if titles}
    assert len(quizzes) > 5
    for name, titles in quizzes.items():
        assert titles == [heading_of(f"quizzes/{name}")]


@pytest.mark.parametrize(
    ("name", "heading", "fits"),
    [
        ("Childhood", "Childhood: real life and film", True),
        ("The shuttle and the station", "The Space Shuttle and the station", True),
        ("How we compare", "Real life and film", False),
    ],
)
def test_a_short_form_has_only_words_of_the_heading(name: str, heading: str, fits: bool) -> None:
    assert is_short_form(name, heading) == fits


@pytest.mark.parametrize(
    "path",
    [p for p in sorted(DOCS.rglob("*")) if p.suffix in (".md", ".yml")],
    ids=lambda p: p.name,
)
def test_our_own_words_are_in_the_spelling_of_the_us(path: Path) -> None:
    assert list(british(path.read_text("utf-8"))) == []


def test_british_spellings_are_found_outside_quotations_only() -> None:
    text = 'The colour of a neighbour\'s grey car. He travelled. "My favourite colour", he said.'
    assert list(british(text)) == ["colour", "neighbour", "grey", "travelled"]
    assert list(british("    id: colour\nThe grey sea")) == ["grey"]
    assert list(british("The color of a dialogue in the center, four meters on.")) == []


def british(text: str) -> Iterator[str]:
    """Every British spelling in what is ours of a text."""
    for found in BRITISH.finditer(NOT_OURS.sub(" ", text)):
        if found[0].lower() not in AMERICAN:
            yield found[0]


def is_short_form(name: str, heading: str) -> bool:
    """Whether the heading holds each word of the name, in the same order."""
    left = iter(re.findall(r"\w+", heading.lower()))
    return all(word in left for word in re.findall(r"\w+", name.lower()))


def heading_of(src: str) -> str:
    """The heading of a page; nothing for one that the build makes."""
    path = DOCS / src
    found = HEADING.search(path.read_text("utf-8")) if path.is_file() else None
    return found["words"] if found else ""


def nav() -> Iterator[tuple[str, str]]:
    """The name and the path of each page in the nav."""
    config = yaml.safe_load((DOCS.parent / "mkdocs.yml").read_text("utf-8"))
    yield from pages_in(config["nav"])


def pages_in(entries: list[Any]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        for name, inside in entry.items():
            if isinstance(inside, str):
                yield name, inside
            else:
                yield from pages_in(inside)


def test_no_edition_has_a_british_spelling_of_ours() -> None:
    """Words that the templates add."""
    site = rendered(tiny_guide())
    books = [render_book(site, edition).html for edition in EDITIONS if edition.audiences]
    pages = [render_page(site, src) for src in site.html]
    assert books
    ours = [word for html in (*books, *pages) for word in british(plain(MARK_UP.sub(" ", html)))]
    assert {word.lower() for word in ours} <= {"harbour"}  # the small guide has one of its own
