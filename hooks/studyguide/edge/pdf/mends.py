"""Two defects of WeasyPrint 70, mended while a book is laid out.

Both reach past its public interface, so each is as small as it can be and has a test of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from typing import Any
from weakref import WeakKeyDictionary

import pydyf


@contextmanager
def references_listed_once() -> Iterator[None]:
    """Let a PDF list the references to its pages once, as long as no page is added.

    WeasyPrint asks pydyf for the whole list at each tag that it writes, some 50,000 times for a
    book of 200 pages, and pydyf makes it each time: a twelfth of the time that the book takes.
    """
    made = pydyf.PDF.page_references
    kept: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()

    def references(pdf: Any) -> Any:
        if pdf not in kept or len(kept[pdf]) != pdf.pages["Count"]:
            kept[pdf] = made.fget(pdf)
        return kept[pdf]

    pydyf.PDF.page_references = property(references)
    try:
        yield
    finally:
        pydyf.PDF.page_references = made


@contextmanager
def whole_lines() -> Iterator[None]:
    """Keep a line whole whose last word fits and whose last space does not.

    WeasyPrint counts the space at the end of a text that an element follows. Where that alone goes
    beyond the line it takes the text for one that cannot be split, and breaks after its first word.
    """
    from weasyprint.layout import inline

    split = inline.split_first_line

    def split_whole(
        text: str, style: Any, context: Any, width: float | None, *others: Any, **options: Any
    ) -> Any:
        made = split(text, style, context, width, *others, **options)
        resume = made[2]
        if resume is None or width in (None, inf) or not text.endswith(" "):
            return made
        if " " in text.encode()[:resume].decode().strip(" "):
            return made
        whole = split(text.rstrip(" "), style, context, width, *others, **options)
        return whole if whole[2] is None else made

    inline.split_first_line = split_whole
    try:
        yield
    finally:
        inline.split_first_line = split
