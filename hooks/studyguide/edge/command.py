"""The command `studyguide`: check a guide without building it.

Exit codes: 0 nothing wrong, 1 errors were found, 2 the check could not run.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from mkdocs.exceptions import MkDocsException

from studyguide.edge.project import compile_project, load, read_project


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; give back its exit code."""
    parser = argparse.ArgumentParser(prog="studyguide", description="Check a study guide.")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="name every problem of the guide; write nothing")
    check.add_argument("-f", "--config-file", help="the mkdocs.yml to use")
    options = parser.parse_args(arguments)
    try:
        config = load(options.config_file)
    except MkDocsException as error:
        print(f"studyguide: {error.format_message()}", file=sys.stderr)
        return 2
    return _check(read_and_compile(config))


def read_and_compile(config):
    return compile_project(read_project(config))


def _check(compiled) -> int:
    for problem in compiled.problems:
        print(problem)
    pages = len(compiled.guide.pages)
    errors = len(compiled.errors)
    print(f"{pages} pages checked: {errors} errors" if errors else f"{pages} pages checked: no problems", file=sys.stderr)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
