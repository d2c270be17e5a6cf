"""What a browser needs to ask a question, beside what the page shows: its key and its version.

Answers stay in the reader's browser under the item's id and its version. Every saved answer is a
place in the shown order, so the version is made from all that is shown to choose from, in that
order, and from what is right: an item that has changed forgets the answer to what it was.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256

from studyguide.model import Question
from studyguide.quiz.kinds import kind_of
from studyguide.quiz.kinds.kind import VERSIONED, filled
from studyguide.render.items import Item
from studyguide.words.rules import rules_of

VERSION_LENGTH = 12


@dataclass(frozen=True)
class Play:
    """The attributes of a question that can be answered on its page."""

    version: str
    key: str
    """JSON. Places count from 0, in the shown order: for options the right ones; for match the
    right entry of each left one; for order the true place of each step; for blank the accepted
    answers of each gap; null for open questions."""
    letters: str
    """Letters whose mark is no accent, which a typed answer may not leave away."""


def playable(item: Item) -> Play:
    """What a browser needs to ask this item."""
    letters = "".join(rules_of(item.question.language).letters) if item.kind.is_typed else ""
    return Play(content_version(item.question), json.dumps(item.key, ensure_ascii=False), letters)


def content_version(question: Question) -> str:
    """A short hash of what is asked and of what is right, and of nothing else."""
    asked = filled(VERSIONED, kind_of(question).asked(question))
    shown = [question.kind, question.title, *asked.values(), sorted(question.strict)]
    return sha256(json.dumps(shown).encode()).hexdigest()[:VERSION_LENGTH]
