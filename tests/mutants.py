"""Ways in which a guide breaks: each takes a page, breaks it once, and says where.

A mutant is one page with one mistake of an author in it. `NEAR` is how far a message may stand from
the break; where the block as a whole is wrong, its opening line counts as the place too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import TypeVar

from studyguide.language.blocks import RawBlock
from studyguide.language.kinds import KINDS, Body, Sort
from studyguide.language.scan import Scanned, scan

NEAR = 2
CITED = re.compile(r"\[@[^\]]*\]")
KEY = re.compile(r"^- \[x\] ", re.IGNORECASE)
WRONG = re.compile(r"^- \[ \] ")


@dataclass(frozen=True)
class Mutant:
    """A page with one mistake in it."""

    kind: str
    src: str
    text: str
    line: int
    """Where it is broken."""
    opening: int = 0
    """Where the block around it opens."""


@dataclass(frozen=True)
class Source:
    """A page to break."""

    src: str
    lines: tuple[str, ...]
    page: Scanned

    def cut(self, number: int) -> str:
        """The page without that line."""
        return "\n".join([*self.lines[: number - 1], *self.lines[number:]])

    def with_line(self, number: int, *lines: str) -> str:
        """The page with other lines in the place of that one."""
        return "\n".join([*self.lines[: number - 1], *lines, *self.lines[number:]])

    def line(self, number: int) -> str:
        """A line, by its number."""
        return self.lines[number - 1]


@lru_cache(maxsize=128)
def source(src: str, text: str) -> Source:
    """A page, read."""
    return Source(src, tuple(text.split("\n")), scan(text, src))


Site = tuple[str, int, int]
"""The broken text, the line of the break, and the line that opens the block."""
Breaker = Callable[[Source, Random], Iterator[Site]]
BREAKERS: dict[str, Breaker] = {}
"""Every kind of mistake, by its name."""


def kind(name: str) -> Callable[[Breaker], Breaker]:
    """Add a kind of mistake; its function yields every page with it, lazily."""

    def add(breaker: Breaker) -> Breaker:
        BREAKERS[name] = breaker
        return breaker

    return add


def blocks(page: Source, random: Random, *kinds: str) -> list[RawBlock]:
    """The blocks of some kinds, or all, in an order of chance."""
    found = [block for block in page.page.blocks if not kinds or block.kind in kinds]
    return random.sample(found, len(found))


def option_lines(page: Source, block: RawBlock) -> Iterator[tuple[int, str]]:
    """The lines of a block on which an option of its own begins, with its name."""
    for number in block.options:
        if match := re.match(r"    ([a-z-]+):", page.line(number)):
            yield number, match[1]


def options(page: Source, random: Random) -> Iterator[tuple[RawBlock, int, str]]:
    """Every option of every block."""
    for block in blocks(page, random):
        for number, name in option_lines(page, block):
            yield block, number, name


def misspelt(word: str) -> str:
    """A word with two of its letters changed about, and one more."""
    return f"{word[:-2]}{word[-1]}{word[-2]}q" if len(word) > 2 else f"{word}q"


# The shape of blocks


@kind("lost closing slashes of a block")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block in blocks(page, random):
        yield page.cut(block.last), block.last, block.line


@kind("lost opening line of a block")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block in blocks(page, random):
        yield page.cut(block.line), block.line, block.last - 1


@kind("lost closing slashes of a part")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block in blocks(page, random):
        for part in block.parts:
            yield page.cut(part.last + 1), part.last + 1, part.line


@kind("lost opening line of a part")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block in blocks(page, random):
        for part in block.parts:
            yield page.cut(part.line), part.last, block.line


@kind("misspelt kind of block")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block in blocks(page, random):
        line = page.line(block.line).replace(block.kind, misspelt(block.kind), 1)
        yield page.with_line(block.line, line), block.line, block.line


@kind("misspelt part")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block in blocks(page, random):
        for part in block.parts:
            line = page.line(part.line).replace(part.name, misspelt(part.name), 1)
            yield page.with_line(part.line, line), part.line, block.line


@kind("no title")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block in blocks(page, random):
        line = page.line(block.line).partition("|")[0].rstrip()
        yield page.with_line(block.line, line), block.line, block.line


@kind("indented block")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block in blocks(page, random):
        yield page.with_line(block.line, f"  {page.line(block.line)}"), block.line, block.line


@kind("quoted block")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block in blocks(page, random):
        yield page.with_line(block.line, f"> {page.line(block.line)}"), block.line, block.line


@kind("block in a block")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block in blocks(page, random):
        for part in block.parts:
            lines = (page.line(part.first), "", "////// term | boat", "//////", "")
            yield page.with_line(part.first, *lines), part.first + 2, block.line


@kind("block in raw HTML")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block in blocks(page, random):
        text = page.with_line(block.line, "<div>", page.line(block.line))
        yield text, block.line, block.line + 1


@kind("text where the block has none")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block in blocks(page, random):
        if KINDS[block.kind].body is Body.NONE and block.options:
            end = block.options.stop - 1
            lines = (page.line(end), "", "Words that belong nowhere.", "")
            yield page.with_line(end, *lines), end + 2, block.line


@kind("empty part")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block in blocks(page, random):
        for part in block.parts:
            lines = [*page.lines[: part.line], *page.lines[part.last :]]
            yield "\n".join(lines), part.line, block.line


@kind("part twice")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block in blocks(page, random):
        for part in block.parts:
            rule = KINDS[block.kind].part(part.name)
            if rule and not rule.many:
                copy = page.lines[part.line - 1 : part.last + 1]
                lines = [*page.lines[: part.last + 1], *copy, *page.lines[part.last + 1 :]]
                yield "\n".join(lines), part.last + 2, block.line


@kind("lost part that must be there")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block in blocks(page, random):
        for part in block.parts:
            rule = KINDS[block.kind].part(part.name)
            names = [other.name for other in block.parts]
            if rule and rule.required and names.count(part.name) == max(rule.at_least, 1):
                lines = [*page.lines[: part.line - 1], *page.lines[part.last + 1 :]]
                yield "\n".join(lines), part.line, block.line


@kind("block twice")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block in blocks(page, random):
        if block.options:
            copy = page.lines[block.line - 1 : block.last]
            lines = [*page.lines[: block.last], "", *copy, *page.lines[block.last :]]
            yield "\n".join(lines), block.last + 2, block.last + 2


@kind("end of the file lost")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block in blocks(page, random):
        if block.last > block.line + 3:
            end = random.randrange(block.line + 1, block.last)
            yield "\n".join(page.lines[:end]), end, block.line


# Options


@kind("misspelt option")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block, number, name in options(page, random):
        line = page.line(number).replace(name, misspelt(name), 1)
        yield page.with_line(number, line), number, block.line


@kind("lost option that must be there")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block, number, name in options(page, random):
        rule = KINDS[block.kind].option(name)
        if rule and rule.required:
            yield page.cut(number), number, block.line


@kind("option without a value")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block, number, name in options(page, random):
        rule = KINDS[block.kind].option(name)
        if rule and rule.sort not in (Sort.STRENGTHS, Sort.TIES, Sort.WAIVERS):
            yield page.with_line(number, f"    {name}:"), number, block.line


@kind("option twice")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block, number, _name in options(page, random):
        if page.line(number).rstrip()[-1] != ":":
            lines = (page.line(number), page.line(number))
            yield page.with_line(number, *lines), number + 1, block.line


@kind("option that is not indented")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block, number, _name in options(page, random):
        yield page.with_line(number, page.line(number).strip()), number, block.line


@kind("empty line before the options")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block in blocks(page, random):
        if block.options:
            yield page.with_line(block.line, page.line(block.line), ""), block.line + 2, block.line


@kind("value that is not one of a list")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block, number, name in options(page, random):
        rule = KINDS[block.kind].option(name)
        if rule and rule.sort is Sort.CHOICE:
            line = misspelt(page.line(number).rstrip())
            yield page.with_line(number, line), number, block.line


@kind("number in words")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block, number, name in options(page, random):
        rule = KINDS[block.kind].option(name)
        if rule and rule.sort is Sort.INTEGER:
            yield page.with_line(number, f"    {name}: five"), number, block.line


@kind("options that are not YAML")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block, number, name in options(page, random):
        yield page.with_line(number, f"    {name}: [a, b"), number, block.line


@kind("HTML in an option")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block, number, name in options(page, random):
        yield page.with_line(number, f"    {name}: <script>alert(1)</script>"), number, block.line


# Ids, links and citations


@kind("id with capitals")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block, number, name in options(page, random):
        if name == "id":
            line = f"    id: {page.line(number).split(':')[1].strip().title()}"
            yield page.with_line(number, line), number, block.line


@kind("reference to what is not there")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block, number, name in options(page, random):
        rule = KINDS[block.kind].option(name)
        if rule and rule.sort is Sort.REFERENCE:
            line = misspelt(page.line(number).rstrip())
            yield page.with_line(number, line), number, block.line
        elif rule and rule.sort is Sort.REFERENCES and page.line(number).rstrip().endswith("]"):
            line = f"{page.line(number).rstrip()[:-1]}, nobody-at-all]"
            yield page.with_line(number, line), number, block.line


@kind("misspelt citation")
def _(page: Source, random: Random) -> Iterator[Site]:
    for span in _shuffled(random, page.page.citations):
        number = span.span.line
        at = span.span.column - 1
        line = page.line(number)
        yield page.with_line(number, f"{line[:at]}q{line[at:]}"), number, number


@kind("citation that is not closed")
def _(page: Source, random: Random) -> Iterator[Site]:
    for number, line in _visible(page, random, CITED):
        broken = CITED.sub(lambda match: match[0][:-1], line, count=1)
        if "]" not in broken[broken.index("[@") :].split("[", 2)[1]:
            yield page.with_line(number, broken), number, number


@kind("citation of a place that is left out")
def _(page: Source, random: Random) -> Iterator[Site]:
    for number, line in _visible(page, random, CITED):
        broken = CITED.sub(lambda match: match[0][:-1] + ", ]", line, count=1)
        yield page.with_line(number, broken), number, number


@kind("scene without a source")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block in blocks(page, random, "scene"):
        inside = (CITED.sub("", line) for line in page.lines[block.line - 1 : block.last])
        lines = [*page.lines[: block.line - 1], *inside, *page.lines[block.last :]]
        yield "\n".join(lines), block.line, block.line


@kind("real life without a source")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block in blocks(page, random, "compare", "character"):
        for part in block.parts:
            if part.name == "life":
                inside = (CITED.sub("", line) for line in page.lines[part.line : part.last])
                lines = [*page.lines[: part.line], *inside, *page.lines[part.last :]]
                if "\n".join(lines) != "\n".join(page.lines):
                    yield "\n".join(lines), part.line, block.line


def _ending(words: str, random: Random, page: Source) -> Iterator[tuple[str, int]]:
    """The page with some words on a new line after a paragraph of prose."""
    taken = {n for block in page.page.blocks for n in range(block.line, block.last + 1)}
    prose = [
        number
        for number, line in enumerate(page.page.visible, 1)
        if re.match(r"[A-Z][a-z]", line) and number not in taken
    ]
    for number in _shuffled(random, prose):
        yield page.with_line(number, f"{page.line(number)} {words}"), number


ADDED = {
    "link to a page that is not there": "See [this](nowhere-at-all.md).",
    "link to a place that is not there": "See [this](#nowhere-at-all).",
    "link by an id that is not there": "See [this][nowhere-at-all].",
    "link that runs a script": "See [this](javascript:alert(1)).",
    "link that hides a script": "See [this](&#106;avascript:alert(1)).",
    "picture of another host": "![A light](https://example.org/light.png)",
    "picture that is not there": "![A light](nowhere-at-all.png)",
    "script in the text": "<script>alert(1)</script>",
    "frame in the text": '<iframe src="https://example.org"></iframe>',
    "attribute that runs": '<b onclick="alert(1)">bold</b>',
    "attribute list that runs": "*bold*{ onclick=alert(1) }",
    "name of the compiler's own": '<sg-slot n="0"></sg-slot>',
    "control character": "\x07",
    "brackets without end": "[" * 101,
    "include from outside": '\n\n--8<-- "../outside.md"\n\n',
    "lost slashes": "\n\n///\n\n",
    "slashes that open nothing": "\n\n/// ?\n\n",
    "heading block of pymdownx without end": "\n\n/// note | A note\n\n",
}
"""What is written into a paragraph of prose, by the kind of mistake."""


def _adding(name: str) -> None:
    @kind(name)
    def _(page: Source, random: Random) -> Iterator[Site]:
        for text, number in _ending(ADDED[name], random, page):
            yield text, number + ADDED[name].count("\n") // 2, number


for added in ADDED:
    _adding(added)


# Questions and quizzes


def _answers(
    page: Source, random: Random, pattern: re.Pattern[str]
) -> Iterator[tuple[RawBlock, int]]:
    for block in blocks(page, random, "question"):
        for number in range(block.line, block.last):
            if pattern.match(page.line(number)):
                yield block, number


@kind("no key")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block, number in _answers(page, random, KEY):
        if sum(bool(KEY.match(page.line(n))) for n in range(block.line, block.last)) == 1:
            line = KEY.sub("- [ ] ", page.line(number))
            yield page.with_line(number, line), number, block.line


@kind("two keys")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block, number in _answers(page, random, WRONG):
        if any(page.line(n).strip() == "kind: choice" for n in block.options):
            line = WRONG.sub("- [x] ", page.line(number))
            yield page.with_line(number, line), number, block.line


@kind("lost reason")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block, number in _answers(page, random, WRONG):
        end = number + 1
        while page.line(end).startswith("  "):
            end += 1
        lines = [*page.lines[:number], *page.lines[end - 1 :]]
        if end > number + 1:
            yield "\n".join(lines), number, block.line


@kind("option present but empty")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block, number in _answers(page, random, WRONG):
        yield page.with_line(number, "- [ ]"), number, block.line


@kind("option twice in a question")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block, number in _answers(page, random, WRONG):
        keys = (n for n in range(block.line, block.last) if KEY.match(page.line(n)))
        key = next(keys, None)
        if key is not None:
            line = KEY.sub("- [ ] ", page.line(key))
            yield page.with_line(number, line), number, block.line


@kind("mark without a space")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block, number in _answers(page, random, WRONG):
        line = page.line(number).replace("- [ ] ", "-[ ] ", 1)
        yield page.with_line(number, line), number, block.line


@kind("reason that is not indented")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block, number in _answers(page, random, re.compile(r" +> ")):
        yield page.with_line(number, page.line(number).lstrip()), number, block.line


@kind("question tied to nothing")
def _(page: Source, random: Random) -> Iterator[Site]:
    tied = ("scene", "comparison", "theme", "term")
    for block in blocks(page, random, "question"):
        found = [number for number, name in option_lines(page, block) if name in tied]
        inside = "\n".join(page.lines[block.line - 1 : block.last])
        if len(found) == 1 and "[@" not in inside:
            yield page.cut(found[0]), found[0], block.line


@kind("question twice in a quiz")
def _(page: Source, random: Random) -> Iterator[Site]:
    for _block, number, name in options(page, random):
        match = re.match(r"    questions: \[([a-z0-9-]+)", page.line(number))
        if name == "questions" and match:
            line = page.line(number).replace("[", f"[{match[1]}, ", 1)
            yield page.with_line(number, line), number, number


@kind("misspelt view")
def _(page: Source, random: Random) -> Iterator[Site]:
    for block in blocks(page, random, "show"):
        yield page.with_line(block.line, f"/// show | {misspelt(block.title)}"), block.line, 0


# Front matter


def _front_matter(page: Source) -> Iterator[int]:
    if page.lines[0] == "---":
        yield from range(2, page.lines.index("---", 1) + 1)


@kind("front matter that is never closed")
def _(page: Source, _random: Random) -> Iterator[Site]:
    if numbers := [*_front_matter(page)]:
        end = page.lines.index("---", 1) + 1
        yield page.cut(end), 1, numbers[0]


@kind("front matter that is never opened")
def _(page: Source, _random: Random) -> Iterator[Site]:
    if [*_front_matter(page)]:
        yield page.cut(1), 1, 1


@kind("misspelt name in front matter")
def _(page: Source, _random: Random) -> Iterator[Site]:
    for number in _front_matter(page):
        if re.match(r"[a-z]+:", page.line(number)):
            name, _, rest = page.line(number).partition(":")
            yield page.with_line(number, f"{misspelt(name)}:{rest}"), number, number


@kind("misspelt value in front matter")
def _(page: Source, _random: Random) -> Iterator[Site]:
    for number in _front_matter(page):
        if re.match(r"(?:audience|context|copy): ", page.line(number)):
            yield page.with_line(number, misspelt(page.line(number))), number, number


# Settings


def _fields(page: Source, random: Random, pattern: str) -> Iterator[tuple[int, str]]:
    if page.src.endswith(".yml"):
        found = [
            (number, line) for number, line in enumerate(page.lines, 1) if re.match(pattern, line)
        ]
        yield from _shuffled(random, found)


@kind("misspelt field of the settings")
def _(page: Source, random: Random) -> Iterator[Site]:
    for number, line in _fields(page, random, r"\s*(?:- )?[a-z-]+:"):
        name, _, rest = line.partition(":")
        yield page.with_line(number, f"{misspelt(name)}:{rest}"), number, _entry(page, number)


@kind("field of the settings twice")
def _(page: Source, random: Random) -> Iterator[Site]:
    for number, line in _fields(page, random, r"  +[a-z-]+: \S"):
        yield page.with_line(number, line, line), number + 1, _entry(page, number)


@kind("field of a source without a value")
def _(page: Source, random: Random) -> Iterator[Site]:
    for number, line in _fields(page, random, r"  +(?:title|publisher|kind|weight): \S"):
        name = line.partition(":")[0]
        yield page.with_line(number, f"{name}:"), number, _entry(page, number)


@kind("settings that are not YAML")
def _(page: Source, random: Random) -> Iterator[Site]:
    for number, line in _fields(page, random, r"  +[a-z-]+: \S"):
        name = line.partition(":")[0]
        yield page.with_line(number, f'{name}: "never closed'), number, len(page.lines)


@kind("tab in the settings")
def _(page: Source, random: Random) -> Iterator[Site]:
    for number, line in _fields(page, random, r"  +[a-z-]+: \S"):
        yield page.with_line(number, f"\t{line.lstrip()}"), number, _entry(page, number)


def _entry(page: Source, number: int) -> int:
    """The line on which an entry of a list of settings begins, or its map."""
    for above in range(number, 0, -1):
        if re.match(r"\s*- |[a-z]+:", page.line(above)):
            return above
    return 1


def _visible(page: Source, random: Random, pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """The lines in which something stands outside code, in an order of chance."""
    found = [n for n, line in enumerate(page.page.visible, 1) if pattern.search(line)]
    for number in _shuffled(random, found):
        yield number, page.line(number)


T = TypeVar("T")


def _shuffled(random: Random, rows: Sequence[T]) -> list[T]:
    return random.sample(list(rows), len(rows))


SETTINGS = tuple(name for name in BREAKERS if "settings" in name or "field of a source" in name)
"""Kinds that break a settings file."""


def mutant_of(name: str, page: Source, random: Random) -> Mutant | None:
    """The page with a mistake of that kind somewhere; None where it can have none."""
    whole = "\n".join(page.lines)
    for text, line, opening in BREAKERS[name](page, random):
        if text != whole:
            return Mutant(name, page.src, text, line, opening)
    return None
