"""What formats are told beside the findings."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from api.linting.outcomes import Outcome
from models.findings import Severity
from models.rules import RuleReference

PROGRAM = "postmortem"


def unpainted(words: str, style: str) -> str:
    """The words without colour."""
    return words


def no_rules() -> Mapping[str, RuleReference]:
    """No rule is known; formats then tell of a rule what its findings tell."""
    return {}


@dataclass(frozen=True)
class View:
    """`root` is the folder that paths are relative to, `fail_on` the severity that ends a run with 1, `fixing` says that rewrites were
    applied, `width` is the cells of a line of text, `paint` puts a style on words, `rules` looks rules up by id, `rules_url` is where their page is published."""

    root: Path
    version: str
    fail_on: Severity = Severity.WARNING
    quiet: bool = False
    fixing: bool = False
    width: int = 120
    paint: Callable[[str, str], str] = field(default=unpainted)
    rules: Callable[[], Mapping[str, RuleReference]] = field(default=no_rules)
    rules_url: str | None = None

    def rule_url(self, rule: str) -> str | None:
        """Where a rule is explained, if its page is published: the anchor is what GitHub makes of the heading."""
        return f"{self.rules_url}#{rule.replace('/', '')}" if self.rules_url else None


class Format(NamedTuple):
    """What a format is for, and the function that turns outcomes, as they come, into pieces of text."""

    about: str
    render: Callable[[Iterable[Outcome], View], Iterator[str]]
