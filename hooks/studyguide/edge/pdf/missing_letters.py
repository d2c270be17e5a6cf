"""Letters that no font has: one problem for all those that one package of fonts would bring."""

from __future__ import annotations

import html as entities
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass

from fontTools.unicodedata import script, script_extension, script_name

from studyguide.edge.pdf.layout import without_font
from studyguide.edge.pdf.letters import families, without_face
from studyguide.edge.pdf.make import stylesheet
from studyguide.edition import BOOK, published
from studyguide.model import Guide, Span
from studyguide.problems import Problem
from studyguide.render.fragments import PageHtml

MANY = "manimgx-fonts"
CHINESE_JAPANESE_KOREAN = "manimgx-fonts-cjk"
PACKAGES = {
    "Arab": "fontpkg-noto-sans-arabic",
    "Deva": "fontpkg-noto-sans-devanagari",
    "Khmr": "fontpkg-noto-sans-khmer",
    "Taml": "fontpkg-noto-sans-tamil",
    "Telu": "fontpkg-noto-sans-telugu",
    "Thai": "fontpkg-noto-sans-thai",
    **dict.fromkeys(("Hani", "Hira", "Kana", "Hang", "Bopo"), CHINESE_JAPANESE_KOREAN),
    **dict.fromkeys(("Armn", "Beng", "Ethi", "Geor", "Gujr", "Guru", "Hebr", "Knda", "Laoo"), MANY),
    **dict.fromkeys(("Mlym", "Mymr", "Orya", "Sinh", "Zyyy"), MANY),
}
"""Packages of the Python Package Index that have the letters of a script, symbols and emoji."""
NO_ONES = ("Zyyy", "Zinh", "Zzzz")
"""What no one script has for itself."""
TAG = re.compile(r"<[^>]*>")
SHOWN = 6
"""Letters that a problem shows."""


@dataclass(frozen=True)
class Missing:
    """Letters that one package would bring."""

    package: str
    letters: Collection[str]

    @property
    def sorts(self) -> str:
        """What they are, in words."""
        own = {str(script(letter)) for letter in self.letters}.difference(NO_ONES)
        names = sorted(script_name(name) for name in own or {min(map(_script, self.letters))})
        if names == [script_name("Zyyy")]:
            return "symbols and emoji"
        return f"the script{'s' if names[1:] else ''} {', '.join(names)}"


def letter_problems(
    guide: Guide, html: Mapping[str, PageHtml], texts: Mapping[str, str]
) -> list[Problem]:
    """The letters of the pages in the books that no font has.

    `html` are the rendered pages by source, and `texts` the files as messages name them.
    """
    printed = {who for edition in published(guide.imprint) for who in edition.audiences}
    if not printed:
        return []
    sources = [page.src for page in guide.pages if page.audience in printed and page.src in html]
    markup = " ".join(_strings([html[src].template, html[src].blocks] for src in sources))
    titles = [guide.imprint.title, guide.imprint.subtitle, guide.work.title]
    titles += [act.title for act in guide.acts] + [source.title for source in guide.sources]
    text = entities.unescape(TAG.sub(" ", markup)) + "".join(titles)
    fonts = [name for name, _ in guide.imprint.fonts]
    letters = without_face(stylesheet(*BOOK), unicodedata.normalize("NFC", text), fonts)
    missing = without_font(letters) if letters else letters
    return list(missing_problems(missing, texts, fonts, guide.work.span))


def _strings(value: object) -> Iterator[str]:
    """Every text in what a page is made of."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        yield from _strings(getattr(value, field.name) for field in fields(value))
    elif isinstance(value, Mapping):
        yield from _strings(value.values())
    elif isinstance(value, Iterable):
        for part in value:
            yield from _strings(part)


def missing_problems(
    letters: Collection[int], texts: Mapping[str, str], fonts: Sequence[str], fallback: Span
) -> Iterator[Problem]:
    """One problem for each package that would help, at the first place of its letters.

    `texts` are the guide's files as messages name them; `fonts` the packages that it names now;
    what stands in no file is told at `fallback`.
    """
    for missing in _by_package(letters):
        places = list(_places(missing.letters, texts))
        first, span = places[0] if places else (min(missing.letters), fallback)
        count = len(missing.letters)
        code = f"U+{ord(first):04X}"
        if count == 1:
            what = f"the fonts of the PDF have no `{first}` ({code})"
        else:
            what = f"the fonts of the PDF lack {count} letters of {missing.sorts}"
            what += f", such as {_shown([first for first, _ in places] or missing.letters)}"
        files = len({span.file for _, span in places})
        if len(places) > 1:
            what += f", at {len(places)} places" + (f" in {files} files" if files > 1 else "")
        yield Problem("SG707", span, what, _hint(missing, fonts))


def _shown(letters: Collection[str]) -> str:
    return " ".join(f"`{letter}`" for letter in list(dict.fromkeys(letters))[:SHOWN])


def _hint(missing: Missing, fonts: Sequence[str]) -> str:
    if not missing.package or missing.package in fonts:
        return "write it in words, or name a package that has it under `fonts` in guide.yml"
    said = f"write `fonts: [{', '.join([*fonts, missing.package])}]` under `guide` in guide.yml"
    return said if families(missing.package) else f"run `pip install {missing.package}`, and {said}"


def _by_package(letters: Collection[int]) -> Iterator[Missing]:
    found: dict[str, list[str]] = {}
    for letter in map(chr, sorted(letters)):
        found.setdefault(PACKAGES.get(_script(letter), ""), []).append(letter)
    return (Missing(package, tuple(kept)) for package, kept in found.items())


def _script(letter: str) -> str:
    """The script that a letter belongs to, or the first of those that share it."""
    own = str(script(letter))
    shared = sorted(script_extension(letter) - set(NO_ONES)) if own in NO_ONES else ()
    return next((name for name in shared if name in PACKAGES), own)


def _places(letters: Collection[str], texts: Mapping[str, str]) -> Iterator[tuple[str, Span]]:
    """Where letters stand, each with its place."""
    wanted = frozenset(letters)
    for file, text in texts.items():
        if wanted.isdisjoint(unicodedata.normalize("NFC", text)):
            continue
        for number, line in enumerate(text.splitlines(), 1):
            for column, letter in enumerate(line, 1):
                if letter in wanted:
                    yield letter, Span(file, number, column, number)
