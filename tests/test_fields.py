"""Reading YAML with places, and turning it into values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyguide.language.kinds import OptionRule, Sort
from studyguide.language.yaml_nodes import (
    Entry,
    Mapped,
    Origin,
    Scalar,
    Sequence,
    Value,
    read_yaml,
    value_of,
)
from studyguide.model import Year

HINT = "(put a value that holds `: ` or begins with a mark like `[` or `@` in quotes)"
ORIGIN = Origin("docs/page.md", 10, 5, bad="SG202", twice="SG205")


@given(st.text(alphabet="ab:-[]{}&*!'\"#?|>%@ \n\t\x00\x07\x85\u2028", max_size=40) | st.text())
def test_any_text_gives_a_node_or_a_problem_inside_it(text: str) -> None:
    node, problems = read_yaml(text, ORIGIN)
    last = 10 + text.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    assert all(10 <= problem.span.line <= last for problem in problems)
    if node is not None:
        assert 10 <= node.span.line <= last


@pytest.mark.parametrize("depth", [100, 330, 400])
def test_deep_nesting_never_raises(depth: int) -> None:
    for opening, closing in (("[", "]"), ("{a: ", "}"), ("- ", "")):
        node, problems = read_yaml(opening * depth + "x" + closing * depth, ORIGIN)
        assert node is not None or problems


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "a: b: c",
            "10:9: error SG202: this is not valid YAML: mapping values are not allowed here "
            f"{HINT}",
        ),
        (
            "a: [b",
            "10:10: error SG202: this is not valid YAML: expected ',' or ']', but got "
            f"'<stream end>' {HINT}",
        ),
        ("a: &b c", "10:8: error SG202: YAML anchors and aliases are not used in a guide"),
        ("a: 1\nb: *c", "11:8: error SG202: YAML anchors and aliases are not used in a guide"),
        ("a: !c d", "10:8: error SG202: YAML tags, which begin with `!`, are not used in a guide"),
        ("a: 1\nb: \x00", "11:8: error SG202: the character U+0000 may not stand in YAML"),
        ("a: 1\na: 2", "11:5: error SG205: `a` stands twice"),
        ("? [a]\n: b", "10:7: error SG202: a name must be a plain word, not a list or a map"),
        (
            "a: 1\n--- \nb: 2",
            f"11:5: error SG202: this is not valid YAML: but found another document {HINT}",
        ),
        (
            "a:b\nc: d",
            "11:6: error SG202: this is not valid YAML: mapping values are not allowed here "
            "(leave a space after `a:`)",
        ),
        (
            "a:\n\tb: c",
            "11:5: error SG202: this is not valid YAML: found character '\\t' that cannot start "
            "any token (use spaces, not tabs)",
        ),
        (
            'a: "b\nc: d',
            "10:8: error SG202: this is not valid YAML: a value in quotes begins here and does not "
            "end (close the quotes)",
        ),
    ],
)
def test_what_is_not_plain_yaml_is_a_problem_with_its_place(text: str, said: str) -> None:
    _, problems = read_yaml(text, ORIGIN)
    assert [str(problem).partition(":")[2] for problem in problems] == [said]


@pytest.mark.parametrize(
    "text",
    ["no", "001", "1e3", "2012-01-01", "null", "~", "0x1F", "12:30:00", "yes", ".5", "1_000"],
)
def test_a_value_is_the_text_that_the_author_wrote(text: str) -> None:
    node, problems = read_yaml(f"a: {text}", ORIGIN)
    assert isinstance(node, Mapped)
    assert problems == []
    value = node.get("a")
    assert isinstance(value, Scalar)
    assert value.text == text


def test_nodes_keep_the_order_and_the_places_of_the_text() -> None:
    node, _ = read_yaml("b: [x, y]\na:\n  c: z", ORIGIN)
    assert isinstance(node, Mapped)
    assert [entry.key.text for entry in node.entries] == ["b", "a"]
    listed, inner = node.get("b"), node.get("a")
    assert isinstance(listed, Sequence)
    assert isinstance(inner, Mapped)
    assert [(item.span.line, item.span.column) for item in listed.items] == [(10, 9), (10, 12)]
    assert (inner.span.line, inner.span.column) == (12, 7)


def rule(sort: Sort) -> OptionRule:
    choices = ("a", "b-c") if "CHOICE" in sort.name else ()
    return OptionRule("x", sort, "", choices=choices, low=1, high=9)


def valued(sort: Sort, text: str) -> tuple[Value | None, list[str]]:
    """The value of `x: text`, and the problems."""
    node, problems = read_yaml(f"x: {text}", ORIGIN)
    assert isinstance(node, Mapped)
    assert problems == []
    value, found = value_of(node.entries[0].value, rule(sort))
    return value, [problem.code for problem in found]


def words(value: Value | None) -> object:
    """A value without its places."""
    if not isinstance(value, tuple):
        return value
    return [
        (item.key.text, item.value.text)
        if isinstance(item, Entry) and isinstance(item.value, Scalar)
        else item.text
        if isinstance(item, Scalar)
        else item
        for item in value
    ]


@pytest.mark.parametrize(
    ("sort", "text", "value"),
    [
        (Sort.TEXT, "' a '", "a"),
        (Sort.TEXT, "1999", "1999"),
        (Sort.ID, "a-1-b", "a-1-b"),
        (Sort.ID, "2001", "2001"),
        (Sort.CHOICE, "b-c", "b-c"),
        (Sort.INTEGER, "1", 1),
        (Sort.INTEGER, "9", 9),
        (Sort.INTEGER, "007", 7),
        (Sort.BOOLEAN, "true", True),
        (Sort.BOOLEAN, "false", False),
        (Sort.REFERENCE, "a", "a"),
        (Sort.REFERENCES, "[]", []),
        (Sort.REFERENCES, "[a, b]", ["a", "b"]),
        (Sort.CHOICES, "[b-c]", ["b-c"]),
        (Sort.STRENGTHS, "{a: 3, b: '1, for a reason'}", [("a", "3"), ("b", "1, for a reason")]),
        (Sort.TIES, "{a: sister}", [("a", "sister")]),
        (Sort.YEAR, "-44", Year(-44, -44)),
        (Sort.YEAR, "about 1606", Year(1606, 1606, about=True)),
    ],
)
def test_a_value_of_the_right_sort_is_read(sort: Sort, text: str, value: object) -> None:
    found, problems = valued(sort, text)
    assert (words(found), problems) == (value, [])


@pytest.mark.parametrize(
    ("sort", "text"),
    [
        (Sort.TEXT, "[a]"),
        (Sort.TEXT, "{a: b}"),
        (Sort.ID, "A"),
        (Sort.ID, "a_b"),
        (Sort.ID, "-a"),
        (Sort.ID, "a--b"),
        (Sort.ID, "é"),
        (Sort.CHOICE, "A"),
        (Sort.CHOICE, "c"),
        (Sort.INTEGER, "0"),
        (Sort.INTEGER, "10"),
        (Sort.INTEGER, "-1"),
        (Sort.INTEGER, "1.0"),
        (Sort.INTEGER, "٣"),
        (Sort.INTEGER, "9" * 5000),
        (Sort.YEAR, "0"),
        (Sort.YEAR, "10000"),
        (Sort.YEAR, "last year"),
        (Sort.BOOLEAN, "True"),
        (Sort.BOOLEAN, "yes"),
        (Sort.REFERENCES, "a"),
        (Sort.REFERENCES, "[[a]]"),
        (Sort.CHOICES, "[c]"),
        (Sort.STRENGTHS, "[a]"),
        (Sort.STRENGTHS, "{a: 0}"),
        (Sort.STRENGTHS, "{a: 4}"),
        (Sort.STRENGTHS, "{a: 3 because}"),
        (Sort.TIES, "{a: [b]}"),
        (Sort.TIES, "{a: }"),
    ],
)
def test_a_value_of_the_wrong_sort_is_a_problem(sort: Sort, text: str) -> None:
    assert valued(sort, text)[1] == ["SG203"]


@pytest.mark.parametrize("sort", Sort)
def test_no_value_at_all_is_a_problem_of_its_own(sort: Sort) -> None:
    for text in ("", "''", "' '", "# nothing"):
        assert valued(sort, text) == (None, ["SG206"])
