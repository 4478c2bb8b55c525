"""`postmortem lint`: findings of drafts."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from api.cli.inputs import drafts, light_analysis, named_path, settings_of, text_format
from api.cli.lint_options import ConfigOption, IsolatedOption, ProfileOption, policies_of
from api.cli.output import view_of, write_out
from api.linting.baseline import Baseline
from api.linting.changes import Changes
from api.linting.fixing import Fixing, difference, original
from api.linting.outcomes import Linted, Outcome, Tally, Unread
from api.linting.run import Run
from api.linting.sources import STDIN
from api.rendering.printable import printable
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
        Path | None,
        typer.Option("--output-file", "-o", help="File to write instead of standard output.", metavar="FILE", parser=named_path),
    ] = None,
    level: Annotated[
        list[str] | None, typer.Option("--level", help="Set a family or rule to off, suggestion, warning or error: FAMILY=LEVEL.")
    ] = None,
    fail_on: Annotated[Severity, typer.Option(help="Exit 1 when a finding is at least this severe.")] = Severity.WARNING,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit 0 whatever is found.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print findings only: no excerpts, no questions, no closing line.")] = False,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
    profile: ProfileOption = None,
    stdin_filename: Annotated[
        Path | None, typer.Option(help="What standard input is called in reports; its suffix tells Markdown from plain text.")
    ] = None,
    diff: Annotated[
        str | None,
        typer.Option("--diff", help="Report only what stands in lines that this git revision does not have.", metavar="REV"),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", help="File of known findings, which are not reported again.", metavar="FILE", parser=named_path),
    ] = None,
    update_baseline: Annotated[
        bool, typer.Option("--update-baseline", "--write-baseline", help="Write what is found into the baseline.")
    ] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Apply the rewrites after which a sentence says the same.")] = False,
    unsafe_fixes: Annotated[bool, typer.Option("--unsafe-fixes", help="With --fix or --diff-fixes: every rewrite; read them.")] = False,
    diff_fixes: Annotated[
        bool, typer.Option("--diff-fixes", help="Show what --fix would change, as a diff, and change nothing; exit 1 if it would.")
    ] = False,
) -> None:
    """Mark blame-oriented language, missing parts and incomplete action items. Goes on after a file that cannot be read, and exits 2 then."""
    printed = format_named(format)
    families = parse_levels(level or [])
    from_stdin = any(str(path) == STDIN for path in paths)
    check_options(
        several=len(paths) > 1 and from_stdin,
        fixes=fix or diff_fixes,
        unsafe_fixes=unsafe_fixes,
        diff=diff is not None,
        baseline=baseline is not None,
        update_baseline=update_baseline,
    )
    settings = settings_of()
    policies = policies_of(settings, config=config, isolated=isolated)
    found = list(drafts(paths, policies))
    known = None if baseline is None else Baseline(baseline, updating=update_baseline)
    changes = None if diff is None else Changes(diff)
    if changes is not None:
        changes.check_paths(found)
    from analyzer.blame.names_known import check_names, known_names  # noqa: PLC0415 - keeps --help instant
    from api.lint_config.analyses import Analyses  # noqa: PLC0415 - as above

    # A bad configuration ends the run before anything is linted or written.
    analyses = Analyses(light_analysis(settings), policies)
    rules = analyses.rules(stdin_filename or path if str(path) == STDIN else path for path in found)

    # A wrong name is the command line's fault and no draft's.
    check_names(families, known_names(rules), "/families")

    def check(path: Path, text: str) -> LintReport:
        analysis = analyses.of(path)
        return analysis.lint(analysis.read(text, format=text_format(path)), families=families, profile=profile, path=path)

    fixing = Fixing(unsafe=unsafe_fixes, write=not diff_fixes, changes=changes) if fix or diff_fixes else None
    narrowings = [one for one in (known, changes) if one is not None]
    run = Run(check, narrowings=narrowings, mend=fixing, stdin_name=stdin_filename)
    tally = Tally(fail_on)
    outcomes = telling(tally.counting(run.outcomes(found)))
    if diff_fixes:
        write_out(differences(outcomes), output)
        tell_fixes(tally, "Would fix", quiet=quiet)
    else:
        aside = fix and from_stdin
        view = view_of(settings, rules, fail_on=fail_on, quiet=quiet, fixing=fix, plain=aside or output is not None)
        write_out(printed.render(printing_fixed(outcomes) if aside else outcomes, view), output, aside=aside)
        if fix and (format != "text" or tally.errors):
            tell_fixes(tally, "Fixed", quiet=quiet)
    if known is not None:
        tell_baseline(known, write=update_baseline, quiet=quiet)
    if tally.errors:
        raise typer.Exit(2)
    if (tally.fixed if diff_fixes else tally.failing) and not exit_zero:
        raise typer.Exit(1)


def check_options(*, several: bool, fixes: bool, unsafe_fixes: bool, diff: bool, baseline: bool, update_baseline: bool) -> None:
    """Raises BadInputError for options that do not go together."""
    if unsafe_fixes and not fixes:
        raise BadInputError("--unsafe-fixes goes with --fix or --diff-fixes.")
    if fixes and several:
        raise BadInputError("Standard input is fixed alone: leave out the other paths.")
    if update_baseline and not baseline:
        raise BadInputError("--update-baseline goes with --baseline FILE.")
    if update_baseline and (diff or fixes):
        raise BadInputError("--update-baseline takes all findings as they are: leave out --diff and the fixes.")


def telling(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """The outcomes as they come; what could not be read is told on standard error."""
    for outcome in outcomes:
        if isinstance(outcome, Unread):
            sys.stderr.write(f"postmortem: {outcome.error}\n")
        yield outcome


def printing_fixed(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """The outcomes as they come; the fixed text of standard input is printed as its bytes."""
    for outcome in outcomes:
        if isinstance(outcome, Linted):
            sys.stdout.buffer.write(outcome.draft.encoded)
            sys.stdout.flush()
        yield outcome


def differences(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """What the rewrites would change in each draft."""
    for outcome in outcomes:
        if isinstance(outcome, Linted):
            yield difference(outcome.draft, original(outcome.draft))


def tell_fixes(tally: Tally, verb: str, *, quiet: bool) -> None:
    """How many rewrites there were, on standard error."""
    if not quiet:
        more = f" ({tally.unsafe} more with --unsafe-fixes)" if tally.unsafe else ""
        sys.stderr.write(f"{verb} {tally.fixed}, {tally.findings} remain{more}\n")


def tell_baseline(baseline: Baseline, *, write: bool, quiet: bool) -> None:
    """Writes the baseline, or tells which of its entries no longer occur, on standard error."""
    if write:
        entries, new, gone = baseline.write()
        if not quiet:
            sys.stderr.write(f"{baseline.path}: {entries} known findings, {new} of them new; {gone} are gone\n")
        return
    for name, entry in () if quiet else baseline.gone():
        sys.stderr.write(f"{baseline.path}: {name}: [{entry.rule}] “{printable(entry.quote)}” no longer occurs ({entry.id})\n")
