"""What the subject of a verb is: a person, a team, a system … by the parse where the line has one and it names somebody, else from word lists
and the order of words.

The walk goes left from the verb over adverbs, auxiliaries and relative clauses; after "and", "but" or "then" it takes the subject of
the clause before ("The author set X but failed to send it"). A compound counts as its last noun, so that a "traffic-management
feature flag" is a system whatever stands before "flag".
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from analyzer.agents.clauses import children, verb_at
from analyzer.agents.kinds import agent_at
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
from analyzer.blame.given_names import given_names
from analyzer.blame.lines import Line, Token

_AUXILIARIES = frozenset(
    """
    is are was were be been being am has have had having do does did will would shall should can could may might must 'd 've hasn't haven't hadn't didn't don't doesn't wasn't weren't isn't
    aren't couldn't wouldn't shouldn't can't won't cannot get got gets seem seems seemed appear appears appeared turned tend tends tended happened managed chose decided supposed said
    """.split()
)
_ADVERBS = frozenset(
    """
    not never also even just only still again once twice then too always often ever yet soon later first already both all almost perhaps maybe somehow rather quite so thus there
    instead therefore however nevertheless meanwhile apparently now indeed though to out afterwards later thereafter before after either neither
    """.split()
)
_NOT_ADVERBS = frozenset("assembly supply family reply italy july anomaly monopoly ally fly rally bully jelly belly butterfly".split())
_COORDINATORS = frozenset("and but or nor then yet ; & plus".split())
_DETERMINERS = frozenset(
    "the a an this that these those our their his her my your its each every some no any another one two three four five both all several many few most".split()
)
_PREPOSITIONS = frozenset(
    "of on at in from for with by to under behind within across near inside outside over during after before until into onto between among per as about against via since than through".split()
)
_FUNCTION = (
    _PREPOSITIONS
    | _AUXILIARIES
    | _COORDINATORS
    | frozenset(
        "if when while because although though whereas unless that which who whom whose where why how what whether so as not".split()
    )
    | SELVES
    | PERSON_PRONOUNS
    | frozenset("they them it".split())
)
_ATTACHING = frozenset("of on at in from for with within under".split())
_POSSESSIVES = frozenset(("his", "her", "their", "your", "my"))
_PLURAL_PRONOUNS = frozenset(("they", "them", "themselves"))
_FINITE_HINTS = frozenset(
    "is are was were has had have did does do will would should could can may might must said went ran took made got saw set put read found began left sent gave kept let told thought knew wrote felt".split()
)
_QUANTIFIERS = frozenset(
    "one some all most half none neither each both any few many several two three majority rest number couple lot".split()
)
_PLACES = frozenset("store depot branch site shop plant ward unit station office terminal hub region district school clinic".split())
"""With a capital and a number ("Store 214") these stand for those who work there."""
_MAY_END_SUBJECT = _ADVERBS | SELVES | PERSON_PRONOUNS | _PLURAL_PRONOUNS | SYSTEM_PRONOUNS | NOBODIES | frozenset(("who", "one"))
_POINTS_AT_PEOPLE = PERSON_PRONOUNS | NOBODIES | _PLURAL_PRONOUNS
# No walk goes further, so that a line without an end costs no more for each of its words than another one does.
_LONGEST_PHRASE = 7
_LONGEST_WALK = 60
_LONGEST_CHAIN = 20
_NEAR = 40
_CHARS_BEFORE = 1_000


class Subject(NamedTuple):
    """The subject found: its kind and where it stands in the line; an implied one is empty. `negative` is set for "nobody", "no one",
    "none of us", whose verb says what was not done."""

    kind: AgentKind
    start: int
    end: int
    negative: bool = False


def is_person(kind: AgentKind) -> bool:
    """Whether it is one human being or a role, the writer included."""
    return kind in {AgentKind.PERSON, AgentKind.SELF}


def agent_of(line: Line, at: int) -> Subject:
    """The subject of the verb that starts at character `at` of the line. Where the line is parsed, the tree decides between a person and
    a thing; where it names nobody, as in a line without a verb, the walk over the words does."""
    tokens = line.tokens
    index = _over_modifiers(tokens, line.token_before(at))
    walked = _subject_ending(line, index, at)
    return _by_tree(line, at, walked) if line.words else walked


def _by_tree(line: Line, at: int, walked: Subject) -> Subject:
    words = line.words
    place = bisect_right(words, at, key=lambda word: word.start) - 1
    verb = verb_at(words, max(0, place))
    # Whose purpose an infinitive is does not make it his deed: "a flag was added to skip the check".
    if place < 0 or words[verb].pos not in {"VERB", "AUX"} or any(words[child].tag == "TO" for child in children(words, verb)):
        return walked
    agent = agent_at(words, verb)
    if agent.kind in {AgentKind.UNKNOWN, AgentKind.IMPLIED, walked.kind} or not agent.words:
        return walked
    start, end = words[agent.first].start, words[agent.last].end
    return Subject(agent.kind, start, end, agent.negative) if end <= at else Subject(agent.kind, at, at, agent.negative)


def clause_agent(line: Line, at: int) -> Subject:
    """The subject of the clause around character `at`, where a phrase without a subject of its own starts ("without asking")."""
    return _carried(line, line.token_from(at), at)


def first_subject(line: Line) -> Subject | None:
    """The subject of the first finite verb of the line; None if none is seen."""
    tokens = line.tokens
    for place, token in enumerate(tokens[:_LONGEST_WALK]):
        if (
            place
            and _may_be_finite(token)
            and (_is_nominal(tokens[place - 1]) or tokens[place - 1].low in _ADVERBS | SELVES | PERSON_PRONOUNS | _PLURAL_PRONOUNS)
        ):
            subject = agent_of(line, token.start)
            if subject.end > subject.start:
                return subject
    return None


def mentions_people(line: Line, at: int) -> bool:
    """Whether a person, team or organisation is named within some forty words of character `at`, or pointed at with a pronoun."""
    people = {AgentKind.PERSON, AgentKind.TEAM, AgentKind.ORGANISATION}
    place = line.token_from(at)
    return any(
        token.low in _POINTS_AT_PEOPLE or (token.low not in _DETERMINERS and _word_kind(token) in people)
        for token in line.tokens[max(0, place - _NEAR) : place + _NEAR]
    )


def phrase_kind(line: Line, start: int, end: int) -> AgentKind:
    """What the noun phrase text[start:end] of the line names, by its head: the last word before the first preposition."""
    first, last = line.token_from(start), line.token_before(end)
    words = line.tokens[first : last + 1]
    if len(words) == 1 and (pronoun := _pronoun(line, first)) is not None:
        return pronoun.kind
    if [word.low for word in words] == ["no", "one"]:
        return AgentKind.PERSON
    if words and words[0].low in _POSSESSIVES and len(words) == 1:
        return AgentKind.SELF if words[0].low == "my" else AgentKind.PERSON
    for place, token in enumerate(words):
        if place and token.low in _PREPOSITIONS and not (place == 1 and words[0].low in _DETERMINERS):
            words = words[:place]
            break
    return _kind_of(line, words)


def _over_modifiers(tokens: Sequence[Token], index: int) -> int:
    last = index - _LONGEST_WALK
    while index >= 0 and index > last:
        low = tokens[index].low
        if low in {"nobody", "none", "neither"} or not (low in _AUXILIARIES or low in _ADVERBS or _is_adverb(low)):
            break
        # "but then" and "and only then" are joints between clauses, not modifiers: the coordinator behind them is looked at next.
        index -= 1
    return index


def _is_adverb(low: str) -> bool:
    return low.endswith("ly") and len(low) > 4 and low not in _NOT_ADVERBS


def _subject_ending(line: Line, index: int, at: int, *, steps_left: int = _LONGEST_CHAIN) -> Subject:
    """The subject whose last word is token `index`. What stands behind it in brackets, between commas or in a relative clause is stepped
    over, so many times at most."""
    tokens = line.tokens
    if index < 0:
        return Subject(AgentKind.IMPLIED, at, at)
    if not steps_left:
        return Subject(AgentKind.UNKNOWN, at, at)
    token = tokens[index]
    if token.text == "," and (named := _before_apposition(tokens, index)) >= 0:
        return _subject_ending(line, named, at, steps_left=steps_left - 1)
    if token.low in _COORDINATORS or token.text == ",":
        return _carried(line, index, at)
    if token.low == "who":
        return _antecedent(line, index, at)
    if token.low in {"which", "that"} and index and _is_nominal(tokens[index - 1]):
        phrase = _phrase_ending(line, index - 1)
        return Subject(_kind_of(line, phrase), phrase[0].start, phrase[-1].end) if phrase else Subject(AgentKind.UNKNOWN, at, at)
    if token.text == ")":
        opening = next((place for place in range(index - 1, max(-1, index - 25), -1) if tokens[place].text == "("), -1)
        if opening <= 0:
            return Subject(AgentKind.UNKNOWN, at, at)
        return _subject_ending(line, opening - 1, at, steps_left=steps_left - 1)
    pronoun = _pronoun(line, index)
    if pronoun is not None:
        return pronoun
    if not _is_nominal(token):
        implied = token.text in {":", "(", "|", "-", "–", "—", "•", "*", "["}
        return Subject(AgentKind.IMPLIED if implied else AgentKind.UNKNOWN, at, at)
    phrase = _phrase_ending(line, index)
    first = line.token_from(phrase[0].start)
    # "The engineer on call", "someone from the network team": the head stands before the preposition.
    steps = 0
    while steps < 3 and first >= 2 and tokens[first - 1].low in _ATTACHING and _may_head(tokens, first - 2):
        outer = _phrase_ending(line, first - 2)
        if not outer:
            break
        start = line.token_from(outer[0].start)
        if start and tokens[start - 1].low in _PREPOSITIONS - _ATTACHING:
            break  # "during the review of the draft": that phrase belongs to a preposition, and cannot be the subject
        if outer[-1].low in _QUANTIFIERS:
            phrase, first = [*outer, *phrase], start  # "one of the operators" is what the operators are
            break
        phrase, first, steps = outer, start, steps + 1
    behind = _relative_before(tokens, first, phrase)
    if behind >= 0:
        return _subject_ending(line, behind, at, steps_left=steps_left - 1)
    end = tokens[index].end
    kind = _kind_of(line, phrase)
    negative = (
        phrase[0].low in NOBODIES
        or (phrase[0].low == "one" and first >= 1 and tokens[first - 1].low in {"no", "not"})
        or (phrase[0].low == "no" and len(phrase) > 1)
        or _is_not_one(tokens, first)
    )
    return Subject(kind, phrase[0].start, end, negative)


def _before_apposition(tokens: Sequence[Token], index: int) -> int:
    """Index of the noun before an insertion that the comma at `index` closes ("the foreman, a new man, left"); -1 if there is none."""
    for place in range(index - 1, max(0, index - 9), -1):
        if tokens[place].text == ",":
            return place - 1 if place and index - place > 1 and _is_nominal(tokens[place - 1]) else -1
        if tokens[place].low in _COORDINATORS or _may_be_finite(tokens[place]) or tokens[place].text in ";:":
            return -1
    return -1


def _relative_before(tokens: Sequence[Token], first: int, phrase: Sequence[Token]) -> int:
    """Index of the noun that a relative clause around `phrase` belongs to ("the team that maintains the gateway"); -1 if there is none."""
    for place in range(first - 1, max(0, first - 5), -1):
        if tokens[place].low in _COORDINATORS or tokens[place].text in ",;:":
            break
        if tokens[place].low in {"that", "which", "who"} and _is_nominal(tokens[place - 1]) and not _may_be_finite(tokens[place - 1]):
            # Right before the phrase it is a relative clause only if that clause's own verb ends the phrase: "the node that he added".
            return place - 1 if place < first - 1 or (len(phrase) > 1 and _may_be_finite(phrase[-1])) else -1
    return -1


def _is_not_one(tokens: Sequence[Token], first: int) -> bool:
    return first >= 1 and tokens[first - 1].low == "not" and tokens[first].low in {"one", "a", "anyone", "anybody"}


def _may_head(tokens: Sequence[Token], index: int) -> bool:
    return _is_nominal(tokens[index]) or tokens[index].low in NOBODIES


def _pronoun(line: Line, index: int) -> Subject | None:
    token = line.tokens[index]
    if token.text == "IT":
        return None
    if token.low in SELVES and token.low in {"i", "we"}:
        return Subject(AgentKind.SELF, token.start, token.end)
    if token.low in {"us", "them", "you"} and index >= 2 and line.tokens[index - 1].low == "of":
        head = line.tokens[index - 2]
        start = line.tokens[index - 3].start if index >= 3 and line.tokens[index - 3].low == "not" else head.start
        return Subject(AgentKind.PERSON, start, token.end, head.low in NOBODIES or line.tokens[index - 3].low == "not")
    if token.low == "one" and index and line.tokens[index - 1].low == "no":
        return Subject(AgentKind.PERSON, line.tokens[index - 1].start, token.end, negative=True)
    if token.low in NOBODIES:
        return Subject(AgentKind.PERSON, token.start, token.end, negative=True)
    if token.low in _PLURAL_PRONOUNS:
        return Subject(_plural_antecedent(line, index), token.start, token.end)
    if token.low in PERSON_PRONOUNS:
        return Subject(AgentKind.PERSON, token.start, token.end)
    if token.low in SYSTEM_PRONOUNS:
        return Subject(AgentKind.SYSTEM, token.start, token.end)
    return None


def _plural_antecedent(line: Line, index: int) -> AgentKind:
    """What "they" stands for: people, unless the nearest noun before it that can be plural names things."""
    for token in reversed(line.tokens[max(0, index - 30) : index]):
        kind = _word_kind(token)
        if kind in {AgentKind.PERSON, AgentKind.TEAM, AgentKind.ORGANISATION}:
            return AgentKind.PERSON
        if kind is AgentKind.OUTSIDER:
            return kind
        if kind is AgentKind.SYSTEM and token.low.endswith("s") and not token.low.endswith("ss"):
            return kind
    words = line.before[-_CHARS_BEFORE:].lower().split()[-30:]
    for word in reversed(words):
        bare = word.strip(".,;:()!?\"'")
        if _listed(bare, PERSON) or _listed(bare, TEAM) or _listed(bare, ORGANISATION):
            return AgentKind.PERSON
        if bare.endswith("s") and bare[:-1] in OUTSIDER:
            return AgentKind.OUTSIDER
        if bare.endswith("s") and bare[:-1] in SYSTEM:
            return AgentKind.SYSTEM
    return AgentKind.PERSON


def _antecedent(line: Line, index: int, at: int) -> Subject:
    before = index - 1
    if before >= 0 and line.tokens[before].text == ",":
        before -= 1
    if before < 0 or not _is_nominal(line.tokens[before]):
        return Subject(AgentKind.PERSON, line.tokens[index].start, line.tokens[index].end)
    phrase = _phrase_ending(line, before)
    kind = _kind_of(line, phrase)
    start = phrase[0].start if phrase else line.tokens[index].start
    return Subject(kind if kind is not AgentKind.SYSTEM else AgentKind.UNKNOWN, start, line.tokens[index].end)


def _carried(line: Line, index: int, at: int) -> Subject:
    """The subject of the clause before the coordinator at `index`: the first noun phrase after the last break that a finite verb follows."""
    tokens = line.tokens
    start = index - 1
    while start >= 0 and index - start < _LONGEST_WALK and tokens[start].text not in {";", ":", ".", "?", "!", "(", "—", "–", "|"}:
        start -= 1
    place = start + 1
    if index < len(tokens) and tokens[index].text == "," and not any(_may_be_finite(token) for token in tokens[place:index]):
        return Subject(AgentKind.IMPLIED, at, at)  # "After the deploy, forgot to …"
    found: Subject | None = None
    while place < index:
        token = tokens[place]
        if _may_be_finite(token) and place > start + 1 and _may_end_subject(tokens[place - 1]):
            candidate = _settled(line, place)
            if candidate.kind not in {AgentKind.UNKNOWN, AgentKind.IMPLIED} or found is None:
                found = candidate if found is None or _begins_clause(line, candidate) else found
        place += 1
    if found is None or found.kind is AgentKind.UNKNOWN:
        # No past tense or auxiliary: the verb is in the present, and the first word of a known kind is the best guess at its subject.
        for token in tokens[start + 1 : index]:
            kind = AgentKind.SELF if token.low in SELVES else _word_kind(token)
            if kind is not AgentKind.UNKNOWN:
                return Subject(kind, at, at)
        return Subject(
            AgentKind.UNKNOWN if index > start + 1 and _is_nominal(tokens[start + 1]) and start >= 0 else AgentKind.IMPLIED, at, at
        )
    return Subject(found.kind, at, at, found.negative)


def _settled(line: Line, place: int) -> Subject:
    """The subject of the finite verb at token `place`, worked out once for the line.

    Those of the verbs before it come first, from left to right: each can lead back to any of them, so that asking from the right would
    ask twice as often with every further "and then", and never end."""
    tokens, settled = line.tokens, line.settled
    while len(settled) <= place:
        here = len(settled)
        is_verb = here == place or (here and _may_be_finite(tokens[here]) and _may_end_subject(tokens[here - 1]))
        settled.append(agent_of(line, tokens[here].start) if is_verb else None)
    found: Subject = settled[place]
    return found


def _may_end_subject(token: Token) -> bool:
    return _is_nominal(token) or _is_adverb(token.low) or token.low in _MAY_END_SUBJECT


def _begins_clause(line: Line, subject: Subject) -> bool:
    """Whether a clause starts at the subject: it is first, or stands behind a comma or a joining word."""
    before = line.token_before(subject.start)
    return (
        before < 0
        or line.tokens[before].text in {",", ";", ":"}
        or line.tokens[before].low in _COORDINATORS | {"so", "because", "while", "when", "although", "that"}
    )


def _may_be_finite(token: Token) -> bool:
    return token.low in _FINITE_HINTS or (token.low.endswith("ed") and len(token.low) > 3) or token.low in _AUXILIARIES


def _is_nominal(token: Token) -> bool:
    named = token.text[0].isalnum() or token.text[0] in "@#\ufffc"
    return token.text == "IT" or (named and token.low not in _FUNCTION and ":" not in token.text)


def _phrase_ending(line: Line, index: int) -> Sequence[Token]:
    """The noun phrase whose last word is token `index`, with its determiner."""
    tokens = line.tokens
    first = index
    while first > 0 and index - first < _LONGEST_PHRASE:
        before = tokens[first - 1]
        if tokens[first].low in _DETERMINERS or not (_is_nominal(before) or before.low in _DETERMINERS):
            break
        if _is_adverb(before.low) and before.low not in _DETERMINERS:
            break
        first -= 1
    return tokens[first : index + 1]


def _kind_of(line: Line, phrase: Sequence[Token]) -> AgentKind:
    if not phrase:
        return AgentKind.UNKNOWN
    if len(phrase) > 1 and phrase[-1].text.isdigit():
        place = _singular(phrase[-2].low)
        return AgentKind.TEAM if place in _PLACES and phrase[-2].text[0].isupper() else _kind_of(line, phrase[:-1])
    head = phrase[-1]
    modifiers = {token.low for token in phrase[:-1]} | {part for token in phrase[:-1] for part in token.low.split("-")}
    low = _singular(head.low)
    if low in TECHNICAL_BEFORE and modifiers & TECHNICAL_BEFORE[low]:
        return AgentKind.SYSTEM
    if (_listed(head.low, PERSON) or _listed(head.low, TEAM)) and _listed(head.low, SYSTEM):
        return _word_kind(head) if modifiers & HUMAN_MODIFIERS else AgentKind.SYSTEM
    if head.text[0].isupper() and any(token.text in given_names() for token in phrase[:-1]):
        return AgentKind.PERSON  # a surname behind a given name
    return _word_kind(head)


def _word_kind(token: Token) -> AgentKind:
    low = token.low.removesuffix("'s").removesuffix("'")
    tail = low.rpartition("-")[2]
    if token.text == "IT" or (low in DEPARTMENTS and token.text[0].isupper()):
        return AgentKind.TEAM
    for words, kind in (
        (PERSON, AgentKind.PERSON),
        (TEAM, AgentKind.TEAM),
        (ORGANISATION, AgentKind.ORGANISATION),
        (OUTSIDER, AgentKind.OUTSIDER),
        (SYSTEM, AgentKind.SYSTEM),
    ):
        if _listed(low, words) or (tail != low and _listed(tail, words)):
            return kind
    if low in SYSTEM_PRONOUNS or token.text[0] in "\ufffc#" or low[:1].isdigit():
        return AgentKind.SYSTEM
    if token.text[0] == "@" or token.text.removesuffix("'s").partition("-")[0] in given_names():
        return AgentKind.PERSON
    return AgentKind.UNKNOWN


def _listed(low: str, words: frozenset[str]) -> bool:
    return low in words or _singular(low) in words


def _singular(low: str) -> str:
    if low.endswith("ies"):
        return low[:-3] + "y"
    return low[:-1] if low.endswith("s") and not low.endswith("ss") else low
