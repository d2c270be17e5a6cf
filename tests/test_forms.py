"""Parallel forms of a quiz: the same for ever, each fair, no two alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple

from hypothesis import given
from hypothesis import strategies as st

from studyguide.language.parse import Texts
from studyguide.model import Guide, Question, Quiz
from studyguide.quiz.forms import LETTERS, Form, forms_of
from studyguide.quiz.kinds import kind_of
from studyguide.quiz.kinds.kind import Order
from tests.guides import GUIDE_YML, SOURCES_YML, compiled, tiny_guide

NAMES = st.lists(st.sampled_from("abcdefghijkl"), min_size=1, max_size=12, unique=True)


def page(names: Sequence[str], seed: str = "", after: dict[str, str] | None = None) -> str:
    """A page with a quiz that asks questions of those names."""
    listed = ", ".join(f"q-{name}" for name in names)
    seeded = f"    seed: {seed}\n" if seed else ""
    text = (
        f"# A page\n\n/// quiz | A quiz\n    id: quiz-x\n{seeded}    questions: [{listed}]\n///\n"
    )
    for name in names:
        link = f"    after: q-{after[name]}\n" if after and name in after else ""
        text += f"\n/// question | Is it {name}?\n    id: q-{name}\n    kind: choice\n{link}\n"
        text += "- [x] 3 boats\n- [ ] 20 boats\n- [ ] 100 boats\n///\n"
    return text


def guide_of(text: str) -> tuple[Guide, Quiz]:
    """The guide that has only this page, and its quiz."""
    guide = compiled(Texts({"index.md": text}, GUIDE_YML, SOURCES_YML)).guide
    return guide, guide.quizzes[0]


def orders(text: str, letters: str = LETTERS) -> list[str]:
    """The orders of the questions in the forms, by the last letters of their ids."""
    return [
        "".join(q.id[2:] for q in form.questions) for form in forms_of(*guide_of(text), letters)
    ]


def test_a_seed_gives_the_same_forms_for_ever() -> None:
    assert orders(page("abcdefgh", seed="spring")) == ["abcdefgh", "dbfahceg", "hebadgcf"]
    assert orders(page("abcdefgh", seed="autumn")) == ["abcdefgh", "acgdbfhe", "gcfebdah"]


def test_without_a_seed_the_id_of_the_quiz_is_one() -> None:
    assert orders(page("abcdefgh")) == orders(page("abcdefgh", seed="quiz-x"))


def test_answers_are_drawn_the_same_for_ever() -> None:
    guide = compiled(tiny_guide()).guide
    asked = {question.kind: question for question in guide.questions}
    draws = [form.draw for form in forms_of(guide, guide.quizzes[0])]
    assert draws == ["", "quiz-act-1 B", "quiz-act-1 C"]
    options = [order_of(asked["multiple"], draw).shown for draw in draws]
    assert options == [(3, 0, 2, 1), (0, 2, 1, 3), (3, 0, 1, 2)]
    steps = [order_of(asked["order"], draw).shown for draw in draws]
    assert steps == [(0, 2, 1), (1, 2, 0), (1, 2, 0)]
    columns = [astuple(order_of(asked["match"], draw)) for draw in draws]
    assert columns == [((1, 0, 2), (0, 1, 2)), ((2, 1, 0), (1, 0, 2)), ((0, 1, 2), (1, 0, 2))]


def test_form_a_is_the_quiz_as_it_stands() -> None:
    guide, quiz = guide_of(page("dacb"))
    form = forms_of(guide, quiz)[0]
    assert form == Form("A", "quiz-x", form.questions)
    assert form.draw == ""
    assert [question.id for question in form.questions] == list(quiz.listed)


@given(NAMES)
def test_each_form_asks_the_same_in_an_order_of_its_own(names: list[str]) -> None:
    found = orders(page(names))
    assert {"".join(sorted(order)) for order in found} == {"".join(sorted(names))}
    if len(names) > 2:
        assert len(set(found)) == len(LETTERS)


@given(NAMES)
def test_a_form_is_the_same_whichever_others_are_asked_for(names: list[str]) -> None:
    text = page(names)
    a, b, c = orders(text)
    assert orders(text, "AB") == [a, b]
    assert orders(text, "AC") == [a, c]


@given(NAMES.filter(lambda names: len(names) > 3))
def test_a_linked_question_stays_right_behind_its_own(names: list[str]) -> None:
    first, second, third = names[:3]
    for order in orders(page(names, after={second: first, third: second})):
        assert first + second + third in order


def test_numbers_stay_in_order_in_every_form() -> None:
    guide, quiz = guide_of(page("abcd"))
    for form in forms_of(guide, quiz):
        for question in form.questions:
            assert shown(question, form) == ["3 boats", "20 boats", "100 boats"]


def test_true_stays_before_false_in_every_form() -> None:
    guide = compiled(tiny_guide()).guide
    question = next(q for q in guide.questions if q.kind == "true-false")
    for form in forms_of(guide, guide.quizzes[0]):
        assert shown(question, form) == ["True", "False"]


def order_of(question: Question, draw: str) -> Order:
    """The order of the answers on the form drawn so."""
    return kind_of(question).order(question, draw)


def shown(question: Question, form: Form) -> list[str]:
    """The options as they stand on a form."""
    return [question.answers[place].text for place in order_of(question, form.draw).shown]
