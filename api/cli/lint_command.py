"""`postmortem lint`: findings of drafts."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from api.cli.inputs import (
    FormatOption,
    OutputFormat,
    console,
    drafts,
    light_analysis,
    line_and_column,
    named_path,
    read_text,
    settings_of,
    text_format,
    write_json,
)
from models.errors import BadInputError, NotFoundError
from models.findings import Finding, Level, Severity

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.SUGGESTION: "cyan"}


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


def lint(
    paths: Annotated[
        list[Path],
        typer.Argument(help="Drafts or folders of drafts, or - for standard input.", metavar="PATH...", parser=named_path),
    ],
    format: FormatOption = OutputFormat.TEXT,
    level: Annotated[
        list[str] | None, typer.Option("--level", help="Set a family or rule to off, suggestion, warning or error: FAMILY=LEVEL.")
    ] = None,
    fail_on: Annotated[Severity, typer.Option(help="Exit 1 when a finding is at least this severe.")] = Severity.WARNING,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit 0 whatever is found.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print findings only: no questions, no closing line.")] = False,
) -> None:
    """Mark blame-oriented language, missing parts and incomplete action items. Goes on after a file that cannot be read, and exits 2 then."""
    analysis = light_analysis(settings_of())
    families = parse_levels(level or [])
    out = console()
    reports: list[dict[str, Any]] = []
    errors = []
    failing = total = 0
    for path in drafts(paths):
        try:
            text = read_text(path)
            postmortem = analysis.read(text, format=text_format(path))
        except (BadInputError, NotFoundError) as error:
            told = str(error) if str(path) in str(error) else f"{path}: {error}"
            errors.append({"path": str(path), "error": told})
            sys.stderr.write(f"postmortem: {told}\n")
            continue
        report = analysis.lint(postmortem, families=families)
        failing += sum(finding.severity.rank >= fail_on.rank for finding in report.findings)
        total += len(report.findings)
        if format is OutputFormat.JSON:
            reports.append({"path": str(path)} | report.model_dump(mode="json"))
            continue
        for finding in report.findings:
            line, column = line_and_column(text, finding.start)
            out.print(f"{path}:{line}:{column}: ", style="bold", end="")
            out.print(f"{finding.severity} ", style=COLOURS[finding.severity], end="")
            out.print(f"[{finding.rule}] {finding.message}")
            if not quiet:
                print_help(out.print, finding)
    if format is OutputFormat.JSON:
        write_json({"files": reports, "errors": errors})
    elif not quiet and not errors:
        out.print(f"{total} finding{'' if total == 1 else 's'}" if total else "Nothing to mark.")
    if errors:
        raise typer.Exit(2)
    if failing and not exit_zero:
        raise typer.Exit(1)


def print_help(write: object, finding: Finding) -> None:
    """The quotation, the question, and the first rewrite."""
    assert callable(write)
    write(f"    > {' '.join(finding.quote.split())}")
    if finding.question:
        write(f"    ? {finding.question}")
    for rewrite in finding.rewrites[:1]:
        write(f"    = {rewrite.replacement or '(leave it out)'}")
