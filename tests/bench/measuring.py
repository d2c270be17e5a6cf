"""Run a command in a process of its own, and measure it with everything it starts."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ENVIRONMENT = {"SOURCE_DATE_EPOCH": "1795219200", "NO_MKDOCS_2_WARNING": "1"}


@dataclass(frozen=True)
class Cost:
    """What a run took."""

    wall: float
    """Seconds by the clock."""
    cpu: float
    """Seconds of processor time, its own and that of the processes it waited for."""
    peak: float
    """Megabytes that its largest process held at most."""

    def __add__(self, other: Cost) -> Cost:
        """One run after the other."""
        return Cost(self.wall + other.wall, self.cpu + other.cpu, max(self.peak, other.peak))


NOTHING = Cost(0.0, 0.0, 0.0)


class FailedError(Exception):
    """A measured command failed; the message is what it said."""


def measured(module: Sequence[str], folder: Path, **environment: str) -> Cost:
    """Run `python -m MODULE ...` in a folder; raises FailedError unless it exits with 0."""
    values: Mapping[str, str] = {**os.environ, **ENVIRONMENT, **environment}
    said = folder / "said.txt"
    begun = time.monotonic()
    with said.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *module], cwd=folder, env=values, stdout=output, stderr=output
        )
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise FailedError(f"{' '.join(module)}: {said.read_text('utf-8', 'replace')[-2000:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def median(run: Callable[[], Cost], times: int) -> Cost:
    """The cost in the middle, by processor time, of some runs of the same."""
    costs = sorted((run() for _ in range(times)), key=lambda cost: cost.cpu)
    middle = statistics.median_low(range(times))
    return costs[middle]
