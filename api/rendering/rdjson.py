"""reviewdog's diagnostic format. Its positions are lines and columns from 1, the columns in bytes of UTF-8, the end exclusive."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from api.linting.outcomes import Linted, Outcome, Unread
from api.linting.sources import Draft
from api.rendering.view import PROGRAM, View
from models.findings import Finding, Severity

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.SUGGESTION: "INFO"}


def render(outcomes: Iterable[Outcome], view: View) -> Iterator[str]:
    """One DiagnosticResult."""
    diagnostics: list[dict[str, Any]] = []
    for outcome in outcomes:
        if isinstance(outcome, Unread):
            diagnostics.append({"message": outcome.error, "location": {"path": outcome.name}, "severity": "ERROR"})
        else:
            diagnostics += [diagnostic(outcome, finding, view) for finding in outcome.report.findings]
    source = {"name": PROGRAM} | ({"url": view.rules_url} if view.rules_url else {})
    yield json.dumps({"source": source, "diagnostics": diagnostics}, ensure_ascii=False, indent=2) + "\n"


def diagnostic(linted: Linted, finding: Finding, view: View) -> dict[str, Any]:
    """A finding; its first rewrite is the suggestion, since reviewdog offers each with a button of its own."""
    url = view.rule_url(finding.rule)
    told: dict[str, Any] = {
        "message": "\n".join(words for words in (finding.message, finding.why, finding.question) if words),
        "location": {"path": linted.draft.name, "range": range_of(linted.draft, finding.start, finding.end)},
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule} | ({"url": url} if url else {}),
    }
    if finding.rewrites:
        told["suggestions"] = [
            {"range": range_of(linted.draft, rewrite.start, rewrite.end), "text": rewrite.replacement} for rewrite in finding.rewrites
        ]
    return told


def range_of(draft: Draft, start: int, end: int) -> dict[str, dict[str, int]]:
    """text[start:end] as reviewdog counts. Bytes of a byte-order mark count: reviewdog cuts suggestions into lines as they lie in the file."""
    places = {"start": draft.lines.byte_place(start, bom=draft.bom), "end": draft.lines.byte_place(end, bom=draft.bom)}
    return {name: {"line": line, "column": column} for name, (line, column) in places.items()}
