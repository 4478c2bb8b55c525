"""Which rewrites are offered: those that keep the facts and leave the sentence with less to mark; and the question that is asked without one."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from analyzer.blame.lines import Line
from analyzer.blame.marking import Marking
from analyzer.blame.matching import Candidate
from analyzer.blame.other_words import besides
from analyzer.blame.overlaps import resolved
from analyzer.rewriting import fixed_words, rewriter, specific_questions
from analyzer.rewriting.proposal import Proposal
from models.findings import Family, Rewrite
from models.ports import Language
from models.text import Postmortem

Learned = Callable[[Sequence[Line], float | None], Mapping[int, Sequence[Candidate]]]
"""What the network marks in each of some lines, from a score on or from that of a finding."""
_STILL_BLAMES = 0.6
"""Score from which a sentence that lost a word or two is taken to blame still: lower than that of a finding, since a bad offer costs more than none."""


class Offers:
    """Rewrites of findings, linted again with the rules (`marking`) and the network (`learned`) before they are shown."""

    def __init__(self, language: Language, marking: Marking, learned: Learned) -> None:
        self._language = language
        self._marking = marking
        self._learned = learned

    def of(self, postmortem: Postmortem, line: Line, one: Candidate) -> tuple[tuple[Rewrite, ...], str]:
        """The best rewrite of what `one` marks, alone in a tuple, or none; and the question to ask, which names the deed where nothing is offered."""
        parsed = line if line.words else replace(line, words=tuple(self._language.parse([line.text])[0]))
        for proposal in self._proposals(postmortem, parsed, one):
            rewrite = proposal.in_draft(postmortem, line)
            if rewrite is not None and self._cleans(line, one, proposal):
                return (rewrite,), one.question
        return (), specific_questions.question(parsed, one.rule.family, one.start, one.end) or one.question

    def _proposals(self, postmortem: Postmortem, line: Line, one: Candidate) -> Iterator[Proposal]:
        if one.rule.replacement is not None:
            fixed = fixed_words.proposal(line, *one.core, one.rule.replacement)
            if fixed is not None:
                yield fixed
        yield from rewriter.proposals(postmortem, line, one.rule.family, one.start, one.end)

    def _cleans(self, line: Line, one: Candidate, proposal: Proposal) -> bool:
        """Whether the line then has less of the finding's family and no more of any other; what else is marked in it has rewrites of its own."""
        # Lines of no common paragraph, so that the network reads each alone.
        pair = [replace(line, paragraph=0), replace(proposal.applied(line), paragraph=1)]
        learned = self._learned(pair, _STILL_BLAMES if proposal.slight else None)
        before, after = (
            Counter(found.rule.family for found in resolved([*marks, *besides(marks, learned.get(place, ()))]))
            for place, marks in enumerate(self._marking.of(pair))
        )
        if proposal.slight:
            return not after - Counter({Family.NAMED_INDIVIDUAL: after[Family.NAMED_INDIVIDUAL]})
        before[one.rule.family] = max(before[one.rule.family], 1) - 1
        return after <= before
