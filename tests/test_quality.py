"""The quality table of a quiz."""

from __future__ import annotations

import json

import pytest

from studyguide.export.guide_json import guide_json
from studyguide.language.kinds import LEVELS, QUESTION_KINDS
from studyguide.quiz.kinds import REGISTRY
from studyguide.quiz.quality import (
    DEPTH,
    Count,
    SetAside,
    key_places,
    minutes_of,
    quality,
    recall_share,
)
from studyguide.quiz.selection import questions_of
from tests.check.rule_cases import item, quiz
from tests.guides import compiled, rendered, tiny_guide

NUMBERS = ["10 boats", "x 20 boats", "30 boats"]
PAGE = "\n".join(
    [
        quiz(["q-one", "q-two", "q-three", "q-four"], "waive: {B7: the essay is elsewhere}"),
        item("In the film, how many boats pass?", NUMBERS, name="q-one", level="recall"),
        item(
            "In the film, how many come back?",
            ["x 10 boats", "20 boats", "30 boats", "40 boats"],
            name="q-two",
            more="scene: letter\n    waive: {A4: the number is as it is}",
        ),
        item("In the film, why do they go?", kind="short", name="q-three", level="analyse"),
        item("In the film, Ana waits.", ["x True", "False"], "true-false", "q-four", "recall"),
    ]
)


def test_the_table_of_a_quiz() -> None:
    guide = compiled(tiny_guide({"page.md": PAGE})).guide
    block = next(block for block in guide.quizzes if block.id == "quiz-case")
    table = quality(block, questions_of(guide, block))
    assert table.items == 4
    assert table.levels == (Count("recall", 2), Count("understand", 1), Count("analyse", 1))
    assert table.kinds == (Count("choice", 2), Count("true-false", 1), Count("short", 1))
    assert table.keys == (Count("A", 1), Count("B", 1), Count("C", 0), Count("D", 0))
    assert table.minutes == 0.75 + 0.75 + 0.5 + 4
    assert table.recall == 0.5
    assert table.waived == (
        SetAside("B7", "quiz-case", "the essay is elsewhere"),
        SetAside("A4", "q-two", "the number is as it is"),
    )


def test_the_table_of_a_quiz_that_finds_nothing() -> None:
    block = compiled(tiny_guide()).guide.quizzes[0]
    table = quality(block, [])
    assert (table.items, table.levels, table.kinds, table.keys) == (0, (), (), ())
    assert (table.minutes, table.recall, table.guesser) == (0, 0, None)


def test_programs_read_the_table_in_guide_json() -> None:
    data = json.loads(guide_json(rendered(tiny_guide({"page.md": PAGE}))))
    table = next(entry["quality"] for entry in data["quizzes"] if entry["id"] == "quiz-case")
    assert table == {
        "items": 4,
        "levels": {"recall": 2, "understand": 1, "analyse": 1},
        "kinds": {"choice": 2, "true-false": 1, "short": 1},
        "keys": {"A": 1, "B": 1, "C": 0, "D": 0},
        "minutes": 6.0,
        "recall": 0.5,
        "guesser": {"strategy": "true", "score": 0.528, "chance": 0.361},
        "waived": [
            {"rule": "B7", "id": "quiz-case", "reason": "the essay is elsewhere"},
            {"rule": "A4", "id": "q-two", "reason": "the number is as it is"},
        ],
    }


def test_each_level_and_kind_is_known() -> None:
    assert tuple(DEPTH) == LEVELS
    assert tuple(REGISTRY) == QUESTION_KINDS
    assert [name for name, kind in REGISTRY.items() if not kind.minutes] == []


@pytest.mark.parametrize(
    ("kind", "more", "minutes"),
    [("choice", "minutes: 3", 0.75), ("short", "minutes: 3", 3), ("essay", "lines: 9", 12)],
)
def test_only_what_is_written_has_a_time_of_its_own(kind: str, more: str, minutes: float) -> None:
    page = item("In the film, how many?", NUMBERS, kind, more=f"scene: letter\n    {more}")
    guide = compiled(tiny_guide({"page.md": page})).guide
    question = next(question for question in guide.questions if question.id == "q-case")
    assert minutes_of([question]) == minutes


def test_a_question_without_one_key_has_no_place() -> None:
    page = item("In the film, how many?", ["x 10 boats", "x 20 boats", "30 boats"])
    guide = compiled(tiny_guide({"page.md": page})).guide
    assert key_places([q for q in guide.questions if q.id == "q-case"]) == []
    assert recall_share([]) == 0
