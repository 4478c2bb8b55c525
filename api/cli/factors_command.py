"""`postmortem factors`: what the tagger looks for."""

import typer

from api.cli.inputs import FormatOption, OutputFormat, console, write_json


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("factors")(factors)


def factors(format: FormatOption = OutputFormat.TEXT) -> None:
    """List the contributing factors by dimension."""
    from analyzer.factors.taxonomy import load_taxonomy  # noqa: PLC0415 - keeps --help instant

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
