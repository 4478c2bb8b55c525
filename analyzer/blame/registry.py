"""The list of all blame rules."""

from functools import cache

from analyzer.blame.families import counterfactual, hindsight, human_error, judgment, omission, person_as_cause, single_cause
from analyzer.blame.rule import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, family by family."""
    modules = (counterfactual, hindsight, human_error, judgment, omission, person_as_cause, single_cause)
    return tuple(rule for module in modules for rule in module.RULES)
