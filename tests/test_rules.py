"""What the folders of the languages hold, and how it is found."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from importlib.resources import files
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from studyguide.words.letters import without_accents
from studyguide.words.rules import Rules, languages, rules_from, rules_of

FOLDER = Path(str(files("studyguide.words")))


def text_of(language: str) -> str:
    """The file of a language."""
    return (FOLDER / language / "rules.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", languages())
def test_a_language_has_every_rule_in_the_form_that_it_needs(language: str) -> None:
    rules = rules_from(text_of(language))
    assert rules.known
    assert rules.decimal_mark in (".", ",")
    assert rules.true_words
    assert rules.false_words
    assert sorted(set(rules.months.values())) == list(range(1, 13))
    for endings in (rules.suffixes, rules.cue_endings, [*rules.plurals]):
        hidden = [late for early, late in combinations(endings, 2) if late.endswith(early)]
        assert hidden == [], "they stand behind an ending of theirs"
    assert "" in rules.plurals
    assert all(len(one) == len(after) == 1 for one, after in rules.letters.items())


def test_the_folders_are_packed_with_the_program() -> None:
    settings = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))
    assert {"*.yml", "*.po", "*.pot"} <= {*settings["tool"]["setuptools"]["package-data"]["*"]}


@pytest.mark.parametrize("language", languages())
def test_a_folder_of_a_language_is_data_only(language: str) -> None:
    assert {path.suffix for path in (FOLDER / language).iterdir()} <= {".yml", ".po"}


FIELDS = [field.name.replace("_", "-") for field in fields(Rules) if field.name != "known"]


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_that_is_left_out_or_has_another_form_is_told(name: str) -> None:
    given = yaml.BaseLoader(text_of("en")).get_single_data()
    with pytest.raises(TypeError):
        rules_from(yaml.safe_dump({**given, name: [["deep"]]}))
    del given[name]
    with pytest.raises(ValueError, match=f": {name}$"):
        rules_from(yaml.safe_dump(given))


def test_a_field_too_many_and_a_broken_expression_are_told() -> None:
    with pytest.raises(ValueError, match=r": spare$"):
        rules_from(text_of("en") + "spare: []\n")
    with pytest.raises(re.error):
        rules_from(text_of("en").replace("thinking: [think]", "thinking: ['(think']"))
    with pytest.raises(ValueError, match="not words, except"):
        rules_from(text_of("en").replace("thinking: [think]", "thinking: {words: [], except: []}"))


@pytest.mark.parametrize("tag", ["es", "es-MX", "es-419", "ES_mx", "es-Latn-US"])
def test_a_region_without_a_folder_has_the_rules_of_its_language(tag: str) -> None:
    rules = rules_of(tag)
    assert rules.known
    assert rules.true_words[0] == "Verdadero"
    assert rules.letters == {"ñ": "n"}


def test_a_language_without_a_folder_is_not_known() -> None:
    assert not rules_of("fr").known
    assert rules_of("fr").articles == ()
    assert rules_of("fr").thinking.begins("Think")


def test_phrases_are_whole_and_none_of_longer_ones() -> None:
    negatives = rules_of("es").negatives
    assert [match[0] for match in negatives.find("No, nota: al menos uno NO va; a menos que…")] == [
        "No",
        "NO",
    ]
    assert negatives.search("nota y noche, más o menos") is None


def test_a_word_that_yaml_takes_for_something_else_stays_a_word() -> None:
    assert {"no", "yes", "on", "off"} <= rules_of("en").stop_words


@pytest.mark.parametrize(
    ("text", "letters", "bare"),
    [
        ("Años, CAÑERÍA", "ñ", "Años, CAÑERIA"),
        ("Años, CAÑERÍA", "", "Anos, CANERIA"),
        ("n\u0303andu\u0301", "ñ", "ñandu"),
    ],
)
def test_a_letter_of_its_own_is_no_accented_one(text: str, letters: str, bare: str) -> None:
    assert without_accents(text, letters) == bare
