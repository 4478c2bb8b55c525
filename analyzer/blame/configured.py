"""The linter that a configuration asks for."""

from analyzer.blame.learned import BlameSpans
from analyzer.blame.linter import Linter
from analyzer.blame.names_known import check_names, escaped, known_names
from analyzer.blame.own_rules import own_rules
from analyzer.blame.registry import all_rules
from analyzer.blame.rule import Rule
from analyzer.blame.vocabulary import Vocabulary
from models.lint_config import LintConfig
from models.ports import Language, RewriteProvider


def configured_linter(
    config: LintConfig, language: Language, learned: BlameSpans | None = None, provider: RewriteProvider | None = None
) -> Linter:
    """A linter with the team's own rules and words. Levels are given to it with each draft. Raises as `check_config` does."""
    return Linter(
        language,
        rules=configured_rules(config),
        learned=learned,
        provider=provider,
        vocabulary=Vocabulary(products=config.products, people=config.people, allow=config.allow),
        require_reason=config.require_reason,
    )


def configured_rules(config: LintConfig) -> tuple[Rule, ...]:
    """The shipped rules of wording and the team's own. Raises as `check_config` does."""
    return (*all_rules(), *own_rules(config.rules))


def check_config(config: LintConfig) -> None:
    """Raises BadInputError, or UnknownFieldValueError naming the nearest that there is, with a JSON pointer into the configuration."""
    known = known_names(configured_rules(config))
    check_names(config.levels, known, "/levels")
    for pattern, table in config.per_path.items():
        check_names(table.levels, known, f"/per-path/{escaped(pattern)}/levels")
