"""What authors write, made fit for paper: tabs, sound and film, pictures, wide tables, long words.

Paper opens no tab and plays no film, and what runs off the sheet is lost. Styles bound what they
can; here is what they cannot know: the labels of tabs, the names of files, the width of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborNode

from studyguide.render.pictures.lettering import width
from studyguide.render.tree import replace, value

LONG = 24
"""Letters from which a word may be broken anywhere."""
LONG_WORD = re.compile(rf"\S{{{LONG},}}")
BREAKS = "sg-long"
UNBROKEN = frozenset({"pre", "svg", "style", "script", "math"})
"""Elements in which no word is broken here: code is by its style, and the others are drawn."""
DOTS = re.compile(r"[.…_]+")
"""Room to write, which can be shorter."""
CELL_TEXT, CELL_ROOM = 3.35, 3.0
"""The size of a table's letters and the space beside a column, in millimetres."""
WIDTHS = ((95.0, "sg-broad"), (135.0, "sg-wide"), (185.0, "sg-widest"))
"""From which least width in millimetres a table has which class; a text column has some 140."""
PLAYED = "audio, video"
START = re.compile(r"-?[0-9]{1,6}")
ONLY_DARK, ONLY_LIGHT = "only-dark", "only-light"
"""Fragments by which the theme shows a picture in one scheme; paper is light."""


def fit_for_paper(tree: LexborNode, _: object = None) -> None:
    """Change what authors wrote in a piece of a book so that all of it can be read on paper."""
    for step in STEPS:
        step(tree)


def breaks(text: str) -> str:
    """The class of an element whose text has a word that may have to break; with a space before."""
    return f" {BREAKS}" if LONG_WORD.search(text) else ""


def _unfold_tabs(tree: LexborNode) -> None:
    """Set the label of each tab over its text; the innermost tabs first."""
    for tabs in reversed(tree.css("div.tabbed-set")):
        controls = tabs.css("label")
        blocks = tabs.css("div.tabbed-block") or tabs.css("div.tabbed-content")
        for label, block in zip(controls, blocks, strict=False):
            block.inner_html = f'<p class="sg-tab">{escape(label.text())}</p>{block.inner_html}'
            block.attrs["class"] = "sg-unfolded"
        for control in (*controls, *tabs.css("div.tabbed-labels"), *tabs.css("input[name]")):
            control.remove()


def _name_media(tree: LexborNode) -> None:
    """Say which sound or film stands here on the website."""
    for node in tree.css(PLAYED):
        sources = [node, *node.css("source")]
        path = next(filter(None, (value(source, "src") for source in sources)), "")
        sign = "♪" if node.tag == "audio" else "▷"
        name = unquote(urlsplit(path).path.rpartition("/")[2])
        replace(node, f'<span class="sg-media">{sign} {escape(name)}</span>')


def _choose_pictures(tree: LexborNode) -> None:
    """Leave out what is only for the dark, and the marks that say so."""
    for image in tree.css("img[src]"):
        path, _, fragment = value(image, "src").partition("#")
        if fragment == ONLY_DARK:
            image.remove()
        elif fragment == ONLY_LIGHT:
            image.attrs["src"] = path


def _count_down(tree: LexborNode) -> None:
    """Give each entry of a reversed list its number, which WeasyPrint would count up."""
    for node in tree.css("ol[reversed]"):
        entries = [child for child in node.iter() if child.tag == "li"]
        start = value(node, "start").strip()
        number = int(start) if START.fullmatch(start) else len(entries)
        for entry in entries:
            given = value(entry, "value").strip()
            number = int(given) if START.fullmatch(given) else number
            entry.attrs["value"] = str(number)
            number -= 1


def _measure_tables(tree: LexborNode) -> None:
    for table in tree.css("table:not([class])"):
        columns: dict[int, float] = {}
        for row in table.css("tr"):
            cells = [cell for cell in row.iter() if cell.tag in ("td", "th")]
            for place, cell in enumerate(cells):
                columns[place] = max(columns.get(place, 0.0), _least_width(cell))
        least = sum(columns.values())
        if names := [name for bound, name in WIDTHS if least > bound]:
            table.attrs["class"] = " ".join(names)


def _least_width(cell: LexborNode) -> float:
    words = (word for word in cell.text().split() if not DOTS.fullmatch(word))
    longest = max((width(word, CELL_TEXT) for word in words), default=0.0)
    return longest + CELL_ROOM


def _break_words(tree: LexborNode) -> None:
    """Let words that are too long for a line break, and no others."""
    for node in list(tree.traverse(include_text=True)):
        text = node.text_content or ""
        if not (node.is_text_node and LONG_WORD.search(text)):
            continue
        around = set(_tags_around(node))
        if "a" in around:  # a book keeps no element inside a link
            _let_link_break(node)
        elif not around & UNBROKEN:
            replace(node, LONG_WORD.sub(_span, escape(text, quote=False)))


def _span(match: re.Match[str]) -> str:
    return f'<span class="{BREAKS}">{match[0]}</span>'


def _drop_empty_spans(tree: LexborNode) -> None:
    """Drop the empty element that begins code: WeasyPrint then breaks no word on the first line."""
    for span in tree.css("pre > span"):
        if not span.text():
            span.remove()


def _let_link_break(node: LexborNode) -> None:
    while node.tag != "a" and node.parent is not None:
        node = node.parent
    if node.parent is not None and value(node.parent, "class") != BREAKS:
        replace(node, f'<span class="{BREAKS}">{node.html}</span>')


def _tags_around(node: LexborNode) -> Iterator[str]:
    above = node.parent
    while above is not None:
        yield above.tag or ""
        above = above.parent


STEPS = (
    _unfold_tabs,
    _name_media,
    _choose_pictures,
    _count_down,
    _measure_tables,
    _drop_empty_spans,
    _break_words,
)
"""What is done to a piece, in this order."""
