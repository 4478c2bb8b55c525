"""Every example of every rule runs: a hit is found by its rule, a miss is not."""

import pytest

from analyzer.blame.matching import candidates, prepare
from analyzer.blame.registry import all_rules
from analyzer.blame.rule import Rule
from models.findings import Level
from models.text import SectionKind

RULES = all_rules()
HEADINGS = {SectionKind.ACTIONS: "## Action items"}


def drafted(rule: Rule, example: str) -> str:
    """The example where the rule looks: under a heading of a section that it reads, unless it is a heading itself."""
    if rule.learned:
        return f"## Contributing factors\n\n{example}"  # it reads a passage with the section that it stands in
    return f"## Action items\n\n{example}" if rule.only_in and not example.startswith("#") else example


def asked_for(rule: Rule) -> dict[str, Level]:
    """The levels under which a rule runs: one that is off by default has to be asked for."""
    return {rule.id: Level(rule.severity.value)} if rule.opt_in else {}


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_hits_are_found_and_misses_are_not(rule, lint) -> None:
    for hit in rule.hits:
        found = lint(drafted(rule, hit), rules=(rule,), families=asked_for(rule))
        assert [one.rule for one in found][:1] == [rule.id], hit
        assert all(one.message == rule.message and one.why == rule.why for one in found)
    for miss in rule.misses:
        assert lint(drafted(rule, miss), rules=(rule,), families=asked_for(rule)) == [], miss


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_a_hit_is_found_among_all_rules_too(rule, lint) -> None:
    for hit in rule.hits:
        assert lint(drafted(rule, hit), families=asked_for(rule)), hit


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.replacement is not None], ids=lambda rule: rule.id)
def test_rewrites_leave_a_clean_sentence(rule, lint) -> None:
    offered = 0
    for hit in rule.hits:
        for finding in lint(hit, rules=(rule,)):
            for rewrite in finding.rewrites:
                offered += 1
                after = hit[: rewrite.start] + rewrite.replacement + hit[rewrite.end :]
                assert lint(after, rules=(rule,)) == [], after
                assert "  " not in after
                assert " ," not in after
    assert offered >= 3, "a rule with a replacement offers it for most of its own hits"


def test_cues_lose_nothing(reader) -> None:
    """A cue only saves work: without cues the same stretches are found in every example of every rule."""
    from dataclasses import replace

    from analyzer.blame.lines import Line

    with_cues = prepare(RULES)
    without = tuple(replace(one, cues=()) for one in with_cues)
    for example in (example for rule in RULES for example in rule.hits):
        line = Line(text=example, shifts=((0, 0),))
        told = {(one.rule.id, one.start, one.end) for one in candidates(line, with_cues)}
        assert told == {(one.rule.id, one.start, one.end) for one in candidates(line, without)}, example
