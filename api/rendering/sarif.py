"""SARIF 2.1.0, the OASIS format that code scanning reads. Columns count code points; the end is exclusive."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from api.linting.outcomes import Linted, Outcome, Unread
from api.linting.sources import Draft
from api.rendering.view import PROGRAM, View
from models.findings import Finding, Rewrite, Severity

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
FINGERPRINT = "postmortemFinding/v1"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "note"}


def render(outcomes: Iterable[Outcome], view: View) -> Iterator[str]:
    """One log of one run."""
    drafts: list[Linted] = []
    unread: list[Unread] = []
    for outcome in outcomes:
        if isinstance(outcome, Unread):
            unread.append(outcome)
        else:
            drafts.append(outcome)
    firsts: dict[str, Finding] = {}
    for linted in drafts:
        for finding in linted.report.findings:
            firsts.setdefault(finding.rule, finding)
    order = sorted(firsts)
    run = {
        "tool": {"driver": driver([firsts[rule] for rule in order], view)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"uri": view.root.absolute().as_uri().rstrip("/") + "/"}},
        "invocations": [
            {"executionSuccessful": not unread, "toolExecutionNotifications": [notification(one, view) for one in unread]},
        ],
        "artifacts": [{"location": location(linted.draft.name, view), "encoding": "utf-8"} for linted in drafts],
        "results": [result(linted, finding, order.index(finding.rule), view) for linted in drafts for finding in linted.report.findings],
    }
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def driver(firsts: list[Finding], view: View) -> dict[str, Any]:
    """The program and the rules that found something, each told by its first finding."""
    known = view.rules()
    about = {"name": PROGRAM, "version": view.version} | ({"informationUri": view.rules_url} if view.rules_url else {})
    rules = []
    for finding in firsts:
        reference, url = known.get(finding.rule), view.rule_url(finding.rule)
        question = reference.question if reference else finding.question
        source = reference.source if reference else ""
        paragraphs = [finding.why, question, f"Source: {source}." if source else ""]
        paragraphs = [one for one in paragraphs if one] or [finding.message]
        rules.append(
            {
                "id": finding.rule,
                "name": "".join(part.capitalize() for part in finding.rule.replace("/", "-").split("-")),
                "shortDescription": {"text": finding.message},
                "fullDescription": {"text": finding.why or finding.message},
                "help": {"text": "\n\n".join(paragraphs), "markdown": "\n\n".join(paragraphs)},
                "defaultConfiguration": {"level": _LEVELS[reference.severity if reference else finding.severity]},
                "properties": {"tags": [finding.family.value]},
            }
            | ({"helpUri": url} if url else {})
        )
    return about | {"rules": rules}


def result(linted: Linted, finding: Finding, index: int, view: View) -> dict[str, Any]:
    """A finding; its fingerprint stays while the sentence moves."""
    artifact = location(linted.draft.name, view)
    told: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": " ".join(words for words in (finding.message, finding.question) if words)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": artifact,
                    "region": region(linted.draft, finding.start, finding.end) | {"snippet": {"text": finding.quote}},
                }
            }
        ],
        "partialFingerprints": {FINGERPRINT: finding.id},
    }
    if finding.rewrites:
        told["fixes"] = [fix(linted.draft, artifact, rewrite) for rewrite in finding.rewrites]
    return told


def fix(draft: Draft, artifact: dict[str, str], rewrite: Rewrite) -> dict[str, Any]:
    """A rewrite as a change of the file; its property `safe` says whether `--fix` applies it unasked."""
    replacement = {"deletedRegion": region(draft, rewrite.start, rewrite.end), "insertedContent": {"text": rewrite.replacement}}
    return {
        "description": {"text": rewrite.note or "Says it in other words."},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": [replacement]}],
        "properties": {"safe": rewrite.safe},
    }


def notification(unread: Unread, view: View) -> dict[str, Any]:
    """A file that could not be read."""
    return {
        "level": "error",
        "message": {"text": unread.error},
        "locations": [{"physicalLocation": {"artifactLocation": location(unread.name, view)}}],
    }


def region(draft: Draft, start: int, end: int) -> dict[str, Any]:
    """text[start:end] as lines and columns."""
    (line, column), (end_line, end_column) = draft.lines.place(start), draft.lines.place(end)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def location(name: str, view: View) -> dict[str, str]:
    """A path below the root relative to it, and any other as a whole URI; standard input has its name alone."""
    path = Path(name)
    root = view.root.absolute()
    whole = path if path.is_absolute() else root / path
    parts = [part for part in whole.parts if part != "."]
    whole = Path(*parts)
    if ".." not in parts and whole.is_relative_to(root):
        return {"uri": quote(whole.relative_to(root).as_posix()), "uriBaseId": ROOT}
    return {"uri": whole.resolve().as_uri()}
