"""The language: a copy of the package that speaks it, and what readers may see of other words."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

import material
import yaml
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from studyguide.words.catalogue import template

CODE = "eo"
"""Its code: that of a language which Babel and the theme know, and the program does not."""
PLAIN = "abcdefghijklmnopqrstuvwxyz"
STRANGE = "àḃćđéƒĝĥîĵķļḿñöṕʠŕšţüṽŵẋýž"
LETTERS = str.maketrans(PLAIN + PLAIN.upper(), STRANGE + STRANGE.upper())
LONGER = 0.4
"""By how much a text is longer than ours."""
PAD = 5
"""How many signs of what makes it longer stand together: it may break between them."""
KEPT = re.compile(r"%\(\w+\)s|<[^>]*>|&\w+;")
FIXED = re.compile(r"[A-Za-z]{2,}")
ALLOWED = re.compile(
    r"""
    \bA4\b                          # a size of paper, called so everywhere
    | ^Aa$                          # the sign for letters
    | \bquiz-[a-z0-9-]+             # ids of quizzes, from which the forms are drawn
    | ^\s*"[\w:-]+":\ .*$           # a record that the browser keeps, as it is stored
    | \bhttps?://\S+ | \b[a-z]+\.example\b  # addresses of sources
    | \b[IVXLC]{2,}\b | \b[ivxlc]{2,}\b     # Roman numerals
    | \blighthouse-[a-z0-9.-]+      # names of files
    | \bSG1\.[\w.-]+              # results as a code
    """,
    re.VERBOSE | re.MULTILINE,
)
"""Plain letters that are no words of any language."""


def strange(text: str) -> str:
    """The text in strange letters, but for its placeholders and marks."""
    at, pieces = 0, []
    for kept in KEPT.finditer(text):
        pieces += [text[at : kept.start()].translate(LETTERS), kept[0]]
        at = kept.end()
    return "".join([*pieces, text[at:].translate(LETTERS)])


def longer(text: str) -> str:
    """The text with what makes it longer behind it."""
    more = "~" * max(1, round(LONGER * len(KEPT.sub("", text)) - 2))
    return " ".join([text, *(more[at : at + PAD] for at in range(0, len(more), PAD))])


def said(text: str) -> str:
    """A text of the program, as it stands in the catalogue of the language."""
    return f"[{longer(strange(text))}]"


def fixed(text: str) -> list[str]:
    """The words that come from no catalogue and no author."""
    return FIXED.findall(ALLOWED.sub(" ", text))


def package(folder: Path) -> Path:
    """Put a copy of the program there that speaks the language; gives what Python is to look in."""
    shutil.copytree(str(files("studyguide")), folder / "studyguide", ignore=_cached)
    home = folder / "studyguide" / "words"
    (home / CODE).mkdir()
    with (home / CODE / "words.po").open("wb") as file:
        write_po(file, _catalogue(), omit_header=True, width=0)
    for name, text in (("works.yml", _works(home)), ("rules.yml", _rules(home))):
        (home / CODE / name).write_text(text, "utf-8")
    return folder


_cached = shutil.ignore_patterns("__pycache__")


def _catalogue() -> Catalog:
    made = Catalog(locale=CODE)
    for message in template():
        if message.id:
            id_ = message.id
            there = said(id_) if isinstance(id_, str) else tuple(said(form) for form in id_)
            made.add(id_, there, context=message.context)
    return made


def _works(home: Path) -> str:
    table = yaml.safe_load((home / "en" / "works.yml").read_text("utf-8"))
    return yaml.safe_dump(
        {
            kind: {name: strange(text) and longer(strange(text)) for name, text in row.items()}
            for kind, row in table.items()
        },
        allow_unicode=True,
    )


def _rules(home: Path) -> str:
    """Those of English, with the words of ours that the guide here needs."""
    rules = yaml.load((home / "en" / "rules.yml").read_text("utf-8"), yaml.BaseLoader)
    for name in ("true-words", "false-words", "thinking"):
        rules[name] = [strange(word) for word in rules[name]]
    rules["scope"] = [strange(text) for text in ("in the film", "in real life", "the film")]
    rules["our-reading"] = [strange("Our reading")]
    return yaml.safe_dump(rules, allow_unicode=True)


# ---- The theme ------------------------------------------------------------------------------


def theme_words() -> Iterator[tuple[str, str]]:
    """The file with the theme's words in the language, for a guide's own folder of templates."""
    folder = Path(material.__file__).parent / "templates" / "partials" / "languages"
    text = (folder / "en.html").read_text("utf-8")
    yield f"partials/languages/{CODE}.html", THEME_WORD.sub(_theme_word, text)


THEME_WORD = re.compile(r'(?P<key>"(?P<name>[\w.-]+)": )"(?P<text>[^"]*)"')
NOT_SPOKEN = ("language", "direction", "search.config.")
"""What stands among the theme's words for its scripts."""


def _theme_word(match: re.Match[str]) -> str:
    if match["name"].startswith(NOT_SPOKEN):
        return match[0]
    return f'{match["key"]}"{longer(strange(match["text"]))}"'


def all_fixed(texts: Mapping[str, str]) -> list[str]:
    """Each line that holds a fixed word, with the first of the places where it stands."""
    places: dict[str, str] = {}
    for place, text in texts.items():
        for line in text.splitlines():
            if fixed(line):
                places.setdefault(line.strip(), place)
    return [f"{place}: {line[:160]}" for line, place in places.items()]
