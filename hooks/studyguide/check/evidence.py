"""Check that what the guide says of the film and of real life names its sources."""

from __future__ import annotations

from collections.abc import Iterator

from studyguide.model import Block, Guide, Scene
from studyguide.problems import Problem
from studyguide.syntax import KINDS


def check_evidence(guide: Guide) -> Iterator[Problem]:
    """Every scene cites a source, and so does every part that the syntax table marks as cited."""
    for block in guide.blocks():
        if isinstance(block, Scene) and not block.cites:
            what = f"the scene `{block.id or block.title}` cites no source"
            yield Problem("SG401", block.span, what)
        yield from _uncited_parts(block)


def _uncited_parts(block: Block) -> Iterator[Problem]:
    kind = KINDS[block.kind_name]
    for part in block.parts:
        rule = kind.part(part.name)
        if rule and rule.cited and part.text.markdown and not part.text.citations:
            what = f"the part `{part.name}` of this {kind.name} cites no source"
            yield Problem("SG402", part.text.span, what, "add `[@source]` before the full stop")
