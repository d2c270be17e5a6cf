"""Let a PDF list the references to its pages once, not anew for each of its tags.

WeasyPrint asks pydyf for the whole list at each tag that it writes, some 50,000 times for a book of
200 pages, and pydyf makes it each time. That is a twelfth of the time that the book takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf


@contextmanager
def listed_once() -> Iterator[None]:
    """Keep the list as long as no page is added."""
    made = pydyf.PDF.page_references
    kept: dict[tuple[int, int], Any] = {}

    def references(pdf: Any) -> Any:
        key = id(pdf), len(pdf.pages["Kids"])
        if key not in kept:
            kept[key] = made.fget(pdf)
        return kept[key]

    pydyf.PDF.page_references = property(references)
    try:
        yield
    finally:
        pydyf.PDF.page_references = made
