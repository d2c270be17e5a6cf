"""Write outputs whole or not at all, and put a finished site in the place of the last one."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

MARK = "guide.json"
"""The file by which a folder is known to be a site of ours."""


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
    kept = site.with_name(f"{site.name}.old")
    if kept.is_dir() and not site.exists():
        kept.rename(site)
    if site.is_dir() and any(site.iterdir()) and not (site / MARK).is_file():
        raise NotOursError(f"{site} holds files that this build did not make")
    staging = staging_for(site)
    if staging.exists():
        shutil.rmtree(staging)
    return staging


def discard(site: Path) -> None:
    """Remove what a build that failed has staged."""
    shutil.rmtree(staging_for(site), ignore_errors=True)


def swap(site: Path) -> None:
    """Put the staged site in the place of the last one; at each moment one of them is whole."""
    staging = staging_for(site)
    kept = site.with_name(f"{site.name}.old")
    if kept.exists():
        shutil.rmtree(kept)
    if site.exists():
        site.rename(kept)
    staging.rename(site)
    if kept.exists():
        shutil.rmtree(kept)
