"""The HTML of a text as paragraphs of runs, for files that are no HTML.

Notes of sources are left out, links keep their words, and a formula is its LaTeX.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from studyguide.render.fragments import CITATION

BOLD, ITALIC, CODE, BELOW, ABOVE = "bold", "italic", "code", "sub", "sup"
MARKS = {
    **dict.fromkeys(("strong", "b", "th", "dt"), BOLD),
    **dict.fromkeys(("em", "i", "cite", "var"), ITALIC),
    **dict.fromkeys(("code", "kbd", "samp", "pre"), CODE),
    "sub": BELOW,
    "sup": ABOVE,
}
PARAGRAPHS = re.compile(
    "address|blockquote|d[dlt]|details|div|figcaption|figure|h[1-6r]|li|[ou]l|p|pre|section|summary"
    "|table|tr"
)
CELLS = ("td", "th")
UNREAD = frozenset(("audio", "input", "script", "style", "svg", "video"))
SPACES = re.compile(r"[ \t\n\r\f]+")
NO_TEXT = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""


@dataclass(frozen=True)
class Run:
    """Words that look alike, or a picture with the words for it."""

    text: str
    marks: frozenset[str] = frozenset()
    language: str = ""
    """Where it is another than that of the text around."""
    picture: str = ""
    """The path of a picture in the site, or its address elsewhere."""


@dataclass
class Paragraph:
    """A paragraph, or an entry of a list."""

    listed: bool = False
    runs: list[Run] = field(default_factory=list)


def paragraphs(html: str) -> list[Paragraph]:
    """The paragraphs of a text, none of them empty."""
    html = CITATION.sub("", html)
    body = LexborHTMLParser(f"<!doctype html><body>{html}</body>").body
    found = [Paragraph()]
    if body is not None:
        _read(body, Run(""), found)
    for paragraph in found:
        _trim(paragraph.runs)
    return [paragraph for paragraph in found if paragraph.runs]


def _read(node: LexborNode, like: Run, found: list[Paragraph]) -> None:
    for child in node.iter(include_text=True):
        if child.is_text_node:
            _add(child.text_content or "", like, found[-1])
        elif child.is_element_node and child.tag not in UNREAD:
            _read_element(child, like, found)


def _read_element(node: LexborNode, like: Run, found: list[Paragraph]) -> None:
    tag, given = node.tag or "", node.attributes
    mark = MARKS.get(tag)
    within = replace(
        like,
        marks=like.marks | ({mark} if mark else set()),
        language=given.get("lang") or like.language,
    )
    if tag == "br":
        found[-1].runs.append(replace(like, text="\n"))
    elif tag == "img":
        picture = (given.get("src") or "").removeprefix("guide:/")
        found[-1].runs.append(Run(NO_TEXT.sub("", given.get("alt") or ""), picture=picture))
    elif tag == "math":
        _add(given.get("alttext") or "", replace(within, marks=within.marks | {CODE}), found[-1])
    elif PARAGRAPHS.fullmatch(tag):
        found.append(Paragraph(listed=tag == "li"))
        _read(node, within, found)
        found.append(Paragraph())
    else:
        _read(node, within, found)
        if tag in CELLS:
            found[-1].runs.append(replace(like, text="\t"))


def _add(text: str, like: Run, paragraph: Paragraph) -> None:
    text = NO_TEXT.sub("", text)
    if CODE in like.marks:
        text = text.removesuffix("\n")
    else:
        before = paragraph.runs[-1].text if paragraph.runs else " "
        text = SPACES.sub(" ", text)
        text = text.lstrip(" ") if before.endswith((" ", "\n")) else text
    if text:
        paragraph.runs.append(replace(like, text=text))


def _trim(runs: list[Run]) -> None:
    """Take the space off the end of a paragraph."""
    while runs and not runs[-1].picture:
        text = runs[-1].text.rstrip()
        if text:
            runs[-1] = replace(runs[-1], text=text)
            return
        runs.pop()
