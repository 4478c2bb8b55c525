"""Which deed a clause tells of, and whether it was done: through "forgot to", "did not bother to", "should have", "ignored"."""

from analyzer.agents.kinds import phrase_agent
from analyzer.rewriting.passives import Clause
from analyzer.rewriting.tree import Tree

_UNDONE = frozenset("fail forget neglect omit refuse decline".split())
_DONE = frozenset("think choose decide elect opt manage proceed go continue try start begin prefer".split())
_INSTEAD = {
    "ignore": ("act on", False), "disregard": ("act on", False), "dismiss": ("act on", False), "overlook": ("notice", False), "miss": ("notice", False),
    "skip": ("carry out", False), "bypass": ("use", False), "leave out": ("include", False), "forget": ("carry out", False), "neglect": ("attend to", False),
}  # fmt: skip
"""Verbs that say of people that something was not done, and the verb by which to say so of the thing."""
_MISSED = {
    "call": "answer", "page": "answer", "meeting": "", "deadline": "meet", "date": "", "window": "", "slot": "", "train": "", "flight": "", "cut-off": "", "target": "meet", "point": "", "step": "carry out",
    "shift": "", "stand-up": "", "handover": "", "chance": "", "opportunity": "",
}  # fmt: skip
"""Things that are missed without having been overlooked, and the verb for them; "" where there is none."""
MARKED_PAST = frozenset(("should", "could", "ought", "might", "must"))


def deed_of(tree: Tree, place: int) -> tuple[Clause | None, str | None]:
    """The clause of a verb, looking through "forgot to", "did not bother to" and "chose to"; and the verb to put for the deed's own."""
    negated = bool(tree.negations(place)) or _nobody(tree, place)
    modal = {tree.low(one) for one in tree.auxiliaries(place)} & MARKED_PAST
    past_modal = bool(modal) and any(tree.low(one) in {"have", "'ve", "of"} for one in tree.auxiliaries(place))
    if (modal and not past_modal) or "would" in {tree.low(one) for one in tree.auxiliaries(place)}:
        return None, None
    lemma = tree.lemma(place)
    tags = {"VB", "VBG", "VBN"} if lemma == "ought" else {"VB", "VBG"}
    inner = next((child for child in tree.children(place, "xcomp") if tree.words[child].tag in tags and child > place), None)
    if inner is not None and tree.words[inner].pos == "VERB":
        denied = bool(tree.negations(inner))
        if lemma in _UNDONE:
            return (None, None) if negated and not past_modal else (Clause(place, inner, done=past_modal and negated), None)
        if lemma == "ought" and any(tree.low(one) == "have" for one in tree.auxiliaries(inner)):
            return Clause(place, inner, done=negated or denied), None
        if lemma == "bother" and negated:
            return Clause(place, inner, done=False), None
        if lemma in _DONE and not past_modal and not (negated or denied) and tree.lemma(inner) in _INSTEAD:
            other, done = _INSTEAD[tree.lemma(inner)]
            return Clause(place, inner, done=done), other
        if lemma in _DONE and not past_modal:
            return Clause(place, inner, done=not (negated or denied)), None
        if lemma not in {"need", "ask", "tell", "want"}:
            return None, None
    if past_modal:
        supposed = any(tree.low(one) == "if" for child in tree.children(place, "advcl") for one in tree.children(child, "mark"))
        return (None, None) if supposed else (Clause(place, place, done=negated), None)
    particle = " ".join(tree.low(child) for child in tree.children(place, "compound:prt"))
    whole = f"{lemma} {particle}".strip()
    if whole == "miss" and not negated and (thing := tree.child(place, "obj")) is not None and tree.lemma(thing) in _MISSED:
        instead = _MISSED[tree.lemma(thing)]
        return (Clause(place, place, done=False), instead) if instead else (None, None)
    if whole in _INSTEAD and tree.child(place, "obj") is not None:
        if negated:
            return None, None
        if whole == "forget":
            return (Clause(place, place, done=False), "carry out") if _is_activity(tree, place) else (None, None)
        if whole == "skip" and not _is_activity(tree, place):
            return Clause(place, place, done=True), None
        other, done = _INSTEAD[whole]
        return Clause(place, place, done=done), other
    return Clause(place, place, done=not negated), None


def _is_activity(tree: Tree, place: int) -> bool:
    thing = tree.child(place, "obj")
    lemma = tree.lemma(thing) if thing is not None else ""
    return lemma.endswith(("ing", "tion", "ment", "sis", "al")) or lemma in {
        "check",
        "test",
        "step",
        "run",
        "review",
        "drill",
        "backup",
        "call",
        "search",
        "scan",
        "audit",
        "meeting",
    }


def _nobody(tree: Tree, place: int) -> bool:
    subject = tree.child(place, "nsubj")
    return subject is not None and (
        phrase_agent(tree.words, subject).negative
        or any(tree.low(place) in {"not", "no", "none", "neither"} for place in tree.below(subject) if place <= subject)
    )
