"""Rewrites of one finding: which kinds of rewriting a family tries, in which order."""

from collections.abc import Iterator, Sequence

from analyzer.blame.lines import Line
from analyzer.rewriting import asking, conditions, had_they, people, punishments, remedies, verdicts, wordings
from analyzer.rewriting.checks import keeps_facts, names_kept
from analyzer.rewriting.proposal import Proposal
from analyzer.rewriting.soundness import sound
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
_VERDICTS = frozenset({Family.JUDGMENT, Family.HINDSIGHT})
_BY_WHOM = frozenset({Family.OMISSION, Family.PERSON_AS_CAUSE, Family.HUMAN_ERROR})
"""Families whose findings may do without "by the crew"; in others the verdict stays when the doer goes."""
_PROVIDED_NOTE = "Suggested by the model that your team has set; read it against the facts."
_MOST_LONGER = 1.5
LONGEST = 600
"""Characters of a line that is rewritten; in a longer one a piece that is moved is lost sight of."""


def proposals(postmortem: Postmortem | None, line: Line, family: Family, start: int, end: int) -> Iterator[Proposal]:
    """Rewrites of what is marked at text[start:end] of a parsed line, the best first. Each keeps the facts of what it replaces; whether the
    sentence is clean with it is the linter's to say. Only names need the `postmortem`, which may tell a role elsewhere."""
    if not line.words or len(line.text) > LONGEST:
        return
    tree = Tree(line.words)
    for one in _tried(postmortem, line, tree, family, start, end):
        was, becomes = line.text[one.start : one.end], one.in_line(line)
        if was != becomes and _keeps(line, tree, family, one, was, becomes) and is_sound(line, one):
            yield one


def is_sound(line: Line, one: Proposal) -> bool:
    """Whether the line with a proposal in it says nothing else than before, as far as its shape tells."""
    persons = [word.text for word in line.words if word.entity == "PERSON" and word.text[:1].isupper()]
    return sound(line.text, line.text[: one.start] + one.in_line(line) + line.text[one.end :], _apart(line, persons))


def _apart(line: Line, persons: Sequence[str]) -> list[str]:
    """One name a person: first and last names that stand side by side are one."""
    joined = " ".join(word.text if word.text in persons and word.entity == "PERSON" else "|" for word in line.words)
    return [name.strip() for name in joined.split("|") if name.strip()]


def whole(line: Line, text: str, start: int, end: int) -> Iterator[Proposal]:
    """A sentence from elsewhere in place of a parsed line in which text[start:end] is marked, if it keeps the facts and the names of components; persons may go."""
    if not line.words or len(line.text) > LONGEST or len(text) > _MOST_LONGER * len(line.text) + 40 or text == line.text:
        return
    people_named = " ".join(word.text for word in line.words if word.entity == "PERSON")
    if keeps_facts(line.text, text, dropped=people_named) and names_kept(Tree(line.words), start, end, text, gone=people_named):
        yield Proposal(0, len(line.text), (text,), _PROVIDED_NOTE)


def _tried(postmortem: Postmortem | None, line: Line, tree: Tree, family: Family, start: int, end: int) -> Iterator[Proposal]:
    if family is Family.NAMED_INDIVIDUAL:
        role = None if postmortem is None else people.role_for_name(postmortem, line, tree, start, end)
        if role is not None:
            yield role
        return
    if family is Family.ACCUSATORY_QUESTION:
        yield from asking.proposals(tree, line, start, end)
        return
    if family is Family.PUNITIVE:
        yield from punishments.proposals(line, start, end)
        return
    if family is Family.VIGILANCE_FIX:
        yield from remedies.proposals(tree, line, start, end)
        return
    if family is Family.SINGLE_CAUSE:
        yield from wordings.causes(line, start, end)
    if family is Family.LOADED_VERB:
        yield from wordings.reports(line, tree, start, end)
    if family is Family.HUMAN_ERROR:
        yield from wordings.labels(line, start, end)
    if family in _VERDICTS:
        yield from verdicts.proposals(line, tree, start, end)
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
