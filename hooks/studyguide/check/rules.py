"""How a rule is written down, run, and set aside by a waiver."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from studyguide.model import Span, Waiver
from studyguide.problems import Problem, Severity, did_you_mean

CaseT = TypeVar("CaseT")
FEWEST_WORDS = 3
"""Words in the reason of a waiver."""


@dataclass(frozen=True)
class Finding:
    """What a rule found, and where."""

    span: Span
    what: str
    hint: str = ""


@dataclass(frozen=True)
class Rule(Generic[CaseT]):
    """One row of a table of rules; a rule with two severities has two rows."""

    id: str
    code: str
    severity: Severity
    find: Callable[[CaseT], Iterator[Finding]] | None
    """None where another check holds the rule, without which an item cannot be shown at all."""
    source: str
    """Where the rule comes from; `house` for a threshold of our own."""
    kinds: tuple[str, ...] = ()
    """Kinds of question it holds for; empty for rules of a whole quiz."""
    worded: bool = False
    """Whether it goes by the words of the language, which must be known for that."""


def run_rules(
    rules: Sequence[Rule[CaseT]],
    table: Sequence[Rule[CaseT]],
    case: CaseT,
    waivers: Sequence[Waiver],
    owner: str,
) -> Iterator[Problem]:
    """Run the rules that hold for a case, but for those set aside; then check the waivers.

    `table` are all rules that an owner's waivers may name.
    """
    waived = {waiver.rule for waiver in waivers}
    used: set[str] = set()
    for rule in rules:
        for finding in rule.find(case) if rule.find else ():
            if rule.id in waived:
                used.add(rule.id)
            else:
                what = f"rule {rule.id}: {finding.what}"
                yield Problem(rule.code, finding.span, what, finding.hint)
    for waiver in waivers:
        yield from _check_waiver(waiver, table, used, owner)


def _check_waiver(
    waiver: Waiver, table: Sequence[Rule[CaseT]], used: set[str], owner: str
) -> Iterator[Problem]:
    free = [rule.id for rule in table if rule.find]
    if waiver.rule not in free:
        held = waiver.rule in {rule.id for rule in table}
        what = f"a {owner} has no rule `{waiver.rule}` that could be set aside"
        if held:
            what = f"the rule `{waiver.rule}` holds for each {owner} and cannot be set aside"
        yield Problem("SG991", waiver.span, what, "" if held else _nearest(waiver.rule, free))
        return
    if len(waiver.reason.split()) < FEWEST_WORDS:
        what = f"the waiver of rule {waiver.rule} gives `{waiver.reason}` as its whole reason"
        yield Problem("SG992", waiver.span, what, "say in a few words why the rule should not hold")
    if waiver.rule not in used:
        what = f"the waiver of rule {waiver.rule} sets nothing aside"
        yield Problem("SG993", waiver.span, what, "remove it")


def _nearest(name: str, known: Sequence[str]) -> str:
    upper = name.upper()
    return f"did you mean `{upper}`?" if upper in known else did_you_mean(name, known)
