"""Comments that switch nothing off are found."""

import pytest

from analyzer import suppression_rules
from analyzer.blame.linter import Linter
from analyzer.language import load_language
from models.findings import Level

BLAME = "The crew forgot to close the gate."
STRICT = Linter(load_language(), require_reason=True)


@pytest.fixture
def told(reader, linter):
    def run(text, families=None, by=linter):
        return [one for one in by.lint(reader.read(text), families=families).findings if one.family == "suppression"]

    return run


def test_unused_by_id(told) -> None:
    (one,) = told(f"<!-- postmortem-ignore omission, hindsight: x -->\n\n{BLAME}")
    assert (one.rule, one.quote, one.severity) == ("suppression/unused", "hindsight", "suggestion")


def test_off_is_not_judged(told) -> None:
    text = "<!-- postmortem-ignore omission: x -->\n\nThe disk filled up."
    assert len(told(text)) == 1
    assert told(text, {"omission": Level.OFF}) == []
    assert told(text, {"omission/forgot": Level.OFF}) == []
    assert told(text, {"suppression/unused": Level.OFF}) == []
    assert told(text, {"suppression": Level.ERROR})[0].severity == "error"


def test_unknown_names_the_nearest(told) -> None:
    (one,) = told(f"<!-- postmortem-ignore omision: x -->\n\n{BLAME}")
    assert one.rule == "suppression/unknown-id"
    assert "omission" in one.message


def test_not_by_itself_but_by_another(told) -> None:
    text = "<!-- postmortem-ignore-file suppression, hindsight: x -->\n\nThe disk filled up."
    assert [one.quote for one in told(text)] == ["hindsight"]
    assert told(f"<!-- postmortem-ignore-file suppression: y -->\n\n{text}") == []


def test_reason(told, reader) -> None:
    text = f"<!-- postmortem-ignore omission -->\n\n{BLAME}"
    assert told(text) == []
    assert [one.rule for one in told(text, by=STRICT)] == ["suppression/without-reason"]
    assert "omission/forgot" in {one.rule for one in STRICT.lint(reader.read(text)).findings}


def test_ids_are_stable(told) -> None:
    text = "<!-- postmortem-ignore omission, hindsight: x -->\n\nThe disk filled up."
    assert [one.id for one in told(text)] == [one.id for one in told(f"A new line.\n\n{text}")]


@pytest.mark.parametrize("rule", suppression_rules.RULES, ids=lambda rule: rule.id)
def test_proof(rule, told) -> None:
    by = {"by": STRICT} if rule.id.endswith("reason") else {}
    assert all(rule.id in {one.rule for one in told(text, **by)} for text in rule.hits)
    assert all(rule.id not in {one.rule for one in told(text, **by)} for text in rule.misses)


def test_what_cannot_be_read_is_told(told) -> None:
    for comment in (
        "<!-- postmortem-ignore omission; hindsight -->",
        "<!-- postmortem-ignore-next omission: why -->",
        "<!-- postmortem-ignoreomission -->",
    ):
        assert "suppression/unreadable" in [one.rule for one in told(f"{comment}\n\nThe disk was full.\n")]


def test_a_reason_may_hold_an_arrow(told) -> None:
    text = "<!-- postmortem-ignore omission: db-1 -> db-2 -->\n\nThe crew forgot to close the gate.\n"
    assert told(text) == []


def test_a_bare_comment_that_does_nothing_is_told(told) -> None:
    assert "suppression/unused" in [one.rule for one in told("<!-- postmortem-ignore: why -->\n\nThe disk was full.\n")]
