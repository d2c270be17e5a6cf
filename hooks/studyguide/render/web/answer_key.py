"""What a browser needs to ask a question, beside what the page shows: its key, order and version.

Answers stay in the reader's browser under the item's id and its version. A saved answer names
places of the author's list, or it is what the reader wrote. So the version is made from how many
places there are and which are right, and from no word: a typo mended or a translation keeps the
answer, another key or an option more forgets it. What was typed is marked anew.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256

from studyguide.model import Question
from studyguide.quiz.kinds import kind_of
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
    order: str
    """JSON: the author's places in the shown order, of the options or steps or of the left column,
    and of the right column."""
    letters: str
    """Letters whose mark is no accent, which a typed answer may not leave away."""
    articles: str
    """What may stand before a typed answer, apart by `|`."""


def playable(item: Item) -> Play:
    """What a browser needs to ask this item."""
    order = item.kind.order(item.question)
    rules = rules_of(item.question.language)
    return Play(
        content_version(item.question),
        json.dumps(item.key, ensure_ascii=False),
        json.dumps([order.shown, order.partners]),
        "".join(rules.letters) if item.kind.is_typed else "",
        "|".join(rules.articles) if item.kind.is_typed else "",
    )


def content_version(question: Question) -> str:
    """A short hash of what a saved answer means, and of no word."""
    means = [question.kind, *kind_of(question).answered_by(question), sorted(question.strict)]
    return sha256(json.dumps(means).encode()).hexdigest()[:VERSION_LENGTH]
