"""All rules, in the order of the families. A new family is one file under `families` and one line here; a new rule is one entry in its file."""

from functools import cache

from analyzer.blame.families import (
    accusatory_question,
    counterfactual,
    hindsight,
    human_error,
    in_other_words,
    judgment,
    loaded_verb,
    named_individual,
    negative_intent,
    omission,
    overgeneralisation,
    person_as_cause,
    punitive,
    single_cause,
    vigilance_fix,
)
from analyzer.blame.rule import Rule

_FAMILIES = (
    person_as_cause,
    human_error,
    single_cause,
    counterfactual,
    omission,
    hindsight,
    judgment,
    negative_intent,
    accusatory_question,
    punitive,
    vigilance_fix,
    named_individual,
    loaded_verb,
    overgeneralisation,
    in_other_words,
)


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every blame rule of the product."""
    return tuple(rule for family in _FAMILIES for rule in family.RULES)
