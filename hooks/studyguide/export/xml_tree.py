"""XML as learning platforms take it: a way to write elements, and their bytes."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, tostring

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What no XML may hold."""


def element(tag: str, *children: Element | str, **attributes: str) -> Element:
    """An element; a name that Python has taken gets an underscore, as in `continue_`."""
    made = Element(tag, {name.rstrip("_"): value for name, value in attributes.items()})
    for child in children:
        if isinstance(child, Element):
            made.append(child)
        else:
            made.text = (made.text or "") + child
    return made


def document(root: Element) -> bytes:
    """The element as a file in UTF-8, without spaces that an importer might take for text."""
    made = ILLEGAL.sub("", tostring(root, encoding="unicode"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{made}\n'.encode()
