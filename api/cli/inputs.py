"""What the commands share: reading drafts, opening the service, the console."""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.configuration import load_settings
from api.linting.positions import Lines
from api.linting.sources import read_draft
from models.errors import BadInputError, NotFoundError, NotReadyError
from models.settings import Settings
from models.text import TextFormat

if TYPE_CHECKING:
    from rich.console import Console

    from api.analysis import Analysis
    from api.lint_config.finding import Policies
    from api.service import Service

PLAIN_SUFFIXES = frozenset({".txt", ".text", ".log"})
DRAFT_SUFFIXES = frozenset({".md", ".markdown", *PLAIN_SUFFIXES})


class OutputFormat(StrEnum):
    """How a command prints its answer."""

    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[OutputFormat, typer.Option("--format", help="text for people, json for programs.")]
DataOption = Annotated[
    Path | None, typer.Option("--data", help="Directory of the archive (default: POSTMORTEM_DATA, or ./data).", file_okay=False)
]
DraftArgument = Annotated[Path, typer.Argument(help="A draft, or - for standard input.", metavar="FILE")]


def named_path(value: str | Path) -> Path:
    """A path as it was written. Raises BadInputError on an empty one, which would otherwise stand for the current folder."""
    if not str(value):
        raise BadInputError("A path is empty: name a file or a folder (. is the current one).")
    return Path(value)


def read_text(path: Path) -> str:
    """The text of a file or, for `-`, of standard input, line ends as they are.

    Raises NotFoundError for a missing file, BadInputError for a folder, NotUtf8Error naming the offending byte."""
    return read_draft(path).text


def text_format(path: Path) -> TextFormat:
    """Plain text by its suffix, Markdown otherwise."""
    return TextFormat.TEXT if path.suffix.lower() in PLAIN_SUFFIXES else TextFormat.MARKDOWN


def drafts(paths: list[Path], policies: "Policies") -> Iterator[Path]:
    """The files named, with folders replaced by the drafts below them that their configuration does not exclude, sorted."""
    for path in paths:
        if path.is_dir():
            yield from policies.drafts_in(path, DRAFT_SUFFIXES)
        else:
            yield path


def console() -> "Console":
    """Standard output; colour only on a terminal, and lines are never cut."""
    from rich.console import Console  # noqa: PLC0415 - JSON output does without it

    class Piped(Console):
        """A console that leaves a closed pipe to `main`; rich itself would exit with 1."""

        def on_broken_pipe(self) -> None:
            raise  # the BrokenPipeError that rich is handling

    return Piped(soft_wrap=True, highlight=False, markup=False, emoji=False)


def write_json(value: Any) -> None:
    """One JSON document on standard output."""
    import json  # noqa: PLC0415 - text output does without it

    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


def light_analysis(settings: Settings) -> "Analysis":
    """Reader, linter and cue tagger; never loads torch."""
    from api.analysis import build_analysis  # noqa: PLC0415 - keeps --help instant

    return build_analysis(settings)


def has_service_extra() -> bool:
    """Whether the packages of the extra `service` are installed."""
    return all(find_spec(name) is not None for name in ("sentence_transformers", "faiss"))


@contextmanager
def opened_service(settings: Settings, *, must_exist: bool, writes: bool = False, linting: "Analysis | None" = None) -> Iterator["Service"]:
    """The service over the archive in `settings.data`, closed again at the end; one that `writes` makes the archive where there is none. Its
    linter is that of `linting`, where that is given.

    Raises NotReadyError where the extra `service` is not installed, NotFoundError where `must_exist` and there is no archive."""
    if not has_service_extra():
        raise NotReadyError("This command needs the encoder and the index: pip install 'postmortem[service]'.")
    from api.building import build_service  # noqa: PLC0415 - heavy, and needed by few commands
    from corpus.archive import Archive  # noqa: PLC0415 - as above

    if must_exist and not Archive.exists(settings.data):
        raise NotFoundError(
            f"There is no archive in {settings.data}: run `postmortem import PATH` or `postmortem serve` first, or name one by --data."
        )
    with ExitStack() as opened:
        directory = settings.data
        if not writes and not Archive.exists(directory):
            directory = Path(opened.enter_context(TemporaryDirectory(prefix="postmortem-")))
        service = build_service(settings, Archive(directory, read_only=not writes and not os.access(directory, os.W_OK)), linting=linting)
        opened.callback(service.close)
        yield service


def settings_of(**given: Any) -> Settings:
    """Settings for a command: its options, then the environment, then the defaults."""
    return load_settings(**given)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """1-based line and column (in code points) of an offset."""
    return Lines(text).place(offset)
