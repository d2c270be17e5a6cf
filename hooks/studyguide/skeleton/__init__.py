"""The files of a new guide, made from templates: the guide that `studyguide new` begins.

A language is a folder of templates (`skeleton/en`), a whole guide to any kind of work: the kind's
phrases fill it (`{{ in_work }}`, as in `words/en/works.yml`), and `{% if real_life %}` stands
around what only a work about real people asks for. `skeleton/shared` has what speaks no language.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from studyguide.words import ABOUT_REAL_PEOPLE, PHRASES, words_of

SHARED = "shared"
PLACES = {
    "gitignore": ".gitignore",
    "publish.yml": ".github/workflows/publish.yml",
}
"""Where the shared files go: names that begin with a dot are lost when packages are made."""
NO_NAME = "guide"
"""The slug of a title without a letter that file names may have."""
LONGEST_SLUG = 60
LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "þ": "th"})
"""Latin letters that are no letter with an accent, in the letters of file names."""
ESCAPED_BY_BACKSLASH = "\\`*_{}[]#>"
ESCAPED_BY_NUMBER = "<&$~^=|"
"""Marks before which Python-Markdown, without extensions, would show the backslash."""


@dataclass(frozen=True)
class NewGuide:
    """What an author says of a guide to begin."""

    title: str
    """The title of the work."""
    kind: str
    """One of `studyguide.words.KINDS_OF_WORK`."""
    language: str
    """One of `skeleton_languages`."""
    year: int
    """What the guide gives as the year of the work until its author knows better."""


def skeleton_languages() -> tuple[str, ...]:
    """The languages in which a guide can begin, sorted."""
    folders = {name.partition("/")[0] for name in _templates().list_templates(["yml"])}
    return tuple(sorted(folders - {SHARED}))


def files_of(new: NewGuide) -> dict[str, str]:
    """The text of every file of a new guide, by its path in the guide's folder.

    A template that says nothing for this kind of work makes no file.
    """
    values = _values(new)
    found: dict[str, str] = {}
    for name in _templates().list_templates(filter_func=lambda name: "/" in name):
        folder, _, path = name.partition("/")
        if folder in (SHARED, new.language):
            place = PLACES[path] if folder == SHARED else path
            found[place] = _templates().get_template(name).render(values)
    return {place: text for place, text in found.items() if text}


def slug_of(title: str) -> str:
    """What files are called after a title: small Latin letters, digits and single hyphens."""
    plain = unicodedata.normalize("NFKD", title.casefold().translate(LETTERS))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    slug = re.sub(r"[^a-z0-9]+", "-", bare.replace("'", "").replace("’", ""))
    return slug[:LONGEST_SLUG].strip("-") or NO_NAME


def as_yaml(text: str) -> str:
    """A text as a value in YAML, whatever marks it holds: strings of JSON are such values."""
    return json.dumps(text, ensure_ascii=False)


def as_markdown(text: str) -> str:
    """A text whose every mark is shown in Markdown."""

    def escaped(mark: str) -> str:
        return f"&#{ord(mark)};" if mark in ESCAPED_BY_NUMBER else f"\\{mark}"

    marks = ESCAPED_BY_BACKSLASH + ESCAPED_BY_NUMBER
    return "".join(escaped(letter) if letter in marks else letter for letter in text)


def _values(new: NewGuide) -> Mapping[str, object]:
    words = words_of(new.language, new.kind)
    names = [*PHRASES, *(name.capitalize() for name in PHRASES)]
    return {
        **{name: words.phrase(name) for name in names},
        "title": new.title,
        "slug": slug_of(new.title),
        "kind": new.kind,
        "language": new.language,
        "year": new.year,
        "real_life": new.kind in ABOUT_REAL_PEOPLE,
    }


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("studyguide", "skeleton"),
        autoescape=False,  # noqa: S701 - these are texts for authors, and no HTML
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"yaml": as_yaml, "markdown": as_markdown}
    return made
