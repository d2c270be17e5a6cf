"""Match questions with entries on the right that belong to nothing."""

from __future__ import annotations

import json

import pytest

from studyguide.export.guide_json import guide_json
from studyguide.model import Question
from studyguide.quiz.kinds import kind_of
from studyguide.render.items import shown_item
from tests.guides import compiled, messages, rendered, tiny_guide

PAIRS = ("Ana = answers", "The stranger = pushes", "The master = asks")
EXTRA = "= tears it up"


def page(*entries: str) -> str:
    listed = "\n".join(f"- {entry}\n    > The scene shows it to her plainly." for entry in entries)
    head = "/// question | In the film, who does what with the letter?\n    id: q-case"
    head += "\n    kind: match\n    level: recall\n    about: work\n    scene: letter"
    return f"{head}\n\n{listed}\n///\n"


def question(*entries: str) -> Question:
    guide = compiled(tiny_guide({"page.md": page(*entries)})).guide
    return next(one for one in guide.questions if one.id == "q-case")


def test_it_is_a_letter_more_and_no_number_more() -> None:
    site = rendered(tiny_guide({"page.md": page(*PAIRS, EXTRA)}))
    item = shown_item(site, next(one for one in site.guide.questions if one.id == "q-case"))
    assert [choice.label for choice in item.choices] == ["1", "2", "3"]
    assert [choice.label for choice in item.partners] == ["A", "B", "C", "D"]
    left_over = next(choice for choice in item.partners if choice.text == "tears it up")
    assert left_over.label not in item.solution
    assert item.rows[-1].label == left_over.label
    assert item.rows[-1].reason
    assert len(item.key) == 3  # type: ignore[arg-type]


def test_the_pairs_are_found_again_by_the_places_of_the_author() -> None:
    asked = question(*PAIRS, EXTRA)
    for form in ("", "B", "C"):
        order = kind_of(asked).order(asked, form)
        assert sorted(order.shown) == [0, 1, 2]
        assert sorted(order.partners) == [0, 1, 2, 3]


def test_programs_read_it_apart_from_the_pairs() -> None:
    data = json.loads(guide_json(rendered(tiny_guide({"page.md": page(*PAIRS, EXTRA)}))))
    found = next(entry for entry in data["questions"] if entry["id"] == "q-case")
    assert [pair["right"] for pair in found["pairs"]].count("tears it up") == 0
    (extra,) = found["extra"]
    assert extra["right"] == "tears it up"
    assert extra["letter"] not in {pair["letter"] for pair in found["pairs"]}


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ((*PAIRS[:2], EXTRA), "2 pairs; a match question has at least 3"),
        ((PAIRS[0], EXTRA, *PAIRS[1:]), "belongs to nothing and stands before a pair"),
        ((*PAIRS, "= asks"), "`asks` stands twice"),
        ((*PAIRS, "="), "is not a pair"),
    ],
)
def test_an_author_is_told_what_is_wrong(entries: tuple[str, ...], says: str) -> None:
    assert any(says in told for told in messages(tiny_guide({"page.md": page(*entries)})))


def test_pairs_and_what_is_left_over_are_all_right() -> None:
    assert messages(tiny_guide({"page.md": page(*PAIRS, EXTRA)})) == []
