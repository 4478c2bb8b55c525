"""A linter that can be computed by hand: `bad` is a word to be marked, and may be rewritten; `SAFE` removes, `LOUD` is replaced at a risk."""

import re
from pathlib import Path

from analyzer.identity import finding_id, told_apart
from api.linting.outcomes import Linted
from api.linting.sources import Draft
from models.findings import Family, Finding, LintReport, Rewrite, Severity


def check(path: Path, text: str) -> LintReport:
    findings = []
    for match in re.finditer(r"bad|SAFE |LOUD", text):
        begin = text.rfind("\n", 0, match.start()) + 1
        sentence = text[begin : text.find("\n", begin) if "\n" in text[begin:] else len(text)]
        rewrites = {
            "bad": (),
            "SAFE ": (Rewrite(start=match.start(), end=match.end(), replacement="", safe=True),),
            "LOUD": (Rewrite(start=match.start(), end=match.end(), replacement="SAFE calm"),),
        }[match[0]]
        findings.append(
            Finding(
                id=finding_id("judgment/bad", sentence, 0),
                rule="judgment/bad",
                family=Family.JUDGMENT,
                severity=Severity.WARNING,
                start=match.start(),
                end=match.end(),
                quote=match[0],
                message="This judges.",
                why="It stands in the way.",
                question="What was it?",
                rewrites=rewrites,
            )
        )
    return LintReport(findings=tuple(told_apart(findings)), words=len(text.split()))


def linted(text: str, name: str = "a.md", data: bytes | None = None) -> Linted:
    draft = Draft(Path(name), text.encode() if data is None else data, text)
    return Linted(draft, check(draft.path, text))


def again(draft: Draft) -> Linted:
    return Linted(draft, check(draft.path, draft.text))
