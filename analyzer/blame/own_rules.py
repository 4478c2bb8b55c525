"""A team's own rules, as they stand in its configuration, turned into rules of the linter."""

import re
from collections.abc import Sequence

from analyzer import structure, suppression_rules
from analyzer.blame.registry import all_rules
from analyzer.blame.rule import ANY_PEOPLE, Rule
from models.errors import BadInputError, UnknownFieldValueError, quoted
from models.findings import Family
from models.lint_config import OwnRule

SOURCE = "your team's configuration"
_OF_WORDING = tuple(family.value for family in Family if not family.startswith(("structure", "action", "suppression")))
_ANYWHERE = ("",)
"""The cue of a pattern that says none: it is in every line."""


def own_rules(given: Sequence[OwnRule]) -> tuple[Rule, ...]:
    """The rules, in the order given.

    Raises UnknownFieldValueError for an id that names no family of wording, BadInputError for an id that is taken and for a pattern that is no
    regular expression or matches nothing at all."""
    taken = {rule.id for rule in all_rules()} | structure.rule_ids() | suppression_rules.rule_ids()
    found = []
    for place, one in enumerate(given):
        pointer = f"/rules/{place}"
        family = one.id.partition("/")[0]
        if family not in _OF_WORDING:
            raise UnknownFieldValueError.of("family", family, _OF_WORDING, f"{pointer}/id")
        if one.id in taken:
            raise BadInputError(f"The rule {one.id} exists already: give yours another name.", f"{pointer}/id")
        taken.add(one.id)
        if one.pattern:
            _check_pattern(one.pattern, f"{pointer}/pattern")
        found.append(_rule(one))
    return tuple(found)


def _check_pattern(pattern: str, pointer: str) -> None:
    try:
        compiled = re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise BadInputError(f"The pattern {quoted(pattern)} is no regular expression: {error}.", pointer) from error
    if compiled.match(""):
        raise BadInputError(f"The pattern {quoted(pattern)} matches no words at all as well: ask for at least one character.", pointer)
    if compiled.groups:
        raise BadInputError(f"The pattern {quoted(pattern)} has groups: write (?: ) for ( ).", pointer)


def _rule(one: OwnRule) -> Rule:
    return Rule(
        id=one.id,
        family=one.family,
        severity=one.level,
        message=one.message,
        why=one.why,
        question=one.question,
        source=SOURCE,
        phrases=one.phrases,
        pattern=one.pattern,
        cues=_ANYWHERE if one.pattern else (),
        agents=ANY_PEOPLE if one.of_people else frozenset(),
        unknown=one.level if one.of_people else None,
        replacement=one.replacement,
        hits=one.hits,
        misses=one.misses,
    )
