"""Hand WeasyPrint the tree of a book's HTML, parsed thirty times as fast as by itself.

WeasyPrint's own parser is written in Python, and takes three seconds for a book; lexbor's takes a
tenth of one. Both follow the HTML standard, and a test compares their trees for whole books.
"""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from selectolax.lexbor import LexborHTMLParser, LexborNode

SVG = "{http://www.w3.org/2000/svg}"
TEXT = "-text"


def html_tree(html: str) -> ElementTree.Element:
    """The root element of a document; elements of SVG have its namespace, others have none."""
    root = LexborHTMLParser(html).root
    return ElementTree.Element("html") if root is None else _element(root, within_svg=False)


def _element(node: LexborNode, within_svg: bool) -> ElementTree.Element:
    tag = str(node.tag)
    is_svg = within_svg or tag == "svg"
    named = {name: value or "" for name, value in node.attributes.items() if name != "xmlns"}
    element = ElementTree.Element(f"{SVG}{tag}" if is_svg else tag, named)
    last: ElementTree.Element | None = None
    for child in node.iter(include_text=True):
        if child.tag != TEXT:
            last = _element(child, is_svg)
            element.append(last)
        elif last is None:
            element.text = (element.text or "") + (child.text_content or "")
        else:
            last.tail = (last.tail or "") + (child.text_content or "")
    return element


def parsed(html: str, base_url: str, url_fetcher: Any) -> Any:
    """The document as WeasyPrint's `HTML`, which takes texts and files but no tree."""
    import cssselect2
    import weasyprint

    class Parsed(weasyprint.HTML):  # type: ignore[misc]
        def __init__(self) -> None:
            self.base_url = base_url
            self.url_fetcher = url_fetcher
            self.media_type = "print"
            self.wrapper_element = cssselect2.ElementWrapper.from_html_root(html_tree(html))
            self.etree_element = self.wrapper_element.etree_element

    return Parsed()
