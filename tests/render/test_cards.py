"""The words and the people as cards, and what Anki itself makes of two editions of them."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from studyguide.export.cards import ANKI, QUIZLET, anki, edition_number, notes, quizlet
from studyguide.render.site import Site
from tests.guides import GUIDE_YML, compiled, rendered, tiny_guide

WORDS = """\
# Words

/// term | net & line
    id: t-net
    group: farm work
    spanish: la red
    scenes: [letter]

What holds $n < 3$ *fish*.

//// example
She mends a net [@review].
////
///

/// term | oar
    id: t-oar
    group: farm work
    forms: [oars]

One of two oars of a boat.
///
"""
OLD = tiny_guide({"term.md": WORDS})
NEW = replace(
    tiny_guide(
        {
            "term.md": WORDS.replace("# Words\n", "# Words\n\n/// term | bay\n    id: t-bay\n"
            "    group: sea\n\nA wide bend of a shore.\n///\n").replace("fish", "whales")
        }
    ),
    guide=GUIDE_YML.replace("version: 1.0.0", "version: 1.0.1"),
)  # fmt: skip


def test_a_word_is_plain_text_with_its_formulas_as_latex() -> None:
    net, oar, ana, tomas = notes(rendered(OLD))
    assert (net.word, net.meaning) == ("net & line", r"What holds \(n < 3\) fish.")
    assert (net.spanish, net.example) == ("la red", "She mends a net.")
    assert net.tags == ("words", "farm-work", "scene::letter")
    assert (oar.spanish, oar.example, oar.tags) == ("", "", ("words", "farm-work"))
    assert (ana.tags, tomas.word) == (("people",), "Tomás")


def test_a_meaning_that_holds_the_word_is_not_asked_for_it() -> None:
    net, oar, ana, _ = notes(rendered(OLD))
    assert not net.tells_itself
    assert oar.tells_itself
    assert ana.tells_itself
    assert not replace(ana, meaning="She keeps the lighthouse in Havana.").tells_itself
    assert replace(ana, word="Ana de Bo", meaning="The sister of Ana.").tells_itself
    assert not replace(ana, word="Tomás de Bo", meaning="He comes from de Lo.").tells_itself


def test_quizlet_is_given_a_line_for_each() -> None:
    assert quizlet(rendered(OLD)).decode().splitlines()[:2] == [
        "net & line\tWhat holds \\(n < 3\\) fish. (la red)",
        "oar\tOne of two oars of a boat.",
    ]


def test_the_same_guide_gives_the_same_package() -> None:
    assert anki(rendered(OLD)) == anki(rendered(OLD)) != anki(rendered(NEW))


@pytest.mark.parametrize(
    ("older", "newer"),
    [("1.9", "1.10"), ("0.1.0", "0.1.1"), ("1.0.0", "2"), ("2025.12.31", "2026.1.1"), ("", "1.0")],
)
def test_a_later_version_is_newer_but_not_than_a_learner_s_own_changes(
    older: str, newer: str
) -> None:
    today = 1_700_000_000
    assert edition_number(older) < edition_number(newer) < today


def test_a_guide_without_words_and_people_has_no_cards_by_default() -> None:
    guide = compiled(OLD).guide
    assert ANKI.fits(guide)
    bare = replace(guide, pages=tuple(p for p in guide.pages if p.src == "index.md"))
    assert not ANKI.fits(bare)
    assert not QUIZLET.fits(bare)


def test_a_note_keeps_its_identity_when_others_come_before_it(tmp_path: Path) -> None:
    old, new = _rows(rendered(OLD), tmp_path), _rows(rendered(NEW), tmp_path)
    assert old.keys() < new.keys()
    assert [field for field, _ in new.values()].count("bay") == 1
    assert {note_type for _, note_type in old.values()} == {t for _, t in new.values()}


def _rows(site: Site, folder: Path) -> dict[str, tuple[str, int]]:
    """The word and the note type of each note, by its identity."""
    path = folder / "collection.anki2"
    with ZipFile(BytesIO(anki(site))) as archive:
        path.write_bytes(archive.read("collection.anki2"))
    database = sqlite3.connect(path)
    rows = database.execute("select guid, sfld, mid from notes").fetchall()
    database.close()
    return {guid: (field, model) for guid, field, model in rows}


@pytest.fixture
def learner(tmp_path: Path) -> Any:
    """A collection of Anki's."""
    collection = pytest.importorskip("anki.collection", reason="Anki is not installed")
    opened = collection.Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_anki_takes_a_new_edition_and_keeps_what_was_learned(learner: Any, tmp_path: Path) -> None:
    def take(site: Site) -> Any:
        from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

        path = tmp_path / "words.apkg"
        path.write_bytes(anki(site))
        options = ImportAnkiPackageOptions()
        request = ImportAnkiPackageRequest(package_path=str(path), options=options)
        return learner.import_anki_package(request).log

    log = take(rendered(OLD))
    assert len(log.new) == 4
    assert len(learner.find_cards("")) == 4 + 1  # the net is asked both ways
    sides = [learner.get_card(one) for one in learner.find_cards("")]
    shown = [card.question() + card.answer() for card in sides]
    assert not [text for text in shown if "{{" in text or "unknown field" in text]
    (card,) = (learner.get_card(one) for one in learner.find_cards("deck:*Words card:1 net"))
    card.start_timer()
    learner.sched.answerCard(card, 3)
    own = learner.get_note(learner.find_notes("oar")[0])
    own["Example"] = "My own words."
    learner.update_note(own)
    assert len(take(rendered(OLD)).new) == 0
    log = take(rendered(NEW))
    assert (len(log.new), len(log.updated), len(log.conflicting)) == (1, 3, 0)
    assert len(learner.find_notes("")) == 5
    (kept,) = (learner.get_card(one) for one in learner.find_cards("deck:*Words card:1 net"))
    assert (kept.id, kept.reps) == (card.id, 1)
    assert "whales" in kept.answer()
    assert "fish" not in kept.answer()
    assert learner.get_note(own.id)["Example"] == "My own words."
