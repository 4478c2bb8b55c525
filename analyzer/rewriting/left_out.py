"""What was left out, told by a noun or an adjunct: "without checking the log", "instead of reading it", "failure to follow the plan"."""

from typing import NamedTuple

from analyzer.blame.lines import Line
from analyzer.rewriting.objects import fronted, is_idiom, may_move, object_phrase
from analyzer.rewriting.passive_verbs import reads_well_in_passive
from analyzer.rewriting.passives import with_preposition
from analyzer.rewriting.proposal import Piece, Proposal
from analyzer.rewriting.tree import Tree
from analyzer.verb_forms import verb

NOTE = "Says what was so at that moment; who did it does not explain it."


def failure(tree: Tree, line: Line, marked: list[int]) -> Proposal | None:
    """ "Failure of the crew to follow the plan", a line of its own, becomes "The plan was not followed"."""
    noun = next((place for place in marked if tree.lemma(place) == "failure"), None)
    deed = next((child for child in tree.children(noun, "acl") if tree.words[child].tag == "VB"), None) if noun is not None else None
    if noun is None or deed is None or line.text[: tree.words[noun].start].strip(" -*•\t"):
        return None
    thing = tree.child(deed, "obj")
    phrase = tree.noun_phrase(thing) if thing is not None else None
    if (
        thing is None
        or phrase is None
        or phrase[0] != deed + 1
        or not may_move(tree, phrase)
        or is_idiom(tree, deed)
        or not reads_well_in_passive(tree.lemma(deed))
    ):
        return None
    was = "were" if tree.is_plural(thing) else "was"
    between = tree.words[noun + 1 : deed]
    gone = " ".join(word.text for word in between if not any(sign.isdigit() for sign in word.text))
    return Proposal(
        tree.words[noun].start,
        tree.words[phrase[1]].end,
        (tree.chars(*phrase), f" {was} not {verb(tree.lemma(deed)).participle}"),
        NOTE,
        gone=gone,
    )


def without(tree: Tree, marked: list[int]) -> Proposal | None:
    """ "closed it without checking the log" becomes "closed it while the log had not been checked"; "instead of reading it" likewise."""
    opener = next((place for place in marked if tree.low(place) == "without" or _instead_of(tree, place)), None)
    if opener is None or not marked or opener > min(marked) + 8:
        return None
    deed = tree.words[opener].head
    if tree.words[deed].tag != "VBG" or tree.child(deed, "nsubj") is not None or not reads_well_in_passive(tree.lemma(deed)):
        return None
    left = _left_out(tree, deed)
    if left is None:
        return None
    main = tree.words[deed].head
    present = tree.words[main].tag in {"VBZ", "VBP"}
    reduced = tree.words[main].tag == "VBN" and tree.words[main].dep.startswith("acl")
    if not (
        present or reduced or tree.words[main].tag == "VBD" or {"had", "has", "have"} & {tree.low(one) for one in tree.auxiliaries(main)}
    ):
        return None  # what may be done, or is to be done, has no state yet
    had = ("have" if left.plural else "has") if present else "had"
    denied = "" if isinstance(left.subject, str) and left.subject.startswith(("no ", "nobody", "nothing", "neither", "not ")) else " not"
    return Proposal(tree.words[opener].start, left.end, ("while ", left.subject, f" {had}{denied} been {verb(left.base).participle}"), NOTE)


def _instead_of(tree: Tree, place: int) -> bool:
    return tree.low(place) == "instead" and place + 1 < len(tree.words) and tree.low(place + 1) == "of"


class _LeftOut(NamedTuple):
    """What was not done: to what, up to which character that is said, and the base form of the verb with its particle."""

    subject: Piece
    plural: bool
    end: int
    base: str


def _left_out(tree: Tree, deed: int) -> _LeftOut | None:
    thing = tree.child(deed, "iobj", "obj")
    if thing is None:
        at = with_preposition(tree, deed, tree.lemma(deed), done=False)
        if at is None or any(tree.low(place) == "," and tree.words[place].end < at.end for place in range(deed, len(tree.words))):
            return None
        return _LeftOut(at.subject, at.plural, at.end, f"{tree.lemma(deed)} {at.particle}")
    phrase = object_phrase(tree, deed, thing)
    if (
        phrase is None
        or any(tree.low(place) == "," for place in range(*phrase))
        or phrase[0] < deed
        or not may_move(tree, phrase)
        or is_idiom(tree, deed)
        or tree.low(phrase[0]) in {"his", "her", "their"}
    ):
        return None
    particles = list(tree.children(deed, "compound:prt"))
    if phrase[0] - deed - 1 != len([place for place in particles if place < phrase[0]]):
        return None
    base = " ".join([tree.lemma(deed), *(tree.low(place) for place in particles)])
    plural = tree.is_plural(thing) or tree.low(thing) == "us"
    return _LeftOut(fronted(tree, *phrase, done=False), plural, tree.words[max([phrase[1], *particles])].end, base)
