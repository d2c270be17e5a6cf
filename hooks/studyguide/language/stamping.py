"""Write a page anew for Markdown: its blocks numbered, so that each is matched with its source."""

from __future__ import annotations

import re
from dataclasses import replace

from studyguide.language.answers import ANSWER, REASON
from studyguide.language.blocks import RawBlock, RawPart
from studyguide.language.kinds import KINDS, Body, in_film
from studyguide.language.lines import after_front_matter
from studyguide.language.lists import with_lists_in_columns
from studyguide.language.scan import Scanned, scan

TICK_BOX = re.compile(r"^([-*+] +|\d{1,3}\. +)\[([ xX])\](?= |$)")
"""The mark of an option, which Markdown must take for no link and no task."""
NUMBERED = re.compile(r"@(?P<number>\d+)#(?P<id>.*)")
"""A citation of a stamped page, from its sign on."""
UNDERSCORES = re.compile(r"_{3,}")
OWN_ID = re.compile(r"^\s*id:\s*(?P<id>[a-z0-9][a-z0-9-]*)\s*$")


def stamped(text: str, file: str = "") -> str:
    """Give back the page's Markdown with every block's first line made ready for Markdown.

    A block `/// scene | Title` becomes `/// studyguide | Title` with its running number, its id
    and its heading level as options, in place of the author's (which were read already and are not
    read twice), and a citation `[@source]` becomes `[@7#source]` with its own number. So each block
    and each citation that Markdown makes can be matched with its place in the source.
    """
    page = scan(text, file)
    numbered = _with_numbered_citations(page)
    columns = with_lists_in_columns(numbered, page.visible, _read_otherwise(page))
    page = replace(page, lines=columns)
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


def _read_otherwise(page: Scanned) -> set[int]:
    """The numbers of lines that are no plain Markdown: front matter, options, lists of answers."""
    found = set(range(1, after_front_matter(page.lines) + 1))
    for block in page.blocks:
        found.update(block.options)
        if KINDS[block.kind].body is Body.OPTIONS:
            end = min((part.line for part in block.parts), default=block.last)
            found.update(range(block.line, end))
    return found


def _with_numbered_citations(page: Scanned) -> tuple[str, ...]:
    """The lines, with the number of its first source in each citation."""
    lines = list(page.lines)
    for number, citation in reversed(list(enumerate(page.citations))):
        line, at = citation.span.line - 1, citation.span.column - 1
        if lines[line][:at].endswith("[@"):
            lines[line] = f"{lines[line][:at]}{number}#{lines[line][at:]}"
    return tuple(lines)


def taken_from(ids: str) -> tuple[str, str]:
    """The number that a citation was stamped with, and its sources without it."""
    match = NUMBERED.fullmatch(ids)
    return (match["number"], f"@{match['id']}") if match else ("", ids)


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
        title = UNDERSCORES.sub(lambda gap: gap[0].replace("_", r"\_"), title)  # it is no emphasis
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
    label = in_film(rule.label) if rule else part.name
    options = f"    block: {block.index}\n    part: {number}\n    label: {label}"
    return f"{header}\n{options}\n"  # an empty line, lest code that follows be read as options
