"""Rewrites of one finding: which kinds of rewriting a family tries, in which order."""

from collections.abc import Iterator

from analyzer.blame.lines import Line
from analyzer.rewriting import asking, conditions, had_they, people, remedies, wordings
from analyzer.rewriting.checks import keeps_facts, names_kept
from analyzer.rewriting.proposal import Proposal
from analyzer.rewriting.tree import Tree
from models.findings import Family
from models.text import Postmortem

_DEEDS = frozenset(
    {
        Family.OMISSION,
        Family.COUNTERFACTUAL,
        Family.NEGATIVE_INTENT,
        Family.PERSON_AS_CAUSE,
        Family.OVERGENERALISATION,
        Family.JUDGMENT,
        Family.HINDSIGHT,
        Family.HUMAN_ERROR,
    }
)
_BY_WHOM = frozenset({Family.OMISSION, Family.PERSON_AS_CAUSE, Family.HUMAN_ERROR})
"""Families whose findings may do without "by the crew"; in others the verdict stays when the doer goes."""
LONGEST = 600
"""Characters of a line that is rewritten; in a longer one a piece that is moved is lost sight of."""


def proposals(postmortem: Postmortem, line: Line, family: Family, start: int, end: int) -> Iterator[Proposal]:
    """Rewrites of what is marked at text[start:end] of a parsed line, the best first. Each keeps the facts of what it replaces; whether the
    sentence is clean with it is the linter's to say."""
    if not line.words or len(line.text) > LONGEST:
        return
    tree = Tree(line.words)
    for one in _tried(postmortem, line, tree, family, start, end):
        was, becomes = line.text[one.start : one.end], one.in_line(line)
        if was != becomes and _keeps(line, tree, family, one, was, becomes):
            yield one


def _tried(postmortem: Postmortem, line: Line, tree: Tree, family: Family, start: int, end: int) -> Iterator[Proposal]:
    if family is Family.NAMED_INDIVIDUAL:
        role = people.role_for_name(postmortem, line, tree, start, end)
        if role is not None:
            yield role
        return
    if family is Family.ACCUSATORY_QUESTION:
        yield from asking.proposals(tree, line, start, end)
        return
    if family is Family.VIGILANCE_FIX:
        yield from remedies.proposals(tree, line, start, end)
        return
    if family is Family.SINGLE_CAUSE:
        yield from wordings.causes(line, start, end)
    if family is Family.LOADED_VERB:
        yield from wordings.reports(tree, start, end)
    if family is Family.HUMAN_ERROR:
        yield from wordings.labels(line, start, end)
    if family in {Family.HINDSIGHT, Family.COUNTERFACTUAL}:
        yield from wordings.frames(line, start, end)
    if family in _DEEDS:
        yield from conditions.proposals(tree, line, start, end, by_whom=family in _BY_WHOM)
        yield from had_they.proposals(tree, start, end)
        yield from wordings.adverbs(line, tree, start, end)


def _keeps(line: Line, tree: Tree, family: Family, one: Proposal, was: str, becomes: str) -> bool:
    people_named = " ".join([one.gone, *(word.text for word in line.words if word.entity == "PERSON")])
    if not keeps_facts(was, becomes, dropped=people_named):
        return False
    if family is Family.NAMED_INDIVIDUAL:
        return True
    return names_kept(tree, one.start, one.end, becomes, gone=people_named)
