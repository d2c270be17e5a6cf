"""The rules A1 to A23 on more questions than the catalogue of problems has for each of them."""

from __future__ import annotations

import pytest

from studyguide.check.item_rules import ITEM_RULES
from studyguide.problems import CATALOGUE
from studyguide.problems.examples import read_examples
from tests.check.rule_cases import Case, item, said_of

WHAT = "In the film, what does Ana see?"
WHICH = "In the film, which two does Ana see?"
THREE = ("x a grey boat", "a tall mast", "a dark sail")


def at(line: int, severity: str, code: str, what: str) -> str:
    """A message on the page of the case."""
    return f"docs/page.md:{line}:1: {severity} {code}: rule {what}"


CASES = (
    Case(
        "SG903",
        "a combination of letters",
        item(WHAT, ["x a grey boat", "a tall mast", "Both A and B"]),
        (at(12, "error", "SG903", "A3: the option `Both A and B` stands for other options"),),
        item(WHAT, ["x a grey boat", "a tall mast", "an A and an oar"]),
    ),
    Case(
        "SG904",
        "a key half as long again",
        item(WHAT, ["x abcd fghi klmno", "pqrs uvwxy", "zabc efghi"]),
        (
            at(
                8,
                "error",
                "SG904",
                "A4: the key `abcd fghi klmno` has 15 characters, "
                "1.50 times the wrong options' median",
            ),
        ),
        item(WHAT, ["x abcd fghi klmn", "pqrs uvwxy", "zabc efgh jklm"]),
    ),
    Case(
        "SG934",
        "a key longer by a quarter",
        item(WHAT, ["x 12345678901", "abcdefgh", "klmnopqr"]),
        (
            at(
                8,
                "warning",
                "SG934",
                "A4: the key `12345678901` has 11 characters, 1.38 times the wrong options' median",
            ),
        ),
        item(WHAT, ["x 123456789", "abcdefgh", "klmnopqr"]),
    ),
    Case(
        "SG934",
        "at just a quarter, unless a wrong option is as long",
        item(WHAT, ["x 1234567890", "abcdefgh", "klmnopqr"]),
        (
            at(
                8,
                "warning",
                "SG934",
                "A4: the key `1234567890` has 10 characters, 1.25 times the wrong options' median",
            ),
        ),
        item(WHAT, ["x 1234567890", "abcdefgh", "klmnopqr", "stuvwxyzab"]),
    ),
    Case(
        "SG906",
        "a name, unless each option has one",
        item(
            "In the film, what does Ana keep?",
            ["x the lamp of Ana", "the oars at sea", "a door key in"],
        ),
        (
            at(
                8,
                "warning",
                "SG906",
                "A6: of all options only the key `the lamp of Ana` takes up `ana` from the stem",
            ),
        ),
        item(
            "In the film, what does Ana keep?",
            ["x the lamp of Ana", "the oars of Tomás", "a key of Tomás"],
        ),
    ),
    Case(
        "SG937",
        "a stem that is negative twice",
        item("In the film, what does Ana NOT see EXCEPT at night?", THREE),
        (at(1, "error", "SG937", "A7: the stem is negative twice, with `NOT` and `EXCEPT`"),),
        item("In the film, what does Ana see at night?", THREE),
    ),
    Case(
        "SG937",
        "a negative stem with a negative option",
        item("In the film, what does Ana NOT do?", ["x she sings", "she isn't home", "she rows"]),
        (
            at(
                1,
                "error",
                "SG937",
                "A7: the stem is negative with `NOT`, and so is the option `she isn't home`",
            ),
        ),
        item("In the film, what does Ana do?", ["x she sings", "she isn't home", "she rows"]),
    ),
    Case(
        "SG910",
        "a stem that asks nothing",
        item("In the film, Ana sees a thing.", THREE),
        (
            at(
                1,
                "warning",
                "SG910",
                "A10: the stem `In the film, Ana sees a thing.` "
                "is neither a question nor ends in a gap",
            ),
        ),
        item("In the film, what does Ana see? Choose one.", THREE),
    ),
    Case(
        "SG940",
        "a gap at the start, in a short question",
        item("___ sees Ana in the film?", kind="short"),
        (
            at(
                1,
                "error",
                "SG940",
                "A10: the gap of the stem `___ sees Ana in the film?` is not at its end",
            ),
        ),
        item("What sees Ana in the film?", kind="short"),
    ),
    Case(
        "SG911",
        "an option of another number",
        item("In the film, what is on the sea?", ["x a grey boat", "two masts", "a dark sail"]),
        (
            at(
                10,
                "warning",
                "SG911",
                "A11: `is` in the stem does not fit the option `two masts`",
            ),
        ),
        item("In the film, what is on the sea?", ["x a grey boat", "the masts", "a dark sail"]),
    ),
    Case(
        "SG915",
        "a reason that only says wrong",
        item(WHAT, ["x a grey boat", "a tall mast", "a dark sail > That is not correct."]),
        (
            at(
                13,
                "error",
                "SG915",
                "A15: the reason of `a dark sail` is only `That is not correct.`",
            ).replace(":1:", ":5:"),
        ),
        item(WHAT, ["x a grey boat", "a tall mast", "a dark sail > That is not correct but near."]),
    ),
    Case(
        "SG915",
        "the same reason twice",
        item(
            WHAT,
            [
                "x a grey boat > Fog hides it, but it may be seen.",
                "a tall mast > Fog hides it, but it may be seen.",
                "a dark sail > Fog hides it, but it may be seen!",
            ],
        ),
        (
            at(
                13,
                "error",
                "SG915",
                "A15: `a dark sail` has the same reason as `a tall mast`",
            ).replace(":1:", ":5:"),
        ),
        item(
            WHAT,
            [
                "x a grey boat > Fog hides it, but it may be seen.",
                "a tall mast > Fog hides it, but it may be seen.",
                "a dark sail > Night hides it, but it may be seen.",
            ],
        ),
    ),
    Case(
        "SG915",
        "a true-false question",
        item("In the film, Ana sees.", ["x True", "False > She sees."], kind="true-false"),
        (
            at(
                11, "error", "SG915", "A15: the reason of `False` has 2 words, fewer than 6"
            ).replace(":1:", ":5:"),
        ),
        item("In the film, Ana sees.", ["x True", "False"], kind="true-false"),
    ),
    Case(
        "SG920",
        "a high level that asks when",
        item(
            "In the film, when does Ana read?",
            ["x at night in bed", "at dawn in port", "at noon outside"],
            level="analyse",
        ),
        (at(1, "warning", "SG920", "A20: a question of level `analyse` asks `when`"),),
        item(
            "In the film, who should read to Ana?",
            ["x the old sailors", "a young stranger", "nobody on earth"],
            level="analyse",
        ),
    ),
    Case(
        "SG921",
        "an option of twenty-one words",
        item(WHAT, [f"x {'a ' * 20}b", f"{'c ' * 19}d", f"{'e ' * 19}f"]),
        (at(8, "warning", "SG921", f"A21: the option `{'a ' * 20}b` has 21 words, more than 20"),),
        item(WHAT, [f"x {'a ' * 19}b", f"{'c ' * 19}d", f"{'e ' * 19}f"]),
    ),
    Case(
        "SG922",
        "a long word",
        item("In the film, what communications come?", THREE),
        (at(1, "info", "SG922", "A22: the guide does not explain `communications`"),),
        item("In the film, what does Massachusetts see, lighthouses?", THREE),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code} {case.name}")
def test_the_rule_speaks(case: Case) -> None:
    assert said_of(case.wrong) == list(case.says)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code} {case.name}")
def test_the_rule_just_does_not_speak(case: Case) -> None:
    assert said_of(case.right) == []


def test_every_rule_of_the_table_has_its_cases() -> None:
    assert {rule.code for rule in ITEM_RULES if rule.find} <= set(read_examples())
    assert {case.code for case in CASES} <= {rule.code for rule in ITEM_RULES if rule.find}
    held = {said.split(": ")[1].removeprefix("error ") for said, _, _ in HELD}
    assert {rule.code for rule in ITEM_RULES if not rule.find} == held
    assert {rule.id for rule in ITEM_RULES} == {f"A{number}" for number in range(1, 24)}


def test_the_table_and_the_catalogue_agree() -> None:
    for rule in ITEM_RULES:
        assert CATALOGUE[rule.code].severity is rule.severity
        assert rule.find is None or CATALOGUE[rule.code].summary.startswith(f"Rule {rule.id}: ")
        assert rule.source
        assert rule.kinds


HELD = (
    (
        "1:1: error SG406: this question has 2 options; a choice question has 3 to 5",
        item(WHAT, THREE[:2]),
        item(WHAT, THREE),
    ),
    (
        "1:1: error SG403: the question `q-case` has no key (mark the right option with `[x]`)",
        item(WHAT, ["a grey boat", *THREE[1:]]),
        item(WHAT, THREE),
    ),
    (
        "14:1: error SG404: `a lost oar` is a second key (`[x]` marks the key, which is the right "
        "answer: mark one, or write `kind: multiple` if several are right)",
        item(WHAT, [*THREE, "x a lost oar"]),
        item(WHAT, [*THREE, "a lost oar"]),
    ),
    (
        "14:1: error SG407: `A  tall mast` stands twice",
        item(WHAT, [*THREE, "A  tall mast"]),
        item(WHAT, [*THREE, "a tall mat"]),
    ),
    (
        "14:1: error SG405: `a lost oar` has no reason (write `    > the reason` under it)",
        item(WHAT, [*THREE, "a lost oar > --"]),
        item(WHAT, [*THREE, "a lost oar"]),
    ),
    (
        "1:1: error SG408: the question `q-case` names no scene, comparison, theme, term or "
        "quotation",
        item(WHAT, THREE, more="minutes: 1"),
        item(WHAT, [*THREE, "a lost oar > It may be, but she has both oars [@review]."]),
    ),
    (
        "1:1: error SG204: this question lacks the option `level` (add `    level: …` "
        "under this line)",
        item(WHAT, THREE).replace("    level: understand\n", ""),
        item(WHAT, THREE, level="recall"),
    ),
)
"""Rules that other checks hold: a page that breaks one, and a page that just keeps it."""


@pytest.mark.parametrize(("said", "wrong", "right"), HELD, ids=[case[0][:17] for case in HELD])
def test_what_another_check_holds_is_said_once(said: str, wrong: str, right: str) -> None:
    assert said_of(wrong, "SG") == [f"docs/page.md:{said}"]
    assert said_of(right, "SG") == []


LONG = ["x the harbour master of the island", "a mast in fog", "a dark sail"]


def waived(row: str) -> str:
    """The question with a key that is too long, and these waivers."""
    return item(WHAT, LONG, more=f"scene: letter\n    waive: {{{row}}}")


def test_a_waiver_with_a_reason_sets_a_rule_aside() -> None:
    said = said_of(waived("A4: the man has no shorter name"))
    assert said == []
    assert [message for message in said_of(item(WHAT, LONG)) if "SG904" in message]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (
            "A4: the man has no shorter name, A5: all are short enough",
            [
                "docs/page.md:7:46: warning SG993: the waiver of rule A5 sets nothing aside "
                "(remove it)"
            ],
        ),
        (
            "A4: the man has no shorter name, A2: two keys are fine here",
            [
                "docs/page.md:7:46: error SG991: the rule `A2` holds for each question and cannot "
                "be set aside"
            ],
        ),
    ],
)
def test_waivers_are_checked(row: str, says: list[str]) -> None:
    assert said_of(waived(row)) == says


def test_a_waiver_without_any_reason_is_not_read() -> None:
    (said, *_) = said_of(waived("A4: "), "SG")
    assert said == "docs/page.md:7:13: error SG203: `A4` in `waive` has no value"


SPANISH = (
    (
        "12:1: error SG903: rule A3: the option `todas las anteriores` stands for other options",
        "¿Qué ve Ana en la película?",
        ["x un barco gris", "un palo alto", "todas las anteriores"],
    ),
    (
        "12:1: warning SG933: rule A3: the option `ninguna de las anteriores` denies all "
        "the others",
        "¿Qué ve Ana en la película?",
        ["x un barco gris", "un palo alto", "ninguna de las anteriores"],
    ),
    (
        "8:1: warning SG906: rule A6: of all options only the key `el barco gris` takes "
        "up `barco` from the stem",
        "¿Qué barcos ve Ana en la película?",
        ["x el barco gris", "el palo alto", "la vela fina"],
    ),
    (
        "1:1: error SG937: rule A7: `no` in the stem is not emphasised (write `*no*`, or "
        "ask for what is so)",
        "En la película, ¿qué no ve Ana?",
        ["x el barco gris", "el palo alto", "la vela fina"],
    ),
    (
        "10:1: warning SG908: rule A8: `siempre` stands in the wrong option `siempre "
        "velas` and in no key",
        "¿Qué ve Ana en la película?",
        ["x el barco gris", "siempre velas", "la vela fina"],
    ),
    (
        "10:1: info SG909: rule A9: the option `varios remos` has `varios`",
        "¿Qué ve Ana en la película?",
        ["x el barco gris", "varios remos", "la vela fina"],
    ),
    (
        "1:1: warning SG911: rule A11: the stem ends in `una`, which fits some words only",
        "En la película, Ana ve una ___",
        ["x barca gris", "barco gris", "roca alta"],
    ),
    (
        "1:1: warning SG907: rule A7: the stem asks with `menos`",
        "En la película, ¿qué cosa es la *menos* clara?",
        ["x el barco gris", "el palo alto", "la vela fina"],
    ),
    (
        "1:1: error SG937: rule A7: the stem is negative with `no`, and so is the option `no sabe`",
        "En la película, ¿qué *no* hace Ana?",
        ["x canta así", "no sabe", "rema bien"],
    ),
    (
        "10:1: warning SG908: rule A8: `Solo` stands in the wrong option `Solo el palo` and in "
        "no key",
        "¿Qué ve Ana en la película?",
        ["x Un barco gris", "Solo el palo", "La vela fina"],
    ),
    (
        "1:1: info SG922: rule A22: the guide does not explain `investigación`",
        "¿Qué investigación ve Ana en la película?",
        ["x un barco gris", "un palo alto", "la vela fina"],
    ),
    (
        "1:1: warning SG920: rule A20: a question of level `analyse` asks `cuándo`",
        "En la película, ¿cuándo lee Ana?",
        ["x muy de noche", "al alba fría", "a la mañana"],
    ),
)


@pytest.mark.parametrize(("says", "stem", "options"), SPANISH, ids=[row[1] for row in SPANISH])
def test_a_guide_in_spanish(says: str, stem: str, options: list[str]) -> None:
    level = "analyse" if "cuándo" in stem else "understand"
    page = item(stem, options, level=level).replace("A viewer may think so, but", "Puede ser, pero")
    assert said_of(page, language="es") == [f"docs/page.md:{says}"]


@pytest.mark.parametrize(
    "stem",
    [
        "En la película, ¿a quién echa de menos Ana?",
        "En la película, ¿cuántos metros, más o menos, ve Ana?",
        "En la película, ¿qué pasará a menos que Ana venga?",
        "En la película, ¿por qué no solo rema Ana, sino que canta?",
        "En la película, ¿quién rema menos que Ana?",
        "En la película, ¿qué ve al menos Ana?",
        "En la película, Ana ve una ___",
        "En la película, ¿qué ven los trabajadores?",
    ],
)
@pytest.mark.parametrize("region", ["es", "es-MX"])
def test_plain_spanish_is_no_flaw(stem: str, region: str) -> None:
    options = ["x barca gris", "vela muy fina", "roca alta"]
    page = item(stem, options).replace("A viewer may think so, but", "Puede ser, pero")
    assert said_of(page, language=region) == []


def test_a_spanish_double_negation_is_one() -> None:
    options = ["x va aunque no cobra", "No, porque canta", "no, va a remar"]
    page = item("En la película, ¿por qué *no* quiere Ana parar nunca?", options)
    assert said_of(page, "SG907", "es") == [
        "docs/page.md:1:1: warning SG907: rule A7: the stem asks with `no`"
    ]
    assert said_of(page, "SG937", "es") == []
    twice = page.replace("parar nunca", "parar salvo hoy")
    assert said_of(twice, "SG937", "es") == [
        "docs/page.md:1:1: error SG937: rule A7: the stem is negative twice, with `no` and `salvo`"
    ]


@pytest.mark.parametrize(
    "wrong",
    ["Se queda solo en la casa", "Ensaya todos los días", "Puede entender a Ana", "Ante todo rema"],
)
def test_a_spanish_word_in_another_sense_is_no_flaw(wrong: str) -> None:
    page = item("¿Qué hace Tomás en la película?", ["x Rema muy lejos hoy", wrong, "Lee un libro"])
    assert [
        said for said in said_of(page, language="es") if "SG908" in said or "SG909" in said
    ] == []


def test_a_common_verb_is_no_clang_in_spanish() -> None:
    options = ["x Hizo un viaje largo", "Rema en el mar", "Lee un libro viejo"]
    assert said_of(item("En la película, ¿qué hizo Ana?", options), "SG906", "es") == []


@pytest.mark.parametrize(("language", "fewest"), [("en", 6), ("es", 5), ("ja", 0)])
def test_the_shortest_reason_is_that_of_the_language(language: str, fewest: int) -> None:
    for count in (4, 5, 6):
        reason = " ".join(["word", "stands", "here", "now", "and", "again"][:count])
        page = item(WHAT, [f"x a grey boat > {reason}", "a tall mast", "a dark sail"])
        found = [said for said in said_of(page, "SG915", language) if "fewer than" in said]
        assert bool(found) == (count < fewest)


def no_world(stem: str, *, language: str = "en", kind: str = "film", more: str = "") -> list[str]:
    """What rule A18 says of a question on which the work and life differ."""
    page = item(stem, ["x a boat", "a mast", "a sail"], more="comparison: c-letter")
    return said_of(page, "SG918", language, kind, more)


@pytest.mark.parametrize(
    ("stem", "language", "kind"),
    [
        ("In the play, who wrote the letter?", "en", "play"),
        ("In history, who wrote the letter?", "en", "play"),
        ("Who wrote the letter in other sources?", "en", "biography"),
        ("In nature, what sends a letter?", "en", "science"),
        ("Historically, who wrote the letter?", "en", "novel"),
        ("In reality, who wrote the letter?", "en", "novel"),
        ("In fact, who wrote the letter?", "en", "novel"),
        ("What did the real Ana write?", "en", "novel"),
        ("En la obra, ¿quién escribió la carta?", "es", "play"),
        ("En la historia, ¿quién escribió la carta?", "es-MX", "play"),
        ("En la naturaleza, ¿quién escribió la carta?", "es", "science"),
        ("¿Qué escribió la verdadera Ana?", "es", "novel"),
        ("¿Quién escribió, en realidad, la carta?", "es", "novel"),
    ],
)
def test_a_stem_names_the_world_in_the_words_of_its_guide(
    stem: str, language: str, kind: str
) -> None:
    assert no_world(stem, language=language, kind=kind) == []


@pytest.mark.parametrize(
    ("language", "kind", "more", "hint"),
    [
        ("en", "play", "", "“In the play” or “In history”"),
        ("en", "biography", "", "“In the biography” or “In other sources”"),
        ("en", "novel", "words: {in_life: at sea}", "“In the novel” or “At sea”"),
        ("es", "play", "", "“En la obra” or “En la historia”"),
    ],
)
def test_a_stem_without_a_world_is_told_those_of_its_guide(
    language: str, kind: str, more: str, hint: str
) -> None:
    (said,) = no_world("Who wrote the letter?", language=language, kind=kind, more=more)
    assert said.endswith(f"(begin the stem with {hint})")
    assert no_world("What was the real reason?", language="en") != []
    assert no_world("¿Cuál fue la verdadera razón?", language="es") != []


def test_an_authors_own_word_for_a_world_is_understood() -> None:
    own = "words: {in_life: at sea, in_work: on the stage}"
    assert no_world("At sea, who wrote the letter?") != []
    assert no_world("At sea, who wrote the letter?", more=own) == []
    assert no_world("Who wrote the letter on the stage?", more=own) == []
    asked = item("At sea, who wrote it?", ["x Ana", "Eva", "Leo"], level="analyse")
    assert said_of(asked, "SG920") == []
    assert len(said_of(asked, "SG920", more=own)) == 1


WORDED = (
    ("Was sieht Ana an einem ___", ["x Boot in Grau", "Mast an Land", "Segel im Wind"]),
    ("Wie may die Insel, never, not, only?", ["x all die Boote", "a Mast in a", "none of these"]),
    ("Wann was Sonnenuntergang im Unabhängigkeitsdenkmal?", ["x im Mai", "Both A and B", "nie so"]),
)


@pytest.mark.parametrize(("stem", "options"), WORDED, ids=[row[0] for row in WORDED])
def test_no_rule_goes_by_words_that_it_does_not_know(stem: str, options: list[str]) -> None:
    comparison = "comparison: c-letter"
    page = item(stem, options, level="analyse", more=comparison)
    assert said_of(page, language="de") == []
    assert said_of(page, language="en") != []
