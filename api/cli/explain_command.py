"""`postmortem explain`: why a rule is there, what it asks, what it marks, and how to turn it off."""

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.inputs import FormatOption, OutputFormat, console, write_json
from api.cli.lint_options import ConfigOption, IsolatedOption, configured
from models.rules import RuleReference

if TYPE_CHECKING:
    from rich.console import Console

EXAMPLES_SHOWN = 4


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("explain")(explain)


def explain(
    rule: Annotated[str | None, typer.Argument(help="A rule or a family; without it, every rule is listed.", metavar="[RULE]")] = None,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
    format: FormatOption = OutputFormat.TEXT,
) -> None:
    """Explain a rule or a family of rules: reason, source, question, examples, and how to turn it off."""
    from analyzer.references import asked_for, references  # noqa: PLC0415 - keeps --help instant

    known = references(configured(config=config, isolated=isolated).rules())
    asked = known if rule is None else asked_for(rule, known)
    if format is OutputFormat.JSON:
        write_json([one.model_dump(mode="json") | {"turned_off_by": turned_off_by(one.id)} for one in asked])
    elif len(asked) == 1:
        print_rule(console(), asked[0])
    else:
        print_listed(console(), asked)


def turned_off_by(id: str) -> dict[str, str]:
    """How findings of a rule or a family are turned off: in a run, for a block, for a stretch, for a whole draft."""
    return {
        "run": f"--level {id}=off",
        "block": f"<!-- postmortem-ignore {id}: REASON -->",
        "stretch": f"<!-- postmortem-ignore-start {id}: REASON --> … <!-- postmortem-ignore-end -->",
        "draft": f"<!-- postmortem-ignore-file {id}: REASON -->",
    }


def print_rule(out: "Console", rule: RuleReference) -> None:
    """One rule on one screen."""
    out.print(f"{rule.id} ({rule.severity})", style="bold")
    out.print(rule.message)
    for name, words in (("Why", rule.why), ("Question", rule.question), ("Source", rule.source)):
        out.print(f"\n{name}", style="bold")
        out.print(f"  {words}")
    for name, examples in (("Marks", rule.hits), ("Leaves alone", rule.misses)):
        out.print(f"\n{name}", style="bold")
        for example in examples[:EXAMPLES_SHOWN]:
            first, *rest = [line for line in example.strip().splitlines() if line.strip()]
            out.print(f"  > {first}")
            for line in rest:
                out.print(f"    {line}")
    print_turning_off(out, rule.id)


def print_listed(out: "Console", rules: tuple[RuleReference, ...]) -> None:
    """The rules by family, a line each."""
    families = list(dict.fromkeys(rule.family for rule in rules))
    for family in families:
        out.print(family.value, style="bold")
        for rule in rules:
            if rule.family is family:
                out.print(f"  {rule.id:44} {rule.severity:10} {rule.message}")
    if len(families) == 1:
        print_turning_off(out, families[0].value)
    out.print("\nMore about one of them: postmortem explain RULE")


def print_turning_off(out: "Console", id: str) -> None:
    """How to turn a rule or a family off."""
    out.print("\nTurn it off", style="bold")
    names = {"run": "in a run", "block": "for a block", "stretch": "for a stretch", "draft": "for a draft"}
    for name, way in turned_off_by(id).items():
        out.print(f"  {names[name]:14} {way}")
