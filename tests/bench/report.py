"""The measured numbers as a table, and as a page of the authors' manual."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from itertools import pairwise

from tests.bench.measuring import Cost

PAGE = "docs/authors/speed.md"
VERSIONS = ("mkdocs", "mkdocs-material", "Markdown", "pymdown-extensions", "weasyprint", "pydyf")


@dataclass(frozen=True)
class Growth:
    """A generated guide, built from nothing."""

    asked: int
    pages: int
    """Pages of its PDF."""
    cost: Cost
    bare: Cost | None = None
    to_pdf: Cost | None = None


@dataclass(frozen=True)
class Results:
    """Everything that one run measures."""

    full: Cost
    """Site and all editions of the reference guide, with nothing in the cache."""
    bare: Cost
    """The same books with WeasyPrint alone, one after the other."""
    editions: int
    unchanged: Cost
    plain: Cost
    single: Cost
    """Site and one tagged edition."""
    single_pages: int
    to_pdf: Cost
    to_pdf_pages: int
    growth: tuple[Growth, ...]


@dataclass(frozen=True)
class Ratio:
    """Two costs, one divided by the other, and what we promise of it."""

    what: str
    value: float
    most: float

    @property
    def kept(self) -> bool:
        """Whether the promise is kept."""
        return self.value <= self.most


def ratios(results: Results) -> Iterator[Ratio]:
    """The ratios that are promised."""
    yield Ratio(
        "All editions and the site, to WeasyPrint alone on the same books: processor time",
        results.full.cpu / results.bare.cpu,
        1.15,
    )
    yield Ratio("The same: time by the clock", results.full.wall / results.bare.wall, 0.7)
    yield Ratio(
        "Site and one tagged edition, to mkdocs-to-pdf's site and untagged PDF from the same "
        "Markdown: time by the clock",
        results.single.wall / results.to_pdf.wall,
        0.7,
    )
    for row in results.growth:
        if row.to_pdf is not None:
            yield Ratio(
                f"The same for a generated guide of {row.pages} pages",
                row.cost.wall / row.to_pdf.wall,
                0.7,
            )
    for small, large in pairwise(results.growth):
        yield Ratio(
            f"{large.pages} pages to {small.pages} pages, for twice as many: time by the clock",
            large.cost.wall / small.cost.wall * (2 * small.pages / large.pages),
            2.2,
        )
    yield Ratio(
        "A build with nothing changed, to plain Material: processor time",
        results.unchanged.cpu / results.plain.cpu,
        1.3,
    )


def as_table(results: Results) -> str:
    """The ratios as a Markdown table."""
    lines = ["| What is compared | Measured | At most |  |", "|---|--:|--:|---|"]
    for ratio in ratios(results):
        mark = "kept" if ratio.kept else "**not kept**"
        lines.append(f"| {ratio.what} | {ratio.value:.2f} | {ratio.most:.2f} | {mark} |")
    return "\n".join(lines)


def as_page(results: Results, today: date) -> str:
    """The page of the manual."""
    return f"""\
---
audience: authors
---

# How fast it is

`make bench` measured this on {today.isoformat()} and wrote this page. Every ratio comes from one \
run, on one machine that did nothing else: {os.cpu_count()} cores, {platform.system()}, Python \
{platform.python_version()}. Seconds differ from machine to machine; ratios do so much less.

## What we promise, and what was measured

{as_table(results)}

WeasyPrint alone lays the same HTML out, with the same styles, tags and options, one book \
after the other. It writes no page numbers behind links, into the contents and the index; the \
compiler does, and it lays a long book out in two processes or three. Mkdocs-to-pdf prints the \
same Markdown as the theme shows it, in one process; its PDF has \
{results.to_pdf_pages} pages, ours {results.single_pages}, with pictures, room to write, an index \
and tags that the other has not. Plain Material has our Markdown \
extension and not our hook.

## The numbers behind it

{_costs(results)}

## How it grows

Generated guides, the site and one edition, with nothing kept from an earlier build.

{_growth(results)}

{_compared(results)}

## Versions

{_versions()}
"""


def _costs(results: Results) -> str:
    rows = (
        (f"Site and all {results.editions} editions", results.full),
        (f"WeasyPrint alone, {results.editions} books", results.bare),
        ("Site and one edition", results.single),
        ("Material and mkdocs-to-pdf", results.to_pdf),
        ("Build with nothing changed", results.unchanged),
        ("Plain Material", results.plain),
    )
    lines = [
        "| Reference guide | By the clock | Processor time | Memory of the largest process |",
        "|---|--:|--:|--:|",
    ]
    lines += [f"| {name} | {_row(cost)} |" for name, cost in rows]
    return "\n".join(lines)


def _row(cost: Cost) -> str:
    return f"{cost.wall:.1f} s | {cost.cpu:.1f} s | {cost.peak:.0f} MB"


def _growth(results: Results) -> str:
    lines = [
        "| Pages of the PDF | By the clock | Processor time | Memory of the largest process |",
        "|--:|--:|--:|--:|",
    ]
    lines += [f"| {row.pages} | {_row(row.cost)} |" for row in results.growth]
    return "\n".join(lines)


def _compared(results: Results) -> str:
    found = [row for row in results.growth if row.bare and row.to_pdf]
    return "\n".join(
        f"For {row.pages} pages, WeasyPrint alone took {row.bare.wall:.1f} s "
        f"({row.bare.cpu:.1f} s of processor time), and Material with mkdocs-to-pdf "
        f"{row.to_pdf.wall:.1f} s ({row.to_pdf.cpu:.1f} s)."
        for row in found
        if row.bare and row.to_pdf
    )


def _versions() -> str:
    names = (*VERSIONS, "mkdocs-to-pdf")
    return ", ".join(f"{name} {version(name)}" for name in names) + "."
