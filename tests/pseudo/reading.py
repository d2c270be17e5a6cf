"""What readers read in files: in a page, a sheet, a package, a script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePath
from zipfile import ZipFile, is_zipfile

from selectolax.lexbor import LexborHTMLParser, LexborNode

SPOKEN = ("aria-label", "aria-description", "title", "alt", "placeholder", "label")
"""Attributes that are shown or read aloud."""
NEVER_SHOWN = ("script", "style", "template")
NO_TEXT = {".png", ".jpg", ".woff2", ".ttf", ".otf", ".anki21", ".anki2", ".css", ".svg"}


def in_page(html: str) -> str:
    """Every text of a page, with what is read aloud and what stands in its tab and in searches."""
    tree = LexborHTMLParser(html)
    for sort in NEVER_SHOWN:
        for node in tree.css(sort):
            node.decompose()
    return "\n".join(_texts(tree))


def _texts(tree: LexborHTMLParser) -> Iterator[str]:
    root = tree.root
    assert root is not None
    yield root.text(separator="\n")
    for node in tree.css("*"):
        yield from (node.attributes[name] or "" for name in SPOKEN if name in node.attributes)
        if node.tag == "input" and node.attributes.get("type") in ("button", "submit"):
            yield node.attributes.get("value") or ""
    for node in tree.css("noscript"):
        yield in_page(_inside(node))
    for node in tree.css('meta[name="description"], meta[property^="og:"]'):
        yield node.attributes.get("content") or ""


def _inside(node: LexborNode) -> str:
    return node.text()


def in_xml(text: str) -> str:
    """The texts of a document in XML, without its marks."""
    return re.sub(r"<[^>]*>", "\n", re.sub(r"<(style|script)\b.*?</\1>", "", text, flags=re.DOTALL))


def members(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """The files in a file, however deep."""
    if not is_zipfile(BytesIO(data)):
        yield name, data
        return
    with ZipFile(BytesIO(data)) as archive:
        for entry in archive.namelist():
            if PurePath(entry).suffix not in NO_TEXT:
                yield from members(f"{name}/{entry}", archive.read(entry))
