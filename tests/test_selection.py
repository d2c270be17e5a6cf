"""Which questions a quiz finds by its filters."""

from __future__ import annotations

import pytest

from studyguide.quiz.selection import questions_of
from tests.guides import compiled, tiny_guide

HOPE = """\
# Hope

/// theme | Hope
    id: hope

Waiting for what may come.
///

/// compare | When did the letter come?
    id: c-spring
    verdict: changed
    {themes}

//// work
In the film, it comes in spring [@review].
////

//// life
In life, it came in autumn [@diary].
////
///

/// question | In the film, when does the letter come?
    id: q-spring
    kind: choice
    level: recall
    about: work
    {tie}

- [x] In spring
    > The snow has gone.
- [ ] In autumn
    > The trees are green.
///

/// quiz | A quiz of one filter
    id: quiz-found
    {filter}
///
"""


def found(tie: str, by: str, themes: str = "themes: [hope]") -> list[str]:
    """The ids of what a quiz finds by this filter when the question is tied like this."""
    page = HOPE.format(themes=themes, tie=tie, filter=by)
    guide = compiled(tiny_guide({"page.md": page})).guide
    quiz = next(quiz for quiz in guide.quizzes if quiz.id == "quiz-found")
    return [question.id for question in questions_of(guide, quiz)]


@pytest.mark.parametrize("tie", ["theme: hope", "comparison: c-spring"])
def test_a_theme_finds_what_touches_it_itself_or_by_its_comparison(tie: str) -> None:
    assert found(tie, "themes: [hope]") == ["q-spring"]


def test_a_theme_does_not_find_what_a_comparison_without_it_asks() -> None:
    assert found("comparison: c-spring", "themes: [hope]", "major: true") == []


def test_a_theme_finds_what_its_scene_touches() -> None:
    assert "q-letter" in found("theme: hope", "themes: [courage]")
    assert "q-spring" not in found("theme: hope", "themes: [courage]")


@pytest.mark.parametrize("by", ["acts: [act-1]", "scenes: [letter]"])
def test_an_act_or_a_scene_finds_what_is_tied_to_it_alone(by: str) -> None:
    assert "q-spring" in found("scene: letter", by)
    assert "q-spring" not in found("theme: hope", by)
