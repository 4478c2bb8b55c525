"""The linter's own words pass the linter, and read as they should."""

import re
from pathlib import Path

import pytest

import analyzer
from analyzer.blame.registry import all_rules
from models.findings import Family

RULES = all_rules()


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_messages_reasons_and_questions_are_free_of_blame(rule, lint) -> None:
    for words in (rule.message, rule.why, rule.question, rule.question_to.format(who="the operator")):
        if words:
            assert [(one.rule, one.quote) for one in lint(words)] == [], words


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_messages_are_single_plain_sentences(rule) -> None:
    assert re.fullmatch(r"[A-Z][^.!?]+\.", rule.message), rule.message
    assert rule.why.endswith(".")
    assert len(rule.message) <= 100
    assert len(rule.why) <= 200
    assert rule.question.endswith("?")
    assert "!" not in rule.message + rule.why + rule.question


def test_ids_begin_with_their_family_and_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.id.partition("/")[0] == rule.family.value
        assert Family(rule.id.partition("/")[0]) is rule.family


ROOT = Path(analyzer.__path__[0]).parent
PAGES = (
    "README.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "docs/checking.md",
    "docs/command-line.md",
    "docs/linting.md",
    "docs/routes.md",
    "docs/rules.md",
    "docs/settings.md",
)


@pytest.mark.parametrize("page", PAGES)
def test_the_documents_pass_the_linter(page: str, lint) -> None:
    assert [(one.rule, one.quote) for one in lint((ROOT / page).read_text(encoding="utf-8"))] == []
