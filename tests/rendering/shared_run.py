"""One run that all formats are shown: places that are hard to point at, and files that could not be read."""

from pathlib import Path

from api.linting.outcomes import Linted, Outcome, Unread
from api.linting.sources import BOM, Draft
from api.rendering.view import View
from models.findings import Family, Finding, LintReport, Rewrite, Severity
from models.rules import RuleReference

TEXT = (
    "# Root cause\r\n"
    "\r\n"
    "\tObviously, the 日本 queue grew.\r\n"
    "The 👩‍👩‍👧 team forgot\r\n"
    "  the second\r\n"
    "\r\n"
    "step, 50% of it.\r\n" + "The pumps ran and ran " * 12 + "until Dave forgot the valve " + "and the gate stayed open " * 10 + "\r\n"
    "A bell \x07 and a turn \u202e of careless hands"
)


def finding(rule: str, words: str, severity: Severity, *, message: str, rewrites: tuple[Rewrite, ...] = (), id: str = "") -> Finding:
    start = TEXT.index(words)
    return Finding(
        id=id or f"{abs(start):016x}",
        rule=rule,
        family=Family(rule.partition("/")[0]),
        severity=severity,
        start=start,
        end=start + len(words),
        quote=words,
        message=message,
        why="The words stand in the way.",
        question="What was the step, and what asked for it?",
        rewrites=rewrites,
    )


def rewritten(words: str, replacement: str, *, safe: bool) -> Rewrite:
    start = TEXT.index(words)
    return Rewrite(start=start, end=start + len(words), replacement=replacement, note="Says it in other words.", safe=safe)


FINDINGS = (
    finding(
        "single-cause/root-cause-heading",
        "Root cause",
        Severity.SUGGESTION,
        message="This heading asks for a single answer.",
        rewrites=(rewritten("Root cause", "Contributing factors", safe=False),),
    ),
    finding(
        "hindsight/obviously",
        "Obviously",
        Severity.WARNING,
        message="This is clear only afterwards.",
        rewrites=(rewritten("Obviously, t", "T", safe=True),),
    ),
    finding("hindsight/wide", "日本 queue", Severity.SUGGESTION, message="Wide words, 100% of them: one, two."),
    finding(
        "omission/forgot",
        "👩‍👩‍👧 team forgot\r\n  the second\r\n\r\nstep",
        Severity.WARNING,
        message="This rests the step on somebody's memory.",
    ),
    finding("omission/forgot", "Dave forgot the valve", Severity.WARNING, message="This rests the step on somebody's memory."),
    finding("judgment/careless", "\x07 and a turn \u202e of careless hands", Severity.ERROR, message="This judges people."),
)

RUN: tuple[Outcome, ...] = (
    Linted(
        Draft(Path("drafts/a b,50%.md"), BOM + TEXT.encode(), TEXT),
        LintReport(
            findings=FINDINGS,
            counts={"hindsight": 2, "judgment": 1, "omission": 2, "single-cause": 1},
            words=170,
        ),
        known=1,
    ),
    Unread("drafts/latin.md", "drafts/latin.md is not UTF-8: byte 3 is 0xe9. Save it as UTF-8."),
    Linted(Draft(Path("drafts/clean.txt"), b"The pump stopped.\n", "The pump stopped.\n"), LintReport(findings=(), words=3)),
)

VIEW = View(
    root=Path("/work/team"),
    version="0.1.0",
    width=80,
    rules=lambda: {
        "omission/forgot": RuleReference(
            id="omission/forgot",
            family=Family.OMISSION,
            severity=Severity.WARNING,
            message="This rests the step on somebody's memory.",
            why="The words stand in the way.",
            question="What would have prompted for this step?",
            source="Dekker, Field Guide 2e, ch. 5",
            hits=("Dave forgot it.",),
            misses=("The pump stopped.",),
        )
    },
    rules_url="https://wiki.example.com/rules",
)
