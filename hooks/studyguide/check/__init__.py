"""Checks: small functions from a Guide to problems, each with one thing to look for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from studyguide.check.evidence import check_evidence
from studyguide.check.item_rules import check_item_rules
from studyguide.check.items import check_items
from studyguide.check.pictures import check_short_words, check_views
from studyguide.check.quiz_rules import check_quiz_rules
from studyguide.check.quotations import check_quotations
from studyguide.check.references import (
    check_acts,
    check_citations,
    check_ids,
    check_index,
    check_quoted,
    check_references,
    check_slips,
)
from studyguide.model import Guide
from studyguide.problems import Problem

Check = Callable[[Guide], Iterator[Problem]]
CHECKS: tuple[Check, ...] = (
    check_ids,
    check_references,
    check_acts,
    check_citations,
    check_quoted,
    check_slips,
    check_index,
    check_evidence,
    check_quotations,
    check_views,
    check_short_words,
    check_items,
    check_item_rules,
    check_quiz_rules,
)


def check(guide: Guide, skip: Collection[Check] = ()) -> list[Problem]:
    """Run every check that needs nothing but the guide, except those to `skip`."""
    return [problem for run in CHECKS if run not in skip for problem in run(guide)]
