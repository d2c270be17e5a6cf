"""The version of an item changes with how much there is to choose from and with what is right."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from studyguide.language.kinds import OPTION_KINDS
from studyguide.model import Guide, Question
from studyguide.quiz.kinds.blank import accepted
from studyguide.quiz.kinds.match import sides
from studyguide.render.compose import WEB, Medium, compose
from studyguide.render.items import shown_item
from studyguide.render.site import Site
from studyguide.render.web.answer_key import content_version, playable
from tests.guides import compiled, rendered, tiny_guide

Change = Callable[[Question], Question]


def by_id(guide: Guide, name: str) -> Question:
    return next(question for question in guide.questions if question.id == name)


def with_first(question: Question, text: str) -> Question:
    """The question with other words for its first answer."""
    first, *others = question.answers
    return replace(question, answers=(replace(first, text=text), *others))


def marked(question: Question, *places: int) -> Question:
    """The question with its key at these places."""
    answers = enumerate(question.answers)
    return replace(question, answers=tuple(replace(a, marked=n in places) for n, a in answers))


CHANGES: list[tuple[str, Change]] = [
    ("q-letter", lambda q: replace(q, kind="multiple")),
    ("q-letter", lambda q: marked(q, 1)),
    ("q-letter", lambda q: marked(q, 0, 1)),
    ("q-letter", lambda q: replace(q, answers=q.answers[:2])),
    ("q-letter", lambda q: replace(q, answers=(*q.answers, q.answers[-1]))),
    ("q-letter-match", lambda q: replace(q, answers=q.answers[:2])),
    ("q-letter-order", lambda q: replace(q, answers=q.answers[:2])),
    ("q-letter-blank", lambda q: replace(q, answers=q.answers * 2)),
    ("q-letter-blank", lambda q: replace(q, strict=("accents",))),
]


@pytest.mark.parametrize(("name", "change"), CHANGES)
def test_what_there_is_to_choose_and_what_is_right_change_the_version(
    guide: Guide, name: str, change: Change
) -> None:
    question = by_id(guide, name)
    assert content_version(change(question)) != content_version(question)


SAME: list[tuple[str, Change]] = [
    ("q-letter", lambda q: replace(q, index=7, page="other.md", minutes=9, level="apply")),
    ("q-letter", lambda q: replace(q, parts=())),
    ("q-letter-blank", lambda q: with_first(q, "sun")),
    ("q-letter-match", lambda q: with_first(q, "x = " + sides(q.answers[0].text)[1])),
]


@pytest.mark.parametrize(("name", "change"), SAME)
def test_its_place_its_level_and_its_words_do_not(guide: Guide, name: str, change: Change) -> None:
    question = by_id(guide, name)
    assert content_version(change(question)) == content_version(question)


def test_no_version_hears_a_word(guide: Guide) -> None:
    for question in guide.questions:
        answers = tuple(replace(a, text="otra", reason="Porque sí.") for a in question.answers)
        other = replace(question, title="¿Qué?", answers=answers)
        assert content_version(other) == content_version(question)


def test_a_question_put_before_the_others_changes_no_version(guide: Guide) -> None:
    pages = tiny_guide().pages
    first = (
        "/// question | New?\n    id: q-new\n    kind: short\n    level: recall\n    about: work\n"
    )
    text = pages["question.md"].replace("/// question", f"{first}///\n\n/// question", 1)
    others = compiled(tiny_guide({"question.md": text})).guide
    assert next(q.id for q in others.questions) == "q-new"
    for question in guide.questions:
        assert content_version(by_id(others, question.id)) == content_version(question)


def test_keys_name_places_in_the_shown_order(site: Site) -> None:
    for question in site.guide.questions:
        item = shown_item(site, question)
        key = json.loads(playable(item).key)
        labels = [choice.label for choice in item.choices]
        if question.kind in OPTION_KINDS:
            assert [item.rows[at].right for at in key] == [True] * len(key)
            assert len(key) == sum(answer.correct for answer in question.answers)
        elif question.kind == "match":
            assert [item.partners[at] for at in key] == [row.partner for row in item.rows]
        elif question.kind == "order":
            assert sorted(key) == list(range(len(key)))
            places = {row.label: row.place for row in item.rows}
            assert [place + 1 for place in key] == [places[label] for label in labels]
        elif question.kind == "blank":
            assert key == [list(accepted(answer)) for answer in question.answers]
        else:
            assert key is None


def test_the_order_leads_from_what_is_shown_to_what_the_author_wrote(site: Site) -> None:
    for question in site.guide.questions:
        item = shown_item(site, question)
        shown, partners = json.loads(playable(item).order)
        written = [answer.text for answer in site.of(question).answers]
        if question.kind == "match":
            pairs = [sides(text) for text in written]
            assert [choice.text for choice in item.choices] == [pairs[at][0] for at in shown]
            assert [choice.text for choice in item.partners] == [pairs[at][1] for at in partners]
        else:
            assert [choice.text for choice in item.choices] == [written[at] for at in shown]


def test_only_the_website_carries_keys_for_a_browser(site: Site) -> None:
    for answers in (True, False):
        paper = compose(site, "question.md", Medium(paper=True, answers=answers))
        assert "data-key" not in paper
        assert "<sg-" not in paper.replace("<sg-cite", "")
    web = compose(site, "question.md", WEB)
    assert web.count("<sg-question ") == web.count("</sg-question>") == web.count("data-key=")


@pytest.mark.parametrize(("language", "letters"), [("en", 0), ("es-MX", 1), ("fr", 0)])
def test_a_gap_names_the_letters_of_its_own_language(language: str, letters: int) -> None:
    texts = tiny_guide()
    settings = (texts.guide or "").replace("language: en", f"language: {language}")
    site = rendered(replace(texts, guide=settings))
    assert compose(site, "question.md", WEB).count(' data-letters="ñ"') == letters
