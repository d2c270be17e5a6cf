"""Which HTML a page may hold, checked on what Markdown made of it.

The list allows: elements that give structure, attributes that describe. Everything else, from
scripts to frames, is reported; nothing is taken out in silence. `SECURITY.md` tells of it.
What is found has no place, because Markdown keeps none; `foreign_problems` looks it up in the
source: the value where it stands word for word, else the attribute, the element, the block.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from studyguide.model import Page, Span
from studyguide.problems import Problem

STRUCTURE = (
    "abbr address article aside b bdi bdo blockquote br caption cite code col colgroup dd del "
    "details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i ins kbd li "
    "mark ol p picture pre q rp rt ruby s samp section small span strong sub summary sup table "
    "tbody td tfoot th thead time tr u ul var wbr"
)
DRAWING = "svg g path circle ellipse rect line polygon polyline"
"""What icons of the theme are drawn with."""
SHAPES = frozenset(
    {"viewbox", "xmlns", "width", "height", "fill", "stroke", "stroke-width", "d", "points"}
    | {"cx", "cy", "r", "rx", "ry", "x", "y", "x1", "x2", "y1", "y2"}
)
CELL = frozenset({"colspan", "rowspan", "scope", "headers", "align"})
SIZE = frozenset({"width", "height"})
EVERYWHERE = frozenset({"id", "class", "title", "lang", "dir", "role", "style", "translate"})
ELEMENTS: dict[str, frozenset[str]] = {
    **{name: frozenset() for name in STRUCTURE.split()},
    **dict.fromkeys(DRAWING.split(), SHAPES),
    "a": frozenset({"href", "name", "rel", "target", "download", "hreflang"}),
    "audio": frozenset({"src", "controls", "preload"}),
    "col": frozenset({"span"}),
    "details": frozenset({"open", "name"}),
    "img": frozenset({"src", "srcset", "sizes", "alt", "loading", "align"}) | SIZE,
    "input": frozenset({"type", "checked", "disabled", "name"}),
    "label": frozenset({"for"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"start", "reversed", "type"}),
    "source": frozenset({"src", "srcset", "type", "media", "sizes"}) | SIZE,
    "td": CELL,
    "th": CELL | {"abbr"},
    "time": frozenset({"datetime"}),
    "track": frozenset({"src", "kind", "srclang", "label", "default"}),
    "video": frozenset({"src", "poster", "controls", "preload"}) | SIZE,
    "div": frozenset({"data-tabs"}),
    "sg-cite": frozenset({"data-ids", "data-n", "data-places"}),
}
"""Each element that a page may have, with its attributes beside those that all may have."""
OURS = re.compile(r"data-sg(?:-part|-answers|-label|-title)?|aria-[a-z]+")
LINKS = ("http", "https", "mailto")
SCHEMES = ("javascript", "vbscript", "data", "file", "blob", "ftp")
"""Schemes of addresses in angle brackets; other names before a colon are of Word's elements."""
MEDIA = ("src", "srcset", "poster")
DECLARATION = re.compile(
    r"\s*(?:text-align:\s*(?:left|center|right)"
    r"|(?:min-|max-)?(?:width|height):\s*[0-9.]{1,6}(?:em|rem|ch|cm|mm|in|px|pt|%)"
    r"|break-(?:before|after|inside):\s*(?:page|avoid|auto))\s*"
)
"""What a `style` may say: an alignment, as Markdown writes it, a size, a break between pages."""
FETCHING = frozenset({"mermaid"})
"""Classes for which the theme asks another host for a script."""
SCHEME = re.compile(r"[\x00-\x20]*(?P<name>[a-z][a-z0-9+.-]*):", re.IGNORECASE)
DOCUMENT = re.compile(r"<(?P<tag>html|head|body|frame|frameset)\b", re.IGNORECASE)
"""Tags that a parser takes for the document's own, or drops."""
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
LINK_CODES = ("SG304", "SG308", "SG309")


@dataclass(frozen=True)
class Foreign:
    """Something in a page that must not be there."""

    code: str
    what: str
    tag: str
    attribute: str = ""
    value: str = ""
    block: int | None = None
    """The running number of the block it stands in."""


def foreign(html: str, body: LexborNode) -> tuple[Foreign, ...]:
    """Everything in a rendered page that the list does not allow; `body` is `html` as parsed."""
    shown = COMMENT.sub("", html)
    document = [_element(match["tag"].lower(), None) for match in DOCUMENT.finditer(shown)]
    return (*document, *(found for node in body.css("*") for found in _node(node)))


def _element(tag: str, block: int | None) -> Foreign:
    return Foreign("SG605", f"the element `{tag}` may not stand in a page", tag, block=block)


def _node(node: LexborNode) -> Iterator[Foreign]:
    tag = (node.tag or "").lower()
    if tag == "body":
        return
    block = _block_of(node)
    allowed = ELEMENTS.get(tag)
    if allowed is None and (scheme := scheme_of(tag)) in SCHEMES:  # `<javascript:…>`
        yield Foreign("SG308", f"links must not use `{scheme}:`", tag, block=block)
        return
    if allowed is None:
        yield _element(tag, block)
        return
    for name, value in node.attributes.items():
        code, what = _attribute(tag, name.lower(), value or "", allowed)
        if code:
            yield Foreign(code, what, tag, name, value or "", block)
    if tag == "img" and "alt" not in node.attributes:
        src = node.attributes.get("src") or ""
        yield Foreign("SG136", "this picture has no description", tag, value=src, block=block)


def _block_of(node: LexborNode) -> int | None:
    above: LexborNode | None = node
    while above is not None:
        number = above.attributes.get("data-sg") or ""
        if number.isdigit():
            return int(number)
        above = above.parent
    return None


def _attribute(tag: str, name: str, value: str, allowed: frozenset[str]) -> tuple[str, str]:
    """The code and the words of what is wrong with an attribute; empty where nothing is."""
    if not (name in allowed or name in EVERYWHERE or OURS.fullmatch(name)):
        return "SG606", f"the attribute `{name}` may not stand on `{tag}`"
    if name == "style" and not all(DECLARATION.fullmatch(d) for d in value.split(";") if d.strip()):
        return "SG606", "the attribute `style` may only give a size, an alignment or a page break"
    if name == "class" and not FETCHING.isdisjoint(value.lower().split()):
        return "SG606", f"the class `{value}` makes the theme ask another host for a script"
    if tag == "input" and name == "type" and value.lower() not in ("checkbox", "radio"):
        return "SG606", f"an input of type `{value}` may not stand in a page"
    if name == "href" and (scheme := scheme_of(value)) and scheme not in LINKS:
        return "SG308", f"links must not use `{scheme}:`"
    if name in MEDIA and any(_is_elsewhere(url) for url in _urls(name, value)):
        return "SG309", f"`{value[:60]}` is not a file of the guide"
    return "", ""


def scheme_of(url: str) -> str:
    """The scheme that a browser sees in an address, which skips tabs and line ends; or nothing."""
    match = SCHEME.match(re.sub(r"[\t\n\r]", "", url))
    return match["name"].lower() if match else ""


def _urls(name: str, value: str) -> Iterable[str]:
    if name != "srcset":
        return [value]
    return [piece.split()[0] for piece in value.split(",") if piece.strip()]


def _is_elsewhere(url: str) -> bool:
    plain = re.sub(r"[\t\n\r]", "", url).strip("\x00 ").replace("\\", "/")
    return bool(scheme_of(url)) or plain.startswith("//")


def foreign_problems(
    page: Page, found: Sequence[Foreign], text: str, told: Iterable[Problem] = ()
) -> Iterator[Problem]:
    """The findings of a page with their places in its source.

    A link whose source was found wrong already, as `told` says, is not named a second time.
    """
    lines = text.split("\n")
    known = {p.span.line for p in told if p.span.file == page.span.file and p.code in LINK_CODES}
    seen: Counter[str] = Counter()
    for one in found:
        span = _place(page, one, lines, seen)
        if one.code not in LINK_CODES or span.line not in known:
            hint = HINTS[one.code]
            yield Problem(one.code, span, one.what, hint)


HINTS = {
    "SG136": "say in `alt` what it shows, for those who do not see it",
    "SG605": "write it in Markdown, or as code to show it",
    "SG606": "remove it",
    "SG308": "link to https:, or to a page of the guide",
    "SG309": "put the file into the guide's folder and name it by its path",
}


def _place(page: Page, one: Foreign, lines: Sequence[str], seen: Counter[str]) -> Span:
    """The next place in the source of what names the finding best."""
    number = len(page.blocks) if one.block is None else one.block
    block = page.blocks[number].span if number < len(page.blocks) else None
    first, last = (block.line, block.end_line) if block else (1, len(lines))
    for pattern in _patterns(one):
        places = [
            (number, match.start() + 1)
            for number in range(first, last + 1)
            for match in pattern.finditer(lines[number - 1])
        ]
        if places:
            key = f"{one.block} {pattern.pattern}"
            line, column = places[min(seen[key], len(places) - 1)]
            seen[key] += 1
            return Span(page.span.file, line, column, line)
    return Span(page.span.file, first, 1, last) if block else Span(page.span.file, 1, 1, 1)


def _patterns(one: Foreign) -> Iterator[re.Pattern[str]]:
    if len(one.value) > 3:
        longest = max(one.value.split("\n"), key=len).strip()
        yield re.compile(rf"(?<![^\s\"'=(<]){re.escape(longest[:60])}")
    if one.attribute:
        yield re.compile(rf"\b{re.escape(one.attribute)}\s*=", re.IGNORECASE)
    yield re.compile(rf"<{re.escape(one.tag)}(?![\w-])", re.IGNORECASE)
