"""The faces behind a book's own: packages of fonts have the letters that those lack.

Noto Sans is always there, for Latin, Greek and Cyrillic and for marks over their letters; a guide
names packages for other scripts. Stylesheets write `Letters` behind each family of their own.
Every letter is set by one of these faces, and each is cut down to the letters that it sets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution, distributions, version
from pathlib import Path

import fontpkg
import uharfbuzz as harfbuzz
from fontTools.unicodedata import script

from studyguide.edge.pdf.fonts import FACE, MARKS, fixed
from studyguide.model import Span
from studyguide.problems import Problem, did_you_mean

ALWAYS = "fontpkg-noto-sans"
EUROPEAN = ("Latn", "Grek", "Cyrl", "Zyyy")
"""Scripts, symbols and signs that Noto Sans sets before the packages that a guide names."""
STACK = ", Letters"
SUFFIXES = (".ttf", ".otf", ".ttc")
STYLES = {"Regular": 400, "Italic": 400, "": 400, "Bold": 700, "BoldItalic": 700}
BASE = re.compile("(.)[\u0300-\u036f]+")
ACCENTED = re.compile(
    "<title>.*?</title>|<svg.*?</svg>|<[^>]*>|(?P<letter>[^<>\\s][\u0300-\u036f]+)", re.DOTALL
)
"""A letter with its accents, outside of what takes no element."""
UNSEEN = frozenset((0x20, 0xA0, *range(0x2000, 0x2010), 0x202F, 0x3000, 0xFE0E, 0xFE0F))
"""Spaces, and what joins letters or chooses their form: set in the face of the letter before."""
LETTERS = re.compile(
    r"guide-letters:(?P<package>[^/]+)/(?P<version>[^/]+)/(?P<file>\d+)/(?P<weight>\d+)/"
    r"(?P<letters>[0-9a-f-]+)"
)


@dataclass(frozen=True)
class Face:
    """One style of a family: a file of a package, and what it is fixed to."""

    package: str
    file: int
    """Its place among the files of the package."""
    weight: int
    italic: bool


@dataclass(frozen=True)
class Family:
    """The faces of one name in a package."""

    faces: tuple[Face, ...]
    letters: frozenset[int]
    """What each of them has."""


def with_letters(css: str, text: str, packages: Sequence[str]) -> str:
    """The stylesheet of a book with this text, with the faces for letters that its own lack."""
    lacking = needed(text) - _own(css)
    chosen = _chosen(lacking, text, packages)
    names = [f"Letters{number}" for number in range(len(chosen))]
    rules = [
        _rule(face, name, letters)
        for name, (family, letters) in zip(names, chosen, strict=True)
        for face in family.faces
    ]
    stack = ", ".join(names)
    if MARKS & lacking:
        rules.append(f".sg-accented {{ font-family: {stack} }}\n")
    return "".join(rules) + css.replace(STACK, f", {stack}" if names else "")


def with_accents(html: str) -> str:
    """A document with each accent in the face of its letter, where it has a place.

    Most letters with accents are one sign, which our own faces have; of others the engine would
    take the letter from our face and the accent from another, which puts it anywhere.
    """

    def marked(match: re.Match[str]) -> str:
        letter = match["letter"]
        return f'<span class="sg-accented">{letter}</span>' if letter else match[0]

    return ACCENTED.sub(marked, unicodedata.normalize("NFC", html))


def without_face(css: str, text: str, packages: Sequence[str]) -> frozenset[int]:
    """The letters that neither the book's own faces have nor those of any package."""
    known = [family.letters for name in (ALWAYS, *packages) for family in families(name)]
    return needed(text).difference(_own(css), *known)


def needed(text: str) -> frozenset[int]:
    """The code points of what is seen in a text: no spaces and nothing that only steers."""
    seen = (char for char in set(text) if unicodedata.category(char) not in ("Cc", "Cf", "Cs"))
    return frozenset(ord(char) for char in seen if not char.isspace()) - UNSEEN


def _own(css: str) -> frozenset[int]:
    """What every face of a stylesheet has, and sets right."""
    names = {(match["family"], match["weight"], match["style"]) for match in FACE.finditer(css)}
    return frozenset.intersection(*(_has(*name) for name in sorted(names))) - MARKS


@cache
def _has(family: str, weight: str, style: str) -> frozenset[int]:
    return _letters(fontpkg.path(family, int(weight), style, nearest=True))


def _letters(file: Path) -> frozenset[int]:
    return frozenset(_face(file).unicodes)


def _face(file: Path) -> harfbuzz.Face:
    return harfbuzz.Face(harfbuzz.Blob.from_file_path(str(file)))


def _chosen(
    lacking: frozenset[int], text: str, packages: Sequence[str]
) -> list[tuple[Family, frozenset[int]]]:
    """The families that set what is lacking, and what each is to set."""
    european = frozenset(x for x in lacking if x in MARKS or script(chr(x)) in EUROPEAN)
    named = [family for name in packages for family in families(name)]
    always = families(ALWAYS)
    sets: dict[Family, frozenset[int]] = {}
    for tried, wanted in ((always, european), (named, lacking), (always, lacking)):
        for family in tried:
            found = (wanted & family.letters).difference(*sets.values())
            if found:
                sets[family] = sets.get(family, frozenset()) | found
    beside = frozenset(map(ord, BASE.findall(text)))
    return [(family, _cut(family, letters, beside)) for family, letters in sets.items()]


def _cut(family: Family, letters: frozenset[int], beside: frozenset[int]) -> frozenset[int]:
    """What a family is cut down to: a mark needs the letter that it stands on."""
    bases = beside if letters & MARKS else frozenset()
    return letters | ((bases | UNSEEN) & family.letters)


def _rule(face: Face, name: str, letters: Collection[int]) -> str:
    codes = "-".join(f"{letter:x}" for letter in sorted(letters))
    url = f"guide-letters:{face.package}/{version(face.package)}/{face.file}/{face.weight}/{codes}"
    style = "italic" if face.italic else "normal"
    return (
        f'@font-face {{ font-family: {name}; src: url("{url}"); '
        f"font-weight: {face.weight}; font-style: {style}; }}\n"
    )


def packaged(url: re.Match[str]) -> bytes:
    """The face that a stylesheet names with `LETTERS`."""
    file = _files(url["package"])[int(url["file"])]
    letters = (int(code, 16) for code in url["letters"].split("-"))
    return fixed(file.read_bytes(), int(url["weight"]), letters)


@cache
def families(package: str) -> tuple[Family, ...]:
    """The families of a package's fonts; symbols and emoji come last, or they would set letters."""
    faces: dict[str, list[Face]] = {}
    for number, file in enumerate(_files(package)):
        name, _, style = re.split(r"[\[.]", file.name)[0].partition("-")
        varies = any(axis.tag == "wght" for axis in _face(file).axis_infos)
        for weight in (400, 700) if varies else [STYLES[style]] if style in STYLES else ():
            face = Face(package, number, weight, "Italic" in style)
            faces.setdefault(name, []).append(face)
    ordered = sorted(faces, key=lambda name: ("Emoji" in name, "Symbols" in name, name))
    return tuple(_family(faces[name]) for name in ordered)


def _family(faces: Sequence[Face]) -> Family:
    files = {_files(face.package)[face.file] for face in faces}
    return Family(tuple(faces), frozenset.intersection(*map(_letters, files)))


@cache
def _files(package: str) -> tuple[Path, ...]:
    """The font files of a package that may be installed."""
    try:
        listed = distribution(package).files or ()
    except (PackageNotFoundError, ValueError):
        return ()
    return tuple(Path(str(file.locate())) for file in sorted(listed) if file.suffix in SUFFIXES)


def versions(packages: Sequence[str]) -> str:
    """Which fonts are installed now: a newer version of a package makes another book."""
    return " ".join(f"{name} {version(name)}" for name in (ALWAYS, *packages) if families(name))


def font_problems(fonts: Iterable[tuple[str, Span]]) -> Iterator[Problem]:
    """What a guide names as packages of fonts, and is none here."""
    for name, span in fonts:
        if families(name):
            continue
        installed = (found.name for found in distributions() if families(found.name))
        near = did_you_mean(name, installed)
        hint = near if near.startswith("did") else f"run `pip install {name}`"
        yield Problem("SG508", span, f"no package `{name}` with fonts is installed", hint)
