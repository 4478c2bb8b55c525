"""What a noun phrase of a parsed sentence names: a person, a team, an organisation, an outsider, a system; with the words that decided it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from analyzer.agents.clauses import children, doer, noun_phrase, verb_at
from analyzer.agents.lexicon import (
    DEPARTMENTS,
    HUMAN_MODIFIERS,
    NOBODIES,
    ORGANISATION,
    OUTSIDER,
    PERSON,
    PERSON_PRONOUNS,
    SELVES,
    SYSTEM,
    SYSTEM_PRONOUNS,
    TEAM,
    TECHNICAL_BEFORE,
    AgentKind,
)
from models.ports import Token

_PLURALS = frozenset("they them themselves these those".split())
_THESE = frozenset(("these", "those"))
_MEASURES = frozenset(
    "one some all most half none neither each both any few many several two three majority rest number couple lot handful group pair bunch dozen part member".split()
)
"""Words whose "of" says what they are some of."""
_COMPANY_ENDINGS = frozenset("inc inc. ltd ltd. llc gmbh ag corp corp. plc co. s.a. sa bv oy ab".split())
_SOME_PERSON = frozenset("somebody someone anybody anyone everybody everyone nobody no-one whoever others".split())
_PEOPLE_ENDINGS = ("er", "or", "ist", "ian", "man", "men", "woman", "ee", "ant", "ard", "eur", "folk", "body")
_WILLED = frozenset(
    "apologize apologise announce acknowledge commit plan decide refund believe credit declare choose publish revoke admit claim say tell ask promise insist hire acquire "
    "confirm disclose notify inform thank regret recommend advise agree refuse deny decline approve propose intend hope want notice realize realise".split()
)
"""What only people and organisations do: a name of unknown kind that does it is taken for an organisation's."""
_FARTHEST = 30
_CAMEL = re.compile(r"[A-Z][a-z]+[A-Z][a-z]")


class Agent(NamedTuple):
    """An answer: `words` decided it (none did where a common noun that no list holds is taken for a thing); `first` and `last` are the indexes of the phrase's words, equal to `head` for one word, and `negative`
    is set for "nobody", "none of us". `head` is None where the sentence names nobody."""

    kind: AgentKind
    words: tuple[str, ...]
    head: int | None
    first: int = 0
    last: int = -1
    negative: bool = False


def agent_at(tokens: Sequence[Token], index: int) -> Agent:
    """For a verb its doer, for any other word the phrase that it heads, as an Agent. `tokens` are one sentence's."""
    token = tokens[index]
    verb = verb_at(tokens, index)
    if tokens[verb].pos in {"VERB", "AUX"} or verb != index or token.dep in {"root", "ROOT"}:
        found = doer(tokens, index)
        if found is not None:
            return phrase_agent(tokens, found)
        if tokens[verb].pos in {"VERB", "AUX"}:
            return Agent(AgentKind.IMPLIED, (), None)
    return phrase_agent(tokens, index)


def phrase_agent(tokens: Sequence[Token], head: int) -> Agent:
    """What the noun phrase around `head` names."""
    first, last = noun_phrase(tokens, head)
    kind, words = _kind(tokens, head, first, depth=0)
    lows = {token.text.lower() for token in tokens[first : last + 1]}
    negative = bool(lows & NOBODIES) or tokens[first].text.lower() == "no" or lows >= {"no", "one"} or _under_not(tokens, first)
    return Agent(kind, words, head, first, last, negative)


def _kind(tokens: Sequence[Token], head: int, first: int, *, depth: int) -> tuple[AgentKind, tuple[str, ...]]:
    token = tokens[head]
    low = token.text.lower()
    if token.entity == "PERSON":
        return AgentKind.PERSON, (token.text,)
    if depth < 2 and (low in _MEASURES or token.lemma in _MEASURES) and (inner := _of_what(tokens, head)) is not None:
        return _kind(tokens, inner, noun_phrase(tokens, inner)[0], depth=depth + 1)
    if token.text == "IT":
        return AgentKind.TEAM, (token.text,)
    if low in SELVES:
        return AgentKind.SELF, (token.text,)
    if (
        low in _SOME_PERSON
        or low in NOBODIES
        or (low == "one" and head and tokens[head - 1].text.lower() in {"no", "any", "every", "some"})
    ):
        return AgentKind.PERSON, (token.text,)
    if low in _PLURALS and token.pos == "PRON":
        return _antecedent(tokens, head)
    if low in PERSON_PRONOUNS:
        return AgentKind.PERSON, (token.text,)
    if low in SYSTEM_PRONOUNS and token.pos in {"PRON", "DET"}:
        return AgentKind.SYSTEM, (token.text,)
    found = _by_lexicon(token, tokens[first:head])
    clause = tokens[token.head]
    if found[0] is AgentKind.UNKNOWN and token.pos == "PROPN" and token.dep == "nsubj" and clause.lemma in _WILLED:
        return AgentKind.ORGANISATION, (token.text, clause.text)
    return found


def _by_lexicon(head: Token, before: Sequence[Token]) -> tuple[AgentKind, tuple[str, ...]]:
    low = head.text.lower()
    names = {low, head.lemma.lower(), low.rpartition("-")[2]}
    if head.tag == "NNS":
        names.add(low.removesuffix("s"))  # the lemma of a capitalised plural is often the plural itself
    modifiers = {token.text.lower() for token in before} | {token.lemma.lower() for token in before}
    technical = next(
        (modifiers & TECHNICAL_BEFORE[name] for name in names if name in TECHNICAL_BEFORE and modifiers & TECHNICAL_BEFORE[name]), None
    )
    if technical:
        return AgentKind.SYSTEM, (*sorted(technical), head.text)
    if head.text[0].isupper() and any(_CAMEL.match(token.text) for token in before):
        return AgentKind.SYSTEM, (head.text,)  # "the DropletWorkflow Manager"
    if low in DEPARTMENTS and head.text[0].isupper() and "cloud" not in modifiers:
        return AgentKind.TEAM, (head.text,)
    if names & (PERSON | TEAM) and names & SYSTEM:
        human = modifiers & HUMAN_MODIFIERS
        if not human:
            return AgentKind.SYSTEM, (head.text,)
        return (AgentKind.PERSON if names & PERSON else AgentKind.TEAM), (*sorted(human), head.text)
    for words, kind in (
        (PERSON, AgentKind.PERSON),
        (TEAM, AgentKind.TEAM),
        (ORGANISATION, AgentKind.ORGANISATION),
        (OUTSIDER, AgentKind.OUTSIDER),
        (SYSTEM, AgentKind.SYSTEM),
    ):
        if names & words:
            return kind, (head.text,)
    if low in _COMPANY_ENDINGS and head.text != "PLC":
        return AgentKind.ORGANISATION, (head.text,)
    if head.text[0] in "\ufffc#" or any(char.isdigit() for char in low) or "_" in low or "/" in low:
        return AgentKind.SYSTEM, (head.text,)
    if head.text[0] == "@":
        return AgentKind.PERSON, (head.text,)
    # The lists of people are long; a common noun that is in none of them, and is not made as words for people are, is a thing.
    if head.pos == "NOUN" and low.islower() and not head.lemma.lower().endswith(_PEOPLE_ENDINGS):
        return AgentKind.SYSTEM, ()
    return AgentKind.UNKNOWN, ()


def _of_what(tokens: Sequence[Token], head: int) -> int | None:
    for child in children(tokens, head):
        if tokens[child].dep.startswith("nmod") and any(tokens[case].text.lower() == "of" for case in children(tokens, child)):
            return child
    return None


def _antecedent(tokens: Sequence[Token], index: int) -> tuple[AgentKind, tuple[str, ...]]:
    """What "they" stands for: people, unless the nearest plural noun before it names things; "these" alone are things."""
    for place in range(index - 1, max(-1, index - _FARTHEST), -1):
        token = tokens[place]
        if token.pos not in {"NOUN", "PROPN"} or token.dep.startswith("compound"):
            continue
        kind, words = _kind(tokens, place, noun_phrase(tokens, place)[0], depth=2)
        if kind in {AgentKind.PERSON, AgentKind.TEAM, AgentKind.ORGANISATION, AgentKind.OUTSIDER}:
            return (kind if kind is AgentKind.OUTSIDER else AgentKind.PERSON), (tokens[index].text, *words)
        if kind is AgentKind.SYSTEM and token.tag in {"NNS", "NNPS"}:
            return kind, (tokens[index].text, *words)
    low = tokens[index].text.lower()
    return (AgentKind.SYSTEM if low in _THESE else AgentKind.PERSON), (tokens[index].text,)


def _under_not(tokens: Sequence[Token], first: int) -> bool:
    return first >= 1 and tokens[first - 1].text.lower() == "not" and tokens[first].text.lower() in {"one", "a", "anyone", "anybody"}
