"""The rules as a set: every family is there, every rule tells its source and carries its own proof."""

from collections import Counter

from analyzer.blame.registry import all_rules
from models.findings import Family

BLAME = [family for family in Family if not family.startswith(("structure", "action", "suppression"))]


def test_every_family_has_at_least_five_rules() -> None:
    counts = Counter(rule.family for rule in all_rules())
    assert set(counts) == set(BLAME)
    assert min(counts.values()) >= 5, counts


def test_every_rule_is_told_and_proved() -> None:
    rules = all_rules()
    assert len({rule.id for rule in rules}) == len(rules)
    for rule in rules:
        assert rule.source, rule.id
        assert rule.question.endswith("?"), rule.id
        assert len(rule.hits) >= 5, rule.id
        assert len(rule.misses) >= 5, rule.id
