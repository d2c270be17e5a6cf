"""Say which pictures the books cannot print, before a book is laid out."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from studyguide.model import Span
from studyguide.problems import Problem

RASTER = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"})
PRINTED = frozenset({"1", "P", "I", "L", "LA", "RGB", "RGBA", "CMYK"})
"""What Pillow calls the ways to store colours that WeasyPrint writes into a PDF."""


def picture_problems(file: Path, shown: str) -> Iterator[Problem]:
    """Why a picture cannot be printed, if so; `shown` is its path in messages.

    Raises OSError where the file itself cannot be read.
    """
    if file.suffix.lower() not in RASTER:
        return
    with file.open("rb") as data, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of sizes: those that are dangerous raise
        try:
            with Image.open(data) as picture:
                mode = picture.mode
                picture.verify()
        except Exception as error:  # noqa: BLE001 - each format has errors of its own
            what = f"this picture cannot be read: {type(error).__name__}"
            hint = "open it in a program for pictures, and save it anew as PNG or JPEG"
            yield Problem("SG814", Span(shown, 1, 1, 1), what, hint)
            return
    if mode not in PRINTED:
        what = f"the books cannot print a picture with colours of the kind `{mode}`"
        hint = "save it anew with 8 bits for each colour"
        yield Problem("SG814", Span(shown, 1, 1, 1), what, hint)
