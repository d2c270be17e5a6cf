"""A tree of HTML written as XHTML, which EPUB wants.

Browsers forgive; readers of books do not, and one wrong tag keeps a whole book from opening. So
the writer lets through what the schema of EPUB knows and nothing else: elements by name, attributes
by name and by value. What it does not know loses its tags and keeps its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape

from selectolax.lexbor import LexborNode

from studyguide.render.allowed_html import ELEMENTS

VOID = frozenset({"br", "col", "hr", "img", "wbr"})
LEFT_OUT = frozenset({"input", "script", "source", "style", "template", "track"})
"""What goes with all that it holds."""
UNWRAPPED = frozenset({"audio", "button", "label", "picture", "video"})
KNOWN = ELEMENTS.keys() - UNWRAPPED - {"sg-cite"}
OTHERS = {"details": "div", "summary": "div"}
"""What many readers of books cannot open stands open."""
NAMESPACES = {
    "svg": "http://www.w3.org/2000/svg",
    "math": "http://www.w3.org/1998/Math/MathML",
}
XLINK = ' xmlns:xlink="http://www.w3.org/1999/xlink"'
ANY = re.compile(r".*", re.DOTALL)
NUMBER = re.compile(r"\d{1,4}")
ATTRIBUTES = {
    "class": ANY,
    "title": ANY,
    "alt": ANY,
    "src": ANY,
    "href": ANY,
    "lang": re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"),
    "dir": re.compile(r"ltr|rtl|auto"),
    "role": re.compile(r"doc-[a-z]+|img"),
    "epub:type": ANY,
    "aria-label": ANY,
    "aria-hidden": re.compile(r"true|false"),
    "colspan": NUMBER,
    "rowspan": NUMBER,
    "span": NUMBER,
    "scope": re.compile(r"(?:row|col)(?:group)?"),
    "start": NUMBER,
    "value": NUMBER,
    "style": re.compile(r"text-align:\s*(?:left|center|right);?"),
}
"""What an element may have beside its id, and what must be its value."""
PARTICULAR = {
    "src": {"img"},
    "alt": {"img"},
    "href": {"a"},
    "colspan": {"td", "th"},
    "rowspan": {"td", "th"},
    "scope": {"th"},
    "span": {"col", "colgroup"},
    "start": {"ol"},
    "value": {"li"},
}
"""The elements that alone have an attribute."""
NAMED = frozenset({"a", "img", "nav", "section", "svg"})
"""What can have a label without a role."""
PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9-]*|xlink:href")
"""Names of attributes in drawings and formulas; the others belong to editors and scripts."""
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML can hold."""


def xhtml(tree: LexborNode, renamed: Mapping[str, str] | None = None) -> str:
    """What stands inside an element, as XHTML; `renamed` gives elements other names.

    An id that stands there twice is kept once.
    """
    names = {**OTHERS, **(renamed or {})}
    ids: set[str] = set()
    made: list[str] = []
    rest: list[tuple[LexborNode | str, bool]] = _inside(tree, False)
    while rest:
        node, foreign = rest.pop()
        if isinstance(node, str):
            made.append(node)
            continue
        if node.is_text_node:
            made.append(text(node.text_content or ""))
            continue
        tag = node.tag or ""
        if not node.is_element_node or tag in LEFT_OUT:
            continue
        if not foreign and tag not in NAMESPACES and tag not in KNOWN:
            rest += _inside(node, foreign)
            continue
        foreign = foreign or tag in NAMESPACES
        name = tag if foreign else names.get(tag, tag)
        start = f"<{name}{''.join(_attributes(node, tag, foreign, ids))}"
        if tag in VOID or (foreign and node.first_child is None):
            made.append(f"{start}/>")
            continue
        made.append(f"{start}>")
        rest.append((f"</{name}>", foreign))
        rest += _inside(node, foreign)
    return "".join(made)


def _inside(node: LexborNode, foreign: bool) -> list[tuple[LexborNode | str, bool]]:
    """The children, the last first."""
    return [(child, foreign) for child in reversed(list(node.iter(include_text=True)))]


def _attributes(node: LexborNode, tag: str, foreign: bool, ids: set[str]) -> Iterator[str]:
    values = {name: value or "" for name, value in node.attributes.items()}
    if tag in NAMESPACES:
        yield f' xmlns="{NAMESPACES[tag]}"'
        yield XLINK if tag == "svg" and "xlink:href" in (node.html or "") else ""
    own = xml_name(values.pop("id", ""))
    if own and own not in ids:
        ids.add(own)
        yield f' id="{own}"'
    for name, value in values.items():
        if name == "aria-label" and tag not in NAMED and "role" not in values:
            continue
        if _fits_drawing(name) if foreign else _fits(name, value, tag):
            yield f' {name}="{attribute(value)}"'
            if name == "lang":
                yield f' xml:lang="{attribute(value)}"'


def _fits(name: str, value: str, tag: str) -> bool:
    known = name in ATTRIBUTES and ATTRIBUTES[name].fullmatch(value) is not None
    return known and tag in PARTICULAR.get(name, {tag})


def _fits_drawing(name: str) -> bool:
    strange = name == "xmlns" or name.startswith(("on", "data-"))
    return PLAIN.fullmatch(name) is not None and not strange


def xml_name(name: str) -> str:
    """An id as XML allows it: no colon, no space, no digit first; the same for the same id."""
    safe = re.sub(r"[^A-Za-z0-9_.-]", lambda match: f"_{ord(match[0]):x}_", name)
    return safe if not safe or safe[0].isalpha() or safe[0] == "_" else f"_{safe}"


def text(words: str) -> str:
    """Words that are safe between tags."""
    return escape(ILLEGAL.sub("", words), quote=False)


def attribute(words: str) -> str:
    """Words that are safe in an attribute."""
    return escape(ILLEGAL.sub("", words), quote=True)
