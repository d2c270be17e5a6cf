"""The words and the people of a guide as cards: a package for Anki, and a list for Quizlet.

A card is known by the guide and by the id of its block, so that a new edition changes the cards
that a learner has, adds those that are new, and keeps what was learned. Anki takes the text of
the edition that is newer; how new one is, is told by the version of the guide and not by a clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import count
from typing import Any
from zlib import crc32

from studyguide.export.archive import packed
from studyguide.export.exporter import Exporter
from studyguide.model import Guide
from studyguide.render.fragments import plain
from studyguide.render.mathematics import FORMULA, SPOKEN
from studyguide.render.site import Site
from studyguide.words import N_

WORDS, PEOPLE = N_("Words"), N_("People")
FIELDS = ("Word", "Spanish", "Meaning", "Example", "Backwards")
"""Of a note; `Backwards` is empty where the meaning holds the word and would give it away."""
WORD = "<h1>{{Word}}</h1>"
SPANISH = '{{#Spanish}}<p class="spanish" lang="es">{{Spanish}}</p>{{/Spanish}}'
EXAMPLE = "{{#Example}}<p><i>{{Example}}</i></p>{{/Example}}"
RULE = '<hr id="answer">'
TEMPLATES = (
    ("Word to meaning", WORD, f"{{{{FrontSide}}}}{RULE}<p>{{{{Meaning}}}}</p>{EXAMPLE}{SPANISH}"),
    (
        "Meaning to word",
        "{{#Backwards}}<p>{{Meaning}}</p>{{/Backwards}}",
        f"{{{{FrontSide}}}}{RULE}{WORD}{EXAMPLE}{SPANISH}",
    ),
)
CSS = (
    ".card { font: 1.2rem/1.5 sans-serif; text-align: left; max-width: 36rem; margin: auto }\n"
    ".spanish { color: #555 } .nightMode .spanish { color: #bbb }\n"
)
FIRST = 1_000_000_000
"""The lowest number that we give to decks, note types and editions: 2001, were it a time."""
LIBRARY = slice(92, 100)
"""The bytes of an SQLite file that name the library which wrote it."""


@dataclass(frozen=True)
class Note:
    """A word or a person, in plain text; a formula is LaTeX in the brackets that Anki knows."""

    id: str
    deck: str
    word: str
    meaning: str
    spanish: str
    example: str
    forms: tuple[str, ...]
    tags: tuple[str, ...]

    @property
    def tells_itself(self) -> bool:
        """Whether its meaning holds the word, or a name of the person."""
        names = self.word.split() if self.deck == PEOPLE else [self.word]
        said = self.meaning.casefold()
        return any(
            re.search(rf"\b{re.escape(name.casefold())}\b", said)
            for name in (*names, *self.forms)
            if len(name) > 2
        )


def notes(site: Site) -> Iterator[Note]:
    """The notes of a guide, words first, each in the order of the text."""
    for term in site.guide.terms:
        tags = (WORDS, term.group, *(f"scene::{scene}" for scene in term.scenes))
        texts = (site.title(term.id), site.of(term).body)
        example = _plain(site.part_html(term, "example"))
        word, meaning = map(_plain, texts)
        yield Note(term.id, WORDS, word, meaning, term.spanish, example, term.forms, _tags(tags))
    for who in site.guide.characters:
        name, role = _plain(site.title(who.id)), _plain(site.of(who).body)
        yield Note(who.id, PEOPLE, name, role, "", "", (), _tags((PEOPLE,)))


def _tags(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names as tags, which hold no spaces."""
    return tuple("-".join(name.lower().split()) for name in names if name.strip())


def _plain(html: str) -> str:
    def latex(match: re.Match[str]) -> str:
        said = SPOKEN.search(match["attributes"])
        return rf"\({said['latex']}\)" if said else match[0]

    return plain(FORMULA.sub(latex, html))


def anki(site: Site) -> bytes:
    """The package: a deck of words and a deck of people, each with cards both ways where apt."""
    import sqlite3

    import genanki

    work = site.guide.work
    model = genanki.Model(
        _number(f"{work.slug}/note"),
        site.words.gettext("%(work_title)s: word or person", work_title=work.title),
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": n, "qfmt": front, "afmt": back} for n, front, back in TEMPLATES],
        css=CSS,
    )
    found = list(notes(site))
    decks = [
        genanki.Deck(_number(f"{work.slug}/{name}"), f"{work.title}::{site.words.gettext(name)}")
        for name in (WORDS, PEOPLE)
        if any(note.deck == name for note in found)
    ]
    for deck in decks:
        for note in found:
            if deck.name.endswith(f"::{site.words.gettext(note.deck)}"):
                deck.add_note(_note(genanki, model, work.slug, note))
    newness = edition_number(site.guide.imprint.version)
    database = sqlite3.connect(":memory:")
    try:
        # Not `write_to_file`, which goes through a file of the system and packs with its clock.
        package = genanki.Package(decks)
        package.write_to_db(database.cursor(), newness, count(newness * 1000))
        database.commit()
        data = bytearray(database.serialize())
    finally:
        database.close()
    data[LIBRARY] = bytes(8)
    return packed({"collection.anki2": bytes(data), "media": b"{}"}, in_order=True)


def _note(genanki: Any, model: Any, slug: str, note: Note) -> Any:
    backwards = "" if note.tells_itself else "yes"
    texts = (note.word, note.spanish, note.meaning, note.example, backwards)
    return genanki.Note(
        model=model,
        guid=genanki.guid_for(slug, note.id),
        fields=[escape(text, quote=False) for text in texts],
        tags=note.tags,
    )


def _number(name: str) -> int:
    return FIRST + crc32(name.encode()) % FIRST


def edition_number(version: str) -> int:
    """How new an edition is: more for `1.10` than for `1.9`, and less than any clock of today."""
    parts = [int(digits[:4]) for digits in re.findall(r"\d+", version)][:3]
    major, minor, patch = [*parts, 0, 0, 0][:3]
    return FIRST + (major * 100 + min(minor, 99)) * 100 + min(patch, 99)


def quizlet(site: Site) -> bytes:
    """A line for each word and person: the word, a tab, and its meaning with its Spanish."""
    lines = []
    for note in notes(site):
        spanish = f" ({note.spanish})" if note.spanish else ""
        lines.append(f"{note.word}\t{note.meaning}{spanish}\n")
    return "".join(lines).encode()


def _has_cards(guide: Guide) -> bool:
    return bool(guide.terms or guide.characters)


ANKI = Exporter(
    name="words-anki",
    title=N_("Words and people (Anki)"),
    note=N_(
        "Cards to learn with the program Anki: open the file there. Open a later edition of it "
        "too: Anki changes the cards, and keeps what you have learned."
    ),
    file=lambda work: f"{work.slug}-words.apkg",
    make=anki,
    by_default=True,
    fits=_has_cards,
)
QUIZLET = Exporter(
    name="words-quizlet",
    title=N_("Words and people (text for Quizlet)"),
    note=N_(
        "In Quizlet, choose to make a set, then to import, and paste the whole text. Between term "
        "and definition stands a tab, and between cards a new line."
    ),
    file=lambda work: f"{work.slug}-words-quizlet.txt",
    make=quizlet,
    by_default=True,
    fits=_has_cards,
)
