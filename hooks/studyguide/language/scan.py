"""Read a page line by line: find its blocks, headings, links and citations, each with its place.

In goes the text of one page; out come raw blocks (nothing in them interpreted yet) and problems of
shape. Every text gives a result; nothing here raises. What stands in code or comments is not read.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from studyguide.language import lint
from studyguide.language.addresses import addresses_in
from studyguide.language.blocks import BlockReader, RawBlock, headings_of
from studyguide.language.inline import citations_in, links_in, slips_in
from studyguide.language.lines import Offsets, lines_of, visible_lines
from studyguide.model import Citation, Heading, Link
from studyguide.problems import Problem


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
    """What names something as a citation would, but for a forgotten mark.

    An option names things in brackets by right: what a source is called, a character may be too.
    """
    problems: tuple[Problem, ...]


@lru_cache(maxsize=256)
def scan(text: str, file: str) -> Scanned:
    """Read the text of the page `file`.

    What was read is kept: a build reads most pages twice, to check and to stamp them.
    """
    lines = lines_of(text)
    visible, unclosed, notes = visible_lines(lines)
    headings = tuple(headings_of(visible, file))
    reader = BlockReader(file, lines, visible, headings)
    reader.read()
    whole = Offsets(visible, file)
    options = {number for block in reader.blocks for number in block.options}
    addresses = tuple(addresses_in(whole.text))
    citations, bad = citations_in(whole)
    problems = [*reader.problems, *bad, *lint.reserved(whole), *lint.outward_includes(lines, file)]
    problems += lint.unclosed_code(lines, unclosed, file)
    problems += lint.unclosed_comments(lines, notes, file)
    problems += [
        *lint.unseen_lists(visible, reader.blocks, file),
        *lint.uneven_tables(visible, file),
    ]
    problems += [*lint.undescribed(whole), *lint.broken_links(whole, addresses)]
    return Scanned(
        file,
        lines,
        visible,
        tuple(reader.blocks),
        headings,
        tuple(links_in(whole, addresses)),
        citations,
        tuple(slip for slip in slips_in(whole) if slip.span.line not in options),
        tuple(problems),
    )
