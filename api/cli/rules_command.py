"""`postmortem rules`: what the linter marks; `postmortem rules test`: whether a team's own rules do what their examples say."""

import typer

from api.cli.inputs import FormatOption, OutputFormat, console, light_analysis, settings_of, write_json
from api.cli.lint_options import ConfigOption, IsolatedOption, configured

TOLD = {"id", "family", "severity", "message", "why", "question", "source"}


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    rules = typer.Typer(help="List the rules by family, the team's own among them; `test` tries those.", rich_markup_mode=None)
    rules.callback(invoke_without_command=True)(listed)
    rules.command("test")(try_own)
    app.add_typer(rules, name="rules")


def listed(
    context: typer.Context,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
    format: FormatOption = OutputFormat.TEXT,
) -> None:
    """List the rules by family, the team's own among them; `test` tries those."""
    if context.invoked_subcommand is not None:
        return
    from analyzer.references import references  # noqa: PLC0415 - keeps --help instant

    rules = references(configured(config=config, isolated=isolated).rules())
    if format is OutputFormat.JSON:
        write_json([rule.model_dump(mode="json", include=TOLD) for rule in rules])
        return
    out = console()
    family = None
    for rule in rules:
        if rule.family != family:
            family = rule.family
            out.print(family.value, style="bold")
        out.print(f"  {rule.id:44} {rule.severity:10} {rule.message}")


def try_own(config: ConfigOption = None, isolated: IsolatedOption = False) -> None:
    """Run the examples of the team's own rules; exit 1 where one is not as it says."""
    from api.lint_config.trying_rules import tried  # noqa: PLC0415 - keeps --help instant

    policy = configured(config=config, isolated=isolated)
    own = policy.config.rules
    out = console()
    if not own:
        out.print(f"No rules of your own in {policy.source or 'any configuration here'}: see docs/configuration.md.")
        return
    failing = 0
    for one in tried(light_analysis(settings_of()).under(policy), own):
        failing += bool(one.problems)
        out.print(f"{'failed' if one.problems else 'ok':6} {one.rule.id} ({len(one.rule.hits)} hits, {len(one.rule.misses)} misses)")
        for problem in one.problems:
            out.print(f"       {problem}")
    out.print(f"{len(own) - failing} of {len(own)} rules do what their examples say")
    if failing:
        raise typer.Exit(1)
