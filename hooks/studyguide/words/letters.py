"""Letters with marks: which of them is only an accent depends on the language."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection


def without_accents(text: str, letters: Collection[str]) -> str:
    """The text without accents, but for `letters`, which are letters of their own."""
    whole = unicodedata.normalize("NFC", text)
    return "".join(one if one.lower() in letters else _bare(one) for one in whole)


def _bare(letter: str) -> str:
    apart = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))
