"""How reviews look on a terminal: what a reviewer wants, on one screen."""

from typing import TYPE_CHECKING

from api.cli.inputs import line_and_column
from models.factors import TagReport
from models.findings import Family, LintReport
from models.matches import SimilarReport
from models.reviews import Review, StructureReport

if TYPE_CHECKING:
    from rich.console import Console

QUOTE_WIDTH = 110
FINDINGS_SHOWN = 8
COLOURS = {"error": "red", "warning": "yellow", "suggestion": "cyan"}


def one_line(text: str, width: int = QUOTE_WIDTH) -> str:
    """White space folded; cut at a word with an ellipsis where it is longer than `width`."""
    folded = " ".join(text.split())
    return folded if len(folded) <= width else folded[:width].rsplit(" ", 1)[0] + " …"


def print_tags(out: "Console", report: TagReport) -> None:
    """A line a factor, its best quotation under it."""
    if not report.factors:
        out.print("No contributing factor is over its threshold.")
    for tag in report.factors:
        out.print(f"{tag.confidence:4.0%}  ", end="")
        out.print(tag.id, style="bold", end="")
        out.print(f"  ({tag.dimension})")
        for evidence in tag.evidence[:2]:
            out.print(f"      “{one_line(evidence.quote)}”")
    out.print(f"taxonomy {report.taxonomy.name} {report.taxonomy.version}, model {report.model.name} {report.model.version}", style="dim")


def print_matches(out: "Console", query: str, report: SimilarReport) -> None:
    """A block an incident: score, date, title, then the passages that match and what is shared."""
    if not report.results:
        out.print(f"Nothing like this among {report.archive.incidents} incidents.")
    for match in report.results:
        out.print(f"{match.score:4.2f}  {match.date.isoformat() if match.date else '':10}  ", end="")
        out.print(match.title, style="bold", end="")
        out.print(f"  [{match.id}]", style="dim")
        for passage in match.passages[:1]:
            out.print(f"      “{one_line(passage.quote)}”")
            asked = query[passage.query_start : passage.query_end]
            if len(asked) > 60 and len(query) > len(asked):
                out.print(f"      for “{one_line(asked, 90)}”", style="dim")
        shared = [", ".join(names) for names in (match.shared_factors, match.shared_terms[:6]) if names]
        if shared:
            out.print(f"      shared: {' · '.join(shared)}", style="dim")
    out.print(f"searched {report.archive.incidents} incidents, {report.archive.passages} passages", style="dim")


def print_findings(out: "Console", path: str, text: str, report: LintReport) -> None:
    """The weightiest findings, in text order, and how many more there are; missing parts are told in the line of parts."""
    findings = [finding for finding in report.findings if finding.family is not Family.STRUCTURE_SECTIONS]
    ranked = sorted(findings, key=lambda finding: (-finding.severity.rank, finding.start))[:FINDINGS_SHOWN]
    for finding in sorted(ranked, key=lambda finding: finding.start):
        line, column = line_and_column(text, finding.start)
        out.print(f"  {path}:{line}:{column} ", end="")
        out.print(f"{finding.severity}", style=COLOURS[finding.severity], end="")
        out.print(f" [{finding.rule}] “{one_line(finding.quote, 70)}”")
        if finding.question:
            out.print(f"      ? {finding.question}")
    more = len(findings) - len(ranked)
    if more:
        out.print(f"  … and {more} more: postmortem lint {path}")
    if not findings:
        out.print("  nothing to mark")


def print_structure(out: "Console", report: StructureReport) -> None:
    """The eight parts in one line, the action items in another."""
    for number, part in enumerate(report.parts):
        out.print("  " * (number > 0) + ("✓ " if part.present else "✗ ") + part.part, style="green" if part.present else "yellow", end="")
    out.print("")
    if report.actions:
        out.print(
            f"{report.actions} action items: {report.actions_with_owner} with an owner, {report.actions_with_due_date} with a due date"
        )


def print_review(out: "Console", path: str, text: str, review: Review) -> None:
    """The whole review."""
    out.print(review.document.title or path, style="bold")
    out.print(f"{review.document.words} words, {len(review.document.timeline)} timeline entries", style="dim")
    print_structure(out, review.structure)
    out.print("\nFindings", style="bold")
    print_findings(out, path, text, review.lint)
    out.print("\nContributing factors", style="bold")
    print_tags(out, review.tags)
    out.print("\nSeen before?", style="bold")
    print_matches(out, text, review.similar)
