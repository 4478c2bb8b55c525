"""`postmortem lint`: findings of drafts."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from api.cli.inputs import drafts, light_analysis, named_path, settings_of, text_format
from api.cli.output import view_of, write_out
from api.linting.outcomes import Outcome, Tally, Unread
from api.linting.run import Run
from api.rendering.registry import FORMATS, format_named
from models.errors import BadInputError
from models.findings import Level, LintReport, Severity


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("lint")(lint)


def parse_levels(pairs: list[str]) -> dict[str, Level]:
    """`single-cause=off` and the like. Raises BadInputError for a pair that cannot be used."""
    levels = {}
    for pair in pairs:
        name, separator, level = pair.partition("=")
        if not separator or level not in set(Level):
            raise BadInputError(f"--level {pair!r}: write FAMILY=LEVEL, where LEVEL is one of {', '.join(Level)}.")
        levels[name.strip()] = Level(level)
    return levels


FORMATS_TOLD = ", ".join(f"{name} ({format.about})" for name, format in FORMATS.items())


def lint(
    paths: Annotated[
        list[Path],
        typer.Argument(help="Drafts or folders of drafts, or - for standard input.", metavar="PATH...", parser=named_path),
    ],
    format: Annotated[
        str, typer.Option("--format", help=f"{FORMATS_TOLD}.", metavar="FORMAT", autocompletion=lambda: list(FORMATS))
    ] = next(iter(FORMATS)),
    output: Annotated[
        Path | None, typer.Option("--output-file", "-o", help="File to write instead of standard output.", parser=named_path)
    ] = None,
    level: Annotated[
        list[str] | None, typer.Option("--level", help="Set a family or rule to off, suggestion, warning or error: FAMILY=LEVEL.")
    ] = None,
    fail_on: Annotated[Severity, typer.Option(help="Exit 1 when a finding is at least this severe.")] = Severity.WARNING,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit 0 whatever is found.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print findings only: no excerpts, no questions, no closing line.")] = False,
    stdin_filename: Annotated[
        Path | None, typer.Option(help="What standard input is called in reports; its suffix tells Markdown from plain text.")
    ] = None,
) -> None:
    """Mark blame-oriented language, missing parts and incomplete action items. Goes on after a file that cannot be read, and exits 2 then."""
    printed = format_named(format)
    families = parse_levels(level or [])
    settings = settings_of()
    analysis = light_analysis(settings)

    def check(path: Path, text: str) -> LintReport:
        return analysis.lint(analysis.read(text, format=text_format(path)), families=families)

    run = Run(check, stdin_name=stdin_filename)
    tally = Tally(fail_on)
    view = view_of(settings, analysis.rules, fail_on=fail_on, quiet=quiet, to_file=output is not None)
    write_out(printed.render(telling(tally.counting(run.outcomes(drafts(paths)))), view), output)
    if tally.errors:
        raise typer.Exit(2)
    if tally.failing and not exit_zero:
        raise typer.Exit(1)


def telling(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """The outcomes as they come; what could not be read is told on standard error."""
    for outcome in outcomes:
        if isinstance(outcome, Unread):
            sys.stderr.write(f"postmortem: {outcome.error}\n")
        yield outcome
