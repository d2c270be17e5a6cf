"""The website's typefaces, served by the site itself: no reader's browser asks another host.

The stylesheet names a face as `guide-font:family/weight/style`, as the books do. Each is taken from
its package, cut down to the letters of Latin scripts, fixed to one weight, and packed as WOFF2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import fontpkg
import uharfbuzz as harfbuzz
from fontTools.ttLib import TTFont

from studyguide.edge.files.writing import write_whole

FACE = re.compile(r"guide-font:(?P<family>[a-z0-9-]+)/(?P<weight>\d+)/(?P<style>normal|italic)")
MARKS = frozenset(range(0x300, 0x370))
"""Accents that stand on the letter before them: our own faces set most of them beside it."""
OPTICAL_SIZE = 24
"""Points; faces with an optical size are used for headings here."""
LATIN = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),  # Latin-1 and Latin Extended-A
    *range(0x2010, 0x2028),  # dashes, quotes, bullets, the ellipsis
    *(0x2C6, 0x2DA, 0x2DC, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2122, 0x2212),
)


@dataclass(frozen=True)
class WebFont:
    """One file of a typeface."""

    name: str
    data: bytes


def with_fonts(css: str, folder: str, cache: Path) -> tuple[str, tuple[WebFont, ...]]:
    """The stylesheet with its faces at `folder`, as seen from it, and the files for that folder."""
    fonts: dict[str, WebFont] = {}

    def placed(match: re.Match[str]) -> str:
        if match[0] not in fonts:
            fonts[match[0]] = _web_font(match, cache)
        return f"{folder}/{fonts[match[0]].name}"

    return FACE.sub(placed, css), tuple(fonts.values())


def _web_font(face: re.Match[str], cache: Path) -> WebFont:
    family, weight, style = face["family"], int(face["weight"]), face["style"]
    source = fontpkg.path(family, weight, style, nearest=True).read_bytes()
    digest = sha256(source)
    made_by = [f"{name} {version(name)}" for name in ("fonttools", "brotli", "uharfbuzz")]
    for part in (family, str(weight), style, str(OPTICAL_SIZE), str(LATIN), *made_by):
        digest.update(part.encode() + b"\0")
    name = f"{family}-{weight}-{style}.{digest.hexdigest()[:10]}.woff2"
    kept = cache / name
    if not kept.is_file():
        write_whole(kept, _packed(source, weight))
    return WebFont(name, kept.read_bytes())


def _packed(source: bytes, weight: int) -> bytes:
    """A font as WOFF2: one weight, Latin letters, and no date of its making."""
    font = TTFont(BytesIO(fixed(source, weight, LATIN)), recalcTimestamp=False)
    font.flavor = "woff2"
    made = BytesIO()
    font.save(made)
    return made.getvalue()


def fixed(source: bytes, weight: int, letters: Iterable[int]) -> bytes:
    """A font cut down to the given code points and, if it is variable, fixed to one weight.

    HarfBuzz does it in milliseconds; fontTools needs seconds for a family with much kerning.
    """
    face = harfbuzz.Face(source)
    wanted = harfbuzz.SubsetInput()
    wanted.flags |= harfbuzz.SubsetFlags.NOTDEF_OUTLINE
    wanted.flags |= harfbuzz.SubsetFlags.DOWNGRADE_CFF2  # a PDF takes no other
    wanted.unicode_set.update(letters)
    fixed_axes = {"wght": float(weight), "opsz": float(OPTICAL_SIZE)}
    for axis in face.axis_infos:
        wanted.pin_axis_location(face, axis.tag, fixed_axes.get(axis.tag, axis.default_value))
    made: bytes = harfbuzz.subset(face, wanted).blob.data
    return made
