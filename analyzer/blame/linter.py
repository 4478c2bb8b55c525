"""Lints a postmortem: rules over its sentences, structure findings, suppressions, overlaps, order."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from analyzer import structure, suppression_rules
from analyzer.blame.learned import BlameSpans
from analyzer.blame.lines import Line, lines_of
from analyzer.blame.marking import Marking
from analyzer.blame.matching import Candidate, Prepared, prepare
from analyzer.blame.names import belongs
from analyzer.blame.offering import Offers
from analyzer.blame.other_words import besides, learned_candidates
from analyzer.blame.overlaps import resolved
from analyzer.blame.registry import all_rules
from analyzer.blame.rule import Rule
from analyzer.identity import finding_id, told_apart
from analyzer.reading import masked
from analyzer.rewriting import rewriter
from analyzer.suppression import without_suppressed
from models.errors import UnknownFieldValueError
from models.findings import Family, Finding, Level, LintReport, Severity
from models.ports import Language
from models.text import Postmortem

_NAME_RULE = "named-individual/given-name"
# The check of a rewrite lints its line once more; no sentence that is written by hand has more to be rewritten.
_MOST_REWRITTEN = 5
_MOST_BESIDE = 8
"""Drafts whose passages may be asked for at a time; they are read one draft after another all the same."""


class Linter:
    """Runs one set of rules. `language` is the pipeline that the drafts were read with, and parses the lines whose rules ask who acts; `learned`
    finds the spans of the learned rules, which find nothing without it. With `require_reason` a suppression without a reason suppresses nothing, and is
    reported."""

    def __init__(
        self, language: Language, *, rules: tuple[Rule, ...] | None = None, learned: BlameSpans | None = None, require_reason: bool = False
    ) -> None:
        self.language = language
        self.learned = learned
        self.require_reason = require_reason
        self.rules = all_rules() if rules is None else rules
        self._prepared = prepare(self.rules)
        self._marking = Marking(language, self._prepared)
        self._offers = Offers(language, self._marking, lambda lines: self._learned(lines, self._prepared))
        self._beside = ThreadPoolExecutor(_MOST_BESIDE, thread_name_prefix="learned")
        self._known = frozenset(
            {family.value for family in Family} | {rule.id for rule in self.rules} | structure.rule_ids() | suppression_rules.rule_ids()
        )
        self._families = {rule.id: rule.family for rule in (*all_rules(), *self.rules)}
        self._families |= {rule.id: rule.family for rule in (*structure.all_rules(), *suppression_rules.RULES)}
        self._run = {rule.id for rule in self.rules if learned or not rule.learned} | structure.rule_ids()

    def lint(self, postmortem: Postmortem, *, families: Mapping[str, Level] | None = None, names: Collection[str] = ()) -> LintReport:
        """All findings in text order. `families` maps a family or a rule to the level that it gets (a rule outranks its family);
        `names` are further persons' names to look for. Raises UnknownFieldValueError on an unknown family or rule."""
        levels = self._levels(families or {})
        found = [*self._blame(postmortem, levels, names), *structure.check(postmortem)]
        on = [finding for raw in found if (finding := _levelled(raw, levels)) is not None]
        kept = without_suppressed(postmortem, on, require_reason=self.require_reason)
        silent = {id for id, family in self._families.items() if id not in self._run or _level(id, family, levels) is Level.OFF}
        told = suppression_rules.check(postmortem, on, families=self._families, silent=silent, require_reason=self.require_reason)
        kept += [finding for raw in told if (finding := _levelled(raw, levels)) is not None]
        ordered = told_apart(sorted(kept, key=lambda finding: (finding.start, finding.end, finding.rule)))
        return LintReport(
            findings=tuple(ordered),
            counts=dict(sorted(Counter(finding.family.value for finding in ordered).items())),
            words=postmortem.words,
        )

    def _levels(self, families: Mapping[str, Level]) -> Mapping[str, Level]:
        for name in families:
            if name not in self._known:
                pointer = f"/families/{name.replace('~', '~0').replace('/', '~1')}"
                raise UnknownFieldValueError.of("family or rule", name, sorted(self._known), pointer)
        return {name: Level(level) for name, level in families.items()}

    def _blame(self, postmortem: Postmortem, levels: Mapping[str, Level], names: Collection[str]) -> Iterator[Finding]:
        draft = masked(postmortem)
        on = [one for one in self._prepared if _level(one.rule.id, one.rule.family, levels) is not Level.OFF]
        off = {one.rule.id for one in self._prepared} - {one.rule.id for one in on}
        named = _named(names)
        lines = list(
            lines_of(
                draft, sentences=postmortem.sentences, blocks=postmortem.blocks, sections=[section.kind for section in postmortem.sections]
            )
        )
        # The network lets other threads run while it counts, so it counts beside the rules.
        reading = self._beside.submit(self._learned, lines, on)
        marked = self._marking.of(lines)
        learned = reading.result()
        for place, (line, marks) in enumerate(zip(lines, marked, strict=True)):
            # Rules that are off must not win an overlap against rules that are on.
            found = [one for one in marks if one.rule.id not in off]
            found += besides(found, learned.get(place, ()))
            if named is not None:
                found += self._listed_names(line, named)
            if found:
                yield from self._findings(postmortem, line, resolved(found))

    def _learned(self, lines: Sequence[Line], on: Sequence[Prepared]) -> dict[int, list[Candidate]]:
        rules = {one.rule.family.value: one.rule for one in on if one.rule.learned}
        return learned_candidates(lines, rules, self.learned) if rules and self.learned and lines else {}

    def _listed_names(self, line: Line, named: re.Pattern[str]) -> Iterator[Candidate]:
        rule = next((one for one in self.rules if one.id == _NAME_RULE), None)
        if rule is None:
            return
        for match in named.finditer(line.text):
            if not belongs(line, *match.span()):
                yield Candidate(rule, rule.severity, *match.span(), match.span())

    def _findings(self, postmortem: Postmortem, line: Line, found: Iterable[Candidate]) -> Iterator[Finding]:
        ordinals: Counter[str] = Counter()
        tried = 0
        for one in found:
            span = line.place(one.start, one.end)
            tries = len(line.text) <= rewriter.LONGEST and tried < _MOST_REWRITTEN
            tried += tries
            rewrites, question = self._offers.of(postmortem, line, one) if tries else ((), one.question)
            yield Finding(
                id=finding_id(one.rule.id, line.text, ordinals[one.rule.id]),
                rule=one.rule.id,
                family=one.rule.family,
                severity=one.severity,
                start=span.start,
                end=span.end,
                quote=postmortem.quote(span),
                message=one.rule.message,
                why=one.rule.why,
                question=question,
                rewrites=rewrites,
            )
            ordinals[one.rule.id] += 1


def _named(names: Collection[str]) -> re.Pattern[str] | None:
    listed = sorted({name.strip() for name in names if name.strip()}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in listed)})(?!\w)") if listed else None


def _level(rule: str, family: Family, levels: Mapping[str, Level]) -> Level | None:
    return levels.get(rule, levels.get(family.value))


def _levelled(finding: Finding, levels: Mapping[str, Level]) -> Finding | None:
    """The finding at the level that was asked for; None if that is off."""
    level = _level(finding.rule, finding.family, levels)
    if level is None:
        return finding
    return None if level is Level.OFF else finding.model_copy(update={"severity": Severity(level.value)})
