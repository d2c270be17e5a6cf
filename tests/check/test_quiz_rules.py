"""The rules B1 to B11 on more quizzes than the catalogue of problems has for each of them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from studyguide.check.key_rules import FAR_TOO_OFTEN, OFTEN, UNEVEN
from studyguide.check.quiz_case import chance_of
from studyguide.check.quiz_rules import QUIZ_RULES
from studyguide.problems import CATALOGUE
from studyguide.problems.examples import read_examples
from tests.check.rule_cases import Case, item, quiz, said_of

THINGS = (
    "anchor basket candle dagger easel feather gallery hammer island jacket kettle ladder mirror "
    "needle organ pillow quilt ribbon saddle tunnel umbrella velvet window yacht zipper barrel "
    "cradle dragon engine flagon garden helmet"
)
FREE = "theme: courage"


def page(questions: Sequence[str], more: str = "", title: str = "The case") -> str:
    """A quiz, and under it the questions it lists, in the order of the list."""
    names = [text.split("    id: ", 1)[1].split("\n", 1)[0] for text in questions]
    return "\n".join([quiz(names, more, title), *questions])


def about(number: int) -> str:
    """A stem that is like no other."""
    return f"In the film, how does the {THINGS.split()[number]} matter?"


def choice(number: int, key: int, options: int = 3, level: str = "understand") -> str:
    """A choice whose options stay sorted, so that its key stands at the place `key`."""
    texts = [f"{(i + 1) * 10} boats" for i in range(options)]
    texts[key] = f"x {texts[key]}"
    return item(about(number), texts, name=f"q-{number}", level=level, more=FREE)


def keyed(places: Sequence[int], options: int = 3) -> str:
    """A quiz of choice questions with the keys at those places."""
    return page([choice(number, place, options) for number, place in enumerate(places)])


def sized(longest: int, count: int, options: int = 3) -> str:
    """A quiz in which the key is the longest option that many times."""
    wrong = ["a grey boat", "a tall mast", "a dark sail"][: options - 1]
    return page(
        [
            item(
                about(number),
                ["x a broken oar" if number < longest else "x a lost oar", *wrong],
                name=f"q-{number}",
                more=FREE,
            )
            for number in range(count)
        ]
    )


def levels(row: str, more: str = FREE) -> str:
    """A quiz of true-false questions with these levels: r, u, a for recall, understand, analyse."""
    names = {"r": "recall", "u": "understand", "a": "analyse"}
    return page(
        [
            item(about(i), ["x True", "False"], "true-false", f"q-{i}", names[letter], more)
            for i, letter in enumerate(row)
        ]
    )


def mixed(closed: int, opened: int, more: str = "", title: str = "The case") -> str:
    """A quiz of so many true-false questions and so many short ones."""
    kinds = [*["true-false"] * closed, *["short"] * opened]
    return page(
        [
            item(
                about(i),
                ["x True", "False"] if kind == "true-false" else [],
                kind,
                f"q-{i}",
                more=FREE,
            )
            for i, kind in enumerate(kinds)
        ],
        more,
        title,
    )


def scenes(here: int, elsewhere: int) -> str:
    """A quiz with so many questions on the scene, and so many on none."""
    ties = [*["scene: letter"] * here, *[FREE] * elsewhere]
    return page(
        [
            item(about(i), ["x True", "False"], "true-false", f"q-{i}", more=tie)
            for i, tie in enumerate(ties)
        ]
    )


def two(first: str, second: str, more: str = FREE, level: str = "understand") -> str:
    """A quiz of two true-false questions."""
    return page(
        [
            item(first, ["x True", "False"], "true-false", "q-one", level, more),
            item(second, ["x True", "False"], "true-false", "q-two", level, more),
        ]
    )


def said(line: int, severity: str, code: str, what: str) -> tuple[str, ...]:
    """The message of a rule."""
    return (f"docs/page.md:{line}:1: {severity} {code}: rule {what}",)


CUE = item(
    "In the film, why does a grey boat leave?",
    ["x True", "False"],
    "true-false",
    "q-two",
    more=FREE,
)
CASES = (
    Case(
        "SG951",
        "B1, three options",
        keyed([*[0] * 9, 1]),
        said(1, "warning", "SG951", "B1: the key is A in 9 of 10 choice questions"),
        keyed([*[0] * 8, 1, 2]),
    ),
    Case(
        "SG951",
        "B1, four options",
        keyed([*[2] * 8, 0, 1], 4),
        said(1, "warning", "SG951", "B1: the key is C in 8 of 10 choice questions"),
        keyed([*[2] * 7, 0, 1, 3], 4),
    ),
    Case(
        "SG952",
        "B2",
        sized(7, 10),
        said(
            1, "warning", "SG952", "B2: the key is the longest option in 7 of 10 choice questions"
        ),
        sized(6, 10),
    ),
    Case(
        "SG962",
        "B2, far more often",
        sized(8, 10),
        said(1, "error", "SG962", "B2: the key is the longest option in 8 of 10 choice questions"),
        sized(7, 10),
    ),
    Case(
        "SG953",
        "B3",
        keyed([0, *[1] * 6, 2]),
        said(1, "info", "SG953", "B3: the key is B in 6 questions in a row"),
        keyed([0, *[1] * 5, 2]),
    ),
    Case(
        "SG954",
        "B4, recall",
        levels("rrrrrruuua"),
        (
            *said(
                1,
                "warning",
                "SG954",
                "B4: 1 of 10 questions ask to analyse or beyond, or are open, fewer than 20 %",
            ),
            *said(1, "warning", "SG954", "B4: 6 of 10 questions ask for recall, more than 50 %"),
        ),
        levels("rrrrruuuaa"),
    ),
    Case(
        "SG954",
        "B4, recall on one scene",
        levels("rrrrrrrruu", "scene: letter"),
        said(1, "warning", "SG954", "B4: 8 of 10 questions ask for recall, more than 70 %"),
        levels("rrrrrrruuu", "scene: letter"),
    ),
    Case(
        "SG954",
        "B4, use",
        levels("rruuaaaaaa"),
        said(
            1,
            "warning",
            "SG954",
            "B4: 2 of 10 questions ask to understand or apply, fewer than 30 %",
        ),
        levels("rruuuaaaaa"),
    ),
    Case(
        "SG954",
        "B4, thought",
        levels("rruuuuuuua"),
        said(
            1,
            "warning",
            "SG954",
            "B4: 1 of 10 questions ask to analyse or beyond, or are open, fewer than 20 %",
        ),
        levels("rruuuuuuaa"),
    ),
    Case(
        "SG956",
        "B6",
        scenes(3, 8),
        said(1, "info", "SG956", "B6: 3 of 11 questions are on the scene `letter`, more than 25 %"),
        scenes(3, 9),
    ),
    Case(
        "SG957",
        "B7",
        mixed(9, 1),
        said(
            1,
            "warning",
            "SG957",
            "B7: 1 of 10 questions are of kind `short` or `essay`; one in 5 makes 2",
        ),
        mixed(8, 1),
    ),
    Case(
        "SG958",
        "B8",
        mixed(3, 1, "minutes: 5"),
        said(1, "warning", "SG958", "B8: the questions take 5.5 minutes, and the quiz says 5"),
        mixed(2, 1, "minutes: 5"),
    ),
    Case(
        "SG968",
        "B8, questions of an exit ticket",
        mixed(4, 0, title="Exit ticket: the letter"),
        said(1, "error", "SG968", "B8: this exit ticket has 4 questions, which take 2 minutes"),
        mixed(3, 0, title="Exit ticket: the letter"),
    ),
    Case(
        "SG968",
        "B8, minutes of an exit ticket",
        mixed(0, 2, title="Exit-ticket"),
        said(1, "error", "SG968", "B8: this exit ticket has 2 questions, which take 8 minutes"),
        mixed(2, 1, title="Exit-ticket"),
    ),
    Case(
        "SG959",
        "B9",
        two(
            "In the film, one two three four five six seven.",
            "In life, one two three four five six seven eight nine ten.",
        ),
        said(21, "warning", "SG959", "B9: the question `q-two` asks nearly the same as `q-one`"),
        two(
            "In the film, one two three four five six seven.",
            "In life, one two three four five six seven eight nine ten and.",
        ),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code} {case.name}")
def test_the_rule_speaks(case: Case) -> None:
    assert said_of(case.wrong, case.code) == list(case.says)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code} {case.name}")
def test_the_rule_just_does_not_speak(case: Case) -> None:
    assert said_of(case.right, case.code) == []


def test_every_rule_of_the_table_has_its_cases() -> None:
    assert {rule.code for rule in QUIZ_RULES} <= set(read_examples())
    assert {case.code for case in CASES} <= {rule.code for rule in QUIZ_RULES}
    assert {rule.id for rule in QUIZ_RULES} == {f"B{number}" for number in range(1, 12)}


def test_the_table_and_the_catalogue_agree() -> None:
    for rule in QUIZ_RULES:
        assert CATALOGUE[rule.code].severity is rule.severity
        assert CATALOGUE[rule.code].summary.startswith(f"Rule {rule.id}: ")


def least(options: int, questions: int, chance: float) -> int:
    """From how many on it is no accident."""
    chances = [1 / options] * questions
    return next(k for k in range(questions + 1) if chance_of(k, chances) < chance)


@pytest.mark.parametrize(
    ("options", "questions", "count"),
    [(4, 10, 8), (4, 15, 10), (4, 20, 12), (4, 30, 16), (3, 10, 9), (3, 15, 11), (3, 20, 14)],
)
def test_from_where_a_place_of_the_key_is_no_accident(
    options: int, questions: int, count: int
) -> None:
    assert least(options, questions, UNEVEN / options) == count


@pytest.mark.parametrize(
    ("options", "questions", "warned", "failed"),
    [(4, 10, 6, 7), (4, 20, 9, 11), (4, 30, 13, 14), (3, 10, 7, 8), (3, 20, 11, 13)],
)
def test_from_where_long_keys_are_no_accident(
    options: int, questions: int, warned: int, failed: int
) -> None:
    assert least(options, questions, OFTEN) == warned
    assert least(options, questions, FAR_TOO_OFTEN) == failed


def test_questions_with_different_numbers_of_options_are_counted_together() -> None:
    assert chance_of(2, [0.5, 0.25]) == pytest.approx(0.125)
    assert chance_of(1, [0.5, 0.25]) == pytest.approx(0.625)
    assert chance_of(0, []) == 1.0


def test_a_waiver_on_the_quiz_sets_a_rule_aside() -> None:
    short = mixed(9, 1, "waive: {B7: the essay is a quiz of its own}")
    assert said_of(short, "SG957") == []
    assert said_of(short, "SG99") == []


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (
            "B1: the keys are fine here",
            "docs/page.md:4:13: warning SG993: the waiver of rule B1 sets nothing aside "
            "(remove it)",
        ),
        (
            "A4: the key is a name",
            "docs/page.md:4:13: error SG991: a quiz has no rule `A4` that could be set aside "
            "(one of: `B1`, `B10`, `B11`, `B2`, `B3`, `B4`, `B5`, `B6`, `B7`, `B8`, `B9`)",
        ),
    ],
)
def test_waivers_of_a_quiz_are_checked(row: str, says: str) -> None:
    assert said_of(mixed(3, 1, f"waive: {{{row}}}"), "SG99") == [says]


def discussion(number: int, level: str) -> str:
    """A question to talk about."""
    head = f"/// discuss | Should Ana talk, part {number}?\n    id: d-{number}\n    when: after\n"
    return f"{head}    level: {level}\n\n//// look-for\n- a reason\n////\n///\n"


def test_discussions_ask_for_thought() -> None:
    row = ["understand", "understand", "evaluate"]
    page = "\n".join(discussion(number, level) for number, level in enumerate(row))
    assert said_of(page) == [
        "docs/page.md:1:1: warning SG954: rule B4: 1 of 3 discussion questions on this page ask "
        "to analyse or beyond, fewer than 50 %"
    ]
    row = ["understand", "evaluate"]
    page = "\n".join(discussion(number, level) for number, level in enumerate(row))
    assert said_of(page) == []


@pytest.mark.parametrize("title", ["Ticket de salida", "Boleto de salida: la carta", "Exit ticket"])
def test_an_exit_ticket_has_a_spanish_name_in_a_spanish_guide(title: str) -> None:
    what = "rule B8: this exit ticket has 2 questions, which take 8 minutes"
    assert said_of(mixed(0, 2, title=title), "SG968", "es") == [
        f"docs/page.md:1:1: error SG968: {what}"
    ]


TOLD = item("In the film, what comes?", ["x the old grey boat", "a mast", "a sail"], name="q-one")


def asks(stem: str, hint: str = "") -> str:
    """A quiz of the question what comes, and of one with that stem and hint."""
    second = item(stem, ["x True", "False"], "true-false", "q-two", more=FREE)
    part = f"\n//// hint\n{hint}\n////\n///\n" if hint else "///\n"
    return page([TOLD, second.removesuffix("///\n") + part])


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (asks("In the film, the grey one was once a boat."), "the stem of `q-two`"),
        (asks("In the film, all go.", "Think of a boat, old and grey."), "a hint of `q-two`"),
    ],
)
def test_the_words_of_a_key_are_not_told_elsewhere(text: str, where: str) -> None:
    (told,) = said_of(text, "SG955")
    assert f"of the key `the old grey boat` stand in {where} (docs/page.md:" in told


def test_one_word_of_a_key_gives_nothing_away() -> None:
    assert said_of(asks("In the film, a boat goes."), "SG955") == []
