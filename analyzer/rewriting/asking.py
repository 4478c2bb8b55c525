"""Questions that look for somebody, as questions that look for how it came about (after Etsy's Debriefing Facilitation Guide, ch. 3: ask how, not who or
why)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from analyzer.agents.clauses import is_passive
from analyzer.agents.kinds import phrase_agent
from analyzer.agents.lexicon import AgentKind
from analyzer.blame.lines import Line
from analyzer.rewriting.deeds import deed_of
from analyzer.rewriting.objects import may_move
from analyzer.rewriting.passives import asked_of
from analyzer.rewriting.proposal import Piece, Proposal
from analyzer.rewriting.tree import Tree
from analyzer.verb_forms import verb

_NOTE = "Asks how it came about, which more people can answer and which leads on."
_HAPPENED = re.compile(
    r"how (?:on earth |in the world )?(?:could|can|did) (?P<what>this|that|it|such a thing|something like this) (?:ever |even |possibly )?(?:happen|come to this|have happened)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"why was (?:nobody|no one|no-one)(?P<who>(?: from [\w -]+?| in [\w -]+?| at [\w -]+?)?) (?P<what>reachable|available|on site|on call|there|awake|watching)\b",
    re.IGNORECASE,
)
_EVENTS = frozenset(
    "outage incident error failure loss mistake breach leak crash delay damage deletion downtime mess breakdown fault fire spill overrun change decision state situation".split()
)
_THINGS = frozenset({AgentKind.SYSTEM})


def proposals(tree: Tree, line: Line, start: int, end: int) -> Iterator[Proposal]:
    """A learning question in place of the one that is marked."""
    marked = tree.at(start, end)
    for place in marked:
        low = tree.low(place)
        found = None
        if low in {"why", "how"} and (known := _known_question(line, tree.words[place].start)) is not None:
            found = known
        elif low == "who":
            found = _who(tree, place)
        elif low == "why":
            found = _why(tree, place)
        elif low == "how":
            found = _how_could(tree, place)
        elif low == "whose":
            found = _whose(tree, place)
        elif low == "what":
            found = _thinking(tree, place)
        if found is not None:
            yield _embedded(line, found)
            return


def _known_question(line: Line, at: int) -> Proposal | None:
    """ "How could this happen" and "Why was nobody … reachable", which need no parse."""
    found = _HAPPENED.match(line.text, at)
    if found is not None:
        return Proposal(at, found.end(), (f"how did {found['what'].lower()} come about",), _NOTE)
    found = _NOBODY.match(line.text, at)
    if found is not None:
        who: Piece = found.span("who")
        return Proposal(at, found.end(), ("what would have made somebody", who, f" {found['what']}"), _NOTE)
    return None


def _embedded(line: Line, asked: Proposal) -> Proposal:
    """The question in the order of words that it has within a sentence: "find out how the skip came to be parked"."""
    before = line.text[: asked.start].rstrip()
    if asked.pieces[0] != "how did " or not before or before.endswith((":", ".", "?", "–", "—", "-", ";", ",", ")", '"')):
        return asked
    _, subject, third, *rest = asked.pieces
    turned = third.replace(" come ", " came ", 1) if isinstance(third, str) else third
    return replace(asked, pieces=("how ", subject, turned, *rest))


def _who(tree: Tree, who: int) -> Proposal | None:
    deed = tree.words[who].head
    past = tree.words[deed].tag in {"VBD", "VBN"} or any(tree.low(place) in {"was", "were"} for place in tree.children(deed, "cop"))
    if tree.words[who].dep != "nsubj" or who > deed or not past:
        return None
    if tree.words[deed].pos == "VERB" and not is_passive(tree.words, deed):
        clause, as_verb = deed_of(tree, deed)
        if clause is None:
            return None
        negated = not clause.done
        said = asked_of(tree, clause._replace(done=True), as_verb=as_verb)
        if said is None or len(said.pieces) < 3:
            return None
        subject = said.pieces[0]
        participle = [piece for piece in said.pieces[2:] if piece != "only "]
        if isinstance(subject, str) and subject in {"it", "there"}:
            return None
        infinitive = ("not " if negated else "") + "to be "
        return Proposal(tree.words[who].start, said.end, ("how did ", subject, f" come {infinitive}", *participle), _NOTE)
    if tree.lemma(deed) in {"responsible", "accountable", "fault", "blame"}:
        thing = next((child for child in tree.children(deed, "obl", "nmod") if tree.low(tree.child(child, "case") or child) == "for"), None)
        phrase = tree.whole(thing) if thing is not None and tree.lemma(thing) in _EVENTS else None
        if phrase is not None:
            return Proposal(
                tree.words[who].start, tree.words[phrase[1]].end, ("how did ", tree.chars(phrase[0] + 1, phrase[1]), " come about"), _NOTE
            )
    return None


def _why(tree: Tree, why: int) -> Proposal | None:
    deed = tree.words[why].head
    subject = tree.child(deed, "nsubj")
    auxiliaries = tree.auxiliaries(deed)
    if subject is None or tree.words[deed].pos != "VERB" or is_passive(tree.words, deed):
        return None
    agent = phrase_agent(tree.words, subject)
    if (
        agent.kind in _THINGS
        or not auxiliaries
        or tree.low(auxiliaries[0]) not in {"did", "didn't", "had", "hadn't", "was", "were", "do", "does", "has", "have"}
    ):
        return None
    phrase = tree.whole(subject)
    if phrase is None or phrase[1] >= deed:
        return None
    negated = bool(tree.negations(deed)) or agent.negative or "n't" in tree.low(auxiliaries[0])
    past = tree.low(auxiliaries[0]) not in {"do", "does"}
    was = "made" if past else "makes"
    words: tuple[Piece, ...]
    base = tree.lemma(deed)
    if base in {"think", "bother", "care", "want", "choose"} or base == "be":
        inner = next((child for child in tree.children(deed, "xcomp") if child > deed), None)
        if inner is None:
            return None
        deed, base = inner, tree.lemma(inner)
    if negated:
        words = (("what would have made it easier to " if past else "what would make it easier to ") + base,)
    else:
        words = (f"what {was} it the sensible thing to {base}",)
    return Proposal(tree.words[why].start, tree.words[deed].end, words, _NOTE)


def _how_could(tree: Tree, how: int) -> Proposal | None:
    deed = tree.words[how].head
    if tree.words[deed].pos != "VERB":
        return None
    subject = tree.child(deed, "nsubj")
    could = next((place for place in tree.auxiliaries(deed) if tree.low(place) in {"could", "can", "did", "was", "were"}), None)
    if subject is None or could is None or phrase_agent(tree.words, subject).kind in _THINGS or could != how + 1:
        return None
    perfect = any(tree.low(place) == "have" for place in tree.auxiliaries(deed))
    if tree.lemma(deed) in {"let", "allow"}:
        thing = tree.child(deed, "obj", "ccomp")
        inner = next((child for child in tree.children(deed, "ccomp", "xcomp") if child > deed), None)
        victim = next(
            (
                place
                for place in range(deed + 1, len(tree.words))
                if tree.words[place].pos in {"NOUN", "PRON", "PROPN"} and place <= (inner or thing or deed)
            ),
            None,
        )
        if inner is None or victim is None or victim >= inner:
            return None
        return Proposal(
            tree.words[how].start,
            tree.words[inner].end,
            ("what made it possible for ", tree.chars(deed + 1, victim), f" to {tree.lemma(inner)}"),
            _NOTE,
        )
    if (
        tree.negations(deed)
        or any("n't" in tree.low(place) for place in tree.auxiliaries(deed))
        or phrase_agent(tree.words, subject).negative
    ):
        easier = f"what would have made it easier to {tree.lemma(deed)}"
        return Proposal(tree.words[how].start, tree.words[deed].end, (easier,), _NOTE)
    if tree.low(could) not in {"could", "can"} or (perfect and tree.lemma(deed) == "be"):
        return None
    return Proposal(tree.words[how].start, tree.words[deed].end, (f"what made it possible to {tree.lemma(deed)}",), _NOTE)


def _whose(tree: Tree, whose: int) -> Proposal | None:
    noun = tree.words[whose].head
    if tree.lemma(noun) not in {"fault", "idea", "decision", "mistake", "error", "job", "responsibility", "doing"}:
        return None
    outer = tree.words[noun].head if tree.words[noun].dep.endswith("outer") else None
    inner = (
        outer
        if outer is not None
        else next(
            (
                child
                for child in tree.children(noun, "csubj", "acl", "xcomp", "advcl", "ccomp")
                if child > noun and tree.words[child].tag == "VB"
            ),
            None,
        )
    )
    thing = tree.child(inner, "obj") if inner is not None else None
    moved = tree.noun_phrase(thing) if thing is not None else None
    if inner is not None and moved is not None and moved[0] == inner + 1 and may_move(tree, moved):
        return Proposal(
            tree.words[whose].start,
            tree.words[moved[1]].end,
            ("how did ", tree.chars(*moved), f" come to be {verb(tree.lemma(inner)).participle}"),
            _NOTE,
        )
    subject = next((child for child in tree.children(noun, "nsubj") if child > noun and tree.low(child) != "it"), None)
    phrase = tree.whole(subject) if subject is not None else None
    if phrase is None:
        return None
    return Proposal(tree.words[whose].start, tree.words[phrase[1]].end, ("how did ", tree.chars(*phrase), " come about"), _NOTE)


def _thinking(tree: Tree, what: int) -> Proposal | None:
    deed = tree.words[what].head
    subject = tree.child(deed, "nsubj")
    if tree.lemma(deed) != "think" or tree.words[deed].tag != "VBG" or subject is None:
        return None
    return Proposal(tree.words[what].start, tree.words[deed].end, ("what was known",), _NOTE)
