"""What would have been, as what was: "had they tested the restore, this could have been avoided" becomes "the restore was not tested"."""

from collections.abc import Iterator

from analyzer.agents.clauses import verb_at
from analyzer.rewriting.deeds import deed_of
from analyzer.rewriting.left_out import NOTE
from analyzer.rewriting.objects import may_move
from analyzer.rewriting.passives import asked_of
from analyzer.rewriting.proposal import Proposal
from analyzer.rewriting.tree import Tree
from analyzer.verb_forms import verb

_WOULD = frozenset(("would", "could", "might"))
_AVOIDED = frozenset("avoid prevent stop avert spare catch happen occur save notice find see detect be go".split())
_EMPHATIC = frozenset("single once one even minute hour moment rather".split())
"""Words with which a condition says more than that something was not done."""


def proposals(tree: Tree, start: int, end: int) -> Iterator[Proposal]:
    """For a condition that was not met, or a remedy that was not taken, what was so instead. The sentence must say no more than that."""
    marked = tree.at(start, end)
    top = tree.highest([verb_at(tree.words, place) for place in marked if tree.words[place].pos in {"VERB", "AUX"}])
    if top is None:
        return
    for main in (top, tree.words[top].head):
        if not {tree.low(one) for one in tree.auxiliaries(main)} & _WOULD:
            continue
        extent = tree.whole(main)
        if extent is None or _EMPHATIC & {tree.low(place) for place in range(extent[0], extent[1] + 1)}:
            return
        if tree.lemma(main) not in _AVOIDED or any(tree.words[place].pos == "VERB" for place in tree.children(main, "conj", "parataxis")):
            return
        for found in (_condition(tree, main, extent), _remedy(tree, main, extent)):
            if found is not None:
                yield found
                return


def _condition(tree: Tree, main: int, extent: tuple[int, int]) -> Proposal | None:
    """ "If they had tested the restore, …", "Had they tested it, …"."""
    for deed in tree.children(main, "advcl"):
        lows = {tree.low(one) for one in tree.auxiliaries(deed)}
        marks = {tree.low(one) for one in tree.children(deed, "mark")}
        if not ({"had", "'d"} & lows and (marks & {"if"} or not marks)):
            continue
        clause, as_verb = deed_of(tree, deed)
        said = asked_of(tree, clause._replace(done=not clause.done), as_verb=as_verb) if clause is not None else None
        if said is None:
            return None
        reach = tree.whole(deed)
        if reach is None or tree.words[reach[1]].end < said.end:
            return None
        rest = (said.end, tree.words[reach[1]].end)
        # The condition tells of a time before; what is put for it tells of that time as past.
        pieces = tuple(
            piece.replace("had not been", "was not").replace("had been", "was") if isinstance(piece, str) else piece
            for piece in said.pieces
        )
        subject = tree.child(clause.deed, "obj") if clause is not None else None
        if subject is not None and tree.is_plural(subject):
            pieces = tuple(piece.replace(" was", " were") if isinstance(piece, str) else piece for piece in pieces)
        return Proposal(*tree.chars(*extent), (*pieces, *((rest,) if rest[1] > rest[0] else ())), NOTE)
    return None


def _remedy(tree: Tree, main: int, extent: tuple[int, int]) -> Proposal | None:
    """ "could have been avoided by testing the restore"."""
    if tree.lemma(main) not in _AVOIDED:
        return None
    for deed in tree.children(main, "advcl", "obl"):
        by = any(tree.low(one) == "by" for one in tree.children(deed, "mark", "case"))
        thing = tree.child(deed, "obj")
        phrase = tree.noun_phrase(thing) if thing is not None else None
        if (
            not by
            or tree.words[deed].tag != "VBG"
            or thing is None
            or phrase is None
            or phrase[0] != deed + 1
            or not may_move(tree, phrase)
        ):
            continue
        was = "were" if tree.is_plural(thing) else "was"
        tail = (tree.words[phrase[1]].end, tree.words[extent[1]].end)
        return Proposal(
            *tree.chars(*extent),
            (tree.chars(*phrase), f" {was} not {verb(tree.lemma(deed)).participle}", *((tail,) if tail[1] > tail[0] else ())),
            NOTE,
        )
    return None
