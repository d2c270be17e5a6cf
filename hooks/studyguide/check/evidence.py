"""Check that what the guide says of the work and of real life names its sources."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyguide.language.kinds import KINDS
from studyguide.language.paragraphs import ENTRY, paragraphs
from studyguide.model import Block, Guide, Page, Part, Scene, Span
from studyguide.problems import Problem
from studyguide.quiz.wording import QUESTION_MARKS, sentences
from studyguide.words.rules import Rules, rules_of

HINT = "add `[@source]` before the full stop"
MARKS = str.maketrans("", "", '*_"“”')
FORMULA = re.compile(r"\s*(?:\$\$.*\$\$|\\\[.*\\\])\s*", re.DOTALL)


def check_evidence(guide: Guide) -> Iterator[Problem]:
    """Every scene, every part that the syntax table marks as cited, and every context page."""
    language = rules_of(guide.imprint.language)
    for page in guide.pages:
        if page.context:
            yield from _uncited_prose(page, language)
        for block in page.blocks:
            if isinstance(block, Scene) and not block.cites:
                what = f"the scene `{block.id or block.title}` cites no source"
                yield Problem("SG401", block.span, what)
            yield from _uncited_parts(block, language)


def _uncited_parts(block: Block, language: Rules) -> Iterator[Problem]:
    kind = KINDS[block.kind_name]
    for part in block.parts:
        rule = kind.part(part.name)
        if not rule or not rule.cited or not part.text.markdown:
            continue
        text = part.text
        if rule.throughout and (text.citations or not owes_a_source(text.markdown, language)):
            yield from _uncited_paragraphs(part, language)
        elif not part.text.citations:
            what = f"the part `{part.name}` of this {kind.name} cites no source"
            yield Problem("SG402", part.text.span, what, HINT)


def _uncited_paragraphs(part: Part, language: Rules) -> Iterator[Problem]:
    first = part.text.span.line
    lines = part.text.markdown.split("\n")
    cited = {citation.span.line for citation in part.text.citations}
    for found in paragraphs(lines, first):
        text = "\n".join(lines[found.start - first : found.stop - first])
        if cited.isdisjoint(found) and owes_a_source(text, language):
            span = Span(part.text.span.file, found.start, 1, found.stop - 1)
            what = f"this paragraph of the part `{part.name}` cites no source"
            yield Problem("SG411", span, what, HINT)


def _uncited_prose(page: Page, language: Rules) -> Iterator[Problem]:
    for text in page.prose:
        above = [h.text for h in page.headings if h.span.line < text.span.line]
        thinking = above and language.thinking.begins(above[-1])
        if not thinking and not text.citations and owes_a_source(text.markdown, language):
            what = "this paragraph of a context page cites no source"
            yield Problem("SG412", text.span, what, HINT)


def owes_a_source(paragraph: str, language: Rules) -> bool:
    """Whether a paragraph states something of the world.

    Questions do not, nor does what the guide says of itself, nor a reading marked as ours, nor a
    line that leads to a list, nor a formula on lines of its own.
    """
    if FORMULA.fullmatch(paragraph):
        return False
    text = ENTRY.sub("", paragraph, count=1).translate(MARKS).strip()
    if reading := language.our_reading.search(text):
        text = text[: reading.start()].strip()
    if not text or text.endswith(":"):
        return False
    return not all(
        sentence.endswith(tuple(QUESTION_MARKS)) or language.our_own.begins(sentence)
        for sentence in sentences(text, language)
    )
