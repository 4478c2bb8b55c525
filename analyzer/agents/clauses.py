"""The doer of a verb in a parsed sentence: subjects, by-phrases, and whom relative clauses, coordination and infinitives lead back to.

Works on Universal Dependencies (universaldependencies.org/u/dep), as `models.ports.Token` carries them.
"""

from collections.abc import Iterator, Sequence

from models.ports import Token

_SUBJECTS = frozenset({"nsubj", "csubj", "nsubj:outer", "csubj:outer", "nsubj:xsubj"})
_PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "csubj:pass", "nsubj:pass:outer"})
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_OBJECT_CONTROL = frozenset(
    "ask tell allow cause force lead make let help enable require advise instruct order permit persuade prompt remind teach trigger urge want expect "
    "get have see watch hear find leave keep prevent stop invite train encourage direct".split()
)
"""Verbs whose object does what the infinitive says: "the alert prompted the team to restart"."""
_PART_OF_VERB = frozenset({"aux", "aux:pass", "cop", "advmod", "mark", "compound:prt"})
_NEVER_PASSIVE = frozenset(
    "stem arise occur happen result consist emerge appear remain crash vanish cascade collapse ensue persist originate".split()
)
"""Verbs without an object: a form that looks like a participle is their past tense."""
_LONGEST_CHAIN = 12
_FARTHEST = 100
"""Words to either side among which dependents are looked for, so that a question costs the same in a sentence without an end."""


def verb_at(tokens: Sequence[Token], index: int) -> int:
    """The word that carries the clause of token `index`: the main verb for an auxiliary, a copula, or an adverb before a verb."""
    for _ in range(_LONGEST_CHAIN):
        token = tokens[index]
        if (
            token.head == index
            or token.dep not in _PART_OF_VERB
            or (token.dep == "advmod" and tokens[token.head].pos not in {"VERB", "AUX"})
        ):
            break
        index = token.head
    return index


def doer(tokens: Sequence[Token], verb: int) -> int | None:
    """Index of the head word of who or what does `verb` (an index into `tokens`); None where the sentence does not say.

    For a passive it is the head of its by-phrase. A relative pronoun leads to its noun; a coordinated verb, an infinitive or an -ing form
    without a subject of its own to the subject of the clause that it hangs on."""
    verb = verb_at(tokens, verb)
    return by_phrase(tokens, verb) if is_passive(tokens, verb) else surface_subject(tokens, verb)


def surface_subject(tokens: Sequence[Token], verb: int) -> int | None:
    """Index of the head word of the grammatical subject, resolved as for `doer`; that of a passive is what it is done to."""
    for _ in range(_LONGEST_CHAIN):
        own = _own_subject(tokens, verb)
        if own is None:
            own = _for_whom(tokens, verb)
        if own is not None:
            return _resolved(tokens, verb, own)
        token = tokens[verb]
        if token.head == verb:
            return None
        relation, head = token.dep.partition(":")[0], token.head
        if token.dep == "acl:relcl":
            return head  # "the engineer merging it", "the job that failed" where the pronoun was not taken for the subject
        if relation == "acl" and _has_form(tokens[verb], "Inf"):
            owner = _owner(tokens, head)
            if owner is not None or tokens[head].dep != "obj":
                return owner
            verb = tokens[head].head  # "made an attempt to restart"
            continue
        if relation == "acl":
            return head if _has_form(tokens[verb], "Ger", "Part") and not is_passive(tokens, verb) else None
        if relation in {"conj", "advcl"}:
            if relation == "advcl" and not _has_form(tokens[verb], "Ger", "Part", "Inf"):
                return None
            if relation == "advcl" and (controller := _controller(tokens, head, verb)) is not None:
                return controller  # "prevented hosts from connecting"
            if tokens[head].pos in {"NOUN", "PROPN", "PRON"} and not _is_predicate(tokens, head):
                return None
            verb = head
            continue
        if relation == "xcomp":
            controller = _controller(tokens, head, verb)
            if controller is not None:
                return controller
            verb = head
            continue
        return None
    return None


def by_phrase(tokens: Sequence[Token], verb: int) -> int | None:
    """Index of the head word of a passive's by-phrase; None without one."""
    for child in children(tokens, verb):
        dep = tokens[child].dep
        if dep == "obl:agent" or (dep.startswith("obl") and any(tokens[case].text.lower() == "by" for case in children(tokens, child))):
            if dep == "obl:agent" or tokens[child].pos != "NUM":
                return child
    return None


def is_passive(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a verb stands in the passive, bare participles behind a noun ("pods restarted by hand") included."""
    if tokens[verb].lemma in _NEVER_PASSIVE:
        return False
    for _ in range(_LONGEST_CHAIN):
        deps = {tokens[child].dep for child in children(tokens, verb)}
        if deps & (_PASSIVE_SUBJECTS | {"aux:pass"}):
            return True
        token = tokens[verb]
        # "were alerted and increased the capacity": what has an object of its own is done by the one who was alerted.
        if token.dep != "conj" or token.tag != "VBN" or deps & (_SUBJECTS | {"aux", "obj"}):
            break
        verb = token.head
    return (
        token.tag == "VBN"
        and (token.dep == "acl" or (token.dep in {"advcl", "root", "ROOT", "parataxis"} and "obl:agent" in deps))
        and "aux" not in deps
    )


def is_negated(tokens: Sequence[Token], verb: int) -> bool:
    """Whether "not", "never" or the like stands at the verb itself."""
    return any(
        tokens[child].lemma in {"not", "never", "n't"} and tokens[child].dep == "advmod"
        for child in children(tokens, verb_at(tokens, verb))
    )


def children(tokens: Sequence[Token], index: int) -> Iterator[int]:
    """Indexes of the dependents of a token, in order."""
    near = range(max(0, index - _FARTHEST), min(len(tokens), index + _FARTHEST + 1))
    return (place for place in near if tokens[place].head == index and place != index)


def noun_phrase(tokens: Sequence[Token], head: int) -> tuple[int, int]:
    """First and last index of the head with what stands before it in its phrase: determiner, modifiers, compounds, and names behind it."""
    first = last = head
    for child in children(tokens, head):
        dep = tokens[child].dep.partition(":")[0]
        if (
            child < head
            and dep in {"det", "amod", "compound", "nummod", "nmod", "advmod", "punct"}
            and (dep not in {"nmod", "punct"} or _close(tokens, child, head))
        ):
            first = min(first, child)
        if child > head and dep in {"flat", "fixed"}:
            last = max(last, child)
    return first, last


def _own_subject(tokens: Sequence[Token], verb: int) -> int | None:
    found = _child(tokens, verb, _SUBJECTS)
    return found if found is not None else _child(tokens, verb, _PASSIVE_SUBJECTS)


def _resolved(tokens: Sequence[Token], verb: int, subject: int) -> int:
    """The noun that a relative pronoun stands for; the subject itself otherwise."""
    if tokens[subject].text.lower() in _RELATIVES and tokens[subject].pos == "PRON":
        clause = verb
        for _ in range(_LONGEST_CHAIN):
            token = tokens[clause]
            if token.head == clause:
                return subject
            if token.dep.startswith("acl"):
                return token.head
            if token.dep not in {"conj", "xcomp", "ccomp", "aux", "cop", "parataxis"}:
                return subject
            clause = token.head
    return subject


def _child(tokens: Sequence[Token], index: int, deps: frozenset[str] | set[str]) -> int | None:
    return next((child for child in children(tokens, index) if tokens[child].dep in deps), None)


def _controller(tokens: Sequence[Token], head: int, verb: int) -> int | None:
    """The object that does what the dependent `verb` says, where the verb at `head` has it so."""
    if tokens[head].lemma not in _OBJECT_CONTROL:
        return None
    found = _child(tokens, head, {"obj", "iobj"})
    return found if found is not None and found < verb else None


def _for_whom(tokens: Sequence[Token], verb: int) -> int | None:
    """Who is to do an infinitive: "hard for the team to undo it"."""
    mark = next((child for child in children(tokens, verb) if tokens[child].tag == "TO" and child < verb), None)
    if mark is None:
        return None
    before = mark - 1
    while before > 0 and tokens[before].pos == "ADV":
        before -= 1
    if before < 1 or tokens[before].pos not in {"NOUN", "PROPN", "PRON"}:
        return None
    cases = [child for child in children(tokens, before) if tokens[child].dep == "case"]
    return before if len(cases) == 1 and tokens[cases[0]].text.lower() == "for" else None


def _owner(tokens: Sequence[Token], noun: int) -> int | None:
    """Whose a noun is: "the engineers' ability", "attempts by engineers"."""
    for child in children(tokens, noun):
        by = any(tokens[case].text.lower() in {"by", "for"} for case in children(tokens, child))
        if tokens[child].dep == "nmod:poss" or (tokens[child].dep.startswith("nmod") and by):
            return child
    return None


def _has_form(token: Token, *forms: str) -> bool:
    return any(f"VerbForm={form}" in token.morph for form in forms)


def _is_predicate(tokens: Sequence[Token], index: int) -> bool:
    return any(tokens[child].dep == "cop" for child in children(tokens, index))


def _close(tokens: Sequence[Token], child: int, head: int) -> bool:
    """Whether only words of the same phrase stand between the two."""
    return head - child <= 4
