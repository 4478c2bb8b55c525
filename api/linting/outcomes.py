"""What came of linting a draft, and the count of it over a run."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from api.linting.sources import Draft
from models.findings import Finding, LintReport, Severity


@dataclass(frozen=True)
class Linted:
    """A draft with the findings that are reported. `known` were left out for the baseline, `outside` for lying in lines that were not
    changed; `fixed` rewrites were applied, so that the draft's text is no longer what was read."""

    draft: Draft
    report: LintReport
    known: int = 0
    outside: int = 0
    fixed: int = 0

    def keeping(self, findings: Iterable[Finding], *, known: int = 0, outside: int = 0) -> "Linted":
        """The same with these findings alone, and as many more left out."""
        kept = tuple(findings)
        counts = dict(sorted(Counter(finding.family.value for finding in kept).items()))
        report = self.report.model_copy(update={"findings": kept, "counts": counts})
        return replace(self, report=report, known=self.known + known, outside=self.outside + outside)


@dataclass(frozen=True)
class Unread:
    """A file that could not be read or written, and why."""

    name: str
    error: str


Outcome = Linted | Unread


@dataclass
class Tally:
    """Counts over a run. `safe` and `unsafe` are the findings with a rewrite that could still be applied."""

    fail_on: Severity
    files: int = 0
    errors: int = 0
    findings: int = 0
    failing: int = 0
    known: int = 0
    outside: int = 0
    fixed: int = 0
    safe: int = 0
    unsafe: int = 0

    def counting(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """The outcomes as they come, each counted before it is passed on."""
        for outcome in outcomes:
            self.add(outcome)
            yield outcome

    def add(self, outcome: Outcome) -> None:
        """Counts one outcome."""
        if isinstance(outcome, Unread):
            self.errors += 1
            return
        self.files += 1
        self.known += outcome.known
        self.outside += outcome.outside
        self.fixed += outcome.fixed
        for finding in outcome.report.findings:
            self.findings += 1
            self.failing += finding.severity.rank >= self.fail_on.rank
            has_safe = any(rewrite.safe for rewrite in finding.rewrites)
            self.safe += has_safe
            self.unsafe += bool(finding.rewrites) and not has_safe
