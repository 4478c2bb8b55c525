"""English verb forms for rules: lists of verbs by what they say of people, and regular expressions over one form of each."""

from collections.abc import Iterable

from analyzer.verb_forms import Verb, verb


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
