"""Room to write under the questions that a context page ends with, in the books."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from studyguide.render.tree import replace
from studyguide.words.rules import Rules

LINES = 4
QUESTIONS = "h2 + ul, h3 + ul, h4 + ul, h5 + ul, h6 + ul"
LINE = '<div class="sg-line"></div>'
ROOM = f'<div class="sg-lines" aria-hidden="true">{LINE * LINES}</div>'


def add_room(tree: LexborNode, language: Rules) -> None:
    """Set lines under each question below a heading that begins with “Think”, or as it is said.

    So nobody needs another sheet. Each question becomes a list of its own: to PDF/UA an entry of a
    list holds nothing but text.
    """
    for asked in tree.css(QUESTIONS):
        heading = asked.prev
        while heading is not None and not heading.is_element_node:
            heading = heading.prev
        if heading is not None and language.thinking.begins(heading.text().strip()):
            entries = (entry.html for entry in asked.iter() if entry.tag == "li")
            replace(asked, "".join(f'<ul class="sg-thinking">{e}</ul>\n{ROOM}\n' for e in entries))
