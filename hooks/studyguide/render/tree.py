"""HTML as a tree: parsed once, changed by one pass after another, and written once."""

from __future__ import annotations

from collections.abc import Callable

from selectolax.lexbor import LexborHTMLParser, LexborNode


def parse(html: str) -> LexborNode:
    """A piece of HTML as the body of a document."""
    body = LexborHTMLParser(f"<!doctype html><body>{html}</body>").body
    if body is None:
        raise AssertionError("a document has a body")
    return body


def write(tree: LexborNode) -> str:
    """The HTML of what stands inside an element."""
    return tree.inner_html or ""


def value(node: LexborNode, name: str) -> str:
    """An attribute of an element; empty where it has none."""
    return node.attributes.get(name) or ""


def replace(node: LexborNode, html: str) -> None:
    """Put HTML in the place of a node."""
    insert_after(node, html)
    node.remove()


def insert_after(node: LexborNode, html: str) -> None:
    """Put HTML behind a node."""
    made = _made(node, html)
    node.insert_after(made, move=True)
    made.unwrap(delete_empty=True)


def append(tree: LexborNode, html: str) -> None:
    """Put HTML at the end of an element."""
    made = _made(tree, html)
    tree.insert_child(made, move=True)
    made.unwrap(delete_empty=True)


def _made(near: LexborNode, html: str) -> LexborNode:
    """HTML in an element that is for a moment only."""
    made = near.parser.create_node("sg-made")
    made.inner_html = html
    return made


def drop_links(tree: LexborNode) -> None:
    """Leave nothing but its words of every link."""
    tree.unwrap_tags(["a"], delete_empty=True)


def readdress(tree: LexborNode, name: str, address: Callable[[str], str]) -> None:
    """Write the attribute `name` anew wherever it leads to a place of the guide."""
    for node in tree.css(f'[{name}^="guide:"]'):
        if name in node.attributes:  # the selector finds `xlink:href` too
            node.attrs[name] = address(value(node, name).removeprefix("guide:"))
