"""The commands that need MkDocs; `build` and `serve` are its own, for guides only.

Where ProperDocs is installed it drives, and stands in for MkDocs in all that we import.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from copy import copy
from errno import EADDRINUSE
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import click

GENERATOR = "properdocs" if find_spec("properdocs") else "mkdocs"
GENERATORS_OWN: click.Group = import_module(f"{GENERATOR}.__main__").cli  # before we import MkDocs

from studyguide.edge.exit_codes import CouldNotRunError  # noqa: E402
from studyguide.edge.mkdocs.check import check  # noqa: E402
from studyguide.edge.mkdocs.project import load_guide  # noqa: E402


def _for_guides(name: str, about: str, **defaults: Any) -> click.Command:
    """A command of MkDocs that refuses what is no guide; `defaults` stand where nothing is said."""
    command = copy(GENERATORS_OWN.commands[name])
    command.help = about
    command.callback = _guarded(command.callback, defaults)
    return command


def _guarded(run: Callable[..., Any] | None, defaults: dict[str, Any]) -> Callable[..., Any]:
    def guarded(**options: Any) -> Any:
        logging.disable(logging.WARNING)  # the second reading says it again
        try:
            load_guide(options["config_file"])
        finally:
            logging.disable(logging.NOTSET)
        said = {name: value for name, value in options.items() if value is not None}
        try:
            return run and run(**{**options, **defaults, **said})
        except OSError as error:
            if error.errno != EADDRINUSE:
                raise
            told = "another program, perhaps another preview, has this address; stop it, or "
            raise CouldNotRunError(f"{told}choose one with `-a localhost:8001`") from error

    return guarded


COMMANDS: dict[str, click.Command] = {
    "build": _for_guides(
        "build", "Build the website, the PDFs and guide.json; warnings stop it.", strict=True
    ),
    "serve": _for_guides("serve", "Preview the guide at a local address while it is written."),
    "check": check,
}
