"""Write outputs whole or not at all, and put a finished site in the place of the last one.

A site is built in a folder beside it and then changes places with the last one in a single step of
the file system, so that whoever looks, or whatever ends the build, finds one whole site.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

MARK = ".studyguide-files"
"""The list of a site's own files, kept in it: by it we know what we may replace."""


class NotOursError(Exception):
    """The site folder holds something else; raised by `claim`, caught by the build."""


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that its name always leads to the old bytes or to all of the new ones."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        with partial.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def staging_for(site: Path) -> Path:
    """The folder beside `site` in which a build is made."""
    return site.with_name(f"{site.name}.partial")


def claim(site: Path) -> Path:
    """Make ready to build `site`: bring back a site lost between two renames, empty the staging.

    Raises `NotOursError` if the folder holds files that no build of ours made.
    """
    kept = _aside(site)
    if kept.is_dir() and not site.exists():
        kept.rename(site)
    if foreign := _not_ours(site):
        raise NotOursError(f"{site} holds files that this build did not make, such as {foreign}")
    staging = staging_for(site)
    if staging.exists():
        shutil.rmtree(staging)
    return staging


def discard(site: Path) -> None:
    """Remove what a build that failed has staged."""
    shutil.rmtree(staging_for(site), ignore_errors=True)


def swap(site: Path) -> None:
    """Put the staged site in the place of the last one, and remove the last one.

    What cannot be removed stays in the staging folder, for the next build to remove.
    """
    staging = staging_for(site)
    (staging / MARK).write_text("".join(f"{name}\n" for name in _files(staging)), encoding="utf-8")
    if not site.exists():
        staging.rename(site)
    elif not _exchange(staging, site):
        _replace_in_two_steps(staging, site)
    shutil.rmtree(staging, ignore_errors=True)
    shutil.rmtree(_aside(site), ignore_errors=True)


def _aside(site: Path) -> Path:
    return site.with_name(f"{site.name}.old")


def _files(folder: Path) -> list[str]:
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in found if name != MARK)


def _not_ours(site: Path) -> str:
    """A file in `site` that the last build did not put there, or nothing."""
    if not site.is_dir():
        return ""
    mark = site / MARK
    ours = set(mark.read_text(encoding="utf-8").split("\n")) if mark.is_file() else set()
    return next((name for name in _files(site) if name not in ours), "")


def _replace_in_two_steps(staging: Path, site: Path) -> None:
    """For file systems that cannot exchange: `claim` mends an end between the two steps."""
    kept = _aside(site)
    if kept.exists():
        shutil.rmtree(kept)
    site.rename(kept)
    staging.rename(site)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change names in one step; False where the system cannot.

    `renameat2(2)` of Linux and `renamex_np(2)` of macOS, which Python does not offer.
    """
    names = os.fsencode(one), os.fsencode(other)
    here, exchange = -100, 2  # AT_FDCWD; RENAME_EXCHANGE on Linux, RENAME_SWAP on macOS
    if sys.platform == "win32":
        return False
    libc = ctypes.CDLL(None)
    if hasattr(libc, "renameat2"):
        return bool(libc.renameat2(here, names[0], here, names[1], exchange) == 0)
    if hasattr(libc, "renamex_np"):
        return bool(libc.renamex_np(*names, exchange) == 0)
    return False
