"""Checks: small functions from a Guide to problems, each with one thing to look for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from studyguide.check.evidence import check_evidence
from studyguide.check.items import check_items
from studyguide.check.references import check_citations, check_ids, check_references
from studyguide.model import Guide
from studyguide.problems import Problem

CHECKS: tuple[Callable[[Guide], Iterator[Problem]], ...] = (
    check_ids,
    check_references,
    check_citations,
    check_evidence,
    check_items,
)


def check(guide: Guide) -> list[Problem]:
    """Run every check that needs nothing but the guide."""
    return [problem for run in CHECKS for problem in run(guide)]
