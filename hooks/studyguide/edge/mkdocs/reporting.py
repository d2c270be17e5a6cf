"""What a build says: its problems, its progress, and what it has written."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from mkdocs.exceptions import Abort

from studyguide.problems import Problem, Severity, in_source_order

UNTOUCHED = "nothing was written, and the last good outputs are as they were"


class Stopped(Abort):
    """Problems stopped the build; they have been told already."""

    def __init__(self, problems: Sequence[Problem], counted: str) -> None:
        """Keep the problems, in source order, for whoever shows them in another way."""
        super().__init__(f"{counted}; {UNTOUCHED}")
        self.problems = problems


def report(problems: Iterable[Problem], strict: bool) -> None:
    """Print problems in source order; raise Stopped if one of them stops the build."""
    found = in_source_order(problems)
    for problem in found:
        click.echo(problem, err=True)
    errors = sum(problem.severity is Severity.ERROR for problem in found)
    warnings = len(found) - errors
    if errors or (warnings and strict):
        raise Stopped(found, counted(errors, warnings))


def counted(errors: int, warnings: int) -> str:
    """How many there are of each, in words."""
    rows = ((errors, "error"), (warnings, "warning"))
    return " and ".join(f"{n} {word}{'s' if n > 1 else ''}" for n, word in rows if n)


def tell(rows: Sequence[tuple[Path, str]]) -> None:
    """Name the files that were written, each with a note."""
    here = Path.cwd()
    for path, note in rows:
        shown = path.relative_to(here) if path.is_relative_to(here) else path
        click.echo(f"  {shown}" + (f"  ({note})" if note else ""))


def size(count: int) -> str:
    """So many bytes, in words."""
    return f"{count / 1_000_000:.1f} MB" if count >= 100_000 else f"{count / 1000:.1f} kB"


@contextmanager
def progress(label: str, steps: int) -> Iterator[Callable[[], None]]:
    """A bar on a terminal; silent elsewhere."""
    with click.progressbar(
        length=steps, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        yield lambda: bar.update(1)


class Listener(logging.Handler):
    """Hears what is logged while it listens."""

    @contextmanager
    def listening(self, name: str) -> Iterator[None]:
        """Hear the logger of that name, and those under it."""
        logger = logging.getLogger(name)
        logger.addHandler(self)
        try:
            yield
        finally:
            logger.removeHandler(self)


class WarningCounter(Listener):
    """Counts warnings, as MkDocs' own strict mode does, but in time to keep the last site."""

    def __init__(self) -> None:
        """Count nothing yet."""
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 - the base class's name
        """Count one more."""
        self.count += 1
