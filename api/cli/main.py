"""The command `postmortem`: one sub-command a file, errors as one line on stderr and exit code 2."""

import os
import sys
from contextlib import suppress
from typing import Annotated, NoReturn, TextIO

import typer

from api.cli import archive_commands, explain_command, factors_command, lint_command, review_commands, rules_command, serve_command
from models.errors import PostmortemError

app = typer.Typer(
    name="postmortem",
    help="Learn from incidents: lint postmortems for blame, find similar past incidents, tag contributing factors. Offline.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def print_version(wanted: bool) -> None:
    """Prints the version and ends, for `--version`."""
    if wanted:
        from api.version import VERSION  # noqa: PLC0415 - reads the package's metadata

        typer.echo(VERSION)
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[bool, typer.Option("--version", callback=print_version, is_eager=True, help="Print the version and exit.")] = False,
) -> None:
    """Learn from incidents: lint postmortems for blame, find similar past incidents, tag contributing factors. Offline."""


for module in (lint_command, review_commands, archive_commands, serve_command, rules_command, factors_command, explain_command):
    module.register(app)


def main() -> None:
    """Runs the command line. Exit codes: 0 nothing found or all well, 1 findings or failed items, 2 wrong use or an error."""
    out = sys.stdout
    try:
        run(out)
    except PostmortemError as error:
        sys.stderr.write(f"postmortem: {error}\n")
        sys.exit(2)
    except BrokenPipeError:
        leave_quietly(out)
    except OSError as error:
        sys.stderr.write(f"postmortem: {error.filename or 'the output'} cannot be written or read: {error.strerror or error}.\n")
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)


def run(out: TextIO) -> None:
    """Runs the command and writes out what it printed. Raises BrokenPipeError where nobody reads on (`| head -1`)."""
    try:
        app()
    except SystemExit as stop:
        if sys.stdout is not out:  # typer puts a wrapper there when the reader of a pipe has gone, and exits with 1
            raise BrokenPipeError from stop
        out.flush()
        raise


def leave_quietly(out: TextIO) -> NoReturn:
    """Ends with exit code 0; what is still buffered goes nowhere, so that the interpreter does not complain of it at its end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, out.fileno())
    sys.exit(0)


if __name__ == "__main__":
    main()
