"""Who does what: the doer of a verb through relative clauses, coordination, infinitives and passives, and what kind it is."""

import pytest

from analyzer.agents.kinds import agent_at
from analyzer.agents.lexicon import AgentKind
from analyzer.language import load_language

LANGUAGE = load_language()


def doer_of(text: str, verb: str):
    (words,) = LANGUAGE.parse([text])
    place = next(number for number, word in enumerate(words) if word.text == verb)
    agent = agent_at(words, place)
    return (None if agent.head is None else words[agent.head].text), agent


@pytest.mark.parametrize(
    ("text", "verb", "doer", "kind"),
    [
        ("The operator restarted the pods.", "restarted", "operator", AgentKind.PERSON),
        ("The engineer, who was new, merged the change and restarted the pods.", "merged", "engineer", AgentKind.PERSON),
        ("The engineer, who was new, merged the change and restarted the pods.", "restarted", "engineer", AgentKind.PERSON),
        ("The technician who replaced the disk left early.", "replaced", "technician", AgentKind.PERSON),
        ("The job that cleans the table failed.", "cleans", "job", AgentKind.SYSTEM),
        ("The team tried to restart the database.", "restart", "team", AgentKind.TEAM),
        ("The alert prompted the operator to restart the database.", "restart", "operator", AgentKind.PERSON),
        ("After upgrading the host, the operator saw no errors.", "upgrading", "operator", AgentKind.PERSON),
        ("The database was restarted by the operator.", "restarted", "operator", AgentKind.PERSON),
        ("The feature flag did not reach the hosts.", "reach", "flag", AgentKind.SYSTEM),
        ("We rolled the release back.", "rolled", "We", AgentKind.SELF),
        ("Nobody noticed the alert.", "noticed", "Nobody", AgentKind.PERSON),
        ("The vendor shipped a faulty update.", "shipped", "vendor", AgentKind.ORGANISATION),
    ],
)
def test_the_doer_is_found(text: str, verb: str, doer: str, kind: AgentKind) -> None:
    found, agent = doer_of(text, verb)
    assert (found, agent.kind) == (doer, kind)


@pytest.mark.parametrize(
    ("text", "verb"),
    [("The database was restarted at noon.", "restarted"), ("Restart the database before the upgrade.", "Restart")],
)
def test_nobody_is_made_up(text: str, verb: str) -> None:
    found, agent = doer_of(text, verb)
    assert found is None
    assert agent.kind in {AgentKind.IMPLIED, AgentKind.UNKNOWN}


def test_the_words_that_decided_are_told() -> None:
    _, agent = doer_of("The traffic-management feature flag failed.", "failed")
    assert agent.words == ("flag",)
    _, agent = doer_of("The kubernetes operator restarted the pods.", "restarted")
    assert agent.kind is AgentKind.SYSTEM
    assert set(agent.words) == {"kubernetes", "operator"}


def test_nobody_is_negative() -> None:
    assert doer_of("Nobody noticed the alert.", "noticed")[1].negative
    assert not doer_of("The operator noticed the alert.", "noticed")[1].negative
