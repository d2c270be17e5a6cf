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

ROOM = re.compile("000+")
"""What the stylesheet puts where a page number comes to stand."""
ALONE = ("key-link",)
"""Classes of links that nothing follows on their line: the number stands close behind the words.

Elsewhere it goes to the right end of its room, so that the words that follow are close to it.
"""
FOOT = "@bottom-right"
"""The margin box with the number that is printed on a page."""
NUMBER = re.compile(r"\d+(-T\d+)?|[ivxlc]+$")
"""As in 47, in 47-T2 for the second leaf of the teacher's after it, and in iv."""


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
            if isinstance(box, TextBox) and box.element_tag == "a::after" and ROOM.search(box.text):
                target = box.element.get("href", "").removeprefix("#")
                at_right = box.element.get("class", "") not in ALONE
                _write(box, ROOM.sub(numbers.get(target, ""), box.text), at_right)


def _printed_number(page: Any) -> str:
    for box in page._page_box.children:
        if getattr(box, "at_keyword", "") == FOOT:
            text = "".join(child.text for child in box.descendants() if hasattr(child, "text"))
            found = NUMBER.search(text)
            return found[0] if found else ""
    return ""


def _write(box: Any, text: str, at_right: bool) -> None:
    """Give a box a shorter text, and set it against one end of the room."""
    from weasyprint.text.line_break import line_size

    box.text = text
    layout = box.pango_layout
    layout.text = text
    layout.reactivate(box.style)
    width, _ = line_size(layout.get_first_line()[0], box.style)
    if at_right:
        box.position_x += box.width - width
    box.width = width
