"""List a guide's folder, and say what in it does not belong in a guide.

A guide takes changes from strangers, so nothing in its folder is trusted: symbolic links may not
lead out of it, what is no ordinary file is not opened, and only files that a browser shows and
does not run may stand in it. What is refused here is never read.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from studyguide.check.assets import css_problems, svg_problems
from studyguide.check.references import PICTURES
from studyguide.edge.files.pictures import picture_problems
from studyguide.model import Span
from studyguide.problems import Problem

TEXTS = frozenset({".md", ".yml"})
ICONS = frozenset({".ico"})  # of the site; no page shows one
SOUND = frozenset({".mp3", ".ogg", ".oga", ".m4a", ".wav", ".mp4", ".webm", ".ogv", ".vtt"})
PAPERS = frozenset({".pdf", ".docx", ".odt", ".pptx", ".odp", ".xlsx", ".ods", ".csv", ".txt"})
OTHERS = frozenset({".css", ".woff", ".woff2", ".ttf", ".otf", ".epub", ".zip", ".json"})
ENDINGS = TEXTS | ICONS | SOUND | PAPERS | OTHERS | frozenset(PICTURES)
"""The kinds of file that a guide may have, by the end of their name."""
LARGEST = 50_000_000
LARGEST_READ = 8_000_000
"""Of a text, a stylesheet or an SVG picture, in bytes."""
READ = TEXTS | {".css", ".svg"}
LEFT_BEHIND = re.compile(
    r"(?:.*/)?(?:\.[^/]*|Thumbs\.db|desktop\.ini|~\$[^/]*|#[^/]*#|[^/]*~|[^/]*\.(?:tmp|bak|swp))",
    re.IGNORECASE,
)
"""What editors and systems leave in a folder: never part of a guide, and nobody's mistake."""
MARKS = frozenset("<>\"'`?#%|\\*:&")
"""Marks that a name may not hold: they mean something in addresses, in HTML or to Windows."""


@dataclass(frozen=True)
class Listing:
    """What is in a guide's folder."""

    files: tuple[str, ...]
    """Source URIs of what may be read, in order; hidden files are left out."""
    problems: tuple[Problem, ...]
    dangerous: bool = False
    """Whether even walking the folder, as MkDocs does, could lead out of it or never end."""


def list_folder(root: Path, shown: str) -> Listing:
    """List the folder `root`, which messages call `shown`."""
    walked = _walk(root)
    entries = sorted(s for s in walked if not is_left_behind(s) or (root / s).is_dir())
    problems = {src: _refused(root, src, f"{shown}/{src}") for src in entries}
    problems |= {src: p for src, p in _clashing(entries, shown) if not problems[src]}
    files = tuple(src for src in entries if not problems[src] and not _is_hidden(src))
    found = [problem for problem in problems.values() if problem]
    dangerous = any(problem.code in ("SG811", "SG805") for problem in found)
    for src in files:
        found += _content(root, src, f"{shown}/{src}", files)
    return Listing(files, tuple(found), dangerous)


def _walk(root: Path) -> Iterator[str]:
    """Everything under a folder but the folders, symbolic links as themselves."""
    for folder, folders, names in os.walk(root):
        linked = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in (*names, *linked):
            yield (Path(folder) / name).relative_to(root).as_posix()


def is_left_behind(src: str) -> bool:
    """Whether an editor or a system left the file there; Emacs' locks are links to nowhere."""
    return bool(LEFT_BEHIND.fullmatch(src))


def _is_hidden(src: str) -> bool:
    """Whether MkDocs leaves the file out of the site."""
    return any(part.startswith(".") for part in src.split("/"))


def _refused(root: Path, src: str, shown: str) -> Problem | None:
    """Why a file may not be read, if so."""

    def problem(code: str, what: str, hint: str = "") -> Problem:
        return Problem(code, Span(_printable(shown), 1, 1, 1), what, hint)

    path = root / src
    if path.is_symlink() and (path.is_dir() or not _inside(path, root)):
        return problem(
            "SG811",
            "this symbolic link leads out of the guide, or to a folder",
            "copy the file itself",
        )
    try:
        status = path.stat()
    except OSError as error:
        return problem("SG802", f"this file could not be read: {error.strerror}")
    if not stat.S_ISREG(status.st_mode):
        return problem("SG805", "this is no ordinary file", "remove it")
    if _is_hidden(src):
        return None
    if odd := _odd_name(src):
        return problem("SG810", f"the name of this file {odd}", "rename it")
    suffix = Path(src).suffix.lower()
    if suffix not in ENDINGS:
        kind = suffix or Path(src).name
        hint = "move it out of the folder; what the theme runs stands beside it, in overrides"
        return problem("SG806", f"a guide has no files of the kind `{kind}`", hint)
    most = LARGEST_READ if suffix in READ else LARGEST
    if status.st_size > most:
        return problem("SG807", f"this file has {status.st_size:,} bytes; it may have {most:,}")
    return None


def _inside(path: Path, root: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # it leads nowhere, or in a circle
        return False


def _printable(name: str) -> str:
    """A name as messages can show it on one line, even one that is not UTF-8."""
    text = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(char if char.isprintable() else "�" for char in text)


def _odd_name(src: str) -> str:
    for char in src:
        if char in MARKS or not char.isprintable():
            return f"holds {_named(char)}"
    if any(part != part.strip() for part in src.split("/")):
        return "begins or ends with a space"
    if unicodedata.normalize("NFC", src) != src:
        return "writes its accents apart from their letters"
    return ""


def _named(char: str) -> str:
    return f"`{char}`" if char.isprintable() else f"the character U+{ord(char):04X}"


def _clashing(entries: list[str], shown: str) -> Iterator[tuple[str, Problem]]:
    """Files whose names are the same on systems that do not tell capitals from small letters."""
    first: dict[str, str] = {}
    for src in entries:
        other = first.setdefault(unicodedata.normalize("NFC", src).casefold(), src)
        if other != src and not _is_hidden(src):
            what = (
                f"the name of this file differs from `{_printable(other)}` only by case or accents"
            )
            yield (
                src,
                Problem("SG810", Span(_printable(f"{shown}/{src}"), 1, 1, 1), what, "rename it"),
            )


def _content(root: Path, src: str, shown: str, files: tuple[str, ...]) -> list[Problem]:
    """What a picture or a stylesheet holds that it must not."""
    suffix = Path(src).suffix.lower()
    try:
        if suffix not in (".svg", ".css"):
            return list(picture_problems(root / src, shown))
        data = (root / src).read_bytes()
    except OSError as error:
        what = f"this file could not be read: {error.strerror}"
        return [Problem("SG802", Span(shown, 1, 1, 1), what)]
    if suffix == ".svg":
        return svg_problems(data, shown)
    return list(css_problems(data.decode("utf-8", "replace"), shown, src, files))
