"""The command `postmortem`: one sub-command a file, errors as one line on stderr and exit code 2."""

import sys

import typer

from api.cli import archive_commands, lint_command, list_commands, review_commands, serve_command
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
for module in (lint_command, review_commands, archive_commands, serve_command, list_commands):
    module.register(app)


def main() -> None:
    """Runs the command line. Exit codes: 0 nothing found or all well, 1 findings or failed items, 2 wrong use or an error."""
    try:
        app()
    except PostmortemError as error:
        sys.stderr.write(f"postmortem: {error}\n")
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
