"""Readers who know nothing, each with a quiz made for it and one on which it gains nothing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from studyguide.model import Question
from studyguide.quiz.guessing import SAID, STRATEGIES, Guesser, guessers
from studyguide.quiz.kinds import kind_of
from tests.check.rule_cases import item, quiz, said_of
from tests.guides import compiled, tiny_guide

WHAT = "In the film, what does Ana see?"
BOTH = ["x True", "False"]
PAIRS = ["a lamp = light", "a boat = water", "a bell = sound"]


def pairs(entries: Sequence[str]) -> str:
    """A question that matches two columns."""
    listed = "\n".join(f"- {entry}\n    > The scene shows it to her." for entry in entries)
    head = "/// question | In the film, what belongs to what?\n    id: q-case\n    kind: match"
    return f"{head}\n    level: recall\n    about: work\n    scene: letter\n\n{listed}\n///\n"


def questions(page: str, language: str = "en") -> list[Question]:
    """The questions of a page."""
    guide = tiny_guide({"page.md": page})
    settings = (guide.guide or "").replace("language: en", f"language: {language}")
    made = compiled(type(guide)(guide.pages, settings, guide.sources)).guide
    return [question for question in made.questions if question.span.file == "docs/page.md"]


def named(page: str, strategy: str, language: str = "en") -> Guesser | None:
    """What a strategy makes of a page; None where it tells nothing apart."""
    found = guessers(questions(page, language))
    return next((guesser for guesser in found if guesser.strategy == strategy), None)


def choice(*options: str, stem: str = WHAT) -> str:
    return item(stem, options)


MADE_FOR = {
    "longest": choice("x a grey sailing boat", "a tall mast", "a dark sail"),
    "shortest": choice("x a mast", "a grey boat", "a dark sail"),
    "hedged": choice("x it may be a boat", "it is a high mast", "it is a dark sail"),
    "no absolutes": choice("x boats at sea", "always a mast", "never a sail"),
    "odd one out": choice("x a boat", "the tall mast", "the tall sail"),
    "words of the stem": choice("x a boat for Ana", "a tall mast", "a dark sail"),
    "true": item("In the film, Ana waits.", BOTH, "true-false"),
    "false": item("In the film, Ana waits.", ["True", "x False"], "true-false"),
}


@pytest.mark.parametrize(("strategy", "page"), MADE_FOR.items())
def test_a_strategy_has_the_point_of_a_question_made_for_it(strategy: str, page: str) -> None:
    found = named(page, strategy)
    assert found is not None
    assert found.score == 1
    assert [question.id for question in found.given_away] == ["q-case"]


@pytest.mark.parametrize("strategy", [*list(MADE_FOR)[:4], "odd one out", "words of the stem"])
def test_it_gains_nothing_where_options_are_alike(strategy: str) -> None:
    assert named(choice("x a boat", "a mast", "a sail"), strategy) is None


@pytest.mark.parametrize("letter", "ABC")
def test_one_letter_each_time_is_right_where_the_key_stands_there(letter: str) -> None:
    page = choice("x a boat", "a mast", "a sail")
    (question,) = questions(page)
    found = named(page, f"letter {letter}")
    assert found is not None
    at = kind_of(question).order(question).shown.index(0)
    assert found.score == ("ABC"[at] == letter)
    assert found.letter == letter
    assert found.chance == pytest.approx(1 / 3)


def test_what_ties_shares_the_point() -> None:
    found = named(choice("x a boat", "a mast", "a lugger"), "shortest")
    assert found is not None
    assert found.score == 0.5
    found = named(choice("x a boat", "a mast", "a lugger"), "longest")
    assert found is not None
    assert found.score == 0


def test_of_several_keys_each_counts_its_share() -> None:
    options = ["x a mast", "x a canoe", "a dinghy", "a lugger"]
    found = named(item("In the film, which two pass?", options, "multiple"), "shortest")
    assert found is not None
    assert (found.score, found.chance) == (1, 0.5)
    options = ["x a mast", "x a lugger", "a dinghy", "a canoe"]
    found = named(item("In the film, which two pass?", options, "multiple"), "shortest")
    assert found is not None
    assert found.score == 0.5


@pytest.mark.parametrize(
    ("strategy", "stem", "key"),
    [
        ("no absolutes", "In the film, Ana is always alone.", "False"),
        ("hedged", "In the film, Ana is often alone.", "True"),
    ],
)
def test_a_statement_is_judged_by_its_own_words(strategy: str, stem: str, key: str) -> None:
    options = [f"{'x ' if text == key else ''}{text}" for text in ("True", "False")]
    found = named(item(stem, options, "true-false"), strategy)
    assert found is not None
    assert found.score == 1


@pytest.mark.parametrize("strategy", ["hedged", "no absolutes"])
def test_in_a_language_that_we_do_not_know_nothing_goes_by_words(strategy: str) -> None:
    assert named(MADE_FOR[strategy], strategy, "fi") is None


def test_a_match_gives_pairs_away_that_share_a_word() -> None:
    found = named(pairs(["a lamp = the light of a lamp", *PAIRS[1:]]), "words of the stem")
    assert found is not None
    assert found.score == pytest.approx((1 + 2 / 3) / 3)


def test_the_last_pair_is_a_gift_unless_something_is_left_over() -> None:
    even, longer = (named(pairs(entries), "last pair") for entries in (PAIRS, [*PAIRS, "= a wing"]))
    assert even is not None
    assert longer is not None
    assert even.score == pytest.approx((2 / 3 + 1) / 3)
    assert even.chance == pytest.approx(1 / 3)
    assert longer.score == pytest.approx(1 / 3)
    assert longer.chance == pytest.approx(1 / 4)


def test_luck_is_how_likely_the_score_is_where_keys_are_at_any_place() -> None:
    found = named(MADE_FOR["shortest"], "shortest")
    assert found is not None
    assert found.luck == pytest.approx(1 / 3)
    twice = MADE_FOR["shortest"] + MADE_FOR["shortest"].replace("q-case", "q-two")
    found = named(twice, "shortest")
    assert found is not None
    assert found.luck == pytest.approx(1 / 9)


def test_what_must_be_written_cannot_be_guessed() -> None:
    assert guessers(questions(item(WHAT, kind="short"))) == ()


def test_a_teacher_is_told_of_each_strategy() -> None:
    page = "".join(MADE_FOR.values()) + pairs(PAIRS)
    for guesser in guessers(questions(page)):
        assert "%(score)s" in guesser.said
    assert len(STRATEGIES) == len(SAID) - 1 + 8  # a text for all eight letters


def things(count: int) -> list[str]:
    """Stems that are not alike."""
    return [f"In the film, how does the {thing} matter?" for thing in THINGS.split()[:count]]


THINGS = "anchor basket candle dagger easel feather gallery hammer"
GIVEN = {
    "repeats a word": lambda n: item(
        things(8)[n], [f"x by its {THINGS.split()[n]}s", "by a high mast", "by a dark sail"]
    ),
    "least like": lambda n: item(things(8)[n], ["x a boat", "the mast", "the sail"]),
    "such as `often`": lambda n: item(
        things(8)[n], ["x it may be odd", "it will be odd", "it was so odd"]
    ),
}


@pytest.mark.parametrize("does", GIVEN)
def test_a_quiz_of_six_is_blamed_and_one_of_three_is_not(does: str) -> None:
    for count in (3, 6):
        made = [GIVEN[does](n).replace("q-case", f"q-{n}") for n in range(count)]
        page = "\n".join([quiz([f"q-{n}" for n in range(count)]), *made])
        assert len([text for text in said_of(page, "SG971") if does in text]) == (count == 6)


def test_true_false_quizzes_that_are_always_true_are_blamed() -> None:
    made = [
        item(stem, BOTH, "true-false", f"q-{n}", more="theme: courage")
        for n, stem in enumerate(things(8))
    ]
    page = "\n".join([quiz([f"q-{n}" for n in range(8)]), *made])
    (told,) = said_of(page, "SG971")
    assert "who takes each statement as true scores 100 of 100, and 50 by chance" in told
