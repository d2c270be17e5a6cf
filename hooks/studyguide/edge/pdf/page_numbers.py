"""Write page numbers behind the links of a book after it is laid out.

With `target-counter()` on hundreds of links in the text, WeasyPrint lays the whole book out three
times or more before the numbers stand still: 52 s of processor time instead of 28 for a book of 185
pages; and it knows only the pages of the document that it lays out. So the stylesheet leaves room
of a fixed width, the numbers are written into it, and what follows on the line moves up.

This reaches into WeasyPrint's boxes, which are not its public interface; that is why its version is
pinned to one line of releases, and why a test reads the numbers back from the PDF.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from studyguide.edge.pdf.binding import PLACE

ROOM = re.compile("000+")
"""What the stylesheet puts where a page number comes to stand."""
FOLIO = "folio"
"""The counter style of page numbers in the stylesheets."""
FOOT = "@bottom-right"
"""The margin box with the number that is printed on a page."""
NUMBER = re.compile(r"\d+(-T\d+)?|[ivxlc]+$")
"""As in 47, in 47-T2 for the second leaf of the teacher's after it, and in iv."""


def counting_on(before: Callable[[], int]) -> Any:
    """Counter styles for a document whose pages are counted on from a number.

    `before` tells it; WeasyPrint asks for it after all pages are made, when it adds their margins.
    """
    from weasyprint.css.counters import CounterStyle

    class CountingOn(CounterStyle):  # type: ignore[misc]
        def render_value(
            self, counter_value: int, counter_name: Any = None, *others: Any, **options: Any
        ) -> Any:
            if counter_name == FOLIO:
                return str(before() + counter_value)
            return super().render_value(counter_value, counter_name, *others, **options)

    return CountingOn()


def number_links(document: Any, numbers: Mapping[str, str]) -> None:
    """Put the number of the page that a link leads to in the place of its room.

    `numbers` are what is printed on the page of each id.
    """
    from weasyprint.formatting_structure.boxes import LineBox

    for page in document.pages:
        for line in list(page._page_box.descendants()):
            if isinstance(line, LineBox) and any(_is_room(box) for box in line.descendants()):
                _close_up(line, 0.0, numbers)
        page.__init__(page._page_box)  # WeasyPrint noted where its links stood before


def numbers_by_id(document: Any) -> dict[str, str]:
    """The number printed on the page of each id."""
    numbers: dict[str, str] = {}
    for page, printed in zip(document.pages, printed_numbers(document), strict=True):
        for name in page.anchors:
            numbers.setdefault(name, printed)
    return numbers


def printed_numbers(document: Any) -> list[str]:
    """The number printed on each page; empty for one without."""
    return [_printed_number(page) for page in document.pages]


def _printed_number(page: Any) -> str:
    for box in page._page_box.children:
        if getattr(box, "at_keyword", "") == FOOT:
            text = "".join(child.text for child in box.descendants() if hasattr(child, "text"))
            found = NUMBER.search(text)
            return found[0] if found else ""
    return ""


def _is_room(box: Any) -> bool:
    text = getattr(box, "text", "")
    return bool(text and box.element_tag == "a::after" and ROOM.search(text))


def _close_up(box: Any, freed: float, numbers: Mapping[str, str]) -> float:
    """Write the numbers inside a line, and move what follows to the left; how far it comes."""
    from weasyprint.formatting_structure.boxes import InlineBox, LineBox

    if not isinstance(box, InlineBox | LineBox):
        box.translate(-freed)
        return freed + _write(box, numbers) if _is_room(box) else freed
    before = freed
    box.position_x -= freed
    for child in box.children:
        freed = _close_up(child, freed, numbers)
    box.width -= freed - before
    return freed


def _write(box: Any, numbers: Mapping[str, str]) -> float:
    """Write a number into its room; the width that is left over."""
    from weasyprint.text.line_break import line_size

    target = box.element.get("href", "").removeprefix(PLACE).removeprefix("#")
    text = ROOM.sub(numbers.get(target, ""), box.text)
    box.text = text
    layout = box.pango_layout
    layout.text = text
    layout.reactivate(box.style)
    width, _ = line_size(layout.get_first_line()[0], box.style)
    freed: float = box.width - width
    box.width = width
    return freed
