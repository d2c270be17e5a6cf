"""Break the real guide in many ways, and see that each is named where it is.

Run by hand as `make fuzz`; `tests/test_mutation.py` runs a few hundred. Mutants are checked some at
a time, each in a page of its own, by the check that `studyguide check` makes, rendering included.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from random import Random
from unittest.mock import patch

from mkdocs.config.defaults import MkDocsConfig

from studyguide.edge.mkdocs.dry_run import rehearse
from studyguide.edge.mkdocs.project import Project, compile_project, load_guide, read_project
from studyguide.language import parse, scan
from studyguide.problems import Problem
from tests.mutants import BREAKERS, NEAR, SETTINGS, Mutant, mutant_of, source

ROOT = Path(__file__).resolve().parents[1]
AT_ONCE = 16
"""Mutants in one run of the check."""


@dataclass(frozen=True)
class Failure:
    """A mutant that was not named as it should be."""

    mutant: Mutant
    why: str

    def __str__(self) -> str:
        """The mutant and what was said, for a report."""
        lines = self.mutant.text.split("\n")
        first = max(0, self.mutant.line - 4)
        numbers = range(first + 1, min(first + 8, len(lines)) + 1)
        shown = "\n".join(f"    {n:4} {lines[n - 1]}" for n in numbers)
        return f"{self.mutant.kind}: {self.mutant.src}:{self.mutant.line}: {self.why}\n{shown}"


class Guide:
    """The real guide, read once."""

    def __init__(self) -> None:
        self._config: MkDocsConfig = load_guide(str(ROOT / "mkdocs.yml"))
        self._project: Project = read_project(self._config)
        texts = self._project.texts
        self.texts: dict[str, str] = dict(texts.pages)
        self.texts |= {"guide.yml": texts.guide or "", "sources.yml": texts.sources or ""}

    def problems(self, mutants: Sequence[Mutant]) -> list[Problem]:
        """What the check says of the guide with these mutants in it."""
        texts = self._project.texts
        pages = {**texts.pages, **{m.src: m.text for m in mutants if m.src in texts.pages}}
        others = {m.src: m.text for m in mutants if m.src not in texts.pages}
        texts = replace(
            texts,
            pages=pages,
            guide=others.get("guide.yml", texts.guide),
            sources=others.get("sources.yml", texts.sources),
        )
        project = replace(self._project, texts=texts)
        compiled = compile_project(project)
        broken = [mutant.src for mutant in mutants]
        return [*compiled.problems, *rehearse(compiled, project, self._config, broken)]

    def path(self, src: str) -> str:
        """How messages call a file."""
        return self._project.texts.path(src)


@contextmanager
def remembering() -> Iterator[None]:
    """Scan a page only once, however many runs it takes part in; scanning is pure."""
    with patch.object(parse, "scan", lru_cache(maxsize=512)(scan.scan)):
        yield


def mutants(guide: Guide, count: int, seed: int) -> Iterator[Mutant]:
    """Mutants of every kind in turn, each of a page and a place drawn by the seed."""
    random = Random(seed)
    made = 0
    while made < count:
        for name in BREAKERS:
            if made < count and (mutant := _drawn(guide, name, random)):
                made += 1
                yield mutant


def _drawn(guide: Guide, name: str, random: Random) -> Mutant | None:
    files = [src for src in guide.texts if src.endswith(".yml") == (name in SETTINGS)]
    for src in random.sample(files, len(files)):
        if mutant := mutant_of(name, source(src, guide.texts[src]), random):
            return mutant
    return None


def batches(made: Iterator[Mutant]) -> Iterator[list[Mutant]]:
    """Mutants that can be checked at once: each of a file of its own, settings by themselves."""
    waiting: list[list[Mutant]] = []
    for mutant in made:
        if mutant.kind in SETTINGS:
            yield [mutant]
            continue
        fits = (b for b in waiting if all(other.src != mutant.src for other in b))
        batch = next(fits, None)
        if batch is None:
            batch = []
            waiting.append(batch)
        batch.append(mutant)
        if len(batch) == AT_ONCE:
            waiting.remove(batch)
            yield batch
    yield from waiting


def failures(guide: Guide, batch: Sequence[Mutant]) -> Iterator[Failure]:
    """Each mutant of a batch that ended in a traceback, in silence, or far from its place."""
    try:
        problems = guide.problems(batch)
    except Exception:  # noqa: BLE001 - a traceback is what is looked for
        if len(batch) > 1:
            for mutant in batch:
                yield from failures(guide, [mutant])
        else:
            yield Failure(batch[0], traceback.format_exc(limit=-4))
        return
    for mutant in batch:
        file = guide.path(mutant.src)
        lines = [problem.span.line for problem in problems if problem.span.file == file]
        if not lines:
            yield Failure(mutant, "nothing was said")
        elif not any(_is_near(line, mutant) for line in lines):
            said = "; ".join(str(p) for p in problems if p.span.file == file)
            yield Failure(mutant, f"too far away: {said[:400]}")


def _is_near(line: int, mutant: Mutant) -> bool:
    return abs(line - mutant.line) <= NEAR or line == mutant.opening


def run(count: int, seed: int) -> tuple[Counter[str], list[Failure]]:
    """Check that many mutants; give back how many of each kind, and what failed."""
    guide = Guide()
    counts: Counter[str] = Counter()
    found: list[Failure] = []
    with remembering():
        for batch in batches(mutants(guide, count, seed)):
            counts.update(mutant.kind for mutant in batch)
            found += failures(guide, batch)
    return counts, found


def main() -> int:
    """Run as a program: print the count by kind and every failure; 1 if there is one."""
    parser = argparse.ArgumentParser(description="Break the real guide and check what is said.")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    counts, found = run(options.count, options.seed)
    for name, number in sorted(counts.items()):
        sys.stdout.write(f"{number:5}  {name}\n")
    drawn = f"{counts.total():5}  mutants of {len(counts)} kinds, drawn by seed {options.seed}"
    sys.stdout.write(f"{drawn}, {len(found)} failures\n")
    for failure in found:
        sys.stdout.write(f"\n{failure}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
