"""Write page numbers behind the links of a book after it is laid out.

With `target-counter()` on hundreds of links in the text, WeasyPrint lays the whole book out three
times or more before the numbers stand still: 52 s of processor time instead of 28 for a book of 185
pages. So the stylesheet leaves room of a fixed width, where nothing moves, and the numbers are
written into it. The contents, which are few, use `target-counter()`.

This reaches into WeasyPrint's boxes, which are not its public interface; that is why its version is
pinned to one line of releases, and why a test reads the numbers back from the PDF.
"""

from __future__ import annotations

import re
from typing import Any

ROOM = "000"
"""What the stylesheet puts where a page number comes to stand."""
FOOT = "@bottom-right"
"""The margin box with the number that is printed on a page."""
NUMBER = re.compile(r"\d+|[ivxlc]+$")


def number_links(document: Any) -> None:
    """Put the number printed on the page of each link's target in the place of its room."""
    from weasyprint.formatting_structure.boxes import TextBox

    numbers: dict[str, str] = {}
    for page in document.pages:
        printed = _printed_number(page)
        for name in page.anchors:
            numbers.setdefault(name, printed)
    for page in document.pages:
        for box in page._page_box.descendants():
            if isinstance(box, TextBox) and box.element_tag == "a::after" and ROOM in box.text:
                target = box.element.get("href", "").removeprefix("#")
                _write(box, box.text.replace(ROOM, numbers.get(target, "")))


def _printed_number(page: Any) -> str:
    for box in page._page_box.children:
        if getattr(box, "at_keyword", "") == FOOT:
            text = "".join(child.text for child in box.descendants() if hasattr(child, "text"))
            found = NUMBER.search(text)
            return found[0] if found else ""
    return ""


def _write(box: Any, text: str) -> None:
    """Give a box a shorter text, and set it against the right end of the room."""
    from weasyprint.text.line_break import line_size

    box.text = text
    layout = box.pango_layout
    layout.text = text
    layout.reactivate(box.style)
    width, _ = line_size(layout.get_first_line()[0], box.style)
    box.position_x += box.width - width
    box.width = width
