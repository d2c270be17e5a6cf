"""All that we touch of WeasyPrint and pydyf beyond their public interfaces.

WeasyPrint knows the numbers of pages only when they are made, and only those of the document that
it lays out; so they are written into its boxes afterwards. Boxes are private: another version may
name or nest them in another way. `require` finds that out on a page of two lines before anything is
laid out. What only makes a book better or faster is left off where it has no hold, which `left_off`
tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from inspect import signature
from math import inf
from typing import Any
from weakref import WeakKeyDictionary

ZEROS = re.compile(r"(?<!\d)0+(?!\d)")
"""What is left of a room, whole or broken over two lines: no page has this number."""
ROOM = re.compile(r"(?<!\d)000+(?!\d)")
"""What the stylesheets put behind a link where the number of its page comes to stand."""
AFTER = "a::after"
"""The element that holds it."""
FEET = {"ltr": "@bottom-right", "rtl": "@bottom-left"}
"""The margin box with the number that is printed on a page, by the way that its text runs."""
HINT = "install the version that this program was made with: pip install 'weasyprint>=70,<71'"
NOT_AS_KNOWN = (
    AssertionError,
    AttributeError,
    ImportError,
    LookupError,
    NameError,
    TypeError,
    ValueError,
)
SAMPLE = """<html lang="en"><title>A sample</title>
<style>
@page { @bottom-right { content: counter(page) } }
a::after { content: "p.\\A0" "000" }
</style>
<p id="here"><a href="#here">Here</a> and there</p>"""

UNWRITTEN = ("1", "Herep.\xa0000 and there", ["#here"])
WRITTEN: tuple[str, str, list[str]] = ("47", "Herep.\xa09 and there", [])
"""What the sample has at its foot, as its text, and as rooms without a number."""


class UnknownError(Exception):
    """Something of WeasyPrint is not as this module knows it."""


@contextmanager
def as_known() -> Iterator[None]:
    """Raise UnknownError for what goes wrong where something is not as it was."""
    try:
        yield
    except NOT_AS_KNOWN as error:
        detail = f"{type(error).__name__}: {error}"
        raise UnknownError(f"WeasyPrint {version('weasyprint')} is not known: {detail}") from error


def require() -> None:
    """Put a page of two lines through every function here; raises UnknownError if one fails.

    Raises OSError where WeasyPrint cannot start, as its import does.
    """
    import weasyprint

    with as_known():
        page = weasyprint.HTML(string=SAMPLE).render().pages[0]
        before = _seen(page)
        write_foot(page, "47")
        write_rooms(page, lambda _: "9")
        after = _seen(page)
        if (before, after) != (UNWRITTEN, WRITTEN):
            raise ValueError(f"page numbers were written from {before} to {after}")


def foot(page: Any) -> str:
    """What is printed where a page has its number; empty if nothing is."""
    with as_known():
        return "".join(box.text for box in _texts(_foot_boxes(page)))


def write_foot(page: Any, text: str) -> None:
    """Print another text there, with its right end where that of the first was."""
    with as_known():
        (box,) = _texts(_foot_boxes(page))
        box.translate(_write(box, text))


def rooms(page: Any) -> list[str]:
    """The address of each link of a page behind which there is room without a number.

    Looked for in another way than `write_rooms` does: in what a link has beside its own words.
    """
    with as_known():
        texts = [box for box in _texts(page._page_box.descendants()) if ZEROS.search(box.text)]
        made = [box for box in texts if box.element is not None and box.element_tag != "a"]
        return [box.element.get("href", "") for box in made if box.element.tag == "a"]


def write_rooms(page: Any, number: Callable[[str], str]) -> None:
    """Write numbers into all rooms of a page, and move up what follows on their lines.

    `number` tells it for the address of a link.
    """
    from weasyprint.formatting_structure.boxes import LineBox

    with as_known():
        for line in list(page._page_box.descendants()):
            if isinstance(line, LineBox) and any(map(_is_room, line.descendants())):
                _close_up(line, 0.0, number)
        page.__init__(page._page_box)  # it noted where its links stood before


def _foot_boxes(page: Any) -> Iterator[Any]:
    own = FEET[page._page_box.style["direction"]]
    for box in page._page_box.children:
        if getattr(box, "at_keyword", "") == own:
            yield from box.descendants()


def _texts(boxes: Iterable[Any]) -> list[Any]:
    from weasyprint.formatting_structure.boxes import TextBox

    return [box for box in boxes if isinstance(box, TextBox)]


def _seen(page: Any) -> tuple[str, str, list[str]]:
    """What a page has at its foot, as its text, and as rooms without a number."""
    (root,) = (box for box in page._page_box.children if not hasattr(box, "at_keyword"))
    words = "".join(box.text for box in _texts(root.descendants()))
    return foot(page), words.strip(), rooms(page)


def _is_room(box: Any) -> bool:
    text = getattr(box, "text", "")
    return bool(text and box.element_tag == AFTER and ROOM.search(text))


def _close_up(box: Any, freed: float, number: Callable[[str], str]) -> float:
    """Write the numbers inside a line, and move what follows to the left; how far it comes."""
    from weasyprint.formatting_structure.boxes import InlineBox, LineBox

    if not isinstance(box, InlineBox | LineBox):
        box.translate(-freed)
        if not _is_room(box):
            return freed
        return freed + _write(box, ROOM.sub(number(box.element.get("href", "")), box.text))
    before = freed
    box.position_x -= freed
    for child in box.children:
        freed = _close_up(child, freed, number)
    box.width -= freed - before
    return freed


def _write(box: Any, text: str) -> float:
    """Give a box another text; the width that is left over."""
    from weasyprint.text.line_break import line_size

    box.text = text
    layout = box.pango_layout
    layout.text = text
    layout.reactivate(box.style)
    width, _ = line_size(layout.get_first_line()[0], box.style)
    freed: float = box.width - width
    box.width = width
    return freed


@contextmanager
def mended() -> Iterator[None]:
    """Lay books out with every mend that has a hold in this WeasyPrint."""
    with ExitStack() as until_laid_out:
        for mend in MENDS:
            if mend.has_hold():
                until_laid_out.enter_context(mend.applied())
        yield


def left_off() -> tuple[str, ...]:
    """What the mends that have no hold here would do; nothing for the version that we know."""
    return tuple(mend.purpose for mend in MENDS if not mend.has_hold())


@contextmanager
def references_listed_once() -> Iterator[None]:
    """Let a PDF list the references to its pages once, as long as no page is added.

    WeasyPrint asks pydyf for the whole list at each tag that it writes, some 50,000 times for a
    book of 200 pages, and pydyf makes it each time: a twentieth of the time that the book takes.
    """
    import pydyf

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


def _lists_references() -> bool:
    import pydyf

    return isinstance(getattr(pydyf.PDF, "page_references", None), property) and (
        "Count" in getattr(pydyf.PDF(), "pages", ())
    )


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


def _splits_lines() -> bool:
    from weasyprint.layout import inline

    wanted = ["text", "style", "context", "max_width"]
    split = getattr(inline, "split_first_line", None)
    return split is not None and list(signature(split).parameters)[: len(wanted)] == wanted


@dataclass(frozen=True)
class Mend:
    """Something of WeasyPrint that is done in another way while a book is laid out."""

    purpose: str
    has_hold: Callable[[], bool]
    """Whether this WeasyPrint has what is changed."""
    applied: Callable[[], AbstractContextManager[None]]


MENDS = (
    Mend("lines that end where they could", _splits_lines, whole_lines),
    Mend("books in the shortest time", _lists_references, references_listed_once),
)
