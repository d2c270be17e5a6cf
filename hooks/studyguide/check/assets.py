"""Check that pictures and stylesheets of the guide hold nothing that runs or fetches.

A browser that opens an SVG picture as a page runs what stands in it; and one stylesheet can ask
any host for a file. Both are read here as their own parsers read them (expat, tinycss2), so that
no way of writing the same thing slips through.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.parsers import expat

import tinycss2

from studyguide.model import Span
from studyguide.problems import Problem

SVG = "http://www.w3.org/2000/svg"
HTML = "http://www.w3.org/1999/xhtml"
ACTIVE = frozenset(
    {"script", "foreignObject", "handler", "listener", "iframe", "audio", "video", "a", "cursor"}
)
"""Elements of SVG that run, embed or lead elsewhere."""
ANIMATED = frozenset({"set", "animate", "animateTransform", "animateMotion"})
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,", re.IGNORECASE)
INLINE = re.compile(r"data:(?:image|font)/", re.IGNORECASE)
BRACKETS = ("{} block", "[] block", "() block")
FETCHING = frozenset({"url", "src", "image", "image-set", "-webkit-image-set"})
"""Functions of CSS whose strings are addresses."""


def svg_problems(data: bytes, file: str) -> list[Problem]:
    """What an SVG picture holds besides a picture; `data` are the bytes of the file."""
    reader = _SvgReader(file)
    return reader.read(data)


class _SvgReader:
    """Follow expat through a picture, and keep what must not be there."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._problems: list[Problem] = []
        self._style: list[str] | None = None
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.ProcessingInstructionHandler = self._instruction

    def read(self, data: bytes) -> list[Problem]:
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            self._report(f"this is not valid XML: {expat.ErrorString(error.code)}")
        except (ValueError, LookupError) as error:
            self._report(f"this is not valid XML: {error}")
        return self._problems

    def _report(self, what: str) -> None:
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        span = Span(self._file, line, column, line)
        self._problems.append(Problem("SG808", span, what, "save it as plain SVG"))

    def _doctype(self, *_: Any) -> None:
        self._report("a document type can bring in entities and other files")

    def _instruction(self, target: str, _data: str) -> None:
        self._report(f"the instruction `<?{target}` can bring in other files")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, tag = name.rpartition(" ")
        if namespace == HTML or (namespace in (SVG, "") and tag in ACTIVE):
            self._report(f"the picture holds the element `{tag}`")
        for key, value in attributes.items():
            self._attribute(tag, key.rpartition(" ")[2], value)
        if tag == "style":
            self._style = []

    def _attribute(self, tag: str, name: str, value: str) -> None:
        target = re.sub(r"\s", "", value)
        if name.lower().startswith("on"):
            self._report(f"the attribute `{name}` runs a script")
        elif name == "base":
            self._report("the attribute `xml:base` moves every address")
        elif tag in ANIMATED and name == "attributeName" and _changes_behaviour(value):
            self._report(f"the picture animates `{value}`")
        elif name in ("href", "src"):
            if not (target.startswith("#") or (tag == "image" and PICTURE.match(target))):
                self._report(f"the picture leads to `{value[:40]}`")
        elif "(" in value or "\\" in value:
            self._addresses(value)

    def _addresses(self, css: str) -> None:
        for address, _line, _column in css_addresses(css):
            if not (address.startswith("#") or PICTURE.match(address)):
                self._report(f"a style of the picture asks for `{address[:40]}`")

    def _text(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)

    def _end(self, _name: str) -> None:
        if self._style is not None:
            self._addresses("".join(self._style))
            self._style = None


def _changes_behaviour(name: str) -> bool:
    return name.rpartition(":")[2].lower() == "href" or name.lower().startswith("on")


def css_problems(css: str, file: str, here: str, files: Collection[str]) -> Iterator[Problem]:
    """Addresses in a stylesheet that are not files of the guide.

    `here` is its source URI, from which addresses count, `files` those of everything in the folder.
    """
    for address, line, column in css_addresses(css):
        if address.startswith("#") or INLINE.match(address) or _leads_to(address, here, files):
            continue
        what = f"the stylesheet asks for `{address[:60]}`, which is not a file of the guide"
        hint = "keep the file in the guide's folder"
        yield Problem("SG809", Span(file, line, column, line), what, hint)


def _leads_to(address: str, here: str, files: Collection[str]) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme or parts.netloc or "\\" in address:
        return False
    return _path(address, here) in files


def _path(address: str, here: str) -> str:
    path = posixpath.join(posixpath.dirname(here), unquote(urlsplit(address).path))
    return posixpath.normpath(path)


def css_addresses(css: str) -> Iterator[tuple[str, int, int]]:
    """Every address that a piece of CSS names, with its line and column, escapes resolved."""
    for node in _addresses(tinycss2.parse_component_value_list(css), fetches=False):
        yield node.value, node.source_line, node.source_column


def css_from_root(css: str, here: str, root: str) -> tuple[str, tuple[str, ...]]:
    """A stylesheet whose files have addresses that begin with `root`, and the paths of these files.

    `css` passed `css_problems`; `here` is its source URI, from which its own addresses count.
    """
    nodes = tinycss2.parse_component_value_list(css)
    paths = []
    for node in _addresses(nodes, fetches=False):
        if node.value.startswith("#") or INLINE.match(node.value):
            continue
        paths.append(_path(node.value, here))
        text = f'"{tinycss2.serializer.serialize_string_value(root + paths[-1])}"'
        node.representation = f"url({text})" if node.type == "url" else text
    return tinycss2.serialize(nodes), tuple(paths)


def _addresses(nodes: Iterable[Any], fetches: bool) -> Iterator[Any]:
    """The nodes that hold one; `fetches` says whether a string is one where these nodes stand."""
    importing = False
    for node in nodes:
        if node.type == "at-keyword":
            importing = node.lower_value == "import"
        elif node.type == "literal" and node.value == ";":
            importing = False
        elif node.type == "url" or (node.type == "string" and (importing or fetches)):
            yield node
        elif node.type == "function":
            yield from _addresses(node.arguments, node.lower_name in FETCHING)
        elif node.type in BRACKETS:
            yield from _addresses(node.content, fetches=False)
