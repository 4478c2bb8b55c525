"""Writes the reference in docs/ from the program itself: rules, factors, settings, routes, options.

usage: python -m api.reference docs            write the pages
       python -m api.reference --check docs    exit 1 where a page is not what the program says
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer.main

from analyzer.factors.taxonomy import load_taxonomy
from analyzer.references import references
from api.cli.main import app as command_line
from api.http.app import build_app
from api.runtime import Runtime
from corpus.archive import Archive
from models.lint_config import LintConfig, OwnRule, PathConfig
from models.settings import Settings

NOTE = "<!-- Made by `make docs` from the program; do not edit by hand. -->\n\n"

EXIT_CODES = (
    "Exit codes: 0 nothing found or all well; 1 findings at or over `--fail-on`, changes that `--diff-fixes` shows, or items that an import left "
    "out for an error; 2 wrong use, or a file that could not be read or written. A closed pipe ends a command with 0."
)


def rules_page() -> str:
    """Every rule with its reason, question, examples and source."""
    lines = ["# Rules", "", "<!-- postmortem-ignore-file: it shows what is marked -->", ""]
    family = None
    for rule in references():
        if rule.family != family:
            family = rule.family
            lines += [f"## {family}", ""]
        lines += [f"### `{rule.id}`", "", f"{rule.message} ({rule.severity})", "", f"Why: {rule.why}", "", f"Question: {rule.question}", ""]
        lines += ["Marks:", "", *map(quoted_example, rule.hits[:3]), "Leaves alone:", "", *map(quoted_example, rule.misses[:3])]
        lines += [f"Source: {rule.source}", ""]
    return "\n".join(lines)


def quoted_example(example: str) -> str:
    """A sentence as a block quote; a draft, which has headings and items, as a code block."""
    if "\n\n" in example:
        return f"```markdown\n{example.rstrip()}\n```\n"
    return f"> {' '.join(example.split())}\n"


def factors_page() -> str:
    """Every contributing factor, by dimension."""
    taxonomy = load_taxonomy()
    lines = ["# Contributing factors", "", f"Taxonomy `{taxonomy.name}`, version {taxonomy.version}.", ""]
    dimension = None
    for factor in taxonomy.factors:
        if factor.dimension != dimension:
            dimension = factor.dimension
            lines += ["", f"## {dimension}", "", "| id | the text says that | not |", "|---|---|---|"]
        lines.append(f"| `{factor.id}` | {factor.description} | {factor.excludes} |")
    return "\n".join(lines) + "\n"


def settings_page() -> str:
    """Every setting with its variable, default and description."""
    lines = ["# Settings", "", "| variable | default | what it is |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = "not set" if field.default is None else f"`{field.default}`"
        lines.append(f"| `POSTMORTEM_{name.upper()}` | {default} | {field.description} |")
    return "\n".join(lines) + "\n"


def routes_page() -> str:
    """Every route with its answers."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder))
        schema = build_app(Runtime(Settings(), archive)).openapi()
        archive.close()
    lines = [
        "# HTTP routes",
        "",
        "The full description is served at `/openapi.json` and `/docs`.",
        "",
        "| route | what it does | answers |",
        "|---|---|---|",
    ]
    paths: dict[str, dict[str, dict[str, object]]] = schema["paths"]
    for path, methods in paths.items():
        for method, operation in methods.items():
            summary = str(operation.get("description", operation.get("summary", ""))).split("\n")[0]
            answers = ", ".join(str(status) for status in operation["responses"])  # type: ignore[attr-defined]
            lines.append(f"| `{method.upper()} {path}` | {summary} | {answers} |")
    return "\n".join(lines) + "\n"


def options_page() -> str:
    """Every command with its arguments and options."""
    group = typer.main.get_command(command_line)
    lines = ["# Command line", "", EXIT_CODES, ""]
    for name, command in commands_of(group):
        lines += [f"## `postmortem {name}`", "", " ".join((command.help or "").split()), "", "| option | what it does |", "|---|---|"]
        for parameter in command.params:
            names = (
                " / ".join([*parameter.opts, *parameter.secondary_opts])
                if parameter.param_type_name == "option"
                else parameter.metavar or str(parameter.name).upper()
            )
            lines.append(f"| `{names}` | {getattr(parameter, 'help', '') or ''} |")
        lines.append("")
    return "\n".join(lines)


def commands_of(group: Any, above: str = "") -> Iterator[tuple[str, Any]]:
    """Every command with its full name; those of a group follow the group."""
    for name, command in group.commands.items():
        yield f"{above}{name}", command
        if hasattr(command, "commands"):
            yield from commands_of(command, f"{above}{name} ")


def configuration_page() -> str:
    """Every key of the linter's configuration."""
    lines = ["# Keys of the configuration", "", "How they work together: [configuration.md](configuration.md).", ""]
    for title, model in (("At the top", LintConfig), ("In a table of `per-path`", PathConfig), ("In a table of `rules`", OwnRule)):
        lines += [f"## {title}", "", "| key | default | what it is |", "|---|---|---|"]
        for name, field in model.model_fields.items():
            default = "needed" if field.is_required() else f"`{shown_default(field.get_default(call_default_factory=True))}`"
            lines.append(f"| `{field.alias or name}` | {default} | {(field.description or '').replace('|', chr(92) + '|')} |")
        lines.append("")
    return "\n".join(lines)


def shown_default(value: Any) -> str:
    """A default as TOML has it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple | dict):
        return "[]" if isinstance(value, tuple) else "{}"
    return "none" if value is None else f'"{value}"'


PAGES: dict[str, Callable[[], str]] = {
    "rules.md": rules_page,
    "factors.md": factors_page,
    "settings.md": settings_page,
    "configuration-keys.md": configuration_page,
    "routes.md": routes_page,
    "command-line.md": options_page,
}


def main(arguments: list[str]) -> int:
    """Writes or checks the pages; the number of stale pages, capped at 1, is the exit code."""
    check = "--check" in arguments
    folder = Path(next((argument for argument in arguments if not argument.startswith("--")), "docs"))
    stale = []
    for name, page in PAGES.items():
        text = NOTE + page().rstrip() + "\n"
        path = folder / name
        if check and (not path.exists() or path.read_text(encoding="utf-8") != text):
            stale.append(str(path))
        elif not check:
            path.write_text(text, encoding="utf-8")
    if stale:
        sys.stderr.write(f"Not what the program says: {', '.join(stale)}. Run `make docs` and commit the result.\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
