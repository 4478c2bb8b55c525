"""A line each: place, severity, rule, message."""

from collections.abc import Iterable, Iterator

from api.linting.outcomes import Linted, Outcome
from api.rendering.printable import one_line, printable
from api.rendering.view import View
from models.findings import Finding, Severity

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.SUGGESTION: "cyan"}


def render(outcomes: Iterable[Outcome], view: View) -> Iterator[str]:
    """The headlines of all findings; what could not be read is told on standard error."""
    for outcome in outcomes:
        if isinstance(outcome, Linted):
            for finding in outcome.report.findings:
                yield headline(outcome, finding, view) + "\n"


def headline(linted: Linted, finding: Finding, view: View) -> str:
    """`path:line:column: severity [rule] message`."""
    line, column = linted.draft.lines.place(finding.start)
    place = view.paint(f"{printable(linted.draft.name)}:{line}:{column}: ", "bold")
    return f"{place}{view.paint(finding.severity.value, COLOURS[finding.severity])} [{finding.rule}] {one_line(finding.message)}"
