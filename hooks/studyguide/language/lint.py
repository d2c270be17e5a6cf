"""Name what Markdown would show otherwise than its author means, or must not do at all.

Code and comments that never end, lists that are none, uneven tables, pictures without a
description, what is kept for the compiler, and includes that lead out of the guide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from studyguide.language.addresses import Address
from studyguide.language.blocks import RawBlock
from studyguide.language.kinds import KINDS, Body
from studyguide.language.lines import CODE_FENCE, Offsets
from studyguide.language.tables import QUOTED, cells, table_columns
from studyguide.model import Span
from studyguide.problems import Problem, shortened

UNDESCRIBED = re.compile(r"(?<!\\)!\[\s*\](?=[\[(])")
"""An image of Markdown with nothing in its brackets."""
RESERVED = re.compile(r"<sg-|\bdata-sg\b|guide:/", re.IGNORECASE)
INCLUDE = re.compile(r"[ \t]*-+8<-+(?:[ \t]+[\"'](?P<path>[^\n]*)[\"'])?[ \t]*$")
"""A line of pymdownx.snippets that includes a file, or begins and ends a list of files."""
OUTWARD = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\~]|^[A-Za-z][\w+.-]*:[/\\]")
"""A path that leads out of the folder it is named from, or an address."""
LISTED = re.compile(r"(?:[-*+]|\d{1,2}\.) +\S")
"""The first line of a list, at the left margin."""
NO_TEXT = re.compile(r"\s|[-*+] |\d{1,2}\. |[#>|/]|<|:::|\[[^\]]*\]:")
"""What a line begins with that is no line of a paragraph, or not for sure."""


def unclosed_code(lines: tuple[str, ...], unclosed: list[int], file: str) -> Iterator[Problem]:
    """Fenced code that never ends; `unclosed` are the lines on which it begins."""
    for number in unclosed:
        match = CODE_FENCE.match(lines[number - 1])
        fence = match["fence"] if match else ""
        column = match.start("fence") + 1 if match else 1
        what = f"the code that {fence} begins is never closed"
        hint = f"close it with a line {fence}"
        yield Problem("SG132", Span(file, number, column, number), what, hint)


def unclosed_comments(lines: tuple[str, ...], notes: list[int], file: str) -> Iterator[Problem]:
    """Comments that never end; `notes` are the lines on which they begin."""
    for number in notes:
        span = Span(file, number, lines[number - 1].rindex("<!--") + 1, number)
        what = "this comment is never closed, so that readers see it"
        yield Problem("SG133", span, what, "close it with `-->`")


def unseen_lists(visible: tuple[str, ...], blocks: list[RawBlock], file: str) -> Iterator[Problem]:
    """Lists right under a paragraph, which Markdown takes for a part of it.

    The answers of a question are set apart by the compiler.
    """
    questions = [block for block in blocks if KINDS[block.kind].body is Body.OPTIONS]
    asked = {number for block in questions for number in range(block.line, block.last)}
    for number, (above, line) in enumerate(pairwise(visible), 2):
        if number not in asked and LISTED.match(line) and above and not NO_TEXT.match(above):
            what = "this is no list yet, but goes on with the line above"
            yield Problem("SG134", Span(file, number, 1, number), what, "leave an empty line")


def uneven_tables(visible: tuple[str, ...], file: str) -> Iterator[Problem]:
    """Rows of tables that have more or fewer cells than the head."""
    columns, head = 0, ""
    for number, (above, line) in enumerate(pairwise(visible), 2):
        if not line.strip(QUOTED):
            columns = 0
        elif not columns:
            columns, head = table_columns(above, line), above
        elif "|" in line and (found := cells(line, head)) != columns:
            what = f"this row has {found} cells, and the head of the table has {columns}"
            span = Span(file, number, 1, number)
            yield Problem("SG135", span, what, "set a bar between every two cells, and no more")


def undescribed(whole: Offsets) -> Iterator[Problem]:
    """Pictures with nothing in their brackets."""
    for match in UNDESCRIBED.finditer(whole.text):
        hint = "say in the brackets what it shows, for those who do not see it"
        yield Problem("SG136", whole.span(match.start()), "this picture has no description", hint)


def broken_links(whole: Offsets, addresses: Iterable[Address]) -> Iterator[Problem]:
    """Links whose address takes along what follows, on its line or over the end of it."""
    for one in addresses:
        if one.goes_on:
            what = "the address of this link goes on in the next line"
            yield Problem("SG304", whole.span(one.at), what, "close its bracket on its line")
        elif one.holds_more:
            what = f"the address `{shortened(one.url)}` holds more than an address"
            hint = "close its bracket where it ends; for a space write `%20`"
            yield Problem("SG304", whole.span(one.url_at), what, hint)


def reserved(whole: Offsets) -> Iterator[Problem]:
    """What an author writes as only the compiler may."""
    for match in RESERVED.finditer(whole.text):
        yield Problem("SG112", whole.span(match.start()), f"`{match[0]}` is kept for the compiler")


def outward_includes(lines: tuple[str, ...], file: str) -> Iterator[Problem]:
    """Includes that lead out of the guide; they are followed even in code and comments."""
    listing = False
    for number, line in enumerate(lines, 1):
        match = INCLUDE.match(line)
        path = match["path"] if match else line.strip() if listing else None
        listing ^= bool(match and match["path"] is None)
        if path and OUTWARD.search(path):
            span = Span(file, number, line.index(path) + 1, number)
            what = f"the include `{shortened(path)}` leads out of the guide"
            yield Problem("SG310", span, what, "name a file of the guide by its path in it")
