"""What builds keep for the next one, under names that are hashes of what it was made from.

It may be deleted at any time. Files are written whole, so that two builds can share a cache; a file
that is not there, or that another build has just removed, is only made anew.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from studyguide.edge.files.writing import write_whole

NEWEST = 90
"""Files that a cache keeps: some ten builds of seven editions before what was not used goes."""


def load(folder: Path, name: str) -> bytes | None:
    """The file of that name, which counts as used now; None where there is none to be read."""
    path = folder / name
    try:
        data = path.read_bytes()
    except OSError:
        return None
    with suppress(OSError):
        os.utime(path)
    return data


def save(folder: Path, name: str, data: bytes) -> None:
    """Keep a file, and let go of those that were not used for longest; raises OSError."""
    write_whole(folder / name, data)
    for path in sorted(folder.glob("[!.]*"), key=_last_use, reverse=True)[NEWEST:]:
        with suppress(OSError):
            path.unlink()


def _last_use(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
