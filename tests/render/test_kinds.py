"""Every kind of block, and of question, is registered wholly: what one lacks is told by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import ClassVar

import pytest
from jinja2 import TemplateNotFound

from studyguide.export.guide_json import block_lists
from studyguide.language.kinds import ID, KINDS, OPTION_KINDS, Kind, OptionRule, Sort
from studyguide.model import Block, Guide, View
from studyguide.quiz.kinds import REGISTRY
from studyguide.quiz.kinds.kind import DATA, FORM_DATA, QuestionKind, filled
from studyguide.render.compose import template

STYLES = Path(__file__).parents[2] / "hooks" / "studyguide" / "styles"
COMMON = {field.name for field in fields(Block)}


def classes_in(name: str) -> Iterator[str]:
    """The classes of a template and of those it takes pieces from."""
    text = Path(str(template(name).filename)).read_text(encoding="utf-8")
    yield from re.findall(r"\bsg-[a-z-]+", text)
    for other in re.findall(r'(?:import|include) "([\w.-]+)"', text):
        yield from classes_in(other)


def lacking(kind: Kind) -> Iterator[str]:
    """What the kind needs and has not."""
    known = {field.name for field in fields(kind.block)}
    taken = {rule.model_field for rule in kind.options}
    yield from (f"a field `{name}` of {kind.block.__name__}" for name in taken - known)
    yield from (f"an option for the field `{name}`" for name in known - COMMON - taken)
    if not kind.example.startswith(f"/// {kind.name} |"):
        yield "an example for the manual"
    if kind.block is View:
        return  # it draws what other kinds hold, by a template for each view
    if kind.block not in [block for _, block, _ in block_lists()]:
        yield "a list in guide.json"
    try:
        classes = set(classes_in(f"{kind.name}.html")) - {"sg-block"}
    except TemplateNotFound:
        yield f"a template {kind.name}.html"
        return
    styles = "".join(file.read_text(encoding="utf-8") for file in STYLES.glob("*.css"))
    if not any(re.search(rf"\.{name}\b", styles) for name in classes):
        yield "styles for what its template shows"


@dataclass(frozen=True)
class _Lesson(Block):
    kind_name = "lesson"
    minutes: int


@dataclass(frozen=True)
class _Symbol(Block):
    kind_name = "symbol"


HALF = Kind(_Lesson, "title", "A plan.", (ID, OptionRule("year-group", Sort.TEXT, "For whom.")))


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_is_registered_wholly(name: str) -> None:
    answers = {f"an option for the field `{field}`" for field in ANSWERED.get(name, ())}
    assert set(lacking(KINDS[name])) - answers == set()


ANSWERED = {"question": ("answers", "language")}
"""Fields that are no options: what is read from the list under the stem, and of the guide."""


def test_what_a_half_registered_kind_lacks_is_told() -> None:
    assert set(lacking(HALF)) == {
        "a field `year_group` of _Lesson",
        "an option for the field `minutes`",
        "an example for the manual",
        "a list in guide.json",
        "a template lesson.html",
    }
    renamed = Kind(_Symbol, "name", "A thing.", (ID,), example="/// symbol | The lamp")
    assert set(lacking(renamed)) == {"a list in guide.json"}


def layouts_missing(kinds: Mapping[str, QuestionKind]) -> list[str]:
    """The kinds of question whose answers no macro sets."""
    macros = template("answers.html").module
    return [name for name, kind in kinds.items() if not hasattr(macros, kind.layout)]


class _Drawing(QuestionKind):
    layout: ClassVar[str] = "canvas"


def test_the_answers_of_each_kind_of_question_are_set_by_a_macro() -> None:
    assert layouts_missing(REGISTRY) == []
    assert layouts_missing({**REGISTRY, "drawing": _Drawing()}) == ["drawing"]


@pytest.mark.parametrize("name", REGISTRY)
def test_each_kind_of_question_tells_its_answers_under_names_that_programs_know(
    guide: Guide, name: str
) -> None:
    examples = {question.kind: question for question in guide.questions}
    question = examples[name if name in examples else "short"]
    kind = REGISTRY[name]
    shown = kind.show(question, question.answers, kind.order(question))
    given = kind.data(shown, str), kind.form_data(question, "B")
    for names, found in zip((DATA, FORM_DATA), given, strict=True):
        assert {under for under, values in found.items() if values} <= set(names)
    assert bool(filled(DATA, given[0])["options"]) is (name in OPTION_KINDS)
