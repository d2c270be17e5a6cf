"""Find the blocks and headings of a page: what opens, what closes, and what does not fit.

The rules for opening and closing lines are those of pymdownx blocks, made stricter: our blocks
begin at the left margin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from studyguide.language.kinds import FOREIGN_BLOCKS, KINDS, PART_NAMES
from studyguide.model import Heading, Span
from studyguide.problems import Problem, did_you_mean, nearest, shortened
from studyguide.problems.other_names import in_our_spelling

FENCE = re.compile(r"^(?P<prefix>[ \t>]*)(?P<slashes>/{3,})[ ]*(?P<rest>.*)$")
OPENING = re.compile(r"^(?P<name>[\w-]+)[ ]*(?:\|[ ]*(?P<title>.*))?$")
HEADING = re.compile(r"^(?P<marks>#{1,6})[ ]+(?P<text>.*)$")
COMMENT = re.compile(r"<!--.*?-->")
OPTION_LINE = re.compile(r"^(?P<indent>\s*)(?P<name>[\w-]+):(?:\s|$)")


@dataclass
class RawPart:
    """A part of a block, as found: its name, its title, and the lines of its text."""

    name: str
    title: str
    line: int
    first: int
    """First line of its text."""
    last: int = 0


@dataclass
class RawBlock:
    """A block, as found: its first line taken apart, and where its options, text and parts are."""

    kind: str
    title: str
    line: int
    column: int
    slashes: int
    index: int
    level: int
    """The level that its heading takes: one below the last heading above it."""
    options: range = range(0)
    """Lines of its options."""
    parts: list[RawPart] = field(default_factory=list)
    last: int = 0
    """Line of its closing slashes, or the last line that belongs to it."""
    misplaced: dict[str, None] = field(default_factory=dict)
    """Options that stand where they are not read."""
    misnamed: set[str] = field(default_factory=set)
    """Parts that seem to be there under a name with a slip in it."""


def headings_of(visible: tuple[str, ...], file: str) -> Iterator[Heading]:
    """The headings of the page, in order."""
    for number, line in enumerate(visible, 1):
        if match := HEADING.match(line):
            text = match["text"].rstrip(" #")
            yield Heading(len(match["marks"]), text, Span(file, number, 1, number))


def _name(opening: re.Match[str]) -> str:
    """The kind of a block or the name of a part, as we spell it."""
    return in_our_spelling(opening["name"].lower(), PART_NAMES)


class BlockReader:
    """Follow opening and closing lines with a stack, and keep what does not fit as problems."""

    def __init__(
        self,
        file: str,
        lines: tuple[str, ...],
        visible: tuple[str, ...],
        headings: tuple[Heading, ...],
    ) -> None:
        self.blocks: list[RawBlock] = []
        self.problems: list[Problem] = []
        self._file = file
        self._lines = lines
        self._visible = visible
        self._headings = headings
        self._open: list[tuple[int, RawBlock | RawPart | None, int]] = []
        """Number of slashes, what it opened (None for a foreign block), and its line."""
        self._never_closed = 0
        """Blocks that another began in, whose own last lines may follow."""

    def read(self) -> None:
        """Read the whole page into `blocks` and `problems`."""
        for number, line in enumerate(self._visible, 1):
            if line.startswith("// "):
                self._open_short_block(number, line)
            if "///" not in line or not (match := FENCE.match(line.rstrip(" "))):
                continue
            if not match["rest"]:
                self._close(number, match)
            elif opening := OPENING.match(match["rest"]):
                self._open_line(number, match, opening)
            elif not match["prefix"]:
                what = f"`{shortened(line)}` opens no block"
                self._report("SG108", number, match, what, "write `/// kind | title`")
        self._unwind(0, len(self._lines) + 1)

    def _report(
        self, code: str, line: int, match: re.Match[str], what: str, hint: str = ""
    ) -> None:
        column = match.start("slashes") + 1
        self.problems.append(Problem(code, Span(self._file, line, column, line), what, hint))

    def _open_line(self, line: int, match: re.Match[str], opening: re.Match[str]) -> None:
        name = _name(opening)
        slashes = len(match["slashes"])
        ours = name in KINDS or name in PART_NAMES
        if match["prefix"] and not ours:
            self._open.append((slashes, None, line))
            return
        if match["prefix"]:
            what = f"the {name} block does not begin at the left margin"
            hint = "to show it as an example, put it between lines of three backticks"
            self._report("SG113", line, match, what, hint)
            self._open.append((slashes, None, line))
            return
        block = self._innermost_block()
        if block and self._is_short_part(name, slashes, block):
            self._open_short_part(line, match, opening, block)
            return
        if block and slashes <= block.slashes:
            self._unwind(self._depth_of(block), line)
            self._never_closed += 1
            block = None
        if block and not self._open_part():
            self._open_part_line(line, match, opening, block)
        elif block and name in FOREIGN_BLOCKS:
            self._open.append((slashes, None, line))
        elif block:
            self._inside_part(line, match, opening, block)
        else:
            self._open_block(line, match, opening)

    def _title(self, line: int, match: re.Match[str], opening: re.Match[str]) -> str:
        """The title as the author wrote it, with its code, but without comments."""
        if opening["title"] is None:
            return ""
        raw = self._lines[line - 1]
        start = match.start("rest") + opening.start("title") - raw.startswith("// ")
        return COMMENT.sub("", raw[start:]).strip()

    def _open_short_block(self, line: int, text: str) -> None:
        """Open a block of the guide that begins with two slashes, and say so."""
        match = FENCE.match(f"/{text.rstrip(' ')}")
        opening = OPENING.match(match["rest"]) if match else None
        if match and opening and opening["name"].lower() in KINDS:
            what = f"this {opening['name'].lower()} begins with two slashes"
            self._report("SG131", line, match, what, "begin it with three: `///`")
            self._open_line(line, match, opening)

    def _is_short_part(self, name: str, slashes: int, block: RawBlock) -> bool:
        """Whether a line opens a part of the block, but has too few slashes to stand in it."""
        return slashes <= block.slashes and bool(KINDS[block.kind].part(name))

    def _open_short_part(
        self, line: int, match: re.Match[str], opening: re.Match[str], block: RawBlock
    ) -> None:
        if self._open_part():
            self._unwind(self._depth_of(block) + 1, line)
        right = "/" * (block.slashes + 1)
        what = f"the part `{opening['name']}` has too few slashes to stand in the {block.kind}"
        hint = f"begin and end it with `{right}`"
        self._report("SG131", line, match, what, hint)
        self._open_part_line(line, match, opening, block)

    def _inside_part(
        self, line: int, match: re.Match[str], opening: re.Match[str], block: RawBlock
    ) -> None:
        part = self._open_part()
        slashes = len(match["slashes"])
        if part and slashes <= self._open[-1][0]:
            self._unwind(len(self._open) - 1, line)
            self._open_part_line(line, match, opening, block)
        else:
            what = f"`{opening['name']}` stands inside the part `{part.name if part else ''}`"
            self._report("SG109", line, match, what)
            self._open.append((slashes, None, line))

    def _open_block(self, line: int, match: re.Match[str], opening: re.Match[str]) -> None:
        name = _name(opening)
        slashes = len(match["slashes"])
        if name in KINDS:
            block = RawBlock(
                name,
                self._title(line, match, opening),
                line,
                match.start("slashes") + 1,
                slashes,
                len(self.blocks),
                self._level(line),
                self._option_lines(line),
            )
            self._misplaced_options(block)
            self.blocks.append(block)
            self._open.append((slashes, block, line))
            return
        if name not in FOREIGN_BLOCKS:
            hint = did_you_mean(name, [*KINDS, *FOREIGN_BLOCKS])
            what = f"there is no block `{name}`"
            if name in PART_NAMES:
                what, hint = f"the part `{name}` stands outside a block", "lost a first line?"
            self._report("SG101", line, match, what, hint)
        self._open.append((slashes, None, line))

    def _open_part_line(
        self, line: int, match: re.Match[str], opening: re.Match[str], block: RawBlock
    ) -> None:
        name = _name(opening)
        kind = KINDS[block.kind]
        slashes = len(match["slashes"])
        if kind.part(name):
            first = line + 1
            part = RawPart(name, self._title(line, match, opening), line, first)
            block.parts.append(part)
            self._options_of_part(part)
            self._open.append((slashes, part, line))
            return
        if name in FOREIGN_BLOCKS:
            self._open.append((slashes, None, line))
            return
        if name in KINDS:
            self._report(
                "SG109", line, match, f"the {name} block stands inside the {block.kind} block"
            )
        else:
            names = [part.name for part in kind.parts]
            block.misnamed.add(nearest(name, names))
            hint = did_you_mean(name, names)
            self._report("SG104", line, match, f"a {block.kind} has no part `{name}`", hint)
        self._open.append((slashes, None, line))

    def _close(self, line: int, match: re.Match[str]) -> None:
        slashes = len(match["slashes"])
        for depth in range(len(self._open) - 1, -1, -1):
            if self._open[depth][0] == slashes:
                self._unwind(depth + 1, line)
                self._finish(self._open.pop(), line)
                return
        if self._never_closed:
            self._never_closed -= 1
            return
        self._report("SG103", line, match, f"`{match['slashes']}` closes nothing")

    def _unwind(self, depth: int, line: int) -> None:
        """Drop everything open above `depth`: it was never closed."""
        while len(self._open) > depth:
            entry = self._open.pop()
            slashes, opened, start = entry
            name = f"part `{opened.name}`" if isinstance(opened, RawPart) else "block"
            if isinstance(opened, RawBlock):
                name = opened.kind
            what = f"this {name} is never closed"
            hint = f"close it with a line `{'/' * slashes}`"
            if line <= len(self._lines):
                hint += f" before line {line}"
            self.problems.append(Problem("SG102", Span(self._file, start, 1, start), what, hint))
            self._finish(entry, line)

    def _finish(self, entry: tuple[int, RawBlock | RawPart | None, int], line: int) -> None:
        opened = entry[1]
        if isinstance(opened, RawPart):
            opened.last = line - 1
        elif isinstance(opened, RawBlock):
            opened.last = min(line, len(self._lines))

    def _innermost_block(self) -> RawBlock | None:
        return next((o for _, o, _ in reversed(self._open) if isinstance(o, RawBlock)), None)

    def _open_part(self) -> RawPart | None:
        return next((o for _, o, _ in reversed(self._open) if isinstance(o, RawPart)), None)

    def _depth_of(self, block: RawBlock) -> int:
        return next(depth for depth, entry in enumerate(self._open) if entry[1] is block)

    def _level(self, line: int) -> int:
        above = [heading.level for heading in self._headings if heading.span.line < line]
        return min(6, above[-1] + 1) if above else 2

    def _option_lines(self, line: int) -> range:
        """Lines under the first line that are indented by four spaces or more, without a gap."""
        end = line
        while end < len(self._lines):
            text = self._lines[end]
            if not text.startswith("    ") or not text.strip():
                break
            end += 1
        return range(line + 1, end + 1)

    def _options_of_part(self, part: RawPart) -> None:
        """Report what looks like options of a part; other indented lines are code."""
        known = {rule.name for kind in KINDS.values() for rule in kind.options}
        for number in self._option_lines(part.line):
            match = OPTION_LINE.match(self._lines[number - 1])
            if match and match["name"] in known:
                what = f"the part `{part.name}` has no option `{match['name']}`: parts have none"
                span = Span(self._file, number, match.start("name") + 1, number)
                hint = "set it under the first line of the block, or take it away"
                self.problems.append(Problem("SG201", span, what, hint))

    def _misplaced_options(self, block: RawBlock) -> None:
        """Report lines after the options that look like options but are not read as such.

        Told once; where they are all that the block has, they are taken for its options.
        """
        known = {rule.name for kind in KINDS.values() for rule in kind.options}
        own = {rule.name for rule in KINDS[block.kind].options}
        end = block.line + len(block.options)
        gap = end < len(self._lines) and not self._lines[end].strip()
        first = number = end + 1 if gap else end
        indents: list[int] = []
        while number < len(self._lines):
            line = self._lines[number]
            match = OPTION_LINE.match(line)
            bare = match and not match["indent"]
            if match and match["name"] in (own if bare else known) and not (bare and gap):
                block.misplaced.setdefault(match["name"])
                indents.append(match.start("name"))
            elif not indents or not line.startswith(" " * (indents[0] + 1)) or not line.strip():
                break
            number += 1
        if not indents:
            return
        names = [f"`{name}`" for name in block.misplaced]
        verb = "is" if len(names) == 1 else "are"
        what = f"the option{'s'[: verb == 'are']} {', '.join(names)} {verb} not read here"
        them = "it" if verb == "is" else "them"
        hint = f"put {them} right under the block's first line"
        if not gap:
            hint = f"indent {them} by four spaces"
        span = Span(self._file, first + 1, indents[0] + 1, first + 1)
        self.problems.append(Problem("SG207", span, what, hint))
        if not block.options:
            block.options = range(first + 1, number + 1)
            block.misplaced = block.misplaced if len(set(indents)) > 1 else {}
