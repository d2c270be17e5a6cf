"""The command `studyguide`: begin, build, preview and check a guide, explain, import questions.

`new`, `check`, `import` and `explain` end with 0 if nothing is wrong, 1 if errors were found (or
warnings, in a strict check) or a guide must not begin there, 2 if they could not run; `build` and
`serve` end as those of MkDocs do. What needs MkDocs is loaded only when it is asked for, so that
the rest answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

import click

from studyguide.edge.exit_codes import CLEAN, FAILED, CouldNotRunError
from studyguide.model import VERSION

LATE = {
    "new": "studyguide.edge.new_guide",
    **dict.fromkeys(("build", "serve", "check"), "studyguide.edge.mkdocs.commands"),
    "import": "studyguide.edge.importing",
}
"""The modules of the commands that are loaded when they are asked for."""


class Commands(click.Group):
    """The commands, of which some are loaded late."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as above
        """In the order in which an author meets them."""
        return [*LATE, *self.commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command."""
        if cmd_name not in LATE:
            return super().get_command(ctx, cmd_name)
        commands: dict[str, click.Command] = import_module(LATE[cmd_name]).COMMANDS
        return commands[cmd_name]


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, message="%(prog)s %(version)s")
def commands() -> None:
    """Turn Markdown pages about a work into a study guide."""


@commands.command()
@click.argument("code", metavar="CODE|KIND")
def explain(code: str) -> int:
    """Say what a code such as SG203 means, or how a kind of block such as scene is written."""
    from studyguide.language.kinds import KINDS
    from studyguide.problems import CATALOGUE, did_you_mean
    from studyguide.problems.examples import read_examples
    from studyguide.problems.formats import explained
    from studyguide.render.manual import kind_in_plain_text

    asked = code.upper()
    if code.lower() in KINDS:
        click.echo(kind_in_plain_text(code.lower()), nl=False)
        return CLEAN
    if asked not in CATALOGUE:
        if asked[-1:].isdigit():
            what, hint = "problem", did_you_mean(asked, CATALOGUE)
        else:
            what, hint = "kind of block", f"one of: {', '.join(KINDS)}"
        raise CouldNotRunError(f"there is no {what} `{code}`" + (f"; {hint}" if hint else ""))
    click.echo(explained(asked, read_examples().get(asked, ())), nl=False)
    return CLEAN


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with these arguments, or with the shell's; give back its exit code."""
    try:
        code = commands.main(arguments, "studyguide", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        click.echo("Aborted!", err=True)
        return FAILED
    return int(code or CLEAN)


if __name__ == "__main__":
    sys.exit(main())
