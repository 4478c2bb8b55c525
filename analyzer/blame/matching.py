"""Runs rules over lines. A rule is prepared once; a cheap look for its cues comes before its regular expression."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from analyzer.agents.lexicon import AgentKind
from analyzer.blame.agents import Subject, agent_of, clause_agent, mentions_people, phrase_kind
from analyzer.blame.guards import explained, rejected
from analyzer.blame.lines import Line
from analyzer.blame.rule import Asking, Rule
from models.findings import Severity

_CLAUSE_END = re.compile(
    r"[,;:.!?()|\"”]|\s[–—-]\s|\b(?:and|but|or|because|which|who|that|when|while|where|after|before|until|since|although|though|so|if|as|then|which|whereas)\b",
    re.IGNORECASE,
)
_WORD_END = re.compile(r"\S+")
_ROLE = re.compile(r"[Tt]he [a-z][a-z -]+$")
_WINDOW = 200
_NOBODY: Subject = Subject(AgentKind.UNKNOWN, 0, 0)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A rule with its pattern compiled; `regex` is None for a rule that finds by a function."""

    rule: Rule
    regex: re.Pattern[str] | None
    cues: tuple[str, ...]
    groups: frozenset[str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of a line that a rule marks. `weight` is the length of what matched, before the subject and the reach were added."""

    rule: Rule
    severity: Severity
    start: int
    end: int
    core: tuple[int, int]
    who: str = ""

    @property
    def question(self) -> str:
        """The rule's question, put to the one who is named in the line where that is a role or a team."""
        return self.rule.question_to.format(who=self.who) if self.who and self.rule.question_to else self.rule.question

    @property
    def weight(self) -> int:
        """Characters that the rule itself matched."""
        return self.core[1] - self.core[0]


def prepare(rules: Iterable[Rule]) -> tuple[Prepared, ...]:
    """Rules ready to run, in the order given."""
    return tuple(_prepared(rule) for rule in rules)


def _prepared(rule: Rule) -> Prepared:
    if rule.phrases:
        listed = "|".join(sorted((re.escape(phrase) for phrase in rule.phrases), key=len, reverse=True)).replace(r"\ ", " ")
        regex: re.Pattern[str] | None = re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)
    else:
        regex = re.compile(rule.pattern, re.IGNORECASE) if rule.pattern else None
    cues = rule.cues or tuple(phrase.lower() for phrase in rule.phrases)
    return Prepared(rule, regex, cues, frozenset(regex.groupindex) if regex else frozenset())


class Cues:
    """Which rules can match where, by the cues in a text: prepared once for a set of rules. The rules that it hands out have their cues
    taken off, since they were looked at already."""

    def __init__(self, prepared: Sequence[Prepared]) -> None:
        self.rules = tuple(replace(one, cues=()) for one in prepared)
        self.always = frozenset(place for place, one in enumerate(prepared) if not one.cues)
        by_cue: dict[str, list[int]] = {}
        for place, one in enumerate(prepared):
            for cue in one.cues:
                by_cue.setdefault(cue, []).append(place)
        self._by_cue = tuple((cue, tuple(places)) for cue, places in by_cue.items())

    def within(self, low: str) -> "Narrowed":
        """What can match in a text that is `low` in lower case with single spaces."""
        return Narrowed(self.rules, self.always, tuple(entry for entry in self._by_cue if entry[0] in low))


class Narrowed(NamedTuple):
    """The rules that can match somewhere in one text. `by_cue` says which rules (by their place in `rules`) a cue calls for, `always`
    those without cues."""

    rules: tuple[Prepared, ...]
    always: frozenset[int]
    by_cue: tuple[tuple[str, tuple[int, ...]], ...]

    def on(self, line: Line) -> list[Prepared]:
        """The rules that can match in a line, in their order."""
        low, chosen = line.low, set(self.always)
        for cue, places in self.by_cue:
            if cue in low:
                chosen.update(places)
        return [self.rules[place] for place in sorted(chosen)]


class Hit(NamedTuple):
    """A rule that reads a line, and where its pattern matches in it; a rule that finds by a function has no matches yet."""

    prepared: Prepared
    matches: tuple[re.Match[str], ...]


def candidates(line: Line, prepared: Iterable[Prepared]) -> Iterator[Candidate]:
    """What the rules mark in a line; stretches may overlap."""
    return judged(line, hits(line, prepared))


def hits(line: Line, prepared: Iterable[Prepared]) -> Iterator[Hit]:
    """The rules whose words are in the line. Needs no parse: it comes before it, and tells whether one is needed."""
    low, asks = line.low, line.asks
    for one in prepared:
        rule = one.rule
        if one.cues and not any(cue in low for cue in one.cues):
            continue
        if rule.asking is not Asking.ALSO and asks is not (rule.asking is Asking.ONLY):
            continue
        if (
            (rule.only_in and line.section not in rule.only_in)
            or line.section in rule.not_in
            or (rule.blocks and line.block not in rule.blocks)
        ):
            continue
        if one.regex is None:
            if rule.find is not None:
                yield Hit(one, ())
        elif matches := tuple(one.regex.finditer(line.text)):
            yield Hit(one, matches)


def judged(line: Line, found: Iterable[Hit]) -> Iterator[Candidate]:
    """What the rules mark where they hit: a rule may ask who acts, and leaves alone what is rejected or explained."""
    for hit in found:
        yield from _by_pattern(line, hit) if hit.matches else _by_function(line, hit.prepared.rule)


def _by_function(line: Line, rule: Rule) -> Iterator[Candidate]:
    if rule.find is None:
        return
    for start, end in rule.find(line):
        yield Candidate(rule, rule.severity, start, end, (start, end))


def _by_pattern(line: Line, hit: Hit) -> Iterator[Candidate]:
    one, rule = hit.prepared, hit.prepared.rule
    for match in hit.matches:
        start, end = match.span("core") if "core" in one.groups and match["core"] else match.span()
        if start == end:
            continue
        subject, severity = _NOBODY, rule.severity
        if rule.agents:
            if "who" in one.groups and match["who"]:
                subject = Subject(phrase_kind(line, *match.span("who")), *match.span("who"))
            elif "adjunct" in one.groups and match["adjunct"]:
                subject = clause_agent(line, match.start("adjunct"))
            else:
                subject = agent_of(line, match.start("verb") if "verb" in one.groups and match["verb"] else match.start())
            if subject.kind not in rule.agents:
                # A fragment without a subject ("Forgot to …") reads as the writer's own or the team's deed.
                if subject.kind not in {AgentKind.UNKNOWN, AgentKind.IMPLIED} or rule.unknown is None:
                    continue
                severity = rule.unknown
            if rule.negative is not None and subject.negative is not rule.negative:
                continue
        if rejected(line.text, start, end, rule.family) or (rule.spares_reasons and explained(line.text, end)):
            continue
        if rule.among_people and not mentions_people(line, start):
            continue
        core = (start, end)
        if rule.whole and subject.end > subject.start and 0 <= start - subject.end < 60:
            start = min(start, subject.start)
        yield Candidate(
            rule, severity, start, _reached(line.text, end, rule.reach), core, _role(line.text[subject.start : subject.end], subject)
        )


def _role(phrase: str, subject: Subject) -> str:
    """The subject as a role to put a question to; "" for pronouns, names, and anything long."""
    words = phrase.split()
    if subject.kind not in {AgentKind.PERSON, AgentKind.TEAM} or subject.negative or not 2 <= len(words) <= 5 or not _ROLE.match(phrase):
        return ""
    return phrase[0].lower() + phrase[1:]


def _reached(text: str, end: int, words: int) -> int:
    """The end of the stretch after up to `words` more words of the same clause."""
    if not words:
        return end
    # The window bounds the cost on a line without any punctuation.
    window = min(len(text), end + _WINDOW)
    stop = _CLAUSE_END.search(text, end, window)
    limit = stop.start() if stop else window
    for count, word in enumerate(_WORD_END.finditer(text, end, limit)):
        if count == words:
            break
        end = word.end()
    return end
