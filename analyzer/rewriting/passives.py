"""Puts a clause whose subject is a person into words about what happened to the thing: "The implementer did not import the certificate"
becomes "the certificate was not imported".

The tail of the clause stays where it is; only what stands from the subject to the object is put anew (for clauses on the tree see Huddleston and
Pullum, Cambridge Grammar of the English Language, ch. 16 section 10, on passives).
"""

from typing import NamedTuple

from analyzer.rewriting.judging import JUDGING
from analyzer.rewriting.objects import ambiguous_behind, before_aside, fronted, is_idiom, may_move, object_phrase
from analyzer.rewriting.passive_verbs import reads_well_in_passive
from analyzer.rewriting.proposal import Piece
from analyzer.rewriting.tree import Tree
from analyzer.verb_forms import verb

_RELATIVE = frozenset(("who", "whoever", "which", "that", "whom"))
_PREPOSITIONAL = frozenset(
    "think about,think of,look at,look into,look through,listen to,ask for,act on,act upon,deal with,account for,plan for,attend to,reply to,respond to,follow up,follow up on,agree on,rely on,pay for,refer to,"
    "react to,allow for,call for,work on,wait for,adhere to,see to,decide on,agree to,comply with,sign off on,check on,respond on,check for,test for,log into,log in to".split(
        ","
    )
)
"""Verbs whose preposition goes with them into the passive: "the report was not looked at"."""
_HAPPENINGS = {
    "escalate": "escalation", "respond": "response", "react": "reaction", "reply": "reply", "intervene": "intervention", "follow up": "follow-up", "roll back": "rollback",
    "communicate": "communication", "test": "test", "check": "check", "answer": "answer", "act": "action", "object": "objection", "post": "post", "call": "call",
}  # fmt: skip
"""Verbs without an object, and the noun by which to say that nothing of the kind happened."""
_ERGATIVE = {
    "break": "broke",
    "crash": "crashed",
    "take down": "went down",
    "bring down": "went down",
    "knock over": "went down",
    "corrupt": "",
    "sink": "",
    "knock out": "went down",
}
"""Verbs of breaking that need no doer: "the deploy broke"."""
_ERGATIVE_HEADS = frozenset(phrase.split(" ")[0] for phrase in _ERGATIVE)
_TO_PEOPLE = frozenset("tell give send ask show teach offer hand pay inform warn advise notify alert page call brief".split())
_OPENERS = frozenset((":", ";", "-", "–", "—", "•", "→", "|"))
_KEPT_ADVERBS = frozenset(
    "also then later still again afterwards subsequently previously already first initially manually temporarily automatically yet twice immediately earlier only".split()
)
_PAST_MODALS = frozenset(("should", "could", "would", "might", "ought", "must"))
_CONTENT = frozenset(("ccomp", "xcomp"))


class Clause(NamedTuple):
    """Which verb carries the tense, which the deed, and whether the deed was done: "forgot to tell" has `finite` "forgot", `deed` "tell" and `done` False."""

    finite: int
    deed: int
    done: bool


class Turned(NamedTuple):
    """New words for the characters from `start` to `end` of a line."""

    start: int
    end: int
    pieces: tuple[Piece, ...]


def turned(tree: Tree, clause: Clause, *, as_verb: str | None = None) -> Turned | None:
    """The clause from its subject (or its first auxiliary, where another clause lends it its subject) to its object, without its doer; None where that
    cannot be said so. `as_verb` is a verb to use instead of the deed's own ("act on" for "ignore")."""
    subject = tree.child(clause.finite, "nsubj")
    lender = tree.child(tree.words[clause.finite].head, "nsubj") if subject is None and tree.words[clause.finite].dep == "conj" else subject
    return None if lender is not None and tree.low(lender) in _RELATIVE else _turned(tree, clause, as_verb)


def _turned(tree: Tree, clause: Clause, as_verb: str | None) -> Turned | None:
    finite, deed, done = clause
    if as_verb is None and not reads_well_in_passive(tree.lemma(deed)) and tree.lemma(deed) not in _ERGATIVE_HEADS:
        return None
    if is_idiom(tree, deed):
        return None
    start = _start(tree, clause)
    if start is None or (tense := _tense(tree, finite)) is None:
        return None
    affected = _affected(tree, deed, done, as_verb)
    if affected is None or any(place < start for place in affected.moved):
        return None
    adverbs = _adverbs(tree, clause, affected)
    if adverbs is None:
        return None
    subject, negated = affected.subject, not done
    if negated and tense.time == "present" and affected.moved and tree.low(min(tree.below(affected.moved[0]))) in {"a", "an"}:
        return None  # "nobody reads a label" is about all labels
    if isinstance(subject, str) and subject.startswith(("nothing", "no", "neither", "not ")) and negated:
        negated = False
    never = negated and any(tree.low(place) == "never" for place in tree.negations(finite))
    be = _be(tense, affected.plural, "never" if never else "not" if negated else "", adverbs)
    pieces: list[Piece] = [subject]
    if affected.said is not None:
        return Turned(tree.words[start].start, affected.end, (*_only(adverbs), *pieces, " ", affected.said))
    pieces += [f"{',' if affected.comma else ''} {be} ", _participle(tree, deed, as_verb, affected.particle), *affected.behind]
    return Turned(tree.words[start].start, affected.end, (*_only(adverbs), *pieces))


def asked_of(tree: Tree, clause: Clause, *, as_verb: str | None = None) -> Turned | None:
    """As `turned`, for a clause whose subject is the word "who"."""
    return _turned(tree, clause, as_verb)


class Affected(NamedTuple):
    """What the passive is about: its words, those behind the participle, the end of what is taken up, and the words that moved. `said` is a verb phrase
    that needs no passive at all."""

    subject: Piece
    plural: bool
    particle: str
    behind: tuple[Piece, ...]
    end: int
    moved: tuple[int, ...]
    said: str | None = None
    comma: bool = False


def _affected(tree: Tree, deed: int, done: bool, as_verb: str | None) -> Affected | None:
    words = tree.words
    particles = [place for place in tree.children(deed, "compound:prt") if place > deed]
    particle = " ".join(tree.low(place) for place in particles)
    whole_verb = " ".join(filter(None, (tree.lemma(deed), particle)))
    thing = tree.child(deed, "obj")
    person = tree.child(deed, "iobj")
    if person is not None and thing is None and tree.lemma(deed) not in _TO_PEOPLE:
        return None
    chosen = person if person is not None else thing
    if chosen is not None and chosen > deed:
        phrase = object_phrase(tree, deed, chosen)
        if phrase is None or not may_move(tree, phrase) or ambiguous_behind(tree, deed, phrase[1], done):
            return None
        first, last = phrase
        between = [place for place in range(deed + 1, first) if place not in particles]
        if any(words[place].pos not in {"ADV", "PUNCT"} for place in between):
            return None
        behind: tuple[Piece, ...] = tuple(part for place in between for part in (" ", tree.chars(place, place)))
        late = [place for place in particles if place > last]
        end = words[max([last, *late])].end
        amid = [place for place in range(last + 1, max(late, default=last)) if place not in late]
        if any(words[place].pos != "ADV" for place in amid):
            return None
        # "bring it back up" is "brought back up".
        particle = " ".join([*(tree.low(place) for place in amid), particle]) if amid else particle
        if thing is not None and person is not None:
            rest = tree.noun_phrase(thing)
            if rest is None or rest[0] != last + 1:
                return None
            behind, end = (*behind, " ", tree.chars(*rest)), words[rest[1]].end
        last, end = before_aside(tree, first, last, done, end)
        subject = fronted(tree, first, last, done)
        plural = tree.is_plural(chosen) or tree.low(chosen) == "us"
        if any(tree.low(place) == "," and tree.low(place + 1) in {"which", "who", "whose", "where"} for place in range(first, last)):
            return Affected(subject, plural, particle, behind, end, (chosen,), comma=True) if done else None
        if done and as_verb is None and (said := _ERGATIVE.get(whole_verb)):
            return Affected(subject, plural, particle, (), end, (chosen,), said)
        return Affected(subject, plural, particle, behind, end, (chosen,))
    content = next((place for place in tree.children(deed, "ccomp") if place > deed), None)
    if content is not None and as_verb is None:
        rest = tree.whole(content)
        if (
            rest is None
            or rest[0] != deed + 1
            or tree.low(rest[0]) not in {"that", "whether", "if", "how", "what", "where", "when", "which"}
        ):
            return None
        return Affected("it", False, "", (" ", tree.chars(*rest)), words[rest[1]].end, (content,))
    return with_preposition(tree, deed, whole_verb, done) or _happening(tree, deed, whole_verb, done, len(particles))


def with_preposition(tree: Tree, deed: int, whole_verb: str, done: bool) -> Affected | None:
    """What a verb with its preposition is about: the report in "looked at the report"."""
    for place in tree.children(deed, "obl"):
        case = tree.child(place, "case")
        if case is None or not deed < case < place or f"{whole_verb} {tree.low(case)}" not in _PREPOSITIONAL:
            continue
        phrase = tree.noun_phrase(place)
        if phrase is None or phrase[0] != case or not may_move(tree, (case + 1, phrase[1])):
            return None
        particle = f"{whole_verb.partition(' ')[2]} {tree.low(case)}".strip()
        return Affected(fronted(tree, case + 1, phrase[1], done), tree.is_plural(place), particle, (), tree.words[phrase[1]].end, (place,))
    return None


def _happening(tree: Tree, deed: int, whole_verb: str, done: bool, particles: int) -> Affected | None:
    noun = _HAPPENINGS.get(whole_verb)
    if noun is None or done:
        return None
    return Affected("there", False, "", (), tree.words[deed + particles].end, (), f"was no {noun}")


def _participle(tree: Tree, deed: int, as_verb: str | None, particle: str) -> str:
    base = as_verb or " ".join(filter(None, (tree.lemma(deed), particle)))
    return verb(base).participle


def _start(tree: Tree, clause: Clause) -> int | None:
    """Index of the first word that is put anew: the subject's, or the first after the conjunction where another clause lends it."""
    finite = clause.finite
    subject = tree.child(finite, "nsubj")
    if subject is not None:
        phrase = tree.whole(subject)
        if phrase is None or subject > finite:
            return None
        return without_time(tree, phrase[0], subject)[0]
    lent = tree.words[finite].dep == "conj"
    before = [place for place in (*tree.auxiliaries(finite), *tree.negations(finite), finite) if place <= finite]
    first = min(before)
    opener = tree.words[first - 1] if first else None
    while opener is not None and opener.pos == "ADV" and opener.head == finite:
        first -= 1
        opener = tree.words[first - 1] if first else None
    # A bullet leaves its subject out: "Did not check the queue."
    return (
        first
        if lent or first == 0 or (opener is not None and opener.text in _OPENERS and tree.words[finite].dep in {"root", "ROOT"})
        else None
    )


def without_time(tree: Tree, first: int, last: int) -> tuple[int, int]:
    """A phrase without the time of a timeline before it, which stays where it is though the tree may hang it on the subject."""
    while first < last and (tree.words[first].pos == "PUNCT" or (":" in tree.words[first].text and tree.words[first].text[0].isdigit())):
        first += 1
    return first, last


class _Tense(NamedTuple):
    time: str  # past, present, perfect, pluperfect, or a modal
    modal: str = ""
    ongoing: bool = False


def _tense(tree: Tree, finite: int) -> _Tense | None:
    lows = [tree.low(place) for place in tree.auxiliaries(finite)]
    word = tree.words[finite]
    if tree.lemma(finite) == "ought":
        return _Tense("past")
    if any(low in _PAST_MODALS for low in lows) and any(low in {"have", "'ve", "of"} for low in lows):
        return _Tense("past")
    ongoing = word.tag == "VBG" and any(low in {"was", "were", "is", "are"} for low in lows)
    if ongoing:
        return _Tense("past" if {"was", "were"} & set(lows) else "present", ongoing=True)
    if "did" in lows:
        return _Tense("past")
    if {"do", "does"} & set(lows):
        return _Tense("present")
    if {"had", "'d"} & set(lows):
        return _Tense("pluperfect")
    if {"has", "have", "'ve"} & set(lows):
        return _Tense("perfect")
    if modal := next((low for low in lows if low in {"will", "would", "can", "could", "may", "might", "must", "should"}), ""):
        return _Tense("modal", modal) if tree.negations(finite) or modal == "will" else None
    if lows:
        return None
    if word.tag in {"VBD"}:
        return _Tense("past")
    if word.tag == "VBZ" or (word.tag == "VBP" and tree.child(finite, "nsubj") is not None):
        return _Tense("present")
    return None


def _be(tense: _Tense, plural: bool, negation: str, adverbs: list[str]) -> str:
    forms = {
        "past": ["were" if plural else "was"],
        "present": ["are" if plural else "is"],
        "perfect": ["have" if plural else "has", "been"],
        "pluperfect": ["had", "been"],
        "modal": [tense.modal, "be"],
    }[tense.time]
    if tense.ongoing:
        forms.append("being")
    kept = [adverb for adverb in adverbs if adverb != "only"]
    return " ".join([forms[0], *kept, *([negation] if negation else []), *forms[1:]])


def _only(adverbs: list[str]) -> tuple[str, ...]:
    return ("only ",) if "only" in adverbs else ()


def _adverbs(tree: Tree, clause: Clause, affected: Affected) -> list[str] | None:
    """Adverbs before the verbs that are kept; None where something else stands there that would be lost."""
    finite, deed, _ = clause
    kept = []
    subject = tree.child(finite, "nsubj")
    first = subject if subject is not None else min([finite, *tree.auxiliaries(finite)])
    for place in range(first + 1, deed):
        word, low = tree.words[place], tree.low(place)
        hangs = word.head in {finite, deed}
        if subject is not None and place in tree.below(subject):
            continue
        if (
            word.dep.partition(":")[0] in {"aux", "mark"}
            or low in {"both", "all"}
            or place in {finite, *tree.negations(finite), *tree.negations(deed)}
        ):
            continue
        if word.pos == "ADV" and hangs and (low in _KEPT_ADVERBS or (low.endswith("ly") and low not in JUDGING)):
            kept.append(low)
        elif not (
            word.pos in {"ADV", "PART"}
            and hangs
            and (low.endswith("ly") or low in {"just", "even", "simply", "not", "never", "ever", "to"})
        ):
            if word.pos == "VERB" and place != finite:
                continue  # the middle of "did not bother to check"
            return None
    return kept
