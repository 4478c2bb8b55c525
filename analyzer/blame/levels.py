"""Which level a rule has: of its own, by a profile, by the configuration, by a request; what is said later outranks what was said before."""

from collections.abc import Collection, Mapping

from models.findings import Family, Level, Severity
from models.lint_config import Profile

IN_ITS_FIELD = "named-individual/in-its-field"
"""The rule for names where names belong: off unless a profile or a level asks for it."""

PROFILES: Mapping[Profile, Mapping[str, Level]] = {
    Profile.BLAMELESS: {},
    Profile.BLAME_AWARE: {Family.NAMED_INDIVIDUAL.value: Level.OFF},
    Profile.STRICT_ANONYMOUS: {Family.NAMED_INDIVIDUAL.value: Level.ERROR, IN_ITS_FIELD: Level.ERROR},
}


def layered(*layers: Mapping[str, Level]) -> dict[str, Level]:
    """One mapping of families and rules to levels. Within a layer a rule outranks its family; a family in a later layer sets its rules of the
    layers before to the same level, but for those that are off there, which it turns on again."""
    found: dict[str, Level] = {}
    for layer in layers:
        for name, level in layer.items():
            if "/" not in name:
                found = {
                    known: level if known.startswith(f"{name}/") else before
                    for known, before in found.items()
                    if not (known.startswith(f"{name}/") and before is Level.OFF)
                }
        found |= {name: Level(level) for name, level in layer.items()}
    return found


class Levels:
    """Levels in force for one draft; rules that are `opt_in` are off where no level names them."""

    def __init__(self, given: Mapping[str, Level], opt_in: Collection[str] = ()) -> None:
        self._given = {name: Level(level) for name, level in given.items()}
        self._opt_in = frozenset(opt_in)

    def of(self, rule: str, family: Family) -> Level | None:
        """The level that was set for a rule, or None where none was and it keeps its own."""
        if rule in self._opt_in:
            return self._given.get(rule, Level.OFF)
        return self._given.get(rule, self._given.get(family.value))

    def off(self, rule: str, family: Family) -> bool:
        """Whether a rule is off."""
        return self.of(rule, family) is Level.OFF

    def severity(self, rule: str, family: Family, own: Severity) -> Severity | None:
        """The severity that a finding of `own` severity gets; None where its rule is off."""
        level = self.of(rule, family)
        if level is None:
            return own
        return None if level is Level.OFF else Severity(level.value)
