"""The command `studyguide new`: a folder with a guide that builds at once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from studyguide.edge.exit_codes import CLEAN, RefusedError
from studyguide.skeleton import NewGuide, files_of, skeleton_languages
from studyguide.words import KINDS_OF_WORK, SOURCE_LANGUAGE

UNNOTICED = frozenset({".git", ".DS_Store"})
"""What a folder may hold and still be empty: a repository without files is one to begin in."""
NEXT = """\
{folder} is a guide to “{title}” now, of {count} files. Go there and look at it while you write:

    cd {place}
    studyguide serve

README.md says the rest: how to build, to publish, and to get a newer program."""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", help="The title of the work; without it, the name of the folder.")
@click.option(
    "--kind",
    type=click.Choice(KINDS_OF_WORK),
    required=True,
    help="What the work is: it chooses the words, such as “in the play”.",
)
@click.option(
    "--language",
    type=click.Choice(skeleton_languages()),
    default=SOURCE_LANGUAGE,
    show_default=True,
    help="The language that the guide is written in.",
)
def new(folder: Path, title: str | None, kind: str, language: str) -> int:
    """Begin a guide in a new folder.

    It holds pages and settings with an example of each thing, to write over, and builds at once.
    """
    named = _title(folder, title)
    files = files_of(NewGuide(named, kind, language, date.today().year))  # noqa: DTZ011 - the author's
    try:
        _write_whole(folder, files)
    except OSError as error:
        raise RefusedError(f"{error.filename or folder}: {error.strerror}") from error
    place = f'"{folder}"' if " " in str(folder) else folder
    click.echo(NEXT.format(folder=folder, title=named, count=len(files), place=place))
    return CLEAN


def _title(folder: Path, title: str | None) -> str:
    """The title as one line; the folder's name with spaces and a capital where none is given."""
    if title is None:
        words = folder.resolve().name.replace("-", " ").replace("_", " ").strip()
        return words[:1].upper() + words[1:] or "A work"
    line = " ".join("".join(c if c.isprintable() else " " for c in title).split())
    if not line:
        raise RefusedError("the title is empty; write it in quotes after --title")
    return line


def _write_whole(folder: Path, files: Mapping[str, str]) -> None:
    """Make the folder with all of the files, or leave everything as it was."""
    _refuse_if_taken(folder)
    beside = folder if folder.is_dir() else folder.resolve().parent
    beside.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".studyguide-new-", dir=beside) as made:
        staged = Path(made) / "guide"
        for name, text in files.items():
            file = staged / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        if not folder.exists():
            staged.rename(folder)
            return
        with _taken_back() as moved:
            for entry in sorted(staged.iterdir()):
                moved.append(entry.rename(folder / entry.name))


def _refuse_if_taken(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise RefusedError(f"{folder} is a file; name a new folder")
    there = sorted(p.name for p in folder.iterdir()) if folder.is_dir() else []
    if holds := [name for name in there if name not in UNNOTICED]:
        raise RefusedError(f"{folder} is not empty, it holds `{holds[0]}`; name a new folder")


@contextmanager
def _taken_back() -> Iterator[list[Path]]:
    """A list for what is put in its place, which goes again if the rest cannot follow."""
    moved: list[Path] = []
    try:
        yield moved
    except BaseException:
        for path in moved:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        raise


COMMANDS = {"new": new}
