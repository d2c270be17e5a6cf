"""Write page numbers behind the links of a book after it is laid out.

With `target-counter()` on hundreds of links in the text, WeasyPrint lays the whole book out three
times or more before the numbers stand still: 52 s of processor time instead of 28 for a book of 185
pages. So the stylesheet leaves room of a fixed width, the numbers are written into it, and what
follows on the line moves up. The contents, which are few, use `target-counter()`.

This reaches into WeasyPrint's boxes, which are not its public interface; that is why its version is
pinned to one line of releases, and why a test reads the numbers back from the PDF.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

ROOM = re.compile("000+")
"""What the stylesheet puts where a page number comes to stand."""
FOOT = "@bottom-right"
"""The margin box with the number that is printed on a page."""
NUMBER = re.compile(r"\d+(-T\d+)?|[ivxlc]+$")
"""As in 47, in 47-T2 for the second leaf of the teacher's after it, and in iv."""


def number_links(document: Any) -> dict[str, str]:
    """Put the number printed on the page of each link's target in the place of its room.

    Returns the number printed on the page of each id.
    """
    from weasyprint.formatting_structure.boxes import LineBox

    numbers = numbers_by_id(document)
    for page in document.pages:
        for line in list(page._page_box.descendants()):
            if isinstance(line, LineBox) and any(_is_room(box) for box in line.descendants()):
                _close_up(line, 0.0, numbers)
        page.__init__(page._page_box)  # WeasyPrint noted where its links stood before
    return numbers


def numbers_by_id(document: Any) -> dict[str, str]:
    """The number printed on the page of each id."""
    numbers: dict[str, str] = {}
    for page, printed in zip(document.pages, printed_numbers(document), strict=True):
        for name in page.anchors:
            numbers.setdefault(name, printed)
    return numbers


def first_page_after(numbers: Mapping[str, str]) -> str:
    """The style by which what is laid out behind a book goes on counting its pages.

    WeasyPrint does not count a page whose counter is reset, so the reset gives its number.
    """
    last = max((int(number) for number in numbers.values() if number.isdecimal()), default=0)
    return f"@page chapter:first {{ counter-reset: leaf 0 page {last + 1} }}"


def label_pages(document: Any, pdf: Any) -> None:
    """Tell readers of the PDF the number that is printed on each page."""
    import pydyf

    printed = printed_numbers(document)
    if len(set(printed)) < len(printed):
        return  # sheets that are each numbered from 1
    labels = pydyf.Array()
    for index, number in enumerate(printed):
        labels += [index, pydyf.Dictionary({"P": pydyf.String(number or "Cover")})]
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": labels})


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
    if any(child.is_leader for child in box.children):
        box.children[-1].translate(freed - before)  # what dots lead to ends where it did
        return before
    box.width -= freed - before
    return freed


def _write(box: Any, numbers: Mapping[str, str]) -> float:
    """Write a number into its room; the width that is left over."""
    from weasyprint.text.line_break import line_size

    text = ROOM.sub(numbers.get(box.element.get("href", "").removeprefix("#"), ""), box.text)
    box.text = text
    layout = box.pango_layout
    layout.text = text
    layout.reactivate(box.style)
    width, _ = line_size(layout.get_first_line()[0], box.style)
    freed: float = box.width - width
    box.width = width
    return freed
