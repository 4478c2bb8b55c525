"""Which rewrites are offered: those that keep the facts and leave the sentence with less to mark; and the question that is asked without one."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from analyzer.blame.lines import Line
from analyzer.blame.marking import Marking
from analyzer.blame.matching import Candidate
from analyzer.blame.other_words import besides
from analyzer.blame.overlaps import resolved
from analyzer.blame.rule import Rule
from analyzer.masking import OBJECT
from analyzer.remembered import Remembered
from analyzer.rewriting import fixed_words, rewriter, specific_questions
from analyzer.rewriting.proposal import Proposal
from models.findings import Family, Rewrite
from models.ports import Language, RewriteAsked, RewriteProvider
from models.text import BlockKind, Postmortem, SectionKind

Learned = Callable[[Sequence[Line], float | None], Mapping[int, Sequence[Candidate]]]
"""What the network marks in each of some lines, from a score on or from that of a finding."""
KEPT = 4_000
"""Findings whose rewrites are kept."""
_STILL_BLAMES = 0.6
"""Score from which a sentence that lost a word or two is taken to blame still: lower than that of a finding, since a bad offer costs more than none."""


class _Asked(NamedTuple):
    """All that rewrites of one finding are made from, but for those of names, which look for roles elsewhere in the draft."""

    text: str
    block: BlockKind
    section: SectionKind
    column: str
    before: str
    rule: str
    start: int
    end: int
    core: tuple[int, int]

    def line(self) -> Line:
        """The line, without a place in a draft."""
        return Line(text=self.text, shifts=((0, 0),), block=self.block, section=self.section, column=self.column, before=self.before)


class _Offer(NamedTuple):
    """The rewrites that may be shown, best first, and the question that names the deed; "" where the sentence does not give one."""

    proposals: tuple[Proposal, ...]
    question: str


class Offers:
    """Rewrites of findings, linted again with the rules (`marking`) and the network (`learned`) before they are shown. Those of a line are remembered."""

    def __init__(
        self, language: Language, marking: Marking, learned: Learned, rules: Iterable[Rule], provider: RewriteProvider | None = None
    ) -> None:
        self._language = language
        self._rules = {rule.id: rule for rule in rules}
        self._marking = marking
        self._learned = learned
        self._provider = provider
        self._remembered: Remembered[_Asked, _Offer] = Remembered(KEPT)

    def of(self, postmortem: Postmortem, found: Sequence[tuple[Line, Candidate]]) -> list[tuple[tuple[Rewrite, ...], str]]:
        """For each finding its best rewrite, alone in a tuple, or none; and the question to ask, which names the deed where nothing is offered."""
        named = [one.rule.family is Family.NAMED_INDIVIDUAL for _, one in found]
        names = iter(self._offers([pair for pair, name in zip(found, named, strict=True) if name], postmortem))
        others = iter(
            self._remembered.of([_asked(line, one) for (line, one), name in zip(found, named, strict=True) if not name], self._work)
        )
        answers: list[tuple[tuple[Rewrite, ...], str]] = []
        for (line, one), name in zip(found, named, strict=True):
            offer = next(names) if name else next(others)
            rewrites = (rewrite for proposal in offer.proposals if (rewrite := proposal.in_draft(postmortem, line)) is not None)
            best = next(rewrites, None)
            answers.append(((best,), one.question) if best is not None else ((), offer.question or one.question))
        return answers

    def _work(self, asked: Sequence[_Asked]) -> Iterable[_Offer]:
        rules = [self._rules[one.rule] for one in asked]
        marked = [Candidate(rule, rule.severity, one.start, one.end, one.core) for one, rule in zip(asked, rules, strict=True)]
        return self._offers([(one.line(), candidate) for one, candidate in zip(asked, marked, strict=True)], None)

    def _offers(self, found: Sequence[tuple[Line, Candidate]], postmortem: Postmortem | None) -> list[_Offer]:
        if not found:
            return []
        parses = self._language.parse([line.text for line, _ in found])
        parsed = [(replace(line, words=tuple(words)), one) for (line, one), words in zip(found, parses, strict=True)]
        provided = self._provided(parsed) if postmortem is None else [()] * len(parsed)
        tried = [[*first, *_proposals(postmortem, line, one)] for (line, one), first in zip(parsed, provided, strict=True)]
        clean = iter(
            self._clean([(line, one, proposal) for (line, one), proposals in zip(parsed, tried, strict=True) for proposal in proposals])
        )
        return [
            _Offer(
                tuple(proposal for proposal in proposals if next(clean)),
                specific_questions.question(line, one.rule.family, one.start, one.end),
            )
            for (line, one), proposals in zip(parsed, tried, strict=True)
        ]

    def _provided(self, found: Sequence[tuple[Line, Candidate]]) -> Sequence[tuple[Proposal, ...]]:
        """What the provider, if there is one, puts for each sentence and keeps its facts. A sentence with code or an address in it, which are masked here,
        is not sent."""
        if self._provider is None:
            return [()] * len(found)
        sent = [place for place, (line, _) in enumerate(found) if OBJECT not in line.text and len(line.text) <= rewriter.LONGEST]
        asked = [
            RewriteAsked(line.text, line.text[one.start : one.end], one.rule.message) for line, one in (found[place] for place in sent)
        ]
        answers = dict(zip(sent, self._provider.rewrites(asked), strict=True))
        return [
            () if (text := answers.get(place)) is None else tuple(rewriter.whole(line, text, one.start, one.end))
            for place, (line, one) in enumerate(found)
        ]

    def _clean(self, tried: Sequence[tuple[Line, Candidate, Proposal]]) -> list[bool]:
        """Whether each line then has less of the finding's family and no more of any other; what else is marked in it has rewrites of its own."""
        # Lines of no common paragraph, so that the network reads each alone.
        before = [replace(line, paragraph=2 * place) for place, (line, _, _) in enumerate(tried)]
        after = [replace(proposal.applied(line), paragraph=2 * place + 1) for place, (line, _, proposal) in enumerate(tried)]
        both = [line for pair in zip(before, after, strict=True) for line in pair]
        marks = self._marking.of(both)
        learned = self._learned(both, None)
        strictly = self._learned(both, _STILL_BLAMES) if any(proposal.slight for _, _, proposal in tried) else {}
        answers = []
        for place, (_, one, proposal) in enumerate(tried):
            network = strictly if proposal.slight else learned
            was, becomes = (
                Counter(found.rule.family for found in resolved([*marks[at], *besides(marks[at], network.get(at, ()))]))
                for at in (2 * place, 2 * place + 1)
            )
            if proposal.slight:
                answers.append(not becomes - Counter({Family.NAMED_INDIVIDUAL: becomes[Family.NAMED_INDIVIDUAL]}))
            else:
                was[one.rule.family] = max(was[one.rule.family], 1) - 1
                answers.append(becomes <= was)
        return answers


def _asked(line: Line, one: Candidate) -> _Asked:
    return _Asked(line.text, line.block, line.section, line.column, line.before, one.rule.id, one.start, one.end, one.core)


def _proposals(postmortem: Postmortem | None, line: Line, one: Candidate) -> Iterator[Proposal]:
    if one.rule.replacement is not None:
        fixed = fixed_words.proposal(line, *one.core, one.rule.replacement)
        if fixed is not None:
            yield fixed
    yield from rewriter.proposals(postmortem, line, one.rule.family, one.start, one.end)
