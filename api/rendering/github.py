"""Workflow commands of GitHub Actions, which become annotations of a change."""

from collections.abc import Iterable, Iterator

from api.linting.outcomes import Linted, Outcome, Unread
from api.rendering.view import PROGRAM, View
from models.findings import Finding, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "notice"}


def render(outcomes: Iterable[Outcome], view: View) -> Iterator[str]:
    """A command for each finding and for each file that could not be read."""
    for outcome in outcomes:
        if isinstance(outcome, Unread):
            yield command("error", {"title": PROGRAM, "file": outcome.name}, outcome.error)
        else:
            for finding in outcome.report.findings:
                yield annotation(outcome, finding)


def annotation(linted: Linted, finding: Finding) -> str:
    """Columns are told within one line only: GitHub drops them elsewhere."""
    lines = linted.draft.lines
    (line, column), (end_line, end_column) = lines.place(finding.start), lines.place(finding.end)
    place = {"file": linted.draft.name, "line": str(line), "endLine": str(end_line)}
    if line == end_line:
        place |= {"col": str(column), "endColumn": str(end_column)}
    message = " ".join(words for words in (finding.message, finding.question) if words)
    return command(_COMMANDS[finding.severity], {"title": f"{PROGRAM} ({finding.rule})"} | place, message)


def command(name: str, properties: dict[str, str], message: str) -> str:
    """`::name key=value,…::message`, escaped as the runner reads it."""
    told = ",".join(f"{key}={escaped(value).replace(':', '%3A').replace(',', '%2C')}" for key, value in properties.items())
    return f"::{name} {told}::{escaped(message)}\n"


def escaped(value: str) -> str:
    """Per cent signs and line ends as the runner decodes them."""
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
