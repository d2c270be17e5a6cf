"""Read a page line by line: find its blocks, headings, links and citations, each with its place.

In goes the text of one page; out come raw blocks (nothing in them interpreted yet) and problems of
shape. Every text gives a result; nothing here raises. What stands in code or comments is not read.
The rules for opening and closing lines are those of pymdownx blocks, made stricter: our blocks
begin at the left margin.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice, pairwise

from studyguide.language.kinds import FOREIGN_BLOCKS, KINDS, PART_NAMES, Body
from studyguide.model import Citation, Heading, Link, LinkKind, Span
from studyguide.problems import Problem, did_you_mean, nearest

FENCE = re.compile(r"^(?P<prefix>[ \t>]*)(?P<slashes>/{3,})[ ]*(?P<rest>.*)$")
OPENING = re.compile(r"^(?P<name>[\w-]+)[ ]*(?:\|[ ]*(?P<title>.*))?$")
CODE_FENCE = re.compile(r"^[ \t>]*(?:[-*+]|\d+\.)?[ \t]*(?P<fence>`{3,}|~{3,})(?P<info>.*)$")
HEADING = re.compile(r"^(?P<marks>#{1,6})[ ]+(?P<text>.*)$")
CODE_SPAN = re.compile(r"(?<![\\`])(?P<run>`+)(?!`)[^\n]*?(?<!`)(?P=run)(?!`)")
CITATION = re.compile(r"(?<!\\)\[(?P<ids>@[^\[\]\n]*)\]")
UNFINISHED = re.compile(r"(?<!\\)\[@[^\[\]\n]*(?=[\[\n]|\Z)")
"""A citation that does not end on its line."""
CITED_SOURCE = re.compile(r"\s*@(?P<id>[A-Za-z0-9][\w.-]*)\s*")
REFERENCE = re.compile(r"(?<!\\)\[(?P<text>[^\[\]]*)\]\[(?P<id>[^\[\]]*)\]")
INLINE_LINK = re.compile(r"(?<!\\)\]\((?P<target><[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)")
AUTOLINK = re.compile(
    r"(?<!\\)<(?P<target>(?:https?|mailto|ftp|file|data|blob|javascript|vbscript):[^<>\s]*)>",
    re.IGNORECASE,
)
IMAGE = re.compile(r"!\[[^\[\]]*\]\(")
UNDESCRIBED = re.compile(r"(?<!\\)!\[\s*\](?=[\[(])")
"""An image of Markdown with nothing in its brackets."""
DEFINITION = re.compile(
    r"^ {0,3}\[(?P<id>[^\[\]^]+)\]:[ ]+(?P<target><[^<>\n]*>|[^\s<]\S*)"
    r"[ ]*(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\))?[ ]*$",
    re.MULTILINE,
)
SLIP = re.compile(
    r"(?<![\w\\!\]])\[(?P<ids>[A-Za-z0-9][\w.;, -]*)\](?![\[(:\w])"
    r"|(?<![\w\\@./:\[;-])@(?P<id>[A-Za-z0-9][\w-]*)(?![\w\]-])"
)
"""What would be a citation but for a forgotten mark: `[source]`, `(@source)`."""
RESERVED = re.compile(r"<sg-|\bdata-sg\b|guide:/", re.IGNORECASE)
COMMENT = re.compile(r"<!--.*?-->")
INCLUDE = re.compile(r"[ \t]*-+8<-+(?:[ \t]+[\"'](?P<path>[^\n]*)[\"'])?[ \t]*$")
"""A line of pymdownx.snippets that includes a file, or begins and ends a list of files."""
OUTWARD = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\~]|^[A-Za-z][\w+.-]*:[/\\]")
"""A path that leads out of the folder it is named from, or an address."""
ANSWER = re.compile(
    r"^(?P<mark>[-*+]|\d{1,3}\.)(?: +\[(?P<key>[ xX])\](?= |$))?(?: +(?P<text>.*)|$)"
)
"""An entry of a question's list: an option with its mark, a pair, a step or a blank."""
TICK_BOX = re.compile(r"^([-*+] +|\d{1,3}\. +)\[([ xX])\](?= |$)")
"""The mark of an option, which Markdown must take for no link and no task."""
GAP = re.compile(r"_{3,}")
REASON = re.compile(r"^ {2,}> ?(?P<text>.*)$")
CONTINUED = re.compile(r"^ {2,}(?P<text>\S.*)$")
OWN_ID = re.compile(r"^\s*id:\s*(?P<id>[a-z0-9][a-z0-9-]*)\s*$")
OPTION_LINE = re.compile(r"^(?P<indent>\s*)(?P<name>[\w-]+):(?:\s|$)")
LISTED = re.compile(r"(?:[-*+]|\d{1,2}\.) +\S")
"""The first line of a list, at the left margin."""
NO_TEXT = re.compile(r"\s|[-*+] |\d{1,2}\. |[#>|/]|<|:::|\[[^\]]*\]:")
"""What a line begins with that is no line of a paragraph, or not for sure."""
RULED = re.compile(r"\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?|\|? *:?-+:? *\|")
"""The line of dashes under the head of a table."""
CELL_END = re.compile(r"(?<!\\)\|")


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


@dataclass(frozen=True)
class Scanned:
    """One page, read."""

    file: str
    lines: tuple[str, ...]
    visible: tuple[str, ...]
    """The lines with code and comments blanked out, each as long as before."""
    blocks: tuple[RawBlock, ...]
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    citations: tuple[Citation, ...]
    slips: tuple[Citation, ...]
    """What names something as a citation would, but for a forgotten mark."""
    problems: tuple[Problem, ...]


@lru_cache(maxsize=256)
def scan(text: str, file: str) -> Scanned:
    """Read the text of the page `file`.

    What was read is kept: a build reads most pages twice, to check and to stamp them.
    """
    lines = lines_of(text)
    visible, unclosed, notes = _visible(lines)
    headings = tuple(_headings(visible, file))
    reader = _BlockReader(file, lines, visible, headings)
    reader.read()
    whole = _Offsets(visible, file)
    citations, bad = _citations(whole)
    problems = [*reader.problems, *bad, *_reserved(whole), *_includes(lines, file)]
    problems += _unclosed_code(lines, unclosed, file)
    problems += _unclosed_notes(lines, notes, file)
    problems += [*_unseen_lists(visible, reader.blocks, file), *_uneven_tables(visible, file)]
    problems += _undescribed(whole)
    return Scanned(
        file,
        lines,
        visible,
        tuple(reader.blocks),
        headings,
        tuple(_links(whole)),
        citations,
        tuple(_slips(whole)),
        tuple(problems),
    )


class _Offsets:
    """The visible text as one string, with the way back from an offset to a line and column."""

    def __init__(self, visible: tuple[str, ...], file: str) -> None:
        self.text = "\n".join(visible)
        self._file = file
        self._starts = [0]
        for line in visible:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def span(self, offset: int) -> Span:
        line = bisect_right(self._starts, offset)
        return Span(self._file, line, offset - self._starts[line - 1] + 1, line)


def _visible(lines: tuple[str, ...]) -> tuple[tuple[str, ...], list[int], list[int]]:
    """Blank out front matter, fenced code, comments and inline code; what never ends is text.

    Comes out with the lines, counted from 1, on which code or a comment begins that never ends.
    """
    unclosed = []
    notes = []
    shown = list(lines)
    code_ends = _code_ends(lines)
    last_comment_end = max((n for n, line in enumerate(lines) if "-->" in line), default=-1)
    number = _after_front_matter(lines)
    shown[:number] = [" " * len(line) for line in lines[:number]]
    in_comment = False
    while number < len(lines):
        line = lines[number]
        match = None if in_comment else CODE_FENCE.match(line)
        end = _code_end(match["fence"], number, code_ends) if match and _opens_code(match) else 0
        if end:
            shown[number : end + 1] = [" " * len(line) for line in lines[number : end + 1]]
            number = end
        else:
            if match and _opens_code(match):
                unclosed.append(number + 1)
            closable = number < last_comment_end or "-->" in line
            shown[number], in_comment = _without_comment(line, in_comment, closable)
            if not closable and "<!--" in CODE_SPAN.sub("", shown[number]):
                notes.append(number + 1)
        number += 1
    return _without_inline_code(shown), unclosed, notes


def _after_front_matter(lines: tuple[str, ...]) -> int:
    """How many lines the front matter takes; none where it is never closed."""
    if lines[0].rstrip() == "---":
        for number, line in enumerate(lines[1:], 1):
            if line.rstrip() in ("---", "..."):
                return number + 1
    return 0


def _code_ends(lines: tuple[str, ...]) -> dict[str, list[tuple[int, ...]]]:
    """The lines that can end fenced code, for each of its two marks, with their lengths."""
    ends: dict[str, list[tuple[int, ...]]] = {"`": [], "~": []}
    for number, line in enumerate(lines):
        mark = line.strip(" >")
        if mark[:3] in ("```", "~~~") and not mark.strip(mark[0]):
            ends[mark[0]].append((number, len(mark)))
    return ends


def _code_end(fence: str, opened: int, ends: dict[str, list[tuple[int, ...]]]) -> int:
    """The line that ends the code which `fence` opens; 0 if none does."""
    rows = ends[fence[0]]
    first = bisect_right(rows, (opened + 1,))
    return next((line for line, length in islice(rows, first, None) if length >= len(fence)), 0)


def _opens_code(match: re.Match[str]) -> bool:
    return match["fence"][0] == "~" or "`" not in match["info"]


def _without_comment(line: str, inside: bool, closable: bool) -> tuple[str, bool]:
    """Blank the comments of a line; one that opens in inline code, or never closes, is none."""
    shown = []
    at = 0
    code = [match.span() for match in CODE_SPAN.finditer(line)] if "<!--" in line else []
    while at < len(line):
        mark = "-->" if inside else "<!--"
        found = line.find(mark, at)
        end = len(line) if found < 0 else found
        shown.append(" " * (end - at) if inside else line[at:end])
        if found < 0:
            break
        at = found + len(mark)
        if not inside and (not closable or any(a < found < b for a, b in code)):
            shown.append(mark)
            continue
        shown.append(" " * len(mark))
        inside = not inside
    return "".join(shown), inside


def _without_inline_code(lines: list[str]) -> tuple[str, ...]:
    result: list[str] = []
    paragraph: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            paragraph.append(line)
            continue
        text = "\n".join(paragraph)
        if paragraph:
            result += (_blank_code_spans(text) if "`" in text else text).split("\n")
        result.append(line)
        paragraph = []
    return tuple(result[:-1])


def _blank_code_spans(text: str) -> str:
    """Blank what stands between equal runs of backticks, as Markdown pairs them; linear in size."""
    runs = [(m.start(), m.end()) for m in re.finditer(r"(?<!\\)`+", text)]
    by_length: dict[int, list[int]] = defaultdict(list)
    for number, (start, end) in enumerate(runs):
        by_length[end - start].append(number)
    pieces: list[str] = []
    at = number = 0
    while number < len(runs):
        start, end = runs[number]
        same = by_length[end - start]
        following = bisect_right(same, number)
        if following == len(same):
            number += 1
            continue
        number = same[following]
        stop = runs[number][1]
        pieces += [text[at:start], re.sub(r"[^\n]", " ", text[start:stop])]
        at = stop
        number += 1
    return "".join([*pieces, text[at:]])


def _headings(visible: tuple[str, ...], file: str) -> Iterator[Heading]:
    for number, line in enumerate(visible, 1):
        if match := HEADING.match(line):
            text = match["text"].rstrip(" #")
            yield Heading(len(match["marks"]), text, Span(file, number, 1, number))


class _BlockReader:
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
                what = f"`{_short(line)}` opens no block"
                self._report("SG108", number, match, what, "write `/// kind | title`")
        self._unwind(0, len(self._lines) + 1)

    def _report(
        self, code: str, line: int, match: re.Match[str], what: str, hint: str = ""
    ) -> None:
        column = match.start("slashes") + 1
        self.problems.append(Problem(code, Span(self._file, line, column, line), what, hint))

    def _open_line(self, line: int, match: re.Match[str], opening: re.Match[str]) -> None:
        name = opening["name"].lower()
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
        name = opening["name"].lower()
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
        name = opening["name"].lower()
        kind = KINDS[block.kind]
        slashes = len(match["slashes"])
        if kind.part(name):
            first = line + 1
            part = RawPart(name, self._title(line, match, opening), line, first)
            block.parts.append(part)
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


CITATION_HINT = "write `[@source]` or `[@first; @second]`"


def _citations(whole: _Offsets) -> tuple[tuple[Citation, ...], list[Problem]]:
    found: list[Citation] = []
    problems: list[Problem] = []
    for match in CITATION.finditer(whole.text):
        named = cited_in(match["ids"])
        found += [Citation(name, whole.span(match.start("ids") + at)) for name, at in named]
        if len(named) <= match["ids"].count(";"):
            what = f"`{_short(match[0])}` is not a citation"
            problems.append(Problem("SG306", whole.span(match.start()), what, CITATION_HINT))
    for match in UNFINISHED.finditer(whole.text):
        what = f"`{_short(match[0].rstrip())}` is not closed on its line"
        problems.append(Problem("SG306", whole.span(match.start()), what, CITATION_HINT))
    return tuple(found), problems


def cited_in(ids: str) -> list[tuple[str, int]]:
    """The sources that `@a; @b` names, each with its offset, up to a piece that names none."""
    found: list[tuple[str, int]] = []
    at = 0
    for piece in ids.split(";"):
        name = CITED_SOURCE.fullmatch(piece)
        if name is None:
            break
        found.append((name["id"], at + name.start("id")))
        at += len(piece) + 1
    return found


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _slips(whole: _Offsets) -> Iterator[Citation]:
    text = CITATION.sub(_blank, UNFINISHED.sub(_blank, whole.text))
    for match in SLIP.finditer(text):
        names = re.split(r"[;,]", match["ids"]) if match["ids"] else [match["id"]]
        for name in names:
            yield Citation(name.strip(), whole.span(match.start()))


def _unclosed_code(lines: tuple[str, ...], unclosed: list[int], file: str) -> Iterator[Problem]:
    for number in unclosed:
        match = CODE_FENCE.match(lines[number - 1])
        fence = match["fence"] if match else ""
        column = match.start("fence") + 1 if match else 1
        what = f"the code that {fence} begins is never closed"
        hint = f"close it with a line {fence}"
        yield Problem("SG132", Span(file, number, column, number), what, hint)


def _unclosed_notes(lines: tuple[str, ...], notes: list[int], file: str) -> Iterator[Problem]:
    for number in notes:
        span = Span(file, number, lines[number - 1].rindex("<!--") + 1, number)
        what = "this comment is never closed, so that readers see it"
        yield Problem("SG133", span, what, "close it with `-->`")


def _unseen_lists(visible: tuple[str, ...], blocks: list[RawBlock], file: str) -> Iterator[Problem]:
    """Lists right under a paragraph, which Markdown takes for a part of it.

    The answers of a question are set apart by the compiler.
    """
    questions = [block for block in blocks if KINDS[block.kind].body is Body.OPTIONS]
    asked = {number for block in questions for number in range(block.line, block.last)}
    for number, (above, line) in enumerate(pairwise(visible), 2):
        if number not in asked and LISTED.match(line) and above and not NO_TEXT.match(above):
            what = "this is no list yet, but goes on with the line above"
            yield Problem("SG134", Span(file, number, 1, number), what, "leave an empty line")


def _uneven_tables(visible: tuple[str, ...], file: str) -> Iterator[Problem]:
    """Rows of tables that have more or fewer cells than the head."""
    columns = 0
    for number, (above, line) in enumerate(pairwise(visible), 2):
        if columns and "|" not in line:
            columns = 0
        elif not columns and "|" in above and RULED.fullmatch(line.strip()):
            columns = _cells(above)
        if columns and _cells(line) != columns:
            what = f"this row has {_cells(line)} cells, and the head of the table has {columns}"
            span = Span(file, number, 1, number)
            yield Problem("SG135", span, what, "set a bar between every two cells, and no more")


def _cells(line: str) -> int:
    return len(CELL_END.findall(line.strip().removeprefix("|").removesuffix("|"))) + 1


def _links(whole: _Offsets) -> Iterator[Link]:
    defined = {match["id"].strip().lower() for match in DEFINITION.finditer(whole.text)}
    for match in REFERENCE.finditer(whole.text):
        target = (match["id"] or match["text"]).strip()
        if target and not target.startswith("^") and target.lower() not in defined:
            yield Link(target, LinkKind.REFERENCE, whole.span(match.start()))
    images = {match.end() for match in IMAGE.finditer(whole.text)}
    for match in INLINE_LINK.finditer(whole.text):
        start = match.start("target")
        kind = LinkKind.IMAGE if start in images else LinkKind.TARGET
        yield Link(match["target"].strip("<>"), kind, whole.span(start))
    for match in AUTOLINK.finditer(whole.text):
        yield Link(match["target"], LinkKind.TARGET, whole.span(match.start("target")))
    for match in DEFINITION.finditer(whole.text):
        yield Link(match["target"].strip("<>"), LinkKind.TARGET, whole.span(match.start("target")))


def _reserved(whole: _Offsets) -> Iterator[Problem]:
    for match in RESERVED.finditer(whole.text):
        yield Problem("SG112", whole.span(match.start()), f"`{match[0]}` is kept for the compiler")


def _undescribed(whole: _Offsets) -> Iterator[Problem]:
    for match in UNDESCRIBED.finditer(whole.text):
        hint = "say in the brackets what it shows, for those who do not see it"
        yield Problem("SG136", whole.span(match.start()), "this picture has no description", hint)


def _includes(lines: tuple[str, ...], file: str) -> Iterator[Problem]:
    """Includes that lead out of the guide; they are followed even in code and comments."""
    listing = False
    for number, line in enumerate(lines, 1):
        match = INCLUDE.match(line)
        path = match["path"] if match else line.strip() if listing else None
        listing ^= bool(match and match["path"] is None)
        if path and OUTWARD.search(path):
            span = Span(file, number, line.index(path) + 1, number)
            what = f"the include `{_short(path)}` leads out of the guide"
            yield Problem("SG310", span, what, "name a file of the guide by its path in it")


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text as places count them: tabs are widened to every fourth column."""
    return tuple(unified_newlines(text).expandtabs(4).split("\n"))


def unified_newlines(text: str) -> str:
    """The text with every line end of Windows or old Macs made a plain newline."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def stamped(text: str, file: str = "") -> str:
    """Give back the page's Markdown with every block's first line made ready for Markdown.

    A block `/// scene | Title` becomes `/// studyguide | Title` with its running number, its id
    and its heading level as options, in place of the author's (which were read already and are not
    read twice), and a citation `[@source]` becomes `[@7#source]` with its own number. So each block
    and each citation that Markdown makes can be matched with its place in the source.
    """
    page = scan(text, file)
    page = replace(page, lines=_with_numbered_citations(page))
    inserts: dict[int, str] = {}
    drop: set[int] = set()
    for block in page.blocks:
        inserts[block.line] = _stamp(page, block)
        drop.update(block.options)
        if KINDS[block.kind].body is Body.OPTIONS:
            inserts.update(_spaced_answers(page, block))
        for number, part in enumerate(block.parts):
            inserts[part.line] = _part_stamp(page, block, part, number)
    lines = (
        inserts.get(number, line) for number, line in enumerate(page.lines, 1) if number not in drop
    )
    return "\n".join(lines)


def _with_numbered_citations(page: Scanned) -> tuple[str, ...]:
    """The lines, with the number of its first source in each citation."""
    lines = list(page.lines)
    for number, citation in reversed(list(enumerate(page.citations))):
        line, at = citation.span.line - 1, citation.span.column - 1
        if lines[line][:at].endswith("[@"):
            lines[line] = f"{lines[line][:at]}{number}#{lines[line][at:]}"
    return tuple(lines)


def _title(page: Scanned, line: int) -> str:
    """The title on the first line of a block or a part."""
    return page.lines[line - 1].partition("|")[2].strip()


def _spaced_answers(page: Scanned, block: RawBlock) -> dict[int, str]:
    """Set answers and reasons apart by empty lines, as Markdown needs them in a list.

    Authors write them close together; a reason may be indented by two spaces or more.
    """
    spaced: dict[int, str] = {}
    for number in range(block.line + 1, block.last):
        line, above = page.lines[number - 1], page.lines[number - 2]
        if match := REASON.match(line):
            gap = "" if REASON.match(above) else "\n"
            spaced[number] = f"{gap}    > {match['text']}"
        elif ANSWER.match(line):
            spaced[number] = "\n" + TICK_BOX.sub(r"\1\\[\2]", line, count=1)
    return spaced


def _stamp(page: Scanned, block: RawBlock) -> str:
    kind = KINDS[block.kind]
    title = _title(page, block.line) if block.kind != "show" else ""
    if kind.body is Body.OPTIONS:
        title = GAP.sub(lambda gap: gap[0].replace("_", r"\_"), title)  # it is no emphasis
    header = f"{'/' * block.slashes} studyguide" + (f" | {title}" if title else "")
    options = [f"    block: {block.index}", f"    level: {block.level if kind.heading else 0}"]
    ids = (OWN_ID.match(page.lines[number - 1]) for number in block.options)
    options += [f"    anchor: '{match['id']}'" for match in ids if match]
    if kind.body is Body.OPTIONS:
        options.append("    answers: true")
    return "\n".join([header, *options])


def _part_stamp(page: Scanned, block: RawBlock, part: RawPart, number: int) -> str:
    rule = KINDS[block.kind].part(part.name)
    slashes = re.match(r"/+", page.lines[part.line - 1])
    header = f"{slashes[0] if slashes else '////'} studyguide"
    if title := _title(page, part.line):
        header += f" | {title}"
    label = rule.label if rule else part.name
    return f"{header}\n    block: {block.index}\n    part: {number}\n    label: {label}"
