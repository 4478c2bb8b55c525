"""Structure: the eight parts of a good postmortem, one cause or one perspective only, and how complete the action items are."""

from analyzer.structure import actions, causes, parts, perspective
from analyzer.structure.parts import structure_report
from analyzer.structure.rule import StructureRule
from models.findings import Finding
from models.text import Postmortem

__all__ = ["all_rules", "check", "rule_ids", "structure_report"]


def check(postmortem: Postmortem) -> tuple[Finding, ...]:
    """Findings of the families structure-… and action-…, in no order. A text that is a note, and no whole postmortem, gets none of
    the first kind: it has no heading and no more than 150 words."""
    found = [*actions.check(postmortem)]
    if parts.is_whole(postmortem):
        found += [*parts.check(postmortem), *causes.check(postmortem), *perspective.check(postmortem)]
    return tuple(found)


def all_rules() -> tuple[StructureRule, ...]:
    """Every rule of structure and of action items."""
    return (*parts.RULES, *causes.RULES, *perspective.RULES, *actions.RULES)


def rule_ids() -> frozenset[str]:
    """Ids of all rules of structure."""
    return frozenset(rule.id for rule in all_rules())
