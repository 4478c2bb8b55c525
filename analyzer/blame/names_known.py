"""Names of families and rules: which there are, and what is said of one that there is not."""

from collections.abc import Collection, Iterable

from analyzer import structure, suppression_rules
from analyzer.blame.rule import Rule
from models.errors import UnknownFieldValueError
from models.findings import Family


def known_names(rules: Iterable[Rule]) -> frozenset[str]:
    """Every family and rule that a level can be set for, where the linter runs `rules`."""
    return frozenset(
        {family.value for family in Family} | {rule.id for rule in rules} | structure.rule_ids() | suppression_rules.rule_ids()
    )


def check_names(names: Iterable[str], known: Collection[str], within: str) -> None:
    """Raises UnknownFieldValueError for the first of `names` that is not known, with a JSON pointer to it `within` the place of all."""
    for name in names:
        if name not in known:
            raise UnknownFieldValueError.of("family or rule", name, sorted(known), f"{within}/{escaped(name)}")


def escaped(key: str) -> str:
    """A key as a step of a JSON pointer (RFC 6901)."""
    return key.replace("~", "~0").replace("/", "~1")
