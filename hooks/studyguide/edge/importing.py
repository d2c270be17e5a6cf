"""The command `studyguide import`: questions of other programs as blocks of ours."""

from __future__ import annotations

from pathlib import Path

import click

from studyguide.edge.exit_codes import CLEAN, FAILED, CouldNotRunError
from studyguide.quiz.importing import Imported, import_questions
from studyguide.quiz.importing.archive import MOST_BYTES


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="A new file to write to.")
def import_(files: tuple[Path, ...], output: Path | None) -> int:
    """Turn questions of other programs into blocks, with TODO where you have something to add.

    Reads GIFT, Moodle XML, packages in QTI 1.2, the Markdown of mkdocs-quiz, and sheets of
    questions as CSV. The blocks go to the screen, or into a new file; what is lost is named.
    """
    made = import_questions([(str(file), _read(file)) for file in files])
    if output is None:
        click.echo(made.markdown, nl=False)
    elif made.questions:
        _write(output, f"# Imported questions\n\n{made.markdown}")
    for note in made.notes:
        click.echo(note, err=True)
    click.echo(_told(made), err=True)
    return FAILED if made.left_out else CLEAN


def _read(file: Path) -> bytes:
    """No more of a file than it may have, and a byte, by which it is refused."""
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise CouldNotRunError(f"{file}: {error.strerror}") from error


def _write(file: Path, text: str) -> None:
    try:
        with file.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
    except FileExistsError:
        raise CouldNotRunError(f"{file} is there already; name a new file") from None
    except OSError as error:
        raise CouldNotRunError(f"{file}: {error.strerror}") from error


def _told(made: Imported) -> str:
    def count(number: int, what: str) -> str:
        return f"{number} {what}{'' if number == 1 else 's'}"

    todo = "Search for TODO: there stands what only you can say."
    return f"{count(made.questions, 'question')}, {count(made.todos, 'TODO')}. {todo}".replace(
        f"0 TODOs. {todo}", "0 TODOs."
    )


COMMANDS = {"import": import_}
