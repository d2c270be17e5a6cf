"""Set lists in the columns that Markdown needs: what belongs to an entry, four further in.

Other tools read a list inside a list when it is indented by two or three columns, and so do most
people. Python-Markdown reads it as more of the outer list, and a paragraph indented so ends the
list. Here such lines move to the right before Markdown sees them. Code keeps its own columns, and
what is indented by four or more stays where it is, unless it belongs to what has moved.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field

ENTRY = re.compile(r"(?P<indent> *)(?P<mark>[-*+]|\d{1,9}\.)(?P<space> +)(?=\S)")
FENCE = re.compile(r" *(?P<marks>`{3,}|~{3,})")
HEAD = re.compile(r" *(?:!!!|\?\?\?|===|:\s|\[\^[^\]]+\]:)")
"""What has its text indented by four columns without being an entry of a list."""
ENDS = re.compile(r"/{3,}|#{1,6} |<|\|")
"""What ends a list right under it, at the margin."""
AS_IT_IS = re.compile(r"<pre\b", re.IGNORECASE), re.compile(r"</pre>", re.IGNORECASE)
STEP = 4
"""Columns by which Markdown indents what belongs to an entry."""
LEAST = 2
"""Columns by which authors do."""


@dataclass(frozen=True)
class _Entry:
    """An entry of a list: its columns in the source, and where its mark goes."""

    column: int
    text: int
    goes_to: int
    numbered: bool

    @property
    def moves(self) -> bool:
        return self.goes_to > self.column

    @property
    def inside(self) -> int:
        """The column of what belongs to it."""
        return self.goes_to // STEP * STEP + STEP


@dataclass
class _Reader:
    """Goes through the lines with the entries and the heads that are open."""

    open: list[_Entry] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    after_gap: bool = True
    fence: str = ""
    """The marks that opened the code that is being read."""
    moved_by: int = 0
    """By how much that code moves."""
    in_paragraph: bool = False
    """Whether the line above is of a further paragraph of an entry."""
    after_code: bool = False
    block_at: int = 0
    """The column of the first line behind the last empty one."""
    raw: bool = False

    def read(self, line: str, shown: str) -> str:
        """The line where Markdown needs it; `shown` is the line with its code blanked out."""
        if self.raw or AS_IT_IS[0].search(shown):
            self.raw = not AS_IT_IS[1].search(shown)
            self.open = []
            return line
        if not line.strip():
            self.after_gap, self.after_code = True, False
            return line
        indent = len(line) - len(line.lstrip())
        if self.fence or (not shown.strip() and FENCE.match(line)):
            return _moved(line, max(0, indent + self._code(line, indent)))
        found = ENTRY.match(line)
        if found and shown[found.start("mark")] == " ":
            found = None
        gap, goes_to = self._entry(found) if found else (False, self._other(shown, indent))
        if self.after_gap or gap:
            self.block_at = goes_to
        gap |= self.after_code and bool(self.open)
        self.in_paragraph = not found and bool(self.open) and (self.after_gap or self.in_paragraph)
        self.after_gap = self.after_code = False
        return ("\n" if gap else "") + _moved(line, goes_to)

    def _code(self, line: str, indent: int) -> int:
        """By how much a line of fenced code moves: all of them by as much as the first."""
        found = FENCE.match(line)
        if not self.fence and found:
            self.fence = found["marks"]
            self.moved_by = self._text(indent, ended=self.after_gap) - indent
        elif found and found["marks"].startswith(self.fence) and not line[found.end() :].strip():
            self.fence, self.after_code = "", True
        self.after_gap, self.in_paragraph = True, False
        return self.moved_by

    def _entry(self, found: re.Match[str]) -> tuple[bool, int]:
        """Whether an empty line must come before an entry, and where it goes."""
        column = len(found["indent"])
        numbered = found["mark"][-1] == "."
        last = None
        while self.open and column - self.open[-1].column < LEAST:
            last = self.open.pop()
        if not self.open and not self._may_begin(column):
            return False, column
        owner = self.open[-1] if self.open else None
        further = column - owner.column if owner else 0
        if owner and self.after_gap and further >= 2 * STEP:
            return False, column  # code
        goes_to = column
        if owner:
            goes_to = owner.inside if further < STEP else owner.goes_to + further
        self.open.append(_Entry(column, found.end(), goes_to, numbered))
        another = last is not None and not owner and last.numbered != numbered
        outward = last is not None and goes_to // STEP < self.block_at // STEP
        return not self.after_gap and (self.in_paragraph or another or outward), goes_to

    def _may_begin(self, column: int) -> bool:
        self._close_heads(column)
        return column < STEP * (len(self.heads) + 1)

    def _close_heads(self, column: int) -> None:
        while self.heads and column - self.heads[-1] < STEP:
            self.heads.pop()

    def _other(self, shown: str, indent: int) -> int:
        if ENDS.match(shown):
            self.open = []
        goes_to = self._text(indent, ended=self.after_gap)
        if HEAD.match(shown):
            self._close_heads(indent)
            self.heads.append(indent)
        return goes_to

    def _text(self, indent: int, *, ended: bool) -> int:
        """Where a line goes that begins no entry; after an empty line, it may end the list."""
        while ended and self.open and indent - self.open[-1].column < LEAST:
            self.open.pop()
        if not self.open:
            return indent
        owner = self.open[-1]
        if not ended:
            return max(indent, owner.inside) if owner.moves else indent
        if owner.moves or indent - owner.column < STEP:
            return owner.inside + max(0, indent - owner.text)
        return indent


def _moved(line: str, column: int) -> str:
    return " " * column + line.lstrip(" ")


def with_lists_in_columns(
    lines: Sequence[str], visible: Sequence[str], leave: Container[int]
) -> tuple[str, ...]:
    """The lines, each where Markdown needs it; an empty line may come before one.

    `visible` are the lines with code and comments blanked out. Those whose numbers, from 1, are in
    `leave` stay as they are, and no list goes on behind them.
    """
    made = []
    reader = _Reader()
    for number, (line, shown) in enumerate(zip(lines, visible, strict=True), 1):
        if number in leave:
            reader = _Reader()
            made.append(line)
        else:
            made.append(reader.read(line, shown))
    return tuple(made)
