"""Check that quotations are as short as the guide allows."""

from __future__ import annotations

from collections.abc import Iterator

from studyguide.model import Guide
from studyguide.problems import Problem
from studyguide.quiz.wording import words


def check_quotations(guide: Guide) -> Iterator[Problem]:
    """Every quotation has as many words as the guide allows, or fewer."""
    most = guide.imprint.quote_words
    for quotation in guide.quotations:
        count = len(words(quotation.body.markdown))
        if count > most:
            what = f"this quotation has {count} words, and the guide allows {most}"
            hint = "quote the words that you speak of and tell the rest, or set `quote-words`"
            yield Problem("SG416", quotation.body.span, what, hint)
