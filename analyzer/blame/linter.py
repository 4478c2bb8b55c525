"""Runs every rule over a postmortem: wording and structure, suppression, levels, one finding a stretch."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from analyzer import structure
from analyzer.blame.lines import Line, lines_of
from analyzer.blame.matching import Candidate, active, candidates, prepare
from analyzer.blame.overlaps import resolved
from analyzer.blame.registry import all_rules
from analyzer.blame.rule import Rule
from analyzer.finding_ids import finding_id
from analyzer.reading import masked
from analyzer.suppression import unsuppressed
from models.errors import UnknownFieldValueError
from models.findings import Family, Finding, Level, LintReport, Rewrite, Severity
from models.ports import Language
from models.text import Postmortem


class Linter:
    """Finds blame-oriented language, missing parts and incomplete action items."""

    def __init__(self, language: Language, *, rules: Sequence[Rule] | None = None) -> None:
        self.rules: tuple[Rule, ...] = tuple(all_rules() if rules is None else rules)
        self._prepared = prepare(self.rules)

    def lint(self, postmortem: Postmortem, *, families: Mapping[str, Level] | None = None) -> LintReport:
        """Findings in text order. `families` sets families or single rules to another level or off, a rule's own entry first.

        Raises UnknownFieldValueError for an id that is neither."""
        levels = families or {}
        for name in levels:
            if name not in self._known:
                raise UnknownFieldValueError.of("family or rule", name, sorted(self._known), f"/families/{name}")
        found = [*self._blame(postmortem), *structure.check(postmortem)]
        levelled = [finding for finding in (_levelled(finding, levels) for finding in found) if finding is not None]
        kept = sorted(unsuppressed(postmortem, levelled), key=lambda finding: (finding.start, finding.end, finding.rule))
        counts = Counter(str(finding.family) for finding in kept)
        return LintReport(findings=tuple(kept), counts=dict(sorted(counts.items())), words=postmortem.words)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(Family) | {rule.id for rule in self.rules}

    def _blame(self, postmortem: Postmortem) -> list[Finding]:
        draft = masked(postmortem)
        prepared = active(self._prepared, " ".join(draft.lower().split()).replace("’", "'"))
        kinds = [section.kind for section in postmortem.sections]
        found: list[Finding] = []
        for line in lines_of(draft, sentences=postmortem.sentences, blocks=postmortem.blocks, sections=kinds):
            seen: Counter[str] = Counter()
            for candidate in resolved(candidates(line, prepared)):
                found.append(_finding(postmortem, line, candidate, seen[candidate.rule.id]))
                seen[candidate.rule.id] += 1
        return found


def _finding(postmortem: Postmortem, line: Line, candidate: Candidate, ordinal: int) -> Finding:
    rule = candidate.rule
    span = line.place(candidate.start, candidate.end)
    rewrites: tuple[Rewrite, ...] = ()
    if rule.replacement:
        core = line.place(*candidate.core)
        rewrites = (Rewrite(start=core.start, end=core.end, replacement=rule.replacement, note="Opens the question to several conditions."),)
    return Finding(
        id=finding_id(rule.id, line.text, ordinal),
        rule=rule.id,
        family=rule.family,
        severity=candidate.severity,
        start=span.start,
        end=span.end,
        quote=postmortem.quote(span),
        message=rule.message,
        why=rule.why,
        question=rule.question,
        rewrites=rewrites,
    )


def _levelled(finding: Finding, levels: Mapping[str, Level]) -> Finding | None:
    level = levels.get(finding.rule, levels.get(finding.family))
    if level is None:
        return finding
    return None if level is Level.OFF else finding.model_copy(update={"severity": Severity(level)})
