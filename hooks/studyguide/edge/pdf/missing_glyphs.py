"""Lead a letter that no font of the PDF has back to the page that holds it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from studyguide.model import Guide, Span
from studyguide.problems import Problem

LETTER = re.compile(r"\.notdef glyph .*\(U\+(?P<code>[0-9A-F]{4,6})\)")
HINT = "write it in words, or install a font that has it"


def lead_back(problem: Problem, guide: Guide, texts: Mapping[str, str]) -> Problem:
    """The same problem, at the first place in the pages' texts where its letter stands."""
    match = LETTER.search(problem.what) if problem.code == "SG702" else None
    if match is None:
        return problem
    letter = chr(int(match["code"], 16))
    for page in guide.pages:
        for number, line in enumerate(texts[page.src].splitlines(), 1):
            if letter in line:
                span = Span(page.span.file, number, line.index(letter) + 1, number)
                what = f"the fonts of the PDF have no `{letter}` (U+{match['code']})"
                return replace(problem, span=span, what=what, hint=HINT)
    return problem
