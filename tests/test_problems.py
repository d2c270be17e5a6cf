"""Every problem: a case in which it is reported, and one in which it just is not.

The cases are the examples of the catalogue, which the manual shows, and those in `tests/cases`.
"""

from __future__ import annotations

import ast
import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from studyguide.model import Span
from studyguide.problems import CATALOGUE, Problem, Severity, did_you_mean, in_source_order
from studyguide.problems.examples import (
    PAGE,
    Example,
    parse_examples,
    read_examples,
    twin,
    written_out,
)
from tests.cases import heard, read_cases
from tests.guides import compiled, messages, tiny_guide

ROOT = Path(__file__).parent.parent
CASES = read_cases()
EXAMPLES = read_examples()
FIRED_BY = {
    "SG311": "tests/whole/test_errors.py::test_a_nav_that_names_no_page_leaves_the_last_site",
    "SG313": "tests/whole/test_errors.py::test_a_guide_without_a_first_page_is_a_mistake",
    "SG314": "tests/whole/test_errors.py::test_a_page_that_no_nav_names_leaves_the_last_site",
    "SG315": "tests/test_exports.py::test_a_page_for_students_links_no_file_for_teachers",
    "SG316": "tests/whole/test_errors.py::test_a_page_twice_in_the_nav_leaves_the_last_site",
    "SG607": "tests/whole/test_machine.py::test_an_error_of_markdown_is_named_by_its_page",
    "SG701": "tests/whole/test_machine.py::test_a_picture_that_is_gone_stops_the_pdf",
    "SG702": "tests/whole/test_machine.py::test_what_weasyprint_passes_over_is_a_problem",
    "SG707": "tests/test_letters.py::test_letters_without_a_font_are_one_problem_for_each_package",
    "SG508": "tests/test_letters.py::test_a_package_that_the_guide_names_comes_first",
    "SG703": "tests/whole/test_machine.py::test_a_machine_without_pango",
    "SG704": "tests/whole/test_gatherings.py::test_a_process_that_is_killed_is_a_problem",
    "SG705": "tests/whole/test_weasyprint.py::test_what_is_needed_and_gone_is_one_problem",
    "SG706": "tests/whole/test_weasyprint.py::test_room_that_stays_is_a_problem",
    "SG801": "tests/whole/test_shapes.py::test_what_cannot_be_read_right_is_a_clear_problem",
    "SG802": "tests/whole/test_machine.py::test_a_page_that_may_not_be_read",
    "SG803": "tests/whole/test_errors.py::test_a_site_that_cannot_be_written_is_a_problem",
    "SG804": "tests/whole/test_whole_or_absent.py::test_the_second_is_told_and_the_first_goes_on",
    "SG805": "tests/whole/test_hostile.py::test_what_is_no_file_is_named_and_not_opened",
    "SG811": "tests/whole/test_machine.py::test_a_link_out_of_the_guide",
    "SG812": "tests/test_exports.py::test_a_broken_exporter_is_one_problem",
    "SG981": "tests/test_exports.py::test_a_question_that_a_game_has_no_room_for_is_told",
    "SG813": "tests/whole/test_mkdocs_seams.py::test_a_page_without_its_policy_is_named",
}
"""The tests of the problems that no text of a guide can have."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_mistake_is_reported_in_full(case: Example, tmp_path: Path) -> None:
    said = heard(case.code, case.wrong, tmp_path)
    assert said == list(case.says)
    assert any(f" {case.code}: " in message for message in said)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_just_right_is_not_reported(case: Example, tmp_path: Path) -> None:
    assert heard(case.code, case.right, tmp_path) == []


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_code_has_an_example_of_its_own(code: str) -> None:
    assert EXAMPLES[code]
    for example in EXAMPLES[code]:
        if example.words:
            assert (example.wrong, example.right, example.says) == ({}, {}, ())
        else:
            assert (example.wrong, example.why) != ({}, "")
            assert [message for message in example.says if f" {code}: " not in message] == []


def test_the_examples_stand_in_the_order_of_the_catalogue() -> None:
    assert list(EXAMPLES) == list(CATALOGUE)


def test_what_no_text_has_is_fired_by_a_test_all_the_same() -> None:
    here = {case.code for case in CASES}
    assert {code for code in CATALOGUE if code not in here} == set(FIRED_BY)


@pytest.mark.parametrize(("code", "test"), FIRED_BY.items(), ids=FIRED_BY)
def test_the_named_test_tells_of_the_code(code: str, test: str) -> None:
    file, _, name = test.partition("::")
    text = (ROOT / file).read_text(encoding="utf-8")
    tree = ast.parse(text)
    (body,) = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == name]
    used = {node.id for node in ast.walk(body) if isinstance(node, ast.Name)}
    tables = [
        n for n in tree.body if isinstance(n, ast.AnnAssign) and ast.unparse(n.target) in used
    ]
    told = [ast.get_source_segment(text, node) or "" for node in (body, *tables)]
    assert f"{CATALOGUE[code].severity.value} {code}: " in "".join(told)


def test_the_examples_are_packed_with_the_program() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "*.txt" in settings["tool"]["setuptools"]["package-data"]["*"]


def test_marks_stand_for_what_would_be_long() -> None:
    text = "⟨for each of boat, mast⟩\nA ⟨it⟩.\n⟨end⟩\n⟨2 lines So␇⟩\n⟨1,001 times [⟩\n"
    assert written_out(text) == f"A boat.\nA mast.\nSo\a\nSo\a\n{'[' * 1001}\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Words.\n=== SG101 one\n", "this stands before the first example: Words."),
        ("=== SG101 one\n--- page.md\na\n--- page.md\nb\n", "SG101 has two sections `page.md`"),
    ],
)
def test_a_file_of_examples_that_is_wrong(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(says)}$"):
        parse_examples(text)


def test_a_twin_shows_what_is_other() -> None:
    def shown(wrong: str, right: str) -> str:
        lines = [" ".join(text).replace(" ", "\n") + "\n" for text in (wrong, right)]
        return twin(Example("SG101", "", {PAGE: lines[0]}, right={PAGE: lines[1]}))[PAGE]

    assert shown("abcdefghi", "abcdEfghi").split() == ["…", "d", "E", "f", "…"]
    assert shown("abcdef", "abcdEf").split() == list("abcdEf"), "too little would be saved"
    assert shown("abcdefgh", "abcdefghi").split() == ["…", "h", "i"]


def test_the_tiny_guide_is_right() -> None:
    assert messages(tiny_guide()) == []


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["Windows", "old Macs"])
def test_line_ends_of_other_systems_change_nothing(end: str) -> None:
    page = "\n".join(case.wrong.get(PAGE, "") for case in CASES)
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
