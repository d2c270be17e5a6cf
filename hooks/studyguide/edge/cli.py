"""The command `studyguide`: check a guide without building it, and explain what is found.

Exit codes: 0 nothing is wrong, 1 errors were found (or warnings, in a strict check), 2 the check
could not run.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, MkDocsException

from studyguide.compiler import Compiled
from studyguide.edge.markdown import EXTENSION
from studyguide.edge.mkdocs.dry_run import rehearse
from studyguide.edge.mkdocs.project import (
    Project,
    compile_project,
    load,
    nav_problems,
    read_project,
)
from studyguide.language.scan import lines_of
from studyguide.problems import CATALOGUE, Problem, Severity, did_you_mean, in_source_order
from studyguide.problems.examples import read_examples
from studyguide.problems.formats import FORMATS, as_excerpts, explained

CLEAN, FAILED, COULD_NOT_RUN = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with these arguments, or with the shell's; give back its exit code."""
    options = _parser().parse_args(arguments)
    try:
        return _explain(options.code) if options.command == "explain" else _check(options)
    except MkDocsException as error:
        print(f"studyguide: {error.format_message()}", file=sys.stderr)
    except OSError as error:
        print(f"studyguide: {error.strerror}: {error.filename}", file=sys.stderr)
    return COULD_NOT_RUN


def _explain(asked: str) -> int:
    code = asked.upper()
    if code not in CATALOGUE:
        hint = did_you_mean(code, CATALOGUE)
        raise ConfigurationError(f"there is no problem `{asked}`" + (f"; {hint}" if hint else ""))
    print(explained(code, read_examples().get(code)), end="")
    return CLEAN


@dataclass(frozen=True)
class Checked:
    """A guide that was checked."""

    project: Project
    compiled: Compiled
    problems: tuple[Problem, ...]
    """What is to be told, in source order."""


def _check(options: argparse.Namespace) -> int:
    checked = _checked(load(options.config_file), options.files, options.info)
    _print(checked, options.format)
    print(_summary(checked), file=sys.stderr)
    stopping = {Severity.ERROR, Severity.WARNING} if options.strict else {Severity.ERROR}
    return FAILED if any(p.severity in stopping for p in checked.problems) else CLEAN


def _checked(config: MkDocsConfig, asked: Sequence[str], info: bool) -> Checked:
    """Check the whole guide; tell of the files that were asked for, or of all."""
    if all(name != EXTENSION for name in config.markdown_extensions):
        raise ConfigurationError(f"add `{EXTENSION}` to markdown_extensions in mkdocs.yml")
    project = read_project(config)
    files = _asked_files(asked, project, config)
    pages = None if files is None else [src for src, path in _paths(project) if path in files]
    compiled = compile_project(project)
    found = [*compiled.problems, *rehearse(compiled, project.texts, config, pages)]
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
    texts = {project.texts.path(src): text for src, text in project.texts.pages.items()}
    texts[project.texts.path("guide.yml")] = project.texts.guide or ""
    texts[project.texts.path("sources.yml")] = project.texts.sources or ""
    return {path: lines_of(text) for path, text in texts.items()}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="studyguide", description="Check a study guide.")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="name every problem of the guide; write nothing")
    check.add_argument(
        "files", nargs="*", help="tell only of these files; the whole guide is read all the same"
    )
    check.add_argument("-f", "--config-file", help="the mkdocs.yml to read")
    check.add_argument("--format", choices=FORMATS, default="text", help="how to say it")
    check.add_argument("--strict", action="store_true", help="warnings count as errors")
    check.add_argument("--info", action="store_true", help="name also what only informs")
    explain = commands.add_parser("explain", help="say what a code means and how to mend it")
    explain.add_argument("code", help="as in SG203")
    return parser


def _summary(checked: Checked) -> str:
    pages = len(checked.compiled.guide.pages)
    found = sum(problem.severity is not Severity.INFO for problem in checked.problems)
    problems = f"{found} problem{'s' if found > 1 else ''}" if found else "no problems"
    count = len(checked.compiled.notes)
    notes = f", {count} note{'s' if count > 1 else ''} (named by --info)" if count else ""
    return f"{pages} pages checked, {problems}{notes}"


if __name__ == "__main__":
    sys.exit(main())
