"""What the guide says of the work and of real life names its sources."""

from __future__ import annotations

import re

import pytest

from studyguide.check.evidence import owes_a_source
from studyguide.language.kinds import KINDS
from studyguide.words.rules import rules_of
from tests.guides import found_in, tiny_guide

CITED = [(kind.name, part.name) for kind in KINDS.values() for part in kind.parts if part.cited]


@pytest.mark.parametrize(("kind", "part"), CITED)
def test_every_part_that_the_table_marks_must_cite(kind: str, part: str) -> None:
    text = f"# A page\n\n{KINDS[kind].example}"
    head = f"//// {part}\n"
    assert head in text
    before, _, after = text.partition(head)
    inside, _, rest = after.partition("////")
    uncited = before + head + re.sub(r" \[@[^]]*\]", "", inside) + "////" + rest
    found = found_in(tiny_guide({f"{kind}.md": uncited}))
    line = before.count("\n") + 2
    assert [str(problem) for problem in found if problem.code == "SG402"] == [
        f"docs/{kind}.md:{line}:1: error SG402: the part `{part}` of this {kind} cites no source "
        "(add `[@source]` before the full stop)"
    ]


@pytest.mark.parametrize("citation", ["`[@review]`", r"\[@review]", "<!-- [@review] -->"])
def test_a_citation_that_readers_do_not_get_does_not_count(citation: str) -> None:
    text = f"/// scene | The boat\n    id: boat\n    act: act-1\n\nTomás comes {citation}.\n///\n"
    found = found_in(tiny_guide({"page.md": text}))
    assert [str(problem) for problem in found] == [
        "docs/page.md:1:1: error SG401: the scene `boat` cites no source"
    ]


@pytest.mark.parametrize(
    ("paragraph", "owes"),
    [
        ("Pilots wear gloves.", True),
        ("Pilots wear gloves;", True),
        ("Pilots wear:", False),
        ("What do pilots wear?", False),
        ("What do pilots wear? They wear gloves.", True),
    ],
)
def test_a_paragraph_that_states_something_owes_a_source(paragraph: str, owes: bool) -> None:
    assert owes_a_source(paragraph, rules_of("en")) is owes


@pytest.mark.parametrize(
    ("paragraph", "owes"),
    [
        ("Llueve mucho.", True),
        ("No llueve nunca.", True),
        ("No encontramos quién escribió la carta.", False),
        ("No hemos encontrado nada. Llueve.", True),
        ("Esta página no cuenta la película.", False),
        ("*Nuestra lectura:* la lluvia es el tiempo.", False),
        ("Llueve. *Nuestra lectura:* es el tiempo.", True),
        ("¿Qué dice la Sra. Ruiz?", False),
        ("We found no letter.", True),
    ],
)
def test_a_guide_in_spanish_says_in_spanish_what_needs_no_source(
    paragraph: str, owes: bool
) -> None:
    assert owes_a_source(paragraph, rules_of("es")) is owes
