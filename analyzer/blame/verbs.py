"""English verb forms for rules: lists of verbs by what they say of people, and regular expressions over one form of each."""

from collections.abc import Iterable
from typing import NamedTuple


class Verb(NamedTuple):
    """The forms that rules need, in lower case."""

    base: str
    past: str
    participle: str
    gerund: str


_IRREGULAR = {
    "be": ("was", "been"),
    "break": ("broke", "broken"),
    "bring": ("brought", "brought"),
    "catch": ("caught", "caught"),
    "choose": ("chose", "chosen"),
    "do": ("did", "done"),
    "find": ("found", "found"),
    "forget": ("forgot", "forgotten"),
    "foresee": ("foresaw", "foreseen"),
    "get": ("got", "got"),
    "give": ("gave", "given"),
    "hear": ("heard", "heard"),
    "keep": ("kept", "kept"),
    "know": ("knew", "known"),
    "leave": ("left", "left"),
    "let": ("let", "let"),
    "listen": ("listened", "listened"),
    "make": ("made", "made"),
    "pay": ("paid", "paid"),
    "pick": ("picked", "picked"),
    "put": ("put", "put"),
    "read": ("read", "read"),
    "re-read": ("re-read", "re-read"),
    "run": ("ran", "run"),
    "say": ("said", "said"),
    "see": ("saw", "seen"),
    "set": ("set", "set"),
    "shut": ("shut", "shut"),
    "speak": ("spoke", "spoken"),
    "stick": ("stuck", "stuck"),
    "stop": ("stopped", "stopped"),
    "take": ("took", "taken"),
    "tell": ("told", "told"),
    "think": ("thought", "thought"),
    "type": ("typed", "typed"),
    "understand": ("understood", "understood"),
    "wake": ("woke", "woken"),
    "write": ("wrote", "written"),
    "overwrite": ("overwrote", "overwritten"),
    "tear": ("tore", "torn"),
    "sink": ("sank", "sunk"),
    "lose": ("lost", "lost"),
    "misread": ("misread", "misread"),
    "hand": ("handed", "handed"),
    "undo": ("undid", "undone"),
}
# Verbs of one syllable, or stressed on the last, that double their consonant.
_DOUBLING = frozenset("plan stop run get put set shut let log flag spot drop ship unplug skip omit submit commit permit refer scan".split())


def verb(base: str) -> Verb:
    """The forms of `base`; a particle after a space ("look at") stays behind each form."""
    head, _, particle = base.partition(" ")
    tail = f" {particle}" if particle else ""
    doubled = head + head[-1] if head in _DOUBLING else head
    stem = head[:-1] if head.endswith("e") and not head.endswith(("ee", "oe")) else doubled
    if head in _IRREGULAR:
        past, participle = _IRREGULAR[head]
    elif head.endswith("y") and head[-2] not in "aeiou":
        past = participle = head[:-1] + "ied"
    elif head.endswith("e"):
        past = participle = head + "d"
    else:
        past = participle = doubled + "ed"
    return Verb(base, past + tail, participle + tail, stem + "ing" + tail)


def verbs(listed: str) -> tuple[Verb, ...]:
    """Verbs from a list that is separated by commas."""
    return tuple(verb(" ".join(base.split())) for base in listed.split(","))


def any_of(forms: Iterable[str]) -> str:
    """A group that matches any of `forms`, longest first so that "look at" wins over "look"."""
    return "(?:" + "|".join(sorted(set(forms), key=lambda form: (-len(form), form))) + ")"


def base_of(listed: Iterable[Verb]) -> str:
    """A group over the base forms."""
    return any_of(one.base for one in listed)


def past_of(listed: Iterable[Verb]) -> str:
    """A group over the past tense."""
    return any_of(one.past for one in listed)


def participle_of(listed: Iterable[Verb]) -> str:
    """A group over the past participles."""
    return any_of(one.participle for one in listed)


def gerund_of(listed: Iterable[Verb]) -> str:
    """A group over the -ing forms."""
    return any_of(one.gerund for one in listed)


CARE = verbs(
    "acknowledge, act, alert, announce, answer, ask, assess, back up, brief, call, catch, check, coordinate, communicate, compare, complete, confirm,"
    "consider, consult, cross-check, document, double-check, engage, enquire, escalate, evaluate, examine, flag, follow, foresee, heed, inform, inspect,"
    "investigate, involve, listen, look, maintain, mention, monitor, note, notice, notify, observe, open, page, pay, perform, pick up, plan, prepare,"
    "question, raise, read, realise, realize, recognise, recognize, re-read, record, rehearse, remember, report, request, respect, review, save, say, scan, secure,"
    "speak up, spot, study, supervise, tell, test, think, track, try, understand, update, validate, verify, wait, warn, watch, adhere, comply, stick, obey, anticipate,"
    "appreciate, bother, care, carry out, ensure, finish, fix, hand over, share, sign off, stop, take, undo, revert, reply, respond, react, follow up, attend, clarify"
)
"""What careful work is made of: saying that a person did not do one of these says what they omitted."""

HARM = verbs(
    "break, crash, corrupt, destroy, wipe, nuke, ruin, wreck, trash, knock out, knock over, take down, bring down, tear down, damage, botch,"
    "bungle, mangle, misconfigure, misread, mistype, overwrite, sink, overload, sabotage, cripple, wreak havoc on, paralyse, derail"
)
"""What breaks things, whoever is the subject."""

HANDLING = verbs(
    "delete, drop, disable, disconnect, unplug, kill, remove, stop, restart, truncate, expose, leak, lose, spill, switch off, turn off, shut down, push, deploy"
)
"""What is plain handling with one object and harm with another."""
