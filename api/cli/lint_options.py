"""Options that every command that lints has: which configuration, which profile."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.inputs import named_path, settings_of
from models.errors import BadInputError
from models.lint_config import Profile
from models.settings import Settings

if TYPE_CHECKING:
    from api.lint_config.finding import Policies
    from api.lint_config.policy import Policy

ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        help="The linter's configuration for all drafts (default: POSTMORTEM_CONFIG, or the nearest .postmortem.toml or pyproject.toml with "
        "[tool.postmortem] at or above each draft).",
        metavar="FILE",
        parser=named_path,
    ),
]
IsolatedOption = Annotated[bool, typer.Option("--isolated", help="Look for no configuration.")]
ProfileOption = Annotated[Profile | None, typer.Option("--profile", help="Profile in place of the configuration's.")]


def policies_of(settings: Settings, *, config: Path | None, isolated: bool) -> "Policies":
    """Where drafts' configurations come from. Raises BadInputError for options that do not go together, SettingsError for a file that cannot
    be used."""
    from api.lint_config.finding import Policies  # noqa: PLC0415 - keeps --help instant

    if isolated and config is not None:
        raise BadInputError("--isolated looks for no configuration: leave out --config.")
    return Policies(config=None if isolated else config or settings.config, isolated=isolated)


def configured(*, config: Path | None, isolated: bool) -> "Policy":
    """The policy for drafts in the current folder. Raises as `policies_of` does."""
    return policies_of(settings_of(), config=config, isolated=isolated).of_folder(Path.cwd())
