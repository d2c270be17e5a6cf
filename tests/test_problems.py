"""Every problem: a case in which it is reported, and one in which it just is not.

The cases are the text files in `tests/cases`.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from studyguide.model import Span
from studyguide.problems import CATALOGUE, Problem, Severity, did_you_mean, in_source_order
from tests.cases import Case, read_cases
from tests.guides import compiled, messages, tiny_guide

CASES = read_cases()
ELSEWHERE = ("SG12", "SG607", "SG7", "SG8", "SG9")
"""Limits, WeasyPrint, files and the rules for questions have tests of their own."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_mistake_is_reported_in_full(case: Case) -> None:
    said = messages(case.wrong.guide(), case.wrong.made())
    assert said == case.says
    assert any(case.code in message for message in said)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_just_right_is_not_reported(case: Case) -> None:
    assert messages(case.right.guide(), case.right.made()) == []


def test_every_code_has_a_case() -> None:
    reachable = {code for code in CATALOGUE if not code.startswith(ELSEWHERE)}
    assert {case.code for case in CASES} == reachable


def test_the_tiny_guide_is_right() -> None:
    assert messages(tiny_guide()) == []


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["Windows", "old Macs"])
def test_line_ends_of_other_systems_change_nothing(end: str) -> None:
    page = "\n".join(case.wrong.texts.get("page.md", "") for case in CASES)
    guide = tiny_guide({"page.md": page})
    other = replace(
        guide, pages={src: text.replace("\n", end) for src, text in guide.pages.items()}
    )
    assert compiled(other).problems == compiled(guide).problems


def test_a_message_names_its_place_and_ends_with_a_hint() -> None:
    span = Span("docs/themes.md", 47, 3)
    assert str(Problem("SG203", span, "wrong")) == "docs/themes.md:47:3: error SG203: wrong"
    assert str(Problem("SG203", span, "wrong", "mend it")).endswith("SG203: wrong (mend it)")


def test_problems_come_once_and_in_source_order() -> None:
    def at(file: str, line: int, column: int, code: str) -> Problem:
        return Problem(code, Span(file, line, column, line), "wrong")

    order = [
        at("docs/a.md", 2, 1, "SG101"),
        at("docs/a.md", 2, 1, "SG203"),
        at("docs/a.md", 2, 5, "SG101"),
        at("docs/a.md", 10, 1, "SG101"),
        at("docs/b.md", 1, 1, "SG101"),
    ]
    assert in_source_order([*reversed(order), *order]) == order


@pytest.mark.parametrize(
    ("name", "known", "hint"),
    [
        ("scenne", ["scene", "theme"], "did you mean `scene`?"),
        ("SCENE", ["scene", "theme"], "did you mean `scene`?"),
        ("boat", ["theme", "scene"], "one of: `scene`, `theme`"),
        ("boat", [f"number-{n}" for n in range(13)], ""),
        ("boat", [], ""),
    ],
)
def test_a_hint_offers_the_nearest_name_or_all_of_a_few(
    name: str, known: list[str], hint: str
) -> None:
    assert did_you_mean(name, known) == hint


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_code_says_what_it_means_and_how_to_mend_it(code: str) -> None:
    meaning = CATALOGUE[code]
    assert re.fullmatch(r"SG[1-9]\d\d", code)
    assert meaning.summary.endswith(".")
    assert meaning.mend.endswith(".")
    assert meaning.severity in Severity
