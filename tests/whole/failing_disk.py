"""Build a guide while its n-th change of the disk fails, for each n.

Run as `python -m tests.whole.failing_disk MKDOCS_YML`: it builds again and again in forked
processes, each with another change that fails as on a full disk, until there is none left to fail.
After each it prints one line of JSON, the exit code and the output, and waits for a line.
"""

from __future__ import annotations

import errno
import itertools
import json
import os
import sys
import tempfile
from pathlib import Path

from click.testing import CliRunner
from mkdocs.__main__ import cli

MUTATING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
FROM_TO = {"os.rename", "shutil.copyfile"}
CHANGES = {"os.mkdir", "os.truncate", *FROM_TO}


class Disk:
    """Counts the changes under a folder; the one with the number `fails_at` fails."""

    def __init__(self, folder: Path, fails_at: int) -> None:
        self.folder, self.fails_at, self.changes = str(folder), fails_at, 0

    def watch(self, event: str, details: tuple[object, ...]) -> None:
        """What Python calls before it does anything to a file (PEP 578)."""
        if not self._changes_something(event, details):
            return
        self.changes += 1
        if self.changes == self.fails_at:
            source, target = details[0], details[1] if event in FROM_TO else None
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), source, None, target)

    def _changes_something(self, event: str, details: tuple[object, ...]) -> bool:
        if event == "open":
            path, _, flags = details
            return self._ours(path) and bool(int(str(flags or 0)) & MUTATING)
        return event in CHANGES and any(self._ours(path) for path in details[:2])

    def _ours(self, path: object) -> bool:
        return isinstance(path, str | os.PathLike) and os.fspath(path).startswith(self.folder)


def build(config: Path, fails_at: int) -> tuple[int, int, str]:
    """Build in a forked process; its changes, its exit code and what it said."""
    with tempfile.TemporaryFile("w+") as report:
        child = os.fork()
        if child == 0:
            disk = Disk(config.parent, fails_at)
            sys.addaudithook(disk.watch)
            done = CliRunner().invoke(cli, ["build", "--strict", "--config-file", str(config)])
            trace = "" if isinstance(done.exception, SystemExit | None) else repr(done.exception)
            json.dump((disk.changes, done.exit_code, done.output + trace), report)
            report.flush()
            os._exit(0)
        os.waitpid(child, 0)
        report.seek(0)
        changes, code, output = json.load(report)
        return changes, code, output


def main() -> None:
    """Fail the first change, the second and so on, until a build has no more to fail."""
    config = Path(sys.argv[1])
    for fails_at in itertools.count(1):
        changes, code, output = build(config, fails_at)
        if changes < fails_at:
            return
        sys.stdout.write(json.dumps([code, output]) + "\n")
        sys.stdout.flush()
        sys.stdin.readline()  # the test has looked at the folder


if __name__ == "__main__":
    main()
