"""For programs: one JSON document. `schema_version` changes where a field goes or changes its meaning; fields may be added at any time."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from api.linting.outcomes import Linted, Outcome, Unread
from api.rendering.view import View

SCHEMA_VERSION = 1


def render(outcomes: Iterable[Outcome], view: View) -> Iterator[str]:
    """The reports of all drafts, and the files that could not be read."""
    files: list[dict[str, Any]] = []
    errors: list[dict[str, str]] = []
    for outcome in outcomes:
        if isinstance(outcome, Unread):
            errors.append({"path": outcome.name, "error": outcome.error})
        else:
            files.append(reported(outcome))
    told = {"schema_version": SCHEMA_VERSION, "files": files, "errors": errors}
    yield json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def reported(linted: Linted) -> dict[str, Any]:
    """The report of one draft; offsets count code points from 0, lines and columns from 1."""
    report = linted.report.model_dump(mode="json")
    for finding in report["findings"]:
        finding["line"], finding["column"] = linted.draft.lines.place(finding["start"])
        finding["end_line"], finding["end_column"] = linted.draft.lines.place(finding["end"])
    counts = {"known": linted.known, "outside_changes": linted.outside, "fixed": linted.fixed}
    return {"path": linted.draft.name, **report, **counts}
