"""The quiz pack: sheets that give nothing away, keys that fit them, slips with every reason."""

from __future__ import annotations

import re

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from studyguide.edition import EDITIONS
from studyguide.language.kinds import LEVEL_NAMES
from studyguide.quiz.forms import forms_of
from studyguide.render.book.quiz_pack import FORMS, render_quiz_pack
from studyguide.render.fragments import plain
from studyguide.render.items import shown_item
from studyguide.render.site import Site
from tests.guides import rendered, tiny_guide

PACK = next(edition for edition in EDITIONS if edition.id == "quiz-pack")
ASKED = ["", "-life", "-table", "-match", "-order", "-blank", "-why"]
PAGE = f"""\
# A quiz of everything

/// quiz | All of it
    id: quiz-all
    questions: [{", ".join(f"q-letter{name}" for name in ASKED)}]

Read [about the letter][letter] first.
///
"""


@pytest.fixture(scope="module")
def whole() -> Site:
    """The tiny guide with a quiz that asks every question."""
    return rendered(tiny_guide({"page.md": PAGE}))


@pytest.fixture(scope="module")
def html(whole: Site) -> str:
    """Its pack."""
    return render_quiz_pack(whole, PACK)


@pytest.fixture(scope="module")
def pack(html: str) -> LexborHTMLParser:
    """Its pack, taken apart."""
    return LexborHTMLParser(html)


def words(node: LexborNode | None) -> str:
    """The words of an element on one line."""
    return " ".join(node.text().split()) if node else ""


def test_every_quiz_has_its_sheets_a_key_and_a_slip(whole: Site, pack: LexborHTMLParser) -> None:
    quizzes = [quiz.id for quiz in whole.guide.quizzes]
    sheets = [f"sheet-{name}-{letter}" for name in quizzes for letter in FORMS]
    assert [node.attributes["id"] for node in pack.css(".sheet h2")] == sheets
    assert [node.attributes["id"] for node in pack.css(".sheet-key h2")] == [
        f"key-{name}" for name in quizzes
    ]
    assert [node.attributes["id"] for node in pack.css(".slip h2")] == [
        f"slip-{name}" for name in quizzes
    ]


def test_all_sheets_stand_before_the_page_that_says_not_for_copying(pack: LexborHTMLParser) -> None:
    kinds = [(node.attributes["class"] or "").split()[-1] for node in pack.css("section")]
    order = ["pack-front", "sheet", "pack-keys", "sheet-key", "pack-slips", "slip"]
    assert list(dict.fromkeys(kinds)) == order
    assert kinds == sorted(kinds, key=order.index)
    assert words(pack.css_first("#keys")) == "Keys: not for copying"


def test_a_sheet_names_its_quiz_form_and_seed_and_asks_who_answers(pack: LexborHTMLParser) -> None:
    sheet = pack.css(".sheet")[-1]
    assert words(sheet.css_first("h2")) == "All of it Form B"
    assert sheet.attributes["data-foot"] == "Form B · seed quiz-all"
    assert words(sheet.css_first(".sg-name-line")) == "NameDateClass"
    end = (sheet.attributes["data-end"] or "").removeprefix("#")
    assert [node.attributes["id"] for node in sheet.css(".sheet-end")] == [end]


def test_the_contents_lead_to_everything(pack: LexborHTMLParser) -> None:
    found = {(node.attributes["href"] or "")[1:] for node in pack.css(".pack-contents a")}
    assert found == {node.attributes["id"] for node in pack.css("h2")}


def test_ids_stand_once_and_links_find_them(html: str) -> None:
    ids = re.findall(r'\sid="([^"]*)"', html)
    links = re.findall(r'(?:href|data-end)="#([^"]*)"', html)
    assert sorted(ids) == sorted(set(ids))
    assert sorted(set(links) - set(ids)) == []
    assert re.findall(r"guide:/|<sg-[a-z]+|\[@|<details|<button", html) == []


def test_a_link_into_the_guide_keeps_its_words_only(pack: LexborHTMLParser) -> None:
    shown = pack.css(".sheet-introduction")[-1]
    assert shown.inner_html == "<p>Read about the letter first.</p>"


def test_sheets_hold_no_reason_answer_or_look_for(whole: Site, pack: LexborHTMLParser) -> None:
    told = " ".join(words(sheet) for sheet in pack.css(".sheet"))
    for question in whole.guide.questions:
        html = whole.of(question)
        secrets = [answer.reason for answer in html.answers] + [part.html for part in html.parts]
        assert [secret for secret in map(plain, secrets) if secret and secret in told] == []


def test_right_and_wrong_options_look_alike_on_a_sheet(pack: LexborHTMLParser) -> None:
    marks = {tuple(sorted(node.attributes)) for node in pack.css(".sheet .sg-options li")}
    assert marks == {()}
    shapes = {
        tuple(child.attributes["class"] for child in node.iter())
        for node in pack.css(".sheet .sg-options li")
    }
    assert shapes == {("sg-box", "sg-letter", "sg-option-text")}


def test_events_are_put_in_order_on_numbered_blanks(pack: LexborHTMLParser) -> None:
    items = [node for node in pack.css(".sheet-item") if node.css(".sg-steps")]
    assert {words(item.css_first(".sg-places")) for item in items} == {"Letters in order: 1 2 3"}
    assert {len(item.css(".sg-steps li")) for item in items} == {3}


def test_the_key_gives_each_form_its_own_answers(whole: Site, pack: LexborHTMLParser) -> None:
    quiz = whole.guide.quizzes[-1]
    forms = forms_of(whole.guide, quiz, FORMS)
    lines = pack.css(".sheet-key")[-1].css(".key-line")
    for form, line in zip(forms, lines, strict=True):
        items = [shown_item(whole, question, form.draw) for question in form.questions]
        answers = [f"{n} {item.solution or 'open'}" for n, item in enumerate(items, 1)]
        assert words(line) == f"Form {form.letter}: " + " · ".join(answers)


def test_a_row_of_the_key_is_one_question_on_each_form(whole: Site, pack: LexborHTMLParser) -> None:
    quiz = whole.guide.quizzes[-1]
    forms = forms_of(whole.guide, quiz, FORMS)
    rows = pack.css(".sheet-key")[-1].css("tbody tr")
    assert len(rows) == len(forms[0].questions)
    for question, row in zip(forms[0].questions, rows, strict=True):
        wanted = []
        for form in forms:
            item = shown_item(whole, question, form.draw)
            wanted += [str(form.questions.index(question) + 1), item.solution or "open"]
        cells = [words(cell) for cell in row.css("td")]
        assert cells[:4] == wanted
        assert cells[4].startswith(plain(item.stem))
        assert cells[5] == LEVEL_NAMES[question.level]


def test_a_slip_tells_every_reason_and_both_numbers(whole: Site, pack: LexborHTMLParser) -> None:
    quiz = whole.guide.quizzes[-1]
    forms = forms_of(whole.guide, quiz, FORMS)
    items = pack.css(".slip")[-1].css(".slip-item")
    for question, item in zip(forms[0].questions, items, strict=True):
        numbers = [f"{form.letter}{form.questions.index(question) + 1}" for form in forms]
        assert words(item.css_first(".slip-numbers")) == " ".join(numbers)
        told = words(item)
        html = whole.of(question)
        reasons = [answer.reason for answer in html.answers] + [whole.part_html(question, "answer")]
        shown = [plain(reason) for reason in reasons]
        assert [reason for reason in shown if reason not in plain(told)] == []


def test_a_guide_without_quizzes_has_a_pack_that_says_nothing_wrong() -> None:
    pages = {"quiz.md": "# No quiz\n"}
    html = render_quiz_pack(rendered(tiny_guide(pages)), PACK)
    assert "This guide has no quiz." in html
    assert re.findall("<h2|<table|Keys", html) == []
