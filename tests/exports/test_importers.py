"""What lands in a system: each export read back, counted and answered as its importer would."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO, StringIO
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from studyguide.export.asked import Asked, Html, accepted, asked_quizzes, carried, text
from studyguide.export.games import ALL, Game
from studyguide.export.moodle import WRITERS as MOODLE
from studyguide.export.xml_tree import document, element
from studyguide.model import Question
from studyguide.quiz.kinds.kind import KeyRow
from studyguide.render.site import Site
from tests.exports.oddities import LAMP, decoded, exporter, made, odd_site

NS = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"


def inside(data: bytes) -> dict[str, bytes]:
    """The files in a zip."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def asked(name: str, site: Site | None = None) -> Asked:
    """A question of the tiny guide."""
    (quiz,) = asked_quizzes(site or odd_site())
    return next(one for one in quiz.questions if one.id == name)


def qti(name: str) -> dict[str, Element]:
    """The items of a package by id."""
    files = inside(made(name, odd_site()))
    if name == "canvas":
        files = inside(files["quiz-odd.zip"])
    path = next(path for path in files if path.startswith("quiz-odd/") and "meta" not in path)
    return {item.get("ident", ""): item for item in fromstring(files[path]).iter(f"{NS}item")}


def labels(item: Element) -> dict[str, str]:
    """What can be chosen, by its name."""
    return {
        label.get("ident", ""): "".join(label.itertext())
        for label in item.iter(f"{NS}response_label")
    }


def holds(condition: Element, chosen: set[str], typed: str) -> bool:
    """Whether a condition holds for what was chosen or typed."""
    match condition.tag.removeprefix(NS):
        case "other":
            return True
        case "not":
            return not any(holds(part, chosen, typed) for part in condition)
        case "and":
            return all(holds(part, chosen, typed) for part in condition)
        case "conditionvar":
            return any(holds(part, chosen, typed) for part in condition)
    words = condition.text or ""
    return words in chosen or words == typed


def marked(item: Element, chosen: set[str], typed: str = "") -> tuple[float, list[str]]:
    """The score of an answer and the feedback that it gets, as the standard tells it."""
    score, shown = 0.0, []
    told = {one.get("ident"): "".join(one.itertext()) for one in item.iter(f"{NS}itemfeedback")}
    for condition in item.iter(f"{NS}respcondition"):
        if not holds(condition[0], chosen, typed):
            continue
        for value in condition.iter(f"{NS}setvar"):
            adds = value.get("action") == "Add"
            score = (score if adds else 0.0) + float(value.text or 0)
        shown += [told[one.get("linkrefid")] for one in condition.iter(f"{NS}displayfeedback")]
        if condition.get("continue") == "No":
            break
    return score, shown


@pytest.mark.parametrize("name", ["canvas", "common-cartridge"])
@pytest.mark.parametrize("kind", ["choice", "truth"])
def test_the_right_option_earns_all_and_each_tells_its_own_reason(name: str, kind: str) -> None:
    item, rows = qti(name)[f"q-{kind}"], asked(f"q-{kind}").rows
    for own, row in zip(labels(item), rows, strict=True):
        score, shown = marked(item, {own})
        assert score == (100 if row.right else 0)
        assert [text(carried(told)) for told in shown] == [text(row.reason)]


@pytest.mark.parametrize("name", ["canvas", "common-cartridge"])
def test_several_right_options_count_together_only(name: str) -> None:
    item = qti(name)["q-multiple"]
    names = {words: own for own, words in labels(item).items()}
    right = {names["A house"], names["A light"]}
    assert marked(item, right)[0] == 100
    assert marked(item, right - {names["A light"]})[0] == 0
    assert marked(item, set(names.values()))[0] == 0


@pytest.mark.parametrize(("typed", "score"), [("the girl", 100), ("La Nina*", 100), ("boat", 0)])
@pytest.mark.parametrize("name", ["canvas", "common-cartridge"])
def test_a_gap_takes_what_the_guide_takes(name: str, typed: str, score: float) -> None:
    found, shown = marked(qti(name)["q-blank"], set(), typed)
    assert found == score
    assert "b1." in shown[0]


def test_canvas_has_every_question_and_a_cartridge_says_what_it_has_not() -> None:
    ids = [one.id for one in asked_quizzes(odd_site())[0].questions]
    assert list(qti("canvas")) == ids
    assert {"q-match-3", "q-gaps-2"} < set(qti("common-cartridge"))
    assert "q-order" not in qti("common-cartridge")
    assert list(exporter("common-cartridge").left_out(odd_site())) == [
        "Common Cartridge leaves out q-order: the format has no questions that put steps in order"
    ]


def test_pairs_and_gaps_of_canvas_add_up() -> None:
    for name, count in (("q-match", 3), ("q-gaps", 2)):
        item = qti("canvas")[name]
        values = [float(one.text or 0) for one in item.iter(f"{NS}setvar")]
        responses = list(item.iter(f"{NS}response_lid"))
        assert len(responses) == count
        assert all(value == pytest.approx(100 / count, abs=0.01) for value in values)
    words = "".join(qti("canvas")["q-gaps"].itertext())
    assert "&#91;sic] the boat [gap1] and the lamp [gap2]" in words


def test_an_order_of_canvas_is_the_right_one() -> None:
    item = qti("canvas")["q-order"]
    names = labels(item)
    key = [names[one.text or ""] for one in item.iter(f"{NS}varequal")]
    assert key == ["The letter comes", "The storm", "The light"]
    assert list(names.values()) != key


def test_a_package_of_all_holds_every_quiz() -> None:
    files = inside(made("canvas", odd_site()))
    assert set(files) == {"all-quizzes.zip", "quiz-odd.zip"}
    one, every = inside(files["quiz-odd.zip"]), inside(files["all-quizzes.zip"])
    assert set(one) == set(every)
    assert every["lamp.svg"] == LAMP


def test_feedback_has_names_that_no_importer_takes_for_its_own() -> None:
    for item in qti("canvas").values():
        for one in item.iter(f"{NS}itemfeedback"):
            name = one.get("ident", "")
            assert name == "general_fb" or name.removesuffix("_fb").isdigit()


def moodle() -> dict[str, Element]:
    """The questions of the Moodle file by id."""
    root = fromstring(made("moodle", odd_site()))
    return {one.findtext("idnumber") or "": one for one in root if one.get("type") != "category"}


def test_moodle_has_each_question_with_points_that_it_lists() -> None:
    found = moodle()
    assert len(found) == len(asked_quizzes(odd_site())[0].questions)
    fractions = {one.get("fraction") for one in found["q-multiple"].iter("answer")}
    assert fractions == {"50", "-50"}
    rights = [one for one in found["q-choice"].iter("answer") if one.get("fraction") == "100"]
    assert len(rights) == 1
    assert all(one.findtext("feedback/text") for one in found["q-choice"].iter("answer"))


def test_moodle_has_the_picture_with_the_text_that_shows_it() -> None:
    stem = moodle()["q-choice"].find("questiontext")
    assert stem is not None
    (file,) = stem.iter("file")
    assert f"@@PLUGINFILE@@{file.get('path')}{file.get('name')}" in (stem.findtext("text") or "")
    assert decoded(file.text or "") == LAMP
    assert not list(moodle()["q-multiple"].iter("file"))


def test_an_order_with_one_hint_keeps_moodle_alive() -> None:
    order = moodle()["q-order"]
    tags = [one.tag for one in order]
    assert len(order.findall("hint")) == 1
    assert tags.index("shownumcorrect") < tags.index("answer")


def test_a_picture_that_is_nowhere_is_told_in_words() -> None:
    site = replace(odd_site(), files={})
    for name in ("moodle", "common-cartridge"):
        data = made(name, site)
        content = data if name == "moodle" else inside(data)["quiz-odd/assessment.xml"]
        assert b"[A lamp = light]" in content
        assert b"lamp.svg" not in content


def test_brightspace_counts_every_question_and_gap() -> None:
    (content,) = inside(made("brightspace", odd_site())).values()
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))
    kinds = [row[1] for row in rows if row[0] == "NewQuestion"]
    assert kinds == ["MC", "MS", "TF", "M", "O", "SA", "SA", "SA", "WR", "WR"]
    names = [row[1] for row in rows if row[0] == "ID"]
    assert len(set(names)) == len(names)
    assert {len(row) for row in rows} == {5}


def test_blackboard_has_a_line_a_question_and_no_other() -> None:
    (content,) = inside(made("blackboard", odd_site())).values()
    lines = content.decode().split("\r\n")
    assert lines.pop() == ""
    kinds = [line.split("\t")[0] for line in lines]
    assert kinds == ["MC", "MA", "TF", "MAT", "ORD", "FIB", "FIB_PLUS", "ESS", "ESS"]


def test_the_script_for_google_holds_quizzes_that_a_form_takes() -> None:
    script = made("google-forms", odd_site()).decode()
    data = json.loads(script.partition("const QUIZZES = ")[2].rstrip(";\n"))
    questions = data["quiz-odd"]["questions"]
    assert len(questions) == 13  # each pair and each step is one
    for question in questions:
        options = [option["text"] for option in question.get("options", [])]
        assert len(set(options)) == len(options)
        assert not options or any(option["right"] for option in question["options"])
        assert question["right"]
    assert "function quiz_quiz_odd() {\n  makeForm(QUIZZES['quiz-odd']);" in script


def test_a_form_shows_a_picture_that_it_can_show() -> None:
    def pictures(name: str) -> list[Mapping[str, str]]:
        stem = f'<img alt="A lamp" src="guide:/{name}">'
        site = odd_site()
        page = site.html["quiz.md"]
        index = site.guide.by_id["q-choice"].index
        block = replace(page.blocks[index], title=stem)
        pages = {**site.html, "quiz.md": replace(page, blocks={**page.blocks, index: block})}
        script = made("google-forms", replace(site, html=pages, files={name: b"\x89"})).decode()
        data = json.loads(script.partition("const QUIZZES = ")[2].rstrip(";\n"))
        found: list[Mapping[str, str]] = data["quiz-odd"]["questions"][0]["pictures"]
        return found

    assert [one["type"] for one in pictures("lamp.png")] == ["image/png"]
    assert pictures("lamp.svg") == []


def sheet(file: str) -> list[list[object]]:
    """The rows of a game's sheet."""
    data = inside(made("games", odd_site()))[f"quiz-odd/{file}"]
    if file.endswith(".csv"):
        return [[*row] for row in csv.reader(StringIO(data.decode("utf-8-sig"), newline=""))]
    found = load_workbook(BytesIO(data)).active
    assert found is not None
    assert all(cell.data_type != "f" for row in found.iter_rows() for cell in row)
    return [[cell.value for cell in row] for row in found.iter_rows()]


def test_kahoot_reads_its_header_in_row_eight() -> None:
    rows = sheet("kahoot.xlsx")
    assert str(rows[7][1]).startswith("Question - max 120")
    assert rows[8][1:] == [
        "In the film, which two does Ana own? Choose two.",
        *("A house", "A boat", "A stone", "A light"),
        60,
        "1,4",
    ]


@pytest.mark.parametrize("game", ALL, ids=lambda game: game.name)
def test_a_game_has_what_fits_and_names_the_rest(game: Game) -> None:
    (quiz,) = asked_quizzes(odd_site())
    named = inside(made("games", odd_site()))["left-out.txt"].decode().splitlines()
    out = {line.split(": ")[2] for line in named if line.startswith(f"{game.name}: ")}
    titles = {text(one.stem): one.id for one in quiz.questions}
    taken = {titles[str(cell)] for row in sheet(game.file) for cell in row if str(cell) in titles}
    assert taken | out == set(titles.values())
    assert not taken & out


KAHOOT = ALL[0]


@pytest.mark.parametrize(
    ("stem", "option", "why"),
    [
        (120, 75, ""),
        (121, 75, "120 letters in a question at most"),
        (120, 76, "75 letters in an option at most"),
    ],
)
def test_a_limit_is_a_limit_to_the_letter(stem: int, option: int, why: str) -> None:
    question = asked("q-truth")
    rows = tuple(replace(row, words="o" * option) for row in question.rows)
    assert KAHOOT.lacks(replace(question, stem="<em>s</em>" * stem, rows=rows)) == why


def test_five_accepted_answers_fit_and_six_do_not() -> None:
    question, wayground = asked("q-blank"), ALL[3]
    for count, fits in ((5, True), (6, False)):
        row = replace(question.rows[0], accepted=tuple("abcdef"[:count]))
        assert (wayground.lacks(replace(question, rows=(row,))) == "") == fits


@pytest.mark.parametrize(
    ("strict", "words"),
    [
        ((), ("Ana’s año", "Ana's año", "Ana’s ano", "Ana's ano")),
        (("accents",), ("Ana’s año", "Ana's año")),
        (("accents", "quotes"), ("Ana’s año",)),
    ],
)
def test_what_the_guide_forgives_is_written_out(
    strict: tuple[str, ...], words: tuple[str, ...]
) -> None:
    question: Question = replace(asked("q-blank").question, strict=strict)
    assert accepted(question, KeyRow("", "", "", accepted=("Ana’s año",))) == words


def test_a_letter_of_its_own_is_not_forgiven() -> None:
    question = replace(asked("q-blank").question, language="es-MX")
    row = KeyRow("", "", "", accepted=("cañería",))
    assert accepted(question, row) == ("cañería", "cañeria")


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("H<sub>2</sub>O and <em>so</em>-called", "H2O and so-called"),
        ("<p>One.</p><p>Two.</p>", "One. Two."),
        ('<img alt="1 > 0" src="guide:/a.svg"> <code>&lt;b&gt;</code>', "[1 > 0] <b>"),
        ('so <sg-cite data-ids="a">1</sg-cite>.', "so."),
    ],
)
def test_plain_words_are_those_that_readers_see(html: str, words: str) -> None:
    assert text(carried(html)) == words


def test_a_link_stays_where_it_leads_out_of_the_guide() -> None:
    html = '<a href="guide:/a.html#b">in</a> <a class="x" href="https://a.example">out</a>'
    assert carried(html) == 'in <a href="https://a.example">out</a>'
    assert carried('<a href="javascript:alert(1)">run</a> <span class="x">so</span>') == "run so"


def test_what_no_xml_may_hold_is_left_away() -> None:
    made = document(element("item", "a\x01b\ufffe", title="\x0bc", continue_="No"))
    (text_, title) = (fromstring(made).text, fromstring(made).get("title"))
    assert (text_, title) == ("ab", "c")
    assert b'continue="No"' in made


@pytest.mark.parametrize(
    ("words", "inside_a_gap"),
    [
        ("burns", "=burns"),
        ("a * b", r"=a \* b"),
        ("} # ~ /", r"=\} \# \~ \/"),
        ("a < b & c", "=a &lt; b &amp; c"),
        (r"\(x\)", r"=\\(x\\)"),
    ],
)
def test_marks_of_moodle_inside_a_gap_are_words(words: str, inside_a_gap: str) -> None:
    question = asked("q-gaps")
    rows = (question.rows[0], replace(question.rows[1], accepted=(words,)))
    made = MOODLE["blank"](replace(question, rows=rows), Html(odd_site(), ""))
    stem = made.findtext("questiontext/text") or ""
    assert stem.endswith(f"{{1:SHORTANSWER_C:{inside_a_gap}}}</p>")
