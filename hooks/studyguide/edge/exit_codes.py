"""How the commands end, and the error of one that could not run."""

from __future__ import annotations

import click

CLEAN, FAILED, COULD_NOT_RUN = 0, 1, 2


class CouldNotRunError(click.ClickException):
    """Nothing was checked or explained."""

    exit_code = COULD_NOT_RUN

    def show(self, file: object = None) -> None:  # noqa: ARG002 - the base class's name
        """Say why."""
        click.echo(f"studyguide: {self.format_message()}", err=True)


class RefusedError(CouldNotRunError):
    """The command ran, and what it was asked for must not be done."""

    exit_code = FAILED
