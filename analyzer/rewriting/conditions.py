"""From what people did or left undone to what was so: the rewrites of omissions, deeds, intentions and counterfactuals."""

import re
from collections.abc import Iterator

from analyzer.agents.clauses import is_passive, verb_at
from analyzer.agents.kinds import phrase_agent
from analyzer.agents.lexicon import AgentKind
from analyzer.blame.lines import Line
from analyzer.rewriting.deeds import MARKED_PAST, deed_of
from analyzer.rewriting.judging import JUDGING
from analyzer.rewriting.left_out import NOTE, failure, without
from analyzer.rewriting.passives import Clause, Turned, turned, without_time
from analyzer.rewriting.proposal import Piece, Proposal
from analyzer.rewriting.tree import Tree

_BY_NOTE = "Says what happened without naming a doer, since the doer does not explain it."
_PEOPLE = frozenset(
    {AgentKind.PERSON, AgentKind.TEAM, AgentKind.ORGANISATION, AgentKind.SELF, AgentKind.OUTSIDER, AgentKind.UNKNOWN, AgentKind.IMPLIED}
)
_PERSONAL = frozenset("i we you he she they it me us him her them who".split())
_BY_NEEDED = frozenset("cause trigger make put say tell urge note describe report claim staff write sign".split())
"""Verbs whose passive says little without its doer."""
_RECURRING = re.compile(
    r"\b(?:as usual|as always|as ever|once again|yet again|of course|needless to say|in hindsight|obviously|clearly|again),? $",
    re.IGNORECASE,
)
_SHARES = frozenset("few fewer most some half several many hardly scarcely barely only little part majority rarely almost nearly".split())
_MAY_GO = frozenset(
    "no not n't never nobody none anyone anybody any anything ever even just simply really actually once bother fully properly adequately correctly carefully also too either still already".split()
)
"""Words that a clause without its doer may lose."""
_PLACES = frozenset("store depot branch site shop plant ward station office terminal hub clinic school hospital warehouse".split())
_SHIFTS = frozenset(("shift", "turn", "watch"))


def proposals(tree: Tree, line: Line, start: int, end: int, *, by_whom: bool = True) -> Iterator[Proposal]:
    """Rewrites for what is marked from character `start` to `end`, best first; with `by_whom` a doer behind a passive may be left out."""
    marked = tree.at(start, end)
    adjunct = without(tree, marked)
    if adjunct is not None:
        yield adjunct
        return
    for special in (failure(tree, line, marked), _copular_modal(tree, marked)):
        if special is not None:
            yield special
            return
    place = _main_verb(tree, marked)
    if place is None:
        yield from _by_phrase(tree, marked) if by_whom else ()
        return
    if (passive := _passive_modal(tree, place)) is not None:
        yield passive
        return
    if is_passive(tree.words, place) and tree.lemma(place) != "bother":
        yield from _by_phrase(tree, marked) if by_whom else ()
        return
    clause, as_verb = deed_of(tree, place)
    if clause is None or not _is_human(tree, clause.finite):
        return
    if _counts_people(tree, clause.finite):
        return
    if tree.child(clause.finite, "nsubj") is None and tree.lemma(tree.words[clause.finite].head) in {"go", "come"}:
        return  # "went and deleted it"
    if tree.words[clause.finite].dep.startswith("acl") and {tree.low(one) for one in tree.auxiliaries(clause.finite)} & MARKED_PAST:
        return  # "the last moment at which it might have been saved"
    first = turned(tree, clause, as_verb=as_verb)
    if first is None:
        return
    whole = _with_followers(tree, clause, first)
    if whole is not None and not _dangles(tree, clause, whole):
        subject = tree.child(clause.finite, "nsubj")
        phrase = tree.whole(subject) if subject is not None else None
        gone = _named(tree, *without_time(tree, *phrase)) if phrase is not None else ""
        placed = _placed(tree, line, clause, whole)
        if placed is not None and _keeps_words(tree, line, whole, placed, gone):
            begin = _recurring(line.text, whole.start)
            yield Proposal(begin, whole.end, placed, NOTE, gone=gone)


def _main_verb(tree: Tree, marked: list[int]) -> int | None:
    verbs = [place for place in marked if tree.words[place].pos in {"VERB", "AUX"}]
    top = tree.highest([verb_at(tree.words, place) for place in verbs])
    return top if top is not None and (tree.words[top].pos == "VERB" or tree.lemma(top) == "ought") else None


def _named(tree: Tree, first: int, last: int) -> str:
    """The words of a phrase, if no number stands among them: a person, a team or a department, not "Tier 1" or "Store 214"."""
    words = [tree.words[place].text for place in range(first, last + 1)]
    return "" if any(any(sign.isdigit() for sign in word) for word in words) else " ".join(words)


def _is_human(tree: Tree, finite: int) -> bool:
    subject = tree.child(finite, "nsubj")
    return subject is None or phrase_agent(tree.words, subject).kind in _PEOPLE


def _counts_people(tree: Tree, finite: int) -> bool:
    """Whether the subject says how many they were, which is a fact."""
    subject = tree.child(finite, "nsubj")
    return subject is not None and any(
        tree.low(place) in _SHARES or (tree.words[place].pos == "NUM" and tree.low(place) != "one" and ":" not in tree.low(place))
        for place in tree.below(subject)
        if place <= subject
    )


def _with_followers(tree: Tree, clause: Clause, first: Turned) -> Turned | None:
    """The clause together with later ones that lean on the subject that is gone; None where one of them cannot do without it."""
    own = tree.child(clause.finite, "nsubj") is not None
    group = clause.finite if own else tree.words[clause.finite].head
    followers = sorted({place for at in (group, clause.deed) for place in _joined(tree, at) if place > clause.deed})
    start, end, pieces = first
    for place in followers:
        then, as_verb = deed_of(tree, place)
        turned_then = turned(tree, then, as_verb=as_verb) if then is not None else None
        if turned_then is None or turned_then.start < end:
            return None
        pieces = (*pieces, (end, turned_then.start), *turned_then.pieces)
        end = turned_then.end
    return Turned(start, end, pieces)


def _joined(tree: Tree, verb_place: int) -> list[int]:
    found = []
    for place in tree.children(verb_place, "conj"):
        if tree.words[place].pos == "VERB" and tree.child(place, "nsubj") is None:
            found += [place, *_joined(tree, place)]
    return sorted(found)


def _dangles(tree: Tree, clause: Clause, whole: Turned) -> bool:
    """Whether a pronoun or a clause behind the rewrite still speaks of the person who is gone, in the same sentence."""
    after = [place for place, word in enumerate(tree.words) if word.start >= whole.end]
    own = tree.child(clause.finite, "nsubj")
    if own is None:
        return False
    person = tree.low(own)
    if any(tree.words[place].dep.startswith("acl") for place in tree.children(own)):
        return True
    gone = {
        "he": {"his", "him", "himself"},
        "she": {"her", "herself"},
        "they": {"their", "themselves"},
        "i": {"my", "myself"},
        "we": {"ourselves"},
    }.get(person, {"he", "she", "they", "their", "his", "her", "him", "himself", "herself", "themselves"})
    return any(tree.low(place) in gone for place in after)


def _recurring(text: str, start: int) -> int:
    """Where "As usual", "Yet again" begins right before a clause that is put anew: it goes with the charge."""
    found = _RECURRING.search(text[:start])
    return found.start() if found is not None and found.end() == start else start


def _placed(tree: Tree, line: Line, clause: Clause, whole: Turned) -> tuple[Piece, ...] | None:
    """The new words with the place where it was, if the subject is a place or a shift that stands for its people; None where it cannot be said there."""
    subject = tree.child(clause.finite, "nsubj")
    phrase = tree.noun_phrase(subject) if subject is not None else None
    if subject is None or phrase is None:
        return whole.pieces
    if tree.lemma(subject) in _PLACES or (phrase[0] != phrase[1] and tree.low(phrase[0]) in _PLACES):
        where: tuple[Piece, ...] = ("at ", tree.chars(*phrase))
    elif tree.lemma(subject) in _SHIFTS:
        where = ("on ", tree.chars(*phrase))
    else:
        return whole.pieces
    if not line.text[: whole.start].strip(" \t-*•0123456789:–—"):
        return (*where, ", ", *whole.pieces)
    return (*whole.pieces, " ", *where) if line.text[whole.end : whole.end + 1] in {"", ",", ".", ";"} else None


def _keeps_words(tree: Tree, line: Line, whole: Turned, pieces: tuple[Piece, ...], gone: str) -> bool:
    """Whether nouns, numbers, adjectives and adverbs of the clause are still there, but for who is gone and what judges."""
    becomes = " ".join(line.text[slice(*piece)] if isinstance(piece, tuple) else piece for piece in pieces)
    stays = f"{becomes} {gone}".lower()
    return all(
        low.rstrip(".") in stays or low in JUDGING or low in _MAY_GO or low in _PERSONAL
        for place in tree.at(whole.start, whole.end)
        if (word := tree.words[place]).pos in {"NOUN", "PROPN", "NUM", "ADJ", "ADV", "PRON"}
        for low in [word.text.lower()]
    )


def _passive_modal(tree: Tree, place: int) -> Proposal | None:
    """ "should have been tested" becomes "was not tested"."""
    if not is_passive(tree.words, place):
        return None
    chain = sorted([*tree.auxiliaries(place), *tree.children(place, "aux:pass"), *tree.negations(place)])
    lows = [tree.low(one) for one in chain]
    if (
        not MARKED_PAST & set(lows[:1])
        or "been" not in lows
        or chain[-1] - chain[0] + 1 != len(chain)
        or lows[0] not in {"should", "ought", "must"}
    ):
        return None
    subject = tree.child(place, "nsubj")
    if subject is None:
        return None
    was = "were" if tree.is_plural(subject) else "was"
    denied = bool(tree.negations(place))
    return Proposal(*tree.chars(chain[0], chain[-1]), (was if denied else f"{was} not",), NOTE)


def _copular_modal(tree: Tree, marked: list[int]) -> Proposal | None:
    """ "should have been reachable" becomes "was not reachable"."""
    for place in marked:
        if tree.words[place].pos != "ADJ" or tree.child(place, "cop") is None:
            continue
        chain = sorted([*tree.auxiliaries(place), *tree.children(place, "cop"), *tree.negations(place)])
        lows = [tree.low(one) for one in chain]
        subject = tree.child(place, "nsubj")
        if lows[:1] != ["should"] or "have" not in lows or lows[-1] != "been" or chain[-1] - chain[0] + 1 != len(chain) or subject is None:
            return None
        was = "were" if tree.is_plural(subject) else "was"
        return Proposal(*tree.chars(chain[0], chain[-1]), (was if tree.negations(place) else f"{was} not",), NOTE)
    return None


def _by_phrase(tree: Tree, marked: list[int]) -> Iterator[Proposal]:
    """Takes a doer out of a passive or a noun phrase: "deleted by the vendor", "wrong configuration by the web team"."""
    for place in marked:
        if tree.low(place) != "by" or tree.words[place].dep != "case":
            continue
        who = tree.words[place].head
        phrase = tree.whole(who)
        if (
            phrase is None
            or phrase[0] != place
            or phrase[1] - phrase[0] > 5
            or tree.words[tree.words[who].head].pos not in {"VERB", "NOUN"}
        ):
            continue
        if phrase_agent(tree.words, who).kind in _PEOPLE - {AgentKind.UNKNOWN, AgentKind.IMPLIED}:
            head = tree.words[who].head
            if {tree.low(one) for one in tree.auxiliaries(head)} & MARKED_PAST or tree.lemma(head) in _BY_NEEDED:
                continue
            before = tree.words[place - 1]
            gone = _named(tree, *phrase)
            yield Proposal(before.start, tree.words[phrase[1]].end, ((before.start, before.end),), _BY_NOTE, gone=gone, slight=True)
