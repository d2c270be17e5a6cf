"""The command `studyguide check`: name what is wrong with a guide, and write nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, MkDocsException

from studyguide.compiler import Compiled
from studyguide.edge.exit_codes import CLEAN, FAILED, CouldNotRunError
from studyguide.edge.mkdocs.dry_run import rehearsed
from studyguide.edge.mkdocs.extensions import with_own_extension
from studyguide.edge.mkdocs.project import (
    Project,
    compile_project,
    load_guide,
    nav_problems,
    read_project,
)
from studyguide.export.games import NAMES, misfits
from studyguide.language.lines import lines_of
from studyguide.problems import Problem, Severity, did_you_mean, in_source_order
from studyguide.problems.formats import FORMATS, as_excerpts


@click.command()
@click.argument("files", nargs=-1)
@click.option("-f", "--config-file", help="The mkdocs.yml to read.")
@click.option(
    "--format", "wanted", type=click.Choice([*FORMATS]), default="text", help="How to say it."
)
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option(
    "--for", "game", default="", help=f"Warn of what a game leaves out: {', '.join(NAMES)}."
)
@click.option("--info", is_flag=True, help="Name also what only informs.")
def check(
    files: Sequence[str],
    config_file: str | None,
    wanted: str,
    strict: bool,
    game: str,
    info: bool,
) -> int:
    """Name every problem of the guide; write nothing.

    Of FILES, if any are named, and of no others; the whole guide is read all the same.
    """
    try:
        checked = _checked(load_guide(config_file), files, info, _known_game(game))
    except MkDocsException as error:
        raise CouldNotRunError(error.format_message()) from error
    except OSError as error:
        raise CouldNotRunError(f"{error.strerror}: {error.filename}") from error
    _print(checked, wanted)
    click.echo(_summary(checked), err=True)
    stopping = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return FAILED if any(p.severity in stopping for p in checked.problems) else CLEAN


@dataclass(frozen=True)
class Checked:
    """A guide that was checked."""

    project: Project
    compiled: Compiled
    problems: tuple[Problem, ...]
    """What is to be told, in source order."""


def _known_game(name: str) -> str:
    """The name of a game in small letters; none stays none."""
    game = name.casefold()
    if game and game not in NAMES:
        raise ConfigurationError(f"--for knows no game `{name}`; {did_you_mean(game, NAMES)}")
    return game


def _checked(config: MkDocsConfig, asked: Sequence[str], info: bool, game: str) -> Checked:
    """Check the whole guide; tell of the files that were asked for, or of all.

    A game is only asked about where nothing is an error: a quiz must be whole for that.
    """
    with_own_extension(config)
    project = read_project(config)
    files = _asked_files(asked, project, config)
    some = files is not None and not game
    pages = [src for src, path in _paths(project) if path in (files or ())] if some else None
    compiled = compile_project(project)
    made = rehearsed(compiled, project, config, pages)
    found = [*compiled.problems, *made.problems]
    if game and not any(problem.severity is Severity.ERROR for problem in found):
        found += misfits(made.site(compiled.guide), game)
    found += nav_problems(config, project.files)
    found += compiled.notes if info else ()
    told = (problem for problem in found if files is None or problem.span.file in files)
    return Checked(project, compiled, tuple(in_source_order(told)))


def _paths(project: Project) -> list[tuple[str, str]]:
    """The source URI of every page, and the path that messages show for it."""
    return [(src, project.texts.path(src)) for src in project.texts.pages]


def _asked_files(
    asked: Sequence[str], project: Project, config: MkDocsConfig
) -> Collection[str] | None:
    """The paths, as messages show them, of the files that were asked for; None for all."""
    if not asked:
        return None
    root = Path(config.config_file_path or ".").resolve().parent
    known = {project.texts.path(src) for src in project.files}
    known |= {problem.span.file for problem in project.problems}
    paths = (os.path.relpath(Path(name).resolve(), root) for name in asked)
    named = dict(zip((path.replace(os.sep, "/") for path in paths), asked, strict=True))
    for path, name in named.items():
        if path not in known:
            hint = did_you_mean(path, known)
            what = f"{name} is not a file of the guide" + (f"; {hint}" if hint else "")
            raise ConfigurationError(what)
    return named.keys()


def _print(checked: Checked, wanted: str) -> None:
    """Print the problems; on a terminal with the lines that they are about, and in colour."""
    if wanted == "text" and sys.stdout.isatty():
        colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        said = as_excerpts(checked.problems, _lines(checked.project), colour)
    else:
        said = FORMATS[wanted](checked.problems)
    try:
        print(said, end="", flush=True)
    except BrokenPipeError:  # whoever reads has enough, as `head` has; Python would complain twice
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _lines(project: Project) -> Mapping[str, Sequence[str]]:
    """The lines of every text that was read, tabs widened as places count them."""
    return {path: lines_of(text) for path, text in project.by_path.items()}


def _summary(checked: Checked) -> str:
    pages = len(checked.compiled.guide.pages)
    found = sum(problem.severity is not Severity.INFO for problem in checked.problems)
    problems = f"{found} problem{'s' if found > 1 else ''}" if found else "no problems"
    count = len(checked.compiled.notes)
    notes = f", {count} note{'s' if count > 1 else ''} (named by --info)" if count else ""
    return f"{pages} pages checked, {problems}{notes}"
