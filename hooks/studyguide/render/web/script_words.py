"""What scripts say, in the guide's language: the texts that `words.js` looks up in the browser."""

from __future__ import annotations

import json

from babel import Locale

from studyguide.words import Words, filled, is_phrase, spoken
from studyguide.words.catalogue import used_in

SAMPLES = (*range(200), 1_000_000)
"""Numbers that bring out every way in which a language counts."""
CONTEXT = "\x04"
"""Stands between a context and its text, as in GNU gettext's own files."""


def script_words(words: Words) -> str:
    """A script that sets the texts; each is as in the catalogue, its phrases filled."""
    found: dict[str, object] = {}
    for context, text, plural in used_in("scripts"):
        if plural:
            found[text] = _forms(words, text, plural)
        else:
            said = _with_phrases(words, words.found(text, context))
            if said != text:
                found[f"{context}{CONTEXT}{text}" if context else text] = said
    record = {"language": spoken(words.language), "texts": found}
    data = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"window.studyguideWords={data};\n"


def _forms(words: Words, one: str, many: str) -> dict[str, str]:
    """The forms of a text that counts, by the categories that browsers know (CLDR)."""
    locale = Locale.parse(spoken(words.language))
    forms: dict[str, str] = {}
    for n in SAMPLES:
        forms.setdefault(locale.plural_form(n), _with_phrases(words, words.counted(one, many, n)))
    return forms


def _with_phrases(words: Words, text: str) -> str:
    return filled(text, lambda name: words.phrase(name) if is_phrase(name) else f"%({name})s")
