"""Our packages for Moodle and Canvas, read by our importer, give the same questions again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest

from studyguide.export.asked import Asked, asked_quizzes, text
from studyguide.quiz.importing import Imported, import_questions
from studyguide.render.site import Site
from tests.exports.oddities import QUIZ, made, odd_site
from tests.guides import rendered, tiny_guide

INSIDE = {"moodle": ("moodle.xml", ""), "canvas": ("canvas.zip", "quiz-odd.zip")}
"""What the importer is given, and the package inside that it is."""
TODOS = {"level": "recall", "about": "film", "scene": "letter"}
"""What no package carries of a question, and how it is settled here."""
PICTURE, NO_HINTS = "a picture: its words stay", "hints: Canvas has none"
CASE = "capitals that count: a gap of Canvas is never strict"
LOST = {
    "moodle": {("q-choice", "stem"): PICTURE},
    "canvas": {
        ("q-choice", "stem"): PICTURE,
        ("q-choice", "hints"): NO_HINTS,
        ("q-order", "hints"): NO_HINTS,
        ("q-gaps", "strict"): CASE,
        ("q-short", "kind"): "the length of an answer: Canvas has essays only",
    },
}
"""What of a question a format cannot carry. Besides, links lose their address, and a model answer
its paragraphs; the words stay. Citations are in no package."""


@cache
def imported(name: str) -> Imported:
    """What our importer makes of our package."""
    data = made(name, odd_site())
    file, inside = INSIDE[name]
    if inside:
        with ZipFile(BytesIO(data)) as archive:
            data = archive.read(inside)
    return import_questions([(file, data)])


def with_what_it_settles(markdown: str) -> Site:
    """The quiz of the guide, with the questions that came back in the place of its own."""
    for option, settled in TODOS.items():
        markdown = markdown.replace(f"{option}: TODO", f"{option}: {settled}")
    quiz = QUIZ[: QUIZ.index("/// question")]
    return rendered(tiny_guide({"quiz.md": quiz + markdown}))


def told(asked: Asked) -> Mapping[str, object]:
    """All that a question says; its options stand in an order that is drawn anew."""
    in_order = asked.kind in ("order", "blank")
    rows = [
        (
            text(row.words),
            row.right,
            text(row.partner.text) if row.partner else "",
            row.accepted,
            text(row.reason),
        )
        for row in asked.rows
    ]
    return {
        "kind": asked.kind,
        "strict": asked.question.strict,
        "stem": text(asked.stem),
        "rows": rows if in_order else sorted(rows, key=repr),
        "hints": [*map(text, asked.hints)],
        "model answer": text(asked.model_answer),
        "look-for": [*map(text, asked.look_for)],
    }


def questions(site: Site) -> dict[str, Mapping[str, object]]:
    """What each question of the quiz says, by id."""
    (quiz,) = asked_quizzes(site)
    return {asked.id: told(asked) for asked in quiz.questions}


@pytest.mark.parametrize("name", INSIDE)
def test_our_package_read_again_gives_the_same_questions(name: str) -> None:
    before = questions(odd_site())
    after = questions(with_what_it_settles(imported(name).markdown))
    assert [*after] == [*before]
    differs = {
        (one, what): (said, after[one][what])
        for one, fields in before.items()
        for what, said in fields.items()
        if after[one][what] != said
    }
    assert {place: found for place, found in differs.items() if place not in LOST[name]} == {}
    assert {*differs} == {*LOST[name]}


@pytest.mark.parametrize("name", INSIDE)
def test_every_reason_comes_back(name: str) -> None:
    made_of_it = imported(name)
    assert "TODO: why" not in made_of_it.markdown
    assert made_of_it.questions == QUIZ.count("/// question")
    assert not any("explanation" in note for note in made_of_it.notes)
