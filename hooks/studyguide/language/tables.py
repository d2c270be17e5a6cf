"""The tables of Markdown, as it reads them: a head, a line of dashes, and rows up to a gap."""

from __future__ import annotations

import re

AROUND = re.compile(r"(?:[ ]*(?:>|[-*+:](?=[ ])|\d{1,9}\.(?=[ ])))*+[ ]*+")
"""What stands before the head of a table in a quotation or a list."""
QUOTED = " >"
"""What stands before the other lines of a table."""
RULE = frozenset("|:- ")
"""What the line under the head is made of."""
BAR = re.compile(r"\\.|(?P<bar>\|)")


def table_columns(head: str, rule: str) -> int:
    """How many columns a table has that begins with these two lines; 0 where none begins."""
    rule = rule.lstrip(QUOTED)
    if "|" not in head or "|" not in rule or not RULE.issuperset(rule):
        return 0
    columns = cells(head, head)
    return columns if cells(rule, head) == columns else 0


def cells(row: str, head: str) -> int:
    """How many cells a row has; the bars at its ends are none where the head has one at its own."""
    row, head = _inside(row), _inside(head)
    bars, ends = _bars(row), (0, len(row) - 1)
    if not {0, len(head) - 1}.isdisjoint(_bars(head)):
        bars = [at for at in bars if at not in ends]
    return len(bars) + 1


def _inside(line: str) -> str:
    around = AROUND.match(line)
    return line[around.end() if around else 0 :].rstrip()


def _bars(row: str) -> list[int]:
    return [match.start() for match in BAR.finditer(row) if match["bar"]]
