"""`guide.json`, as the programs that read it see it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from studyguide.export.guide_json import guide_json, schema
from studyguide.render.site import Site
from tests.guides import GUIDE_YML, SOURCES_YML, rendered, tiny_guide, tiny_pages

LISTS = {"pages", "acts", "scenes", "characters", "themes", "symbols", "comparisons"}
LISTS |= {"questions", "quizzes", "discussion", "essays", "terms", "sources"}
NAMING = {
    "scene": "scenes",
    "scenes": "scenes",
    "act": "acts",
    "characters": "characters",
    "comparison": "comparisons",
    "theme": "themes",
    "questions": "questions",
    "quizzes": "quizzes",
    "after": "questions",
    "cites": "sources",
}
"""The fields that hold ids, and the list in which these are found."""


@pytest.fixture(scope="module")
def data(site: Site) -> dict[str, Any]:
    """The tiny guide as data."""
    loaded: dict[str, Any] = json.loads(guide_json(site))
    return loaded


def nodes(data: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every node with the name of its list."""
    yield "work", data["work"]
    for name, rows in data.items():
        if isinstance(rows, list):
            yield from ((name, row) for row in rows)


def test_every_list_is_there_and_holds_the_tiny_guides_own(data: dict[str, Any]) -> None:
    assert [name for name in LISTS if not data.get(name)] == []


def test_every_node_has_its_id_url_and_source(data: dict[str, Any]) -> None:
    for name, node in nodes(data):
        assert node["id"], name
        assert isinstance(node["url"], str), name
        assert "guide:" not in node["url"]
        assert set(node["source"]) == {"file", "line"}


def test_the_source_is_the_line_on_which_the_node_begins(data: dict[str, Any]) -> None:
    texts = {f"docs/{src}": text for src, text in tiny_pages().items()}
    texts |= {"docs/guide.yml": GUIDE_YML, "docs/sources.yml": SOURCES_YML}
    for name, node in nodes(data):
        line = texts[node["source"]["file"]].split("\n")[node["source"]["line"] - 1]
        if name == "pages":
            assert line == f"# {node['title']}"
        elif name in ("acts", "sources"):
            assert f"id: {node['id']}" in line
        elif name == "work":
            assert line.strip().startswith("title:")
        else:
            assert line.startswith("/// ")


def test_every_id_that_is_named_exists(data: dict[str, Any]) -> None:
    ids = {name: {node["id"] for node in rows} for name, rows in data.items() if name in LISTS}
    for name, node in nodes(data):
        for field, where in NAMING.items():
            value = node.get(field)
            named = value if isinstance(value, list) else [value] if value else []
            assert set(named) <= ids[where], (node["id"], field)
        if name == "questions" and node["term"]:
            assert node["term"] in ids["terms"]
        themes = node.get("themes", [])
        assert set(themes) <= ids["themes"]
        assert {tie["to"] for tie in node.get("ties", [])} <= ids["characters"]


def test_ids_stand_once(data: dict[str, Any]) -> None:
    found = [node["id"] for name, node in nodes(data) if name not in ("pages", "sources", "work")]
    assert sorted(found) == sorted(set(found))


def test_each_source_knows_who_cites_it(data: dict[str, Any]) -> None:
    sources = {source["id"]: source for source in data["sources"]}
    assert [source["number"] for source in data["sources"]] == [1, 2]
    assert sources["review"]["cited_by"][0] == "lighthouse"
    for name, node in nodes(data):
        for cited in node.get("cites", []):
            assert node["id"] in sources[cited]["cited_by"], name


def test_every_url_leads_to_the_node(data: dict[str, Any], site: Site) -> None:
    pages = set(site.urls.values())
    for name, node in nodes(data):
        path, _, fragment = node["url"].partition("#")
        assert path in pages
        if name not in ("work", "pages", "acts", "sources"):
            assert fragment == node["id"]


def test_plain_texts_hold_no_mark_up_and_no_citations(data: dict[str, Any]) -> None:
    def texts(value: object, field: str = "") -> Iterator[tuple[str, str]]:
        if isinstance(value, str):
            yield field, value
        elif isinstance(value, dict):
            for key, inner in value.items():
                yield from texts(inner, str(key))
        elif isinstance(value, list):
            for inner in value:
                yield from texts(inner, field)

    for field, text in texts(data):
        assert "[@" not in text
        assert "sg-cite" not in text
        assert field.endswith("_html") or not re.search(r"</?[a-z]", text), (field, text)


def test_a_scene_tells_all_that_others_rely_on(data: dict[str, Any]) -> None:
    scene = data["scenes"][0]
    assert scene["id"] == "letter"
    assert scene["themes"] == {"courage": 3}
    assert scene["cites"] == ["review", "diary"]
    assert scene["summary"] == ("Ana finds a letter under the door and answers it the same night.")


def test_an_item_tells_its_answers_with_reasons(data: dict[str, Any]) -> None:
    items = {item["kind"]: item for item in data["questions"]}
    for kind in ("choice", "true-false", "multiple"):
        options = items[kind]["options"]
        assert [option["label"] for option in options] == list("ABCDEFGH"[: len(options)])
        assert any(option["correct"] for option in options)
        assert all(option["reason"] for option in options)
    assert [option["text"] for option in items["true-false"]["options"]] == ["True", "False"]
    assert items["short"]["model_answer"]
    assert items["short"]["look_for"] == ["names an effect on the viewer"]
    assert [pair["left"] for pair in items["match"]["pairs"]]
    assert items["order"]["sequence"][0]["text"] == "Ana finds the letter"
    assert items["blank"]["answers"][0]["accepted"] == ["lamp", "oil lamp", "lantern"]


def test_the_same_guide_gives_the_same_bytes_and_ends_with_a_newline(site: Site) -> None:
    text = guide_json(site)
    assert text == guide_json(rendered(tiny_guide()))
    assert text.endswith("}\n")


EVERYTHING = """\
# A quiz of everything

/// quiz | All of it
    id: quiz-all
    questions: [q-letter, q-letter-table, q-letter-match, q-letter-order, q-letter-why]
///
"""


def test_a_form_tells_in_which_order_it_shows_the_answers() -> None:
    data = json.loads(guide_json(rendered(tiny_guide({"page.md": EVERYTHING}))))
    known = {question["id"]: question for question in data["questions"]}
    forms = data["quizzes"][-1]["forms"]
    assert [(form["form"], form["seed"]) for form in forms] == [(x, "quiz-all") for x in "ABC"]
    for form in forms:
        for row in form["questions"]:
            assert row["solution"] == solution(known[row["id"]], row)
            names = [*row["options"], *row["sequence"], *row["right"]]
            if form["form"] == "A":
                assert names == sorted(names)
                assert row["left"] == sorted(row["left"])
    shown = [[row["options"] for row in form["questions"]] for form in forms]
    assert shown[0] != shown[2]


def solution(question: dict[str, Any], row: dict[str, Any]) -> str:
    """The key of a question on a form, worked out from the orders that the form tells."""
    if row["options"]:
        right = {option["label"] for option in question["options"] if option["correct"]}
        return ", ".join(
            x for x, label in zip("ABCDE", row["options"], strict=False) if label in right
        )
    if row["sequence"]:
        places = [row["sequence"].index(step["label"]) for step in question["sequence"]]
        return ", ".join("ABCDE"[place] for place in places)
    if row["left"]:
        letters = {pair["number"]: pair["letter"] for pair in question["pairs"]}
        return ", ".join(
            f"{number}{'ABCDE'[row['right'].index(letters[left])]}"
            for number, left in enumerate(row["left"], 1)
        )
    return ""


def test_the_schema_is_one_and_the_file_keeps_to_it(data: dict[str, Any]) -> None:
    described = json.loads(schema())
    Draft202012Validator.check_schema(described)
    validator = Draft202012Validator(described)
    assert [error.message for error in validator.iter_errors(data)] == []
    assert (data["$schema"], data["version"], data["language"]) == (
        "guide.schema.json",
        "1.1",
        "en",
    )


def test_a_guide_to_another_work_keeps_to_the_schema_without_older_names() -> None:
    texts = tiny_guide()
    about_a_play = (texts.guide or "").replace("kind: film", "kind: play")
    data = json.loads(guide_json(rendered(type(texts)(texts.pages, about_a_play, texts.sources))))
    assert "film" not in data["comparisons"][0]
    errors = Draft202012Validator(json.loads(schema())).iter_errors(data)
    assert [error.message for error in errors] == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"version": "0.9"}, "'0.9' is not one of ['1.1']"),
        ({"more": []}, "Additional properties are not allowed ('more' was unexpected)"),
        ({"build": {"guide": "1"}}, "'studyguide' is a required property"),
        ({"acts": [{"id": 1}]}, "1 is not of type 'string'"),
    ],
)
def test_the_schema_tells_what_it_does_not_describe(
    data: dict[str, Any], change: dict[str, Any], told: str
) -> None:
    errors = Draft202012Validator(json.loads(schema())).iter_errors({**data, **change})
    assert told in [error.message for error in errors]


def test_every_field_of_the_schema_says_what_it_means() -> None:
    described = json.loads(schema())
    shapes = {"": described, **described["$defs"]}
    assert [name for name, shape in shapes.items() if not shape["description"]] == []
    silent = [
        (name, field)
        for name, shape in shapes.items()
        for field, row in shape["properties"].items()
        if not row["description"]
    ]
    assert silent == []
