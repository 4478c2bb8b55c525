"""Remedies that ask people to be better, as remedies that change what they work with (after the hierarchy of controls: engineered guards before
instructions)."""

import re
from collections.abc import Iterator

from analyzer.agents.clauses import is_passive
from analyzer.blame.lines import Line
from analyzer.rewriting.objects import is_idiom, may_move, object_phrase
from analyzer.rewriting.passive_verbs import reads_well_in_passive
from analyzer.rewriting.passives import Clause, turned
from analyzer.rewriting.proposal import Piece, Proposal
from analyzer.rewriting.requests import NOTE, care, documents, trained
from analyzer.rewriting.tree import Tree
from analyzer.verb_forms import verb
from models.text import SectionKind

_TELLING = frozenset("remind tell instruct urge brief warn ask admonish require train retrain request order".split())
_DOUBLE_CHECK = frozenset(("double-check", "doublecheck", "triple-check", "recheck", "re-check"))


def proposals(tree: Tree, line: Line, start: int, end: int) -> Iterator[Proposal]:
    """A guard in place of the request."""
    if line.section is SectionKind.TIMELINE:
        return  # what was asked then is a fact
    for place in tree.at(start, end):
        if tree.words[place].pos == "VERB" and tree.lemma(place) in _TELLING:
            found = _told(tree, place)
            if found is not None:
                yield found
                return
    yield from _double_check(tree, start, end)
    yield from care(line, start, end)
    yield from trained(line, start, end)
    yield from documents(line, start, end)
    yield from _asked(tree, start, end)


def _told(tree: Tree, place: int) -> Proposal | None:
    """ "remind X that Y must be done", "remind X to do Y"."""
    opening, first = _opening(tree, place)
    if first is None:
        return None
    inner = next((child for child in tree.children(place, "xcomp", "ccomp", "advcl", "acl") if child > place), None)
    inner = inner if inner is not None else _required(tree, place)
    if inner is None:
        return None
    to = next((child for child in tree.children(inner, "mark") if tree.low(child) == "to"), None)
    if to is not None:
        if tree.negations(inner):
            return None
        object_ = tree.child(inner, "obj")
        phrase = object_phrase(tree, inner, object_) if object_ is not None else None
        particles = list(tree.children(inner, "compound:prt"))
        if object_ is None or phrase is None or phrase[0] - inner - 1 != len([one for one in particles if one < phrase[0]]):
            return None
        if {tree.low(one) for one in range(phrase[0], phrase[1] + 1)} & {"their", "his", "her"}:
            return None
        base = " ".join([tree.lemma(inner), *(tree.low(one) for one in particles)])
        be = "are" if tree.is_plural(object_) else "is"
        end = max([phrase[1], *particles])
        return Proposal(
            first,
            tree.words[end].end,
            (f"{opening} that ", tree.chars(*phrase), f" {be} {verb(base).participle}"),
            NOTE,
            gone=_before(tree, inner),
        )
    mark = next((child for child in tree.children(inner, "mark") if tree.low(child) == "that"), None)
    if mark is None:
        return None
    modal = next((one for one in tree.auxiliaries(inner) if tree.low(one) in {"must", "should", "shall", "need", "have"}), None)
    subject = tree.child(inner, "nsubj")
    if subject is None or modal is None or not is_passive(tree.words, inner):
        return None
    passive = next((one for one in tree.children(inner, "aux:pass") if tree.low(one) == "be"), None)
    if passive is None or passive != modal + 1:
        return None
    whole = tree.chars(mark, modal - 1)
    return Proposal(
        first,
        tree.words[passive].end,
        (f"{opening} ", whole, " are" if tree.is_plural(subject) else " is"),
        NOTE,
        gone=_before(tree, mark),
    )


def _required(tree: Tree, place: int) -> int | None:
    """The verb of "remind X of the requirement to V"."""
    for noun in tree.children(place, "obl", "obj", "nmod"):
        if tree.lemma(noun) in {"requirement", "need", "obligation", "duty", "rule", "instruction"}:
            return next((child for child in tree.children(noun, "acl", "xcomp") if tree.words[child].tag == "VB"), None)
    return None


def _before(tree: Tree, place: int) -> str:
    """The words before one, if no number stands among them: who is told."""
    words = " ".join(word.text for word in tree.words[:place])
    return "" if re.search(r"\d", words) else words


def _asked(tree: Tree, start: int, end: int) -> Iterator[Proposal]:
    """ "Always check the target before a deploy", "Engineers must check …", "make sure that …" become "Add a check that …"."""
    marked = tree.at(start, end)
    top = tree.highest([place for place in marked if tree.words[place].pos == "VERB"])
    if top is None or tree.words[top].dep not in {"root", "ROOT"} or tree.lemma(top) in {"let", "be", "have", "get", "give", "regard"}:
        return
    lows = [tree.low(place) for place in tree.auxiliaries(top)]
    subject = tree.child(top, "nsubj")
    will = subject is not None
    if will and not set(lows) & {"must", "should", "will", "shall"}:
        return
    if not will and tree.words[top].tag != "VB":
        return
    opened = tree.whole(subject) if subject is not None else None
    first = opened[0] if opened is not None else 0
    opening = "a check will be added" if will else "add a check"
    if tree.lemma(top) in {"make", "ensure"}:
        inner = next((child for child in tree.children(top, "ccomp") if child > top), None)
        sure = next((child for child in tree.children(top, "xcomp") if tree.low(child) == "sure"), None)
        inner = (
            inner
            if inner is not None
            else next((child for child in tree.children(sure, "ccomp", "advcl") if child > sure), None)
            if sure is not None
            else None
        )
        span = tree.whole(inner) if inner is not None else None
        if span is not None and (
            subject is None
            or not {"they", "you", "we", "he", "she", "everyone", "everybody"} & {tree.low(span[0]), tree.low(min(span[0] + 1, span[1]))}
        ):
            that = "" if tree.low(span[0]) == "that" else "that "
            yield Proposal(tree.words[first].start, tree.words[span[1]].end, (f"{opening} {that}", tree.chars(*span)), NOTE)
        return
    if tree.lemma(top) in {"remember", "forget", "try"}:
        inner = next((child for child in tree.children(top, "xcomp") if child > top), None)
        if inner is None or (tree.lemma(top) == "forget") != bool(tree.negations(top)):
            return
        top = inner
    elif tree.negations(top):
        thing = tree.child(top, "obj")
        span = tree.whole(thing) if thing is not None else None
        if span is not None and span[0] == top + 1:
            guard = "a guard will be added" if will else "add a guard"
            yield Proposal(
                tree.words[first].start,
                tree.words[span[1]].end,
                (f"{guard} against {verb(tree.lemma(top)).gerund} ", tree.chars(*span)),
                NOTE,
            )
        return
    thing = tree.child(top, "obj")
    phrase = object_phrase(tree, top, thing) if thing is not None else None
    if thing is None or phrase is None or phrase[0] != top + 1 or not may_move(tree, phrase):
        return
    if (
        not reads_well_in_passive(tree.lemma(top))
        or is_idiom(tree, top)
        or any(True for _ in tree.children(top, "conj", "parataxis", "ccomp"))
        or tree.low(thing) in {"something", "anything", "everything"}
    ):
        return
    be = "are" if tree.is_plural(thing) else "is"
    yield Proposal(
        tree.words[first].start,
        tree.words[phrase[1]].end,
        (f"{opening} that ", tree.chars(*phrase), f" {be} {verb(tree.lemma(top)).participle}"),
        NOTE,
    )


def _opening(tree: Tree, place: int) -> tuple[str, int | None]:
    """The words that begin the new remedy, and where it begins: at the head of the sentence or the bullet."""
    words = tree.words
    if (
        words[place].tag == "VB"
        and not tree.auxiliaries(place)
        and tree.child(place, "nsubj") is None
        and words[place].dep in {"root", "ROOT", "conj"}
    ):
        if words[place].dep == "conj" and tree.low(place - 1) not in {"and", ","}:
            return "", None
        return "add a check", words[place].start
    subject = tree.child(place, "nsubj")
    if subject is None and words[place].tag == "VBN" and place > 2 and tree.low(place - 1) == "be" and tree.low(place - 2) == "to":
        who = range(place - 2)
        if len(who) <= 7 and all(words[one].pos in {"NOUN", "PROPN", "ADJ", "DET", "ADP", "CCONJ", "NUM"} for one in who):
            return "add a check", words[0].start
    if subject is None or subject > place:
        return "", None
    phrase = tree.whole(subject)
    if phrase is None:
        return "", None
    lows = [tree.low(one) for one in sorted([*tree.auxiliaries(place), *tree.children(place, "aux:pass"), *tree.children(place, "mark")])]
    tense = (
        "will be added"
        if {"will", "to", "shall", "must", "should", "are", "is"} & set(lows) or not lows
        else "has been added"
        if {"have", "has"} & set(lows)
        else "was added"
    )
    if tense != "will be added":
        return "", None  # what was done already cannot be put otherwise
    return f"a check {tense}", words[phrase[0]].start


def _double_check(tree: Tree, start: int, end: int) -> Iterator[Proposal]:
    for place in tree.at(start, end):
        lemma, low = tree.lemma(place), tree.low(place)
        joined = lemma in _DOUBLE_CHECK or low in _DOUBLE_CHECK
        if not joined and not (low == "check" and place and tree.low(place - 1) in {"double", "-"}):
            continue
        object_ = tree.child(place, "obj", "ccomp")
        phrase = tree.noun_phrase(object_) if object_ is not None else None
        if phrase is None or phrase[0] < place or tree.words[object_ or 0].pos == "VERB":
            return
        said = turned(tree, Clause(place, place, done=True), as_verb="check")
        subject = tree.child(place, "nsubj")
        pieces: tuple[Piece, ...]
        if subject is None:
            first = place - 2 if not joined and tree.low(place - 1) == "-" else place - 1 if not joined else place
            while first and tree.low(first - 1) in {"always", "please"}:
                first -= 1
            pieces = ("have the tool check ", tree.chars(*phrase))
            yield Proposal(tree.words[first].start, tree.words[phrase[1]].end, pieces, NOTE)
        elif said is not None:
            opened = tree.whole(subject)
            if opened is not None:
                yield Proposal(tree.words[opened[0]].start, tree.words[phrase[1]].end, ("the tool will check ", tree.chars(*phrase)), NOTE)
        return
