"""What authors bring along from other tools, and what is made of it."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from studyguide.export import EXPORTERS
from studyguide.language.kinds import KINDS, QUESTION_KINDS
from studyguide.model import Question
from studyguide.problems import did_you_mean, nearest
from studyguide.problems.other_names import MEANING, OURS, in_our_spelling
from studyguide.quiz.kinds.blank import accepted
from studyguide.quiz.kinds.match import sides
from studyguide.render.allowed_html import foreign
from studyguide.words import KINDS_OF_WORK
from tests.guides import compiled, rendered, tiny_guide


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("multiple-choice", "choice"),
        ("mc", "choice"),
        ("TF", "true-false"),
        ("true/false", "true-false"),
        ("Fill in the blank", "blank"),
        ("fill_in", "blank"),
        ("gap", "blank"),
        ("matching", "match"),
        ("sequence", "order"),
        ("short-answer", "short"),
        ("essay-question", "essay"),
        ("choise", "choice"),
    ],
)
def test_a_name_of_another_tool_leads_to_ours(typed: str, meant: str) -> None:
    assert did_you_mean(typed, QUESTION_KINDS) == f"did you mean `{meant}`?"


@pytest.mark.parametrize(
    ("typed", "meant"), [("Kahoot", "games"), ("anki", "words-anki"), ("e-book", "epub")]
)
def test_the_name_of_a_program_leads_to_the_export_for_it(typed: str, meant: str) -> None:
    assert did_you_mean(typed, [row.name for row in EXPORTERS]) == f"did you mean `{meant}`?"


def test_a_name_that_only_looks_alike_is_not_offered() -> None:
    assert nearest("chapter", ["character", "scene"]) == "scene"
    assert nearest("chapter", ["character"]) == ""
    assert nearest("charcter", ["character"]) == "character"


def test_the_table_leads_to_names_that_there_are_and_away_from_none() -> None:
    ours = {*QUESTION_KINDS, *KINDS, *KINDS_OF_WORK, *(row.name for row in EXPORTERS)}
    assert set(MEANING) <= ours
    assert not ours & set(OURS)
    assert len(OURS) == sum(len(names.split()) for names in MEANING.values())


def test_american_spelling_is_ours_only_where_ours_is_known() -> None:
    assert in_our_spelling("analyze", ["analyse", "create"]) == "analyse"
    assert in_our_spelling("analyze", ["analyze", "create"]) == "analyze"
    assert in_our_spelling("create", ["analyse", "create"]) == "create"


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("x = y = z", ("x", "y = z")),
        ("`a = b` = first", ("`a = b`", "first")),
        ("<code>a = b</code> = first", ("<code>a = b</code>", "first")),
        ("$x = 2$ = solution", ("$x = 2$", "solution")),
        (
            '<span class="arithmatex">x = 2</span> = it',
            ('<span class="arithmatex">x = 2</span>', "it"),
        ),
        ('<em title="a = b">a</em> = it', ('<em title="a = b">a</em>', "it")),
        ("$5 = cheap, $10 dear", ("$5", "cheap, $10 dear")),
        (r"\`a = b\` = c", (r"\`a", r"b\` = c")),
        ("`a = b`", ("`a = b`", "")),
    ],
)
def test_a_pair_is_divided_outside_code_and_formulas(text: str, pair: tuple[str, str]) -> None:
    assert sides(text) == pair


PAIRED = """\
/// question | In the film, what belongs together?
    id: q-pairs
    kind: match
    level: understand
    about: work
    scene: letter

- `a = b` = first
    > The left is named first here.
- `c` = second `x = y`
    > It stands for the second of them.
- $x = 2$ = third
    > It stands for the third of them.
- d = fourth
    > It stands for the fourth of them.
///

/// question | In the film, water is ___.
    id: q-water
    kind: blank
    level: understand
    about: work
    scene: letter

1. H<sub>2</sub>O / R&amp;D / a < b
    > It is the formula of water, as all know.
///
"""


def test_model_and_page_divide_alike() -> None:
    texts = tiny_guide({"page.md": PAIRED})
    pairs = compiled(texts).guide.by_id["q-pairs"]
    assert isinstance(pairs, Question)
    assert [sides(answer.text)[1] for answer in pairs.answers] == [
        "first",
        "second `x = y`",
        "third",
        "fourth",
    ]
    html = rendered(texts).html["page.md"].blocks[0]
    assert [sides(answer.text)[1] for answer in html.answers] == [
        "first",
        "second <code>x = y</code>",
        "third",
        "fourth",
    ]


def test_what_is_typed_into_a_gap_has_no_tags() -> None:
    water = compiled(tiny_guide({"page.md": PAIRED})).guide.by_id["q-water"]
    assert isinstance(water, Question)
    assert accepted(water.answers[0]) == ("H2O", "R&D", "a < b")


def test_an_anchor_by_name_may_stand() -> None:
    def codes(html: str) -> list[str]:
        body = LexborHTMLParser(f"<!doctype html><body>{html}</body>").body
        assert body is not None
        return [one.code for one in foreign(html, body)]

    assert codes('<a id="x" name="x"></a>') == []
    assert codes('<p name="x">So</p>') == ["SG606"]


QUIZ = """\
/// quiz | The water
    id: quiz-water
    questions: [q-water]

Ask.
///

"""


def told_of(text: str) -> list[str]:
    """The codes that are told of a page, once each."""
    found = compiled(tiny_guide({"page.md": text})).problems
    return sorted({problem.code for problem in found if problem.span.file == "docs/page.md"})


def test_a_copy_that_keeps_its_id_is_told_once() -> None:
    _, _, water = PAIRED.partition("///\n\n")
    assert told_of(QUIZ + water) == []
    assert told_of(QUIZ + water + "\n" + water) == ["SG303"]
    assert "SG959" in told_of(
        QUIZ.replace("q-water]", "q-water, q-two]")
        + water
        + "\n"
        + water.replace("q-water", "q-two")
    )


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("    id: q-water\n    kind: blank", "id: q-water\nkind: blank", "SG207"),
        ("kind: blank", "kind: [blank", "SG202"),
        ("kind: blank", "kind: cloze", "SG203"),
        ("1. H<sub>", "• H<sub>", "SG406"),
    ],
)
def test_a_question_that_cannot_be_read_is_told_once(old: str, new: str, code: str) -> None:
    _, _, water = PAIRED.partition("///\n\n")
    page = QUIZ + water + "\nSee [water][q-water].\n"
    assert told_of(page) == []
    assert told_of(page.replace(old, new)) == [code]
