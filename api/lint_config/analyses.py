"""Analyses for drafts with several configurations: one for each, made when it is first asked for."""

from collections.abc import Iterable
from pathlib import Path

from analyzer.blame.rule import Rule
from api.analysis import Analysis
from api.lint_config.finding import Policies
from api.lint_config.policy import Policy


class Analyses:
    """`base` under the policy of each draft."""

    def __init__(self, base: Analysis, policies: Policies) -> None:
        self._base = base
        self._policies = policies
        self._made: dict[Policy, Analysis] = {}

    def of(self, path: Path) -> Analysis:
        """The analysis for the draft at `path`. Raises SettingsError for a configuration that cannot be used."""
        policy = self._policies.of(path)
        if policy not in self._made:
            self._made[policy] = self._base if policy.source is None else self._base.under(policy)
        return self._made[policy]

    def rules(self, paths: Iterable[Path]) -> tuple[Rule, ...]:
        """Every rule that the linters for these drafts run, each once. Raises SettingsError as `of` does."""
        found = {rule.id: rule for rule in self._base.rules}
        for path in paths:
            found |= {rule.id: rule for rule in self.of(path).rules}
        return tuple(found.values())
