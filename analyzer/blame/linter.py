"""Lints a postmortem: rules over its sentences, structure findings, suppressions, overlaps, order."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from analyzer import structure, suppression_rules
from analyzer.blame.learned import BlameSpans
from analyzer.blame.levels import IN_ITS_FIELD, Levels
from analyzer.blame.lines import Line, lines_of
from analyzer.blame.marking import Marking
from analyzer.blame.matching import Candidate, Prepared, prepare
from analyzer.blame.names import belongs
from analyzer.blame.names_known import check_names, known_names
from analyzer.blame.offering import Offers
from analyzer.blame.other_words import besides, learned_candidates
from analyzer.blame.overlaps import resolved
from analyzer.blame.registry import all_rules
from analyzer.blame.rule import Rule
from analyzer.blame.vocabulary import Vocabulary
from analyzer.identity import finding_id, told_apart
from analyzer.reading import masked
from analyzer.rewriting import rewriter
from analyzer.suppression import without_suppressed
from models.findings import Finding, Level, LintReport
from models.ports import Language, RewriteProvider
from models.text import Postmortem

_NAME_RULE = "named-individual/given-name"
# The check of a rewrite lints its line once more; no sentence that is written by hand has more to be rewritten.
_MOST_REWRITTEN = 5
_MOST_BESIDE = 8
"""Drafts whose passages may be asked for at a time; they are read one draft after another all the same."""


class Linter:
    """Runs one set of rules. `language` is the pipeline that the drafts were read with, and parses the lines whose rules ask who acts; `learned`
    finds the spans of the learned rules, which find nothing without it; `vocabulary` are the team's own words; `provider` is asked for rewrites before our own. With `require_reason` a suppression
    without a reason suppresses nothing, and is reported."""

    def __init__(
        self,
        language: Language,
        *,
        rules: tuple[Rule, ...] | None = None,
        learned: BlameSpans | None = None,
        vocabulary: Vocabulary | None = None,
        provider: RewriteProvider | None = None,
        require_reason: bool = False,
    ) -> None:
        self.language = language
        self.learned = learned
        self.vocabulary = vocabulary or Vocabulary()
        self.provider = provider
        self.require_reason = require_reason
        self.rules = all_rules() if rules is None else rules
        self._prepared = prepare(self.rules)
        self._marking = Marking(language, self._prepared)
        self._offers = Offers(
            language, self._marking, lambda lines, least: self._learned(lines, self._prepared, least=least), self.rules, provider
        )
        self._beside = ThreadPoolExecutor(_MOST_BESIDE, thread_name_prefix="learned")
        self._known = known_names(self.rules)
        self._families = {rule.id: rule.family for rule in (*all_rules(), *self.rules)}
        self._families |= {rule.id: rule.family for rule in (*structure.all_rules(), *suppression_rules.RULES)}
        self._opt_in = frozenset(rule.id for rule in (*all_rules(), *self.rules) if rule.opt_in)
        self._run = {rule.id for rule in self.rules if learned or not rule.learned} | structure.rule_ids()

    def lint(self, postmortem: Postmortem, *, families: Mapping[str, Level] | None = None) -> LintReport:
        """All findings in text order. `families` maps a family or a rule to the level that it gets (a rule outranks its family).
        Raises UnknownFieldValueError on an unknown family or rule."""
        check_names(families or {}, self._known, "/families")
        levels = Levels(families or {}, self._opt_in)
        found = self._found(postmortem, levels)
        on = [finding for raw in found if (finding := _levelled(raw, levels)) is not None]
        kept = without_suppressed(postmortem, on, require_reason=self.require_reason)
        # A rule that nobody turned on is not one that was switched off: comments are judged without it.
        judging = ((id, family) for id, family in self._families.items() if id not in self._opt_in)
        silent = {id for id, family in judging if id not in self._run or levels.off(id, family)}
        told = suppression_rules.check(postmortem, on, families=self._families, silent=silent, require_reason=self.require_reason)
        kept += [finding for raw in told if (finding := _levelled(raw, levels)) is not None]
        ordered = told_apart(sorted(kept, key=lambda finding: (finding.start, finding.end, finding.rule)))
        return LintReport(
            findings=tuple(ordered),
            counts=dict(sorted(Counter(finding.family.value for finding in ordered).items())),
            words=postmortem.words,
        )

    def _found(self, postmortem: Postmortem, levels: Levels) -> list[Finding]:
        draft = self.vocabulary.without_products(masked(postmortem))
        on = [one for one in self._prepared if not levels.off(one.rule.id, one.rule.family)]
        off = {one.rule.id for one in self._prepared} - {one.rule.id for one in on}
        naming = {id: one.rule for id in (_NAME_RULE, IN_ITS_FIELD) for one in on if one.rule.id == id}
        lines = list(
            lines_of(
                draft, sentences=postmortem.sentences, blocks=postmortem.blocks, sections=[section.kind for section in postmortem.sections]
            )
        )
        # The network lets other threads run while it counts, so it counts beside the rules and the checks of structure.
        reading = self._beside.submit(self._learned, lines, on)
        marked = self._marking.of(lines)
        of_structure = structure.check(postmortem)
        learned = reading.result()
        kept: list[tuple[Line, Candidate]] = []
        for place, (line, marks) in enumerate(zip(lines, marked, strict=True)):
            # Rules that are off must not win an overlap against rules that are on.
            found = [one for one in marks if one.rule.id not in off]
            found += besides(found, learned.get(place, ()))
            found += self._further_names(line, naming)
            found = [one for one in found if not self.vocabulary.allowed(line.text, *one.core)]
            kept += ((line, one) for one in resolved(found))
        return [*self._findings(postmortem, kept), *of_structure]

    def _learned(self, lines: Sequence[Line], on: Sequence[Prepared], *, least: float | None = None) -> dict[int, list[Candidate]]:
        rules = {one.rule.family.value: one.rule for one in on if one.rule.learned}
        return learned_candidates(lines, rules, self.learned, least=least) if rules and self.learned and lines else {}

    def _further_names(self, line: Line, naming: Mapping[str, Rule]) -> Iterator[Candidate]:
        """Names of the team's own list, by the rule for names out of place or by that for names in their fields."""
        for start, end in self.vocabulary.people_in(line.text):
            rule = naming.get(IN_ITS_FIELD if belongs(line, start, end) else _NAME_RULE)
            if rule is not None:
                yield Candidate(rule, rule.severity, start, end, (start, end))

    def _findings(self, postmortem: Postmortem, found: Sequence[tuple[Line, Candidate]]) -> Iterator[Finding]:
        tried: Counter[int] = Counter()
        asked = []
        for place, (line, _) in enumerate(found):
            if len(line.text) <= rewriter.LONGEST and tried[id(line)] < _MOST_REWRITTEN:
                asked.append(place)
            tried[id(line)] += 1
        offers = dict(zip(asked, self._offers.of(postmortem, [found[place] for place in asked]), strict=True))
        ordinals: Counter[tuple[int, str]] = Counter()
        for place, (line, one) in enumerate(found):
            span = line.place(one.start, one.end)
            rewrites, question = offers.get(place, ((), one.question))
            yield Finding(
                id=finding_id(one.rule.id, line.text, ordinals[id(line), one.rule.id]),
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
            ordinals[id(line), one.rule.id] += 1


def _levelled(finding: Finding, levels: Levels) -> Finding | None:
    """The finding at the level that was asked for; None if that is off."""
    severity = levels.severity(finding.rule, finding.family, finding.severity)
    if severity is None or severity is finding.severity:
        return None if severity is None else finding
    return finding.model_copy(update={"severity": severity})
