"""The program's own words: what readers see that no author wrote.

A text stands in code, templates and scripts in English, marked by the names of GNU gettext, and is
looked up in the catalogue of the guide's language: `words/es/words.po`, read as it is. Texts that
speak of the work hold phrases such as `%(in_work)s`, which the guide's kind of work fills
(`words/en/works.yml`). An author's `words:` in `guide.yml` come before both. A language is a folder
with a catalogue, the phrases and the rules of that language; nothing in it is Python.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from gettext import NullTranslations

from studyguide.model import Guide
from studyguide.words.catalogue import SOURCE_LANGUAGE, catalogue_of, speaks, spoken
from studyguide.words.works import ABOUT_REAL_PEOPLE, KINDS_OF_WORK, PHRASES, phrases_of

__all__ = [
    "ABOUT_REAL_PEOPLE",
    "KINDS_OF_WORK",
    "NC_",
    "N_",
    "PHRASES",
    "SOURCE_LANGUAGE",
    "Words",
    "filled",
    "is_phrase",
    "placeholders",
    "speaks",
    "spoken",
    "with_capital",
    "words_for",
    "words_of",
]

PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def N_(text: str) -> str:  # noqa: N802 - gettext's name for it
    """Mark a text that is looked up later, where the guide's language is known."""
    return text


def NC_(context: str, text: str) -> str:  # noqa: ARG001, N802
    """The same, for a text whose meaning its context says."""
    return text


def placeholders(text: str) -> frozenset[str]:
    """The names of the values that a text wants, as in `%(title)s`."""
    return frozenset(PLACEHOLDER.findall(text))


def filled(text: str, value: Callable[[str], str]) -> str:
    """A text with its values; other per cent signs stay."""
    return PLACEHOLDER.sub(lambda match: value(match[1]), text)


@dataclass(frozen=True)
class Words:
    """The words of one guide: of its language, for its kind of work, as its author wants them."""

    language: str
    """The tag of the guide's language (BCP 47)."""
    catalogue: NullTranslations
    phrases: Mapping[str, str]
    """What the placeholders of every text stand for; see `PHRASES`."""
    own: Mapping[str, str]
    """The author's texts, by ours in English."""

    def gettext(self, text: str, /, **values: object) -> str:
        """A text in the guide's language, with its values."""
        return self.fill(self.found(text), values)

    def pgettext(self, context: str, text: str, /, **values: object) -> str:
        """The same, for a text that means different things in different contexts."""
        return self.fill(self.found(text, context), values)

    def ngettext(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The text for one or for many, as the language counts; `%(n)s` is the number."""
        return self.fill(self.counted(one, many, n), {"n": n, **values})

    def phrase(self, name: str) -> str:
        """A phrase of the kind of work, by its name; with a capital, if the name has one."""
        found = self.phrases[_small(name)]
        return with_capital(found) if name[0].isupper() else found

    def found(self, text: str, context: str = "") -> str:
        """A text in the guide's language, its placeholders as they are."""
        if text in self.own:
            return self.own[text]
        if context:
            return self.catalogue.pgettext(context, text)
        return self.catalogue.gettext(text)

    def counted(self, one: str, many: str, n: int) -> str:
        """The same of a text that counts."""
        own = self.own.get(one if n == 1 else many)
        return own or self.catalogue.ngettext(one, many, n)

    def fill(
        self,
        text: str,
        values: Mapping[str, object],
        as_text: Callable[[object], str] = str,
    ) -> str:
        """A text with its values and phrases; a placeholder that is neither stays."""

        def value(name: str) -> str:
            if name in values:
                return as_text(values[name])
            return as_text(self.phrase(name)) if is_phrase(name) else f"%({name})s"

        return filled(text, value)


def with_capital(text: str) -> str:
    """A text as it stands at the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]


def is_phrase(name: str) -> bool:
    """Whether a placeholder is one that the kind of work fills."""
    return _small(name) in PHRASES


@cache
def words_of(language: str, kind: str, own: tuple[tuple[str, str], ...] = ()) -> Words:
    """The words for a guide in a language (BCP 47) on a kind of work; `own` comes before ours.

    `own` changes a text, or a phrase by its name. A language without a folder is spoken in English.
    """
    folder, mine = spoken(language), dict(own)
    phrases = {name: mine.pop(name, text) for name, text in phrases_of(folder, kind).items()}
    return Words(language, catalogue_of(folder), phrases, mine)


def words_for(guide: Guide) -> Words:
    """The words of a guide."""
    own = tuple((word.text, word.own) for word in guide.words)
    return words_of(guide.imprint.language, guide.work.kind, own)
