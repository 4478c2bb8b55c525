"""`postmortem rules` and `factors`: what the linter marks and what the tagger looks for."""

import typer

from api.cli.inputs import FormatOption, OutputFormat, console, write_json


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("rules")(rules)
    app.command("factors")(factors)


def rules(format: FormatOption = OutputFormat.TEXT) -> None:
    """List the rules of wording by family."""
    from analyzer.blame.registry import all_rules  # noqa: PLC0415 - keeps --help instant

    listed = all_rules()
    if format is OutputFormat.JSON:
        write_json(
            [rule.model_dump(mode="json", include={"id", "family", "severity", "message", "why", "question", "source"}) for rule in listed]
        )
        return
    out = console()
    family = None
    for rule in listed:
        if rule.family != family:
            family = rule.family
            out.print(str(family), style="bold")
        out.print(f"  {rule.id:44} {rule.severity:10} {rule.message}")


def factors(format: FormatOption = OutputFormat.TEXT) -> None:
    """List the contributing factors by dimension."""
    from analyzer.factors.taxonomy import load_taxonomy  # noqa: PLC0415 - as above

    taxonomy = load_taxonomy()
    if format is OutputFormat.JSON:
        write_json(taxonomy.model_dump(mode="json"))
        return
    out = console()
    dimension = None
    for factor in taxonomy.factors:
        if factor.dimension != dimension:
            dimension = factor.dimension
            out.print(str(dimension), style="bold")
        out.print(f"  {factor.id:26} {factor.description}")
