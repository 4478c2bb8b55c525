"""What the tests of the linter share: one pipeline, one reader, and a short way to ask for findings."""

from collections.abc import Callable, Mapping

import pytest

from analyzer.blame.learned import load_blame_spans
from analyzer.blame.linter import Linter
from analyzer.blame.rule import Rule
from analyzer.language import load_language
from analyzer.reading import Reader
from models.findings import Finding, Level
from models.text import TextFormat

Lint = Callable[..., list[Finding]]


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(load_language())


@pytest.fixture(scope="session")
def linter() -> Linter:
    return Linter(load_language(), learned=load_blame_spans())


@pytest.fixture(scope="session")
def lint(reader: Reader, linter: Linter) -> Lint:
    """Blame findings of a text; `rules` runs those alone, `structure=True` keeps structure and action findings too."""

    def run(
        text: str,
        *,
        rules: tuple[Rule, ...] | None = None,
        families: Mapping[str, Level] | None = None,
        structure: bool = False,
        format: TextFormat = TextFormat.MARKDOWN,
    ) -> list[Finding]:
        chosen = linter if rules is None else Linter(load_language(), rules=rules, learned=load_blame_spans())
        found = chosen.lint(reader.read(text, format=format), families=families).findings
        return [one for one in found if structure or not one.family.startswith(("structure", "action", "suppression"))]

    return run
