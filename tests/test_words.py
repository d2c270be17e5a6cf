"""The program's own words: complete in every language, fresh, and an author's before ours."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from studyguide.render.web.script_words import script_words
from studyguide.words import (
    KINDS_OF_WORK,
    PHRASES,
    SOURCE_LANGUAGE,
    Words,
    is_phrase,
    placeholders,
    speaks,
    words_for,
    words_of,
)
from studyguide.words.catalogue import languages, spoken, template, used_in
from tests.guides import GUIDE_YML, compiled, with_settings

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "hooks" / "studyguide"
WORDS = SOURCE / "words"
OTHERS = [name for name in languages() if name != SOURCE_LANGUAGE]
KEYWORDS = {**DEFAULT_KEYWORDS, "NC_": ((1, "c"), 2)}
"""As the target `words` of the Makefile has them."""
CALLED = {"gettext": 0, "pgettext": 1, "ngettext": 0, "N_": 0, "NC_": 1, "_": 0}
"""What looks a text up, or marks it, and which argument that is."""
ABBREVIATED = re.compile(r"\b\w{1,2}\.$")
"""Ends with a full stop that ends no sentence, as in `No.` and `a. C.`."""
CALL_IN_SCRIPT = re.compile(r'\b(?:(?:_|n?gettext)\(|pgettext\("[^"]*",)\s*("(?:[^"\\\n]|\\.)*")')


def forms(entry: object) -> tuple[str, ...]:
    """A text or its forms."""
    return (entry,) if isinstance(entry, str) else tuple(map(str, entry))  # type: ignore[call-overload]


def named(message: Message) -> tuple[str, ...]:
    """What a message is found by: its context, its text and its plural."""
    return (message.context or "", *forms(message.id))


def messages(found: Catalog) -> list[Message]:
    """What a catalogue says, without its header."""
    return [message for message in found if message.id]


def values(text: str) -> set[str]:
    """The placeholders of a text that no kind of work fills."""
    return {name for name in placeholders(text) if not is_phrase(name)}


@cache
def catalogue(language: str) -> Catalog:
    """The texts of a language, as a translator saved them."""
    return read_po(BytesIO((WORDS / language / "words.po").read_bytes()), locale=language)


@cache
def gathered() -> frozenset[tuple[str, ...]]:
    """What stands in the source now, found as `make words` finds it."""
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["babel"]
    methods = [(row["pattern"], row["method"]) for row in mappings["mappings"]]
    options = {row["pattern"]: row for row in mappings["mappings"]}
    found = Catalog()
    rows = extract_from_dir(SOURCE, methods, options, KEYWORDS)
    for _, _, message, _, context in rows:
        found.add(message, context=context)
    return frozenset(named(message) for message in messages(found))


def marked() -> Iterator[tuple[str, str]]:
    """Every text that the code marks, wherever in the code it stands, with its file."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            at = CALLED.get(name, len(node.args))
            if at < len(node.args) and isinstance(node.args[at], ast.Constant):
                yield path.name, str(ast.literal_eval(node.args[at]))
    for path in sorted((SOURCE / "scripts").glob("*.js")):
        for text in CALL_IN_SCRIPT.findall(path.read_text("utf-8")):
            yield path.name, ast.literal_eval(text)


def own(language: str = "en", kind: str = "film", **texts: str) -> Words:
    """The words of a guide whose author changed some."""
    return words_of(language, kind, tuple(texts.items()))


# ---- The template ---------------------------------------------------------------------------


def test_the_template_has_what_the_source_marks() -> None:
    there = {named(message) for message in messages(template())}
    assert there == gathered(), "gather the texts anew: make words"


def test_no_text_hides_where_nobody_gathers_it() -> None:
    known = {form for found in gathered() for form in found}
    assert [found for found in marked() if found[1] not in known] == []


# ---- The catalogues -------------------------------------------------------------------------


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_is_complete(language: str) -> None:
    said = {named(message): message for message in messages(catalogue(language))}
    assert {named(message) for message in messages(template())} == said.keys()
    assert [name for name, message in said.items() if message.fuzzy] == []
    assert [name for name, message in said.items() if not all(forms(message.string))] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_keeps_every_value(language: str) -> None:
    """Phrases are free: a language says `of the film` where another says `in the film`."""
    for message in messages(catalogue(language)):
        ours, theirs = forms(message.id), forms(message.string)
        assert values(theirs[-1]) == values(ours[-1]), theirs
        assert all(values(said) <= values(ours[-1]) for said in theirs), theirs
        assert not any("%(" in re.sub(r"%\(\w+\)s", "", said) for said in theirs), theirs


@pytest.mark.parametrize("language", OTHERS)
def test_a_text_begins_and_ends_as_ours(language: str) -> None:
    """Spaces and full stops belong to what stands around a text."""
    for message in messages(catalogue(language)):
        ours, said = forms(message.id)[-1], forms(message.string)[-1]
        assert said.startswith("\u00a0") == ours.startswith("\u00a0"), said
        assert said == said.strip(" \n"), said
        short = ABBREVIATED.search(ours) or ABBREVIATED.search(said)
        assert short or said.endswith(".") == ours.endswith("."), said


@pytest.mark.parametrize("language", languages())
def test_every_kind_of_work_has_every_phrase(language: str) -> None:
    table = yaml.safe_load((WORDS / language / "works.yml").read_text("utf-8"))
    assert set(table) == set(KINDS_OF_WORK)
    for kind, phrases in table.items():
        assert set(phrases) == set(PHRASES), kind
        assert all(isinstance(text, str) and text == text.strip() for text in phrases.values())


def test_the_manual_names_every_phrase() -> None:
    manual = (ROOT / "docs" / "authors" / "settings.md").read_text("utf-8")
    assert [name for name in PHRASES if f"`{name}`" not in manual] == []


# ---- What a guide says ----------------------------------------------------------------------


def test_spanish_takes_its_article_along() -> None:
    told = "Why %(the_work)s may do this"
    assert words_of("es", "film").gettext(told) == "Por qué puede hacer esto la película"
    assert words_of("es", "poem").gettext(told) == "Por qué puede hacer esto el poema"
    assert words_of("es", "novel").gettext("Themes %(in_unit)s") == "Temas de este capítulo"


@pytest.mark.parametrize(
    ("n", "said"), [(0, "0 tarjetas"), (1, "1 tarjeta"), (2, "2 tarjetas"), (21, "21 tarjetas")]
)
def test_a_language_counts_in_its_own_way(n: int, said: str) -> None:
    assert words_of("es", "film").ngettext("%(n)s card", "%(n)s cards", n) == said


def test_a_context_tells_two_meanings_apart() -> None:
    words = words_of("es", "film")
    assert words.pgettext("verdict", "invented") == "inventado"
    assert words.gettext("Start") == "Empezar"
    assert words.pgettext("book", "Start") == "Comienzo"


def test_a_country_speaks_its_language_and_other_languages_english() -> None:
    assert spoken("es-MX") == "es"
    assert spoken("fr") == "en"
    assert speaks("es-MX")
    assert speaks("en-GB")
    assert not speaks("fr-CA")
    assert words_of("es-MX", "film").gettext("Sources") == "Fuentes"
    assert words_of("fr", "film").gettext("Sources") == "Sources"


# ---- An author's own ------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_an_authors_text_comes_before_ours(language: str) -> None:
    assert own(language, **{"Who is there": "Who speaks"}).gettext("Who is there") == "Who speaks"


def test_an_authors_phrase_stands_in_every_text() -> None:
    words = own(the_work="the series", unit="episode")
    assert words.gettext("Why %(the_work)s may do this") == "Why the series may do this"
    assert words.gettext("%(Unit)s") == "Episode"
    assert words.gettext("Made up %(for_work)s.") == "Made up for the film."


def test_an_authors_plural_comes_before_ours() -> None:
    words = own(**{"%(n)s card": "%(n)s slip", "%(n)s cards": "%(n)s slips"})
    said = [words.ngettext("%(n)s card", "%(n)s cards", n) for n in (1, 3)]
    assert said == ["1 slip", "3 slips"]


def test_a_guide_takes_its_words_from_its_settings() -> None:
    changed = {"Length": "How long", "the_work": "the series", "%(n)s days": "%(n)s suns"}
    settings = GUIDE_YML + yaml.safe_dump({"words": changed})
    words = words_for(compiled(with_settings(settings)).guide)
    assert words.gettext("Length") == "How long"
    assert words.gettext("Why %(the_work)s may do this") == "Why the series may do this"
    assert words.ngettext("%(n)s day", "%(n)s days", 2) == "2 suns"
    assert words.ngettext("%(n)s day", "%(n)s days", 1) == "1 day"


# ---- The scripts ----------------------------------------------------------------------------


def texts_of(words: Words) -> Mapping[str, object]:
    """What the script sets, as a browser reads it."""
    written = script_words(words).removeprefix("window.studyguideWords=").rstrip(";\n")
    record: dict[str, Any] = yaml.safe_load(written)
    assert record["language"] == spoken(words.language)
    return dict(record["texts"])


@pytest.mark.parametrize("language", OTHERS)
def test_a_browser_is_given_each_text_of_the_scripts(language: str) -> None:
    there = texts_of(words_of(language, "novel"))
    for context, text, plural in used_in("scripts"):
        found: object = there.get(f"{context}\x04{text}" if context else text) or text
        said = " ".join(found.values()) if isinstance(found, dict) else str(found)
        assert bool(plural) == isinstance(found, dict), text
        assert said != text or words_of(language, "novel").found(text, context) == text
        assert not any(is_phrase(name) for name in placeholders(said)), said


def test_a_browser_counts_in_spanish() -> None:
    said = texts_of(words_of("es", "film"))["%(n)s card"]
    many = "%(n)s tarjetas"
    assert said == {"one": "%(n)s tarjeta", "many": many, "other": many}
