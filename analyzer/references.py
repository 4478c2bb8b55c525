"""All rules in words: those of wording, then those of structure and action items, in the order of the families."""

from collections.abc import Iterable

from analyzer import structure, suppression_rules
from analyzer.blame.registry import all_rules
from analyzer.blame.rule import Rule
from models.errors import UnknownFieldValueError
from models.findings import Family
from models.rules import RuleReference


def reference(rule: Rule) -> RuleReference:
    """What the reference tells of a rule of wording."""
    return RuleReference.model_validate({name: getattr(rule, name) for name in RuleReference.model_fields})


def references(rules: Iterable[Rule] | None = None) -> tuple[RuleReference, ...]:
    """Every rule, by family: `rules` in place of the shipped rules of wording, those of structure and those of suppressions."""
    order = list(Family)
    all_of_them = [*map(reference, all_rules() if rules is None else rules), *structure.all_rules(), *suppression_rules.RULES]
    return tuple(sorted(all_of_them, key=lambda one: order.index(one.family)))


def asked_for(id: str, known: Iterable[RuleReference]) -> tuple[RuleReference, ...]:
    """The rule of that id, or all rules of that family. Raises UnknownFieldValueError naming the nearest id."""
    rules = tuple(known)
    wanted = id.strip().lower().rstrip("/")
    found = tuple(rule for rule in rules if wanted in {rule.id, rule.family.value})
    if not found:
        raise UnknownFieldValueError.of("rule or family", id, sorted({name for rule in rules for name in (rule.id, rule.family.value)}))
    return found
