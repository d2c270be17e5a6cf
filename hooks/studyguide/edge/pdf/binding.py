"""Bind the gatherings of a book, each a tagged PDF of its own, to one.

Follows ISO 32000-1: pages (7.7.3), named destinations (12.3.2.3), outline (12.3.3), page labels
(12.4.2) and structure tree (14.7). What WeasyPrint writes is taken as it is; only what one PDF has
once is put together from what each of them has, and must have the shape that is known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from io import BytesIO
from urllib.parse import unquote

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

PLACE = "guide-place:"
"""The address of a place in another gathering, which becomes a place in the same book."""


class UnboundError(Exception):
    """A gathering is not tagged, or not as WeasyPrint 70 does it."""


def bind(gatherings: Sequence[bytes], printed: Sequence[str], cover: str) -> bytes:
    """One PDF of all pages in their order; `printed` is the number on each page, or nothing.

    Readers of the PDF see `cover` in the place of a number that a page has not.
    Raises UnboundError for PDFs of another shape than is known here.
    """
    try:
        return _bound(gatherings, printed, cover)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, pikepdf.PdfError) as error:
        what = f"the PDFs of its parts are not of the shape that is known: {error}"
        raise UnboundError(what) from error


def _bound(gatherings: Sequence[bytes], printed: Sequence[str], cover: str) -> bytes:
    with ExitStack() as until_bound:
        book, *others = [
            until_bound.enter_context(pikepdf.open(BytesIO(pdf))) for pdf in gatherings
        ]
        for at, other in enumerate(others, start=1):
            _add(book, other, at)
        if others:
            _lead_inside(book)
        _label(book, printed, cover)
        bound = BytesIO()
        book.save(
            bound,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
    return bound.getvalue()


def _add(book: Pdf, other: Pdf, at: int) -> None:
    """Put the pages of another PDF behind those of the book, with all that belongs to them."""
    _renumber(other, int(book.Root.StructTreeRoot.ParentTree.Nums[-2]) + 1, at)
    for page in other.pages:  # first: what is copied from now on refers to these pages
        book.pages.append(page)
    _join_tags(book.Root.StructTreeRoot, book.copy_foreign(other.Root.StructTreeRoot))
    if "/Outlines" in other.Root:
        _join_outlines(book, book.copy_foreign(other.Root.Outlines))
    if "/Names" in other.Root:
        _join_places(book, book.copy_foreign(other.make_indirect(other.Root.Names)))


def _renumber(other: Pdf, start: int, at: int) -> None:
    """Let the keys of its structure begin with `start`, and no two cells of a table share a name.

    The names of cells are made from numbers of objects, which another PDF has too.
    """
    for page in other.pages:
        page.StructParents += start
        for annotation in page.get("/Annots", ()):
            if "/StructParent" in annotation:
                annotation.StructParent += start
    nums = other.Root.StructTreeRoot.ParentTree.Nums
    for key in range(0, len(nums), 2):
        nums[key] += start
    for thing in other.objects:
        if isinstance(thing, Dictionary) and thing.get("/S") in (Name.TH, Name.TD):
            if "/ID" in thing:
                thing.ID = String(f"{at}-{thing.ID}")
            heads = [String(f"{at}-{head}") for head in thing.A.get("/Headers", ())]
            if heads:
                thing.A.Headers = Array(heads)


def _join_tags(tags: Object, more: Object) -> None:
    document, other = tags.K[0], more.K[0]
    for element in other.K:
        element.P = document
    document.K.extend(other.K)
    tags.ParentTree.Nums.extend(more.ParentTree.Nums)


def _join_outlines(book: Pdf, more: Object) -> None:
    """Chain the headings of another outline behind the last of the book's."""
    if "/Outlines" not in book.Root:
        book.Root.Outlines = more
        return
    outlines = book.Root.Outlines
    heading: Object | None = more.First
    while heading is not None:
        heading.Parent = outlines
        heading = heading.get("/Next")
    more.First.Prev, outlines.Last.Next = outlines.Last, more.First
    outlines.Last = more.Last
    outlines.Count += more.Count


def _join_places(book: Pdf, more: Object) -> None:
    """Put the places of both into one list, which has to be sorted."""
    known = book.Root.get("/Names", Dictionary())
    pairs = [*_places(known), *_places(more)]
    pairs.sort(key=lambda pair: bytes(pair[0]))
    book.Root.Names = Dictionary(Dests=Dictionary(Names=Array([x for pair in pairs for x in pair])))


def _places(names: Object) -> list[tuple[Object, Object]]:
    listed = list(names.Dests.Names) if "/Dests" in names else []
    return list(zip(listed[::2], listed[1::2], strict=True))


def _lead_inside(book: Pdf) -> None:
    """Let links to places of other gatherings lead there inside the book."""
    for page in book.pages:
        for annotation in page.get("/Annots", ()):
            address = str(annotation.get("/A", Dictionary()).get("/URI", ""))
            if address.startswith(PLACE):
                place = String(unquote(address.removeprefix(PLACE)))
                del annotation.A
                annotation.Dest = annotation.Contents = place


def _label(book: Pdf, printed: Sequence[str], cover: str) -> None:
    """Tell readers of the PDF the number that is printed on each page."""
    if len(set(printed)) < len(printed):
        return  # sheets that are each numbered from 1
    names = (Dictionary(P=String(number or cover)) for number in printed)
    labels = [entry for pair in enumerate(names) for entry in pair]
    book.Root.PageLabels = Dictionary(Nums=Array(labels))
