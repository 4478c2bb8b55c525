"""Who the subject of a verb is, without a parser."""

import pytest

from analyzer.agents.lexicon import AgentKind
from analyzer.blame.agents import agent_of, clause_agent, mentions_people, phrase_kind
from analyzer.blame.lines import Line


def line(text: str) -> Line:
    return Line(text=text, shifts=((0, 0),))


@pytest.mark.parametrize(
    ("text", "verb", "kind"),
    [
        ("The author correctly set the header but failed to send it", "failed", AgentKind.PERSON),
        ("The traffic-management feature flag failed to load", "failed", AgentKind.SYSTEM),
        ("The engineer on call did not see it", "see", AgentKind.PERSON),
        ("Engineers from the network team forgot it", "forgot", AgentKind.PERSON),
        ("The script of the operator failed", "failed", AgentKind.SYSTEM),
        ("During the upgrade the engineer forgot it", "forgot", AgentKind.PERSON),
        ("The pods restarted because they failed", "failed", AgentKind.SYSTEM),
        ("The operator, who was new, forgot it", "forgot", AgentKind.PERSON),
        ("Their foreman, a new man, forgot it", "forgot", AgentKind.PERSON),
        ("At 10:04 QA missed it", "missed", AgentKind.TEAM),
        ("Since May IT has skipped it", "skipped", AgentKind.TEAM),
        ("It missed three heartbeats", "missed", AgentKind.SYSTEM),
        ("The vendor did not mention it", "mention", AgentKind.ORGANISATION),
        ("The customers missed it", "missed", AgentKind.OUTSIDER),
        ("Then we missed it", "missed", AgentKind.SELF),
        ("forgot it", "forgot", AgentKind.IMPLIED),
        ("The team that maintains the gateway overlooked it", "overlooked", AgentKind.TEAM),
        ("The node that the operator added failed", "failed", AgentKind.SYSTEM),
        ("He closed the ticket, walked away and never looked", "looked", AgentKind.PERSON),
        ("The backup ran and missed it", "missed", AgentKind.SYSTEM),
        ("Marcus missed it", "missed", AgentKind.PERSON),
        ("The Kubernetes operator missed it", "missed", AgentKind.SYSTEM),
        ("The consumer group missed it", "missed", AgentKind.SYSTEM),
        ("The identity provider missed it", "missed", AgentKind.SYSTEM),
        ("Store 214 missed it", "missed", AgentKind.TEAM),
        ("The brindle missed it", "missed", AgentKind.UNKNOWN),
    ],
)
def test_subject_of_a_verb(text: str, verb: str, kind: AgentKind) -> None:
    assert agent_of(line(text), text.rindex(verb)).kind is kind


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Nobody on the squad opened it", "opened", "Nobody on the squad"),
        ("For two weeks none of us ever read it", "read", "none of us"),
        ("no one from the depot looked", "looked", "one from the depot"),
        ("no reviewer saw it", "saw", "no reviewer"),
    ],
)
def test_negative_subjects(text: str, verb: str, subject: str) -> None:
    found = agent_of(line(text), text.rindex(verb))
    assert found.negative
    assert text[found.start : found.end].endswith(subject.removeprefix("no "))


def test_a_positive_subject_is_not_negative() -> None:
    assert not agent_of(line("The crew opened it"), 9).negative


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The analyst closed the case without reading", AgentKind.PERSON),
        ("The job deletes the rows without reading", AgentKind.SYSTEM),
        ("I merged it without reading", AgentKind.SELF),
        ("The vendor patched it live without reading", AgentKind.ORGANISATION),
    ],
)
def test_subject_of_the_clause_around_a_phrase(text: str, kind: AgentKind) -> None:
    assert clause_agent(line(text), text.index("without")).kind is kind


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("the database team", AgentKind.TEAM),
        ("a full disk", AgentKind.SYSTEM),
        ("the engineer on the bridge", AgentKind.PERSON),
        ("no one", AgentKind.PERSON),
        ("the night shift", AgentKind.TEAM),
        ("the disk controller", AgentKind.SYSTEM),
    ],
)
def test_kind_of_a_noun_phrase(phrase: str, kind: AgentKind) -> None:
    assert phrase_kind(line(phrase), 0, len(phrase)) is kind


def test_people_anywhere() -> None:
    assert mentions_people(line("as usual the crew was late"), 0)
    assert not mentions_people(line("as usual the queue was full"), 0)


def test_a_very_long_line_takes_no_longer_per_verb() -> None:
    """The walk to the left is bounded: a verb at the end of 200,000 words finds its subject from its own clause."""
    text = "word " * 200_000 + "; the crew then failed"
    assert agent_of(line(text), text.rindex("failed")).kind is AgentKind.TEAM
