"""Runs the examples of a team's own rules, as the examples of the shipped rules are run by the tests."""

from collections.abc import Iterator
from dataclasses import dataclass

from api.analysis import Analysis
from models.findings import Level
from models.lint_config import OwnRule


@dataclass(frozen=True)
class Tried:
    """What came of a rule's examples: how many there are, and what is wrong, a sentence each."""

    rule: OwnRule
    problems: tuple[str, ...]


def tried(analysis: Analysis, rules: tuple[OwnRule, ...]) -> Iterator[Tried]:
    """Each rule with what is wrong with its examples, under an analysis that runs these rules."""
    for rule in rules:
        yield Tried(rule, tuple(_problems(analysis, rule)))


def _problems(analysis: Analysis, rule: OwnRule) -> Iterator[str]:
    if not rule.hits:
        yield "there is no example of what it marks: add one to hits"
    if not rule.misses:
        yield "there is no example of what it leaves alone: add one to misses"
    for hit in rule.hits:
        marked_by = _marked_by(analysis, rule, hit)
        if rule.id not in marked_by:
            others = f"; {', '.join(sorted(marked_by))} marks it already" if marked_by else ""
            yield f"it does not mark “{hit}”{others}"
    for miss in rule.misses:
        if rule.id in _marked_by(analysis, rule, miss):
            yield f"it marks “{miss}”"


def _marked_by(analysis: Analysis, rule: OwnRule, example: str) -> set[str]:
    levels = {rule.id: Level(rule.level.value)}
    report = analysis.lint(analysis.read(example), families=levels)
    return {finding.rule for finding in report.findings if not finding.family.startswith(("structure", "action", "suppression"))}
