"""The command `studyguide`: check a guide without building it.

Exit codes: 0 nothing is wrong, 1 errors were found, 2 the check could not run.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, MkDocsException

from studyguide.compiler import Compiled
from studyguide.edge.blocks import EXTENSION
from studyguide.edge.project import compile_project, load, read_project
from studyguide.edge.rehearsal import rehearse
from studyguide.problems import in_source_order

CLEAN, FAILED, COULD_NOT_RUN = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with these arguments, or with the shell's; give back its exit code."""
    options = _parser().parse_args(arguments)
    try:
        compiled = _compiled(load(options.config_file))
    except MkDocsException as error:
        print(f"studyguide: {error.format_message()}", file=sys.stderr)
        return COULD_NOT_RUN
    shown = [*compiled.problems, *(compiled.notes if options.info else ())]
    for problem in in_source_order(shown):
        print(problem)
    print(_summary(compiled), file=sys.stderr)
    return FAILED if compiled.errors else CLEAN


def _compiled(config: MkDocsConfig) -> Compiled:
    if all(name != EXTENSION for name in config.markdown_extensions):
        raise ConfigurationError(f"add `{EXTENSION}` to markdown_extensions in mkdocs.yml")
    project = read_project(config)
    compiled = compile_project(project)
    problems = [*compiled.problems, *rehearse(compiled, project.texts, config)]
    return replace(compiled, problems=tuple(in_source_order(problems)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="studyguide", description="Check a study guide.")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="name every problem of the guide; write nothing")
    check.add_argument("-f", "--config-file", help="the mkdocs.yml to read")
    check.add_argument("--info", action="store_true", help="name also what only informs")
    return parser


def _summary(compiled: Compiled) -> str:
    pages, found = len(compiled.guide.pages), len(compiled.problems)
    problems = f"{found} problem{'s' if found > 1 else ''}" if found else "no problems"
    count = len(compiled.notes)
    notes = f", {count} note{'s' if count > 1 else ''} (named by --info)" if count else ""
    return f"{pages} pages checked, {problems}{notes}"


if __name__ == "__main__":
    sys.exit(main())
