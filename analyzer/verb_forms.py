"""Forms of English verbs: past tense, participle, -ing form and third person, by the rules of spelling and a table of irregular verbs.

A library was tried first (lemminflect 0.2.3): it imports torch by way of spaCy's command line and takes a second to load, which is more than
a cold lint may spend.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple


class Verb(NamedTuple):
    """The forms of one verb, in lower case; a particle ("look at") stays behind each."""

    base: str
    past: str
    participle: str
    gerund: str


_IRREGULAR_FORMS = """
be was been;become became become;begin began begun;bend bent bent;bind bound bound;break broke broken;bring brought brought;build built built;buy bought bought;cast cast cast;
catch caught caught;choose chose chosen;come came come;cost cost cost;cut cut cut;deal dealt dealt;dig dug dug;do did done;draw drew drawn;drive drove driven;eat ate eaten;
fall fell fallen;feed fed fed;feel felt felt;fight fought fought;find found found;forget forgot forgotten;foresee foresaw foreseen;freeze froze frozen;get got got;give gave given;
go went gone;grow grew grown;hang hung hung;have had had;hear heard heard;hide hid hidden;hit hit hit;hold held held;hurt hurt hurt;keep kept kept;know knew known;lay laid laid;
lead led led;leave left left;lend lent lent;let let let;lie lay lain;light lit lit;lose lost lost;make made made;mean meant meant;meet met met;mislead misled misled;
misread misread misread;overwrite overwrote overwritten;pay paid paid;put put put;quit quit quit;re-read re-read re-read;read read read;rewrite rewrote rewritten;ride rode ridden;
ring rang rung;rise rose risen;run ran run;say said said;see saw seen;seek sought sought;sell sold sold;send sent sent;set set set;shake shook shaken;shed shed shed;shoot shot shot;
show showed shown;shut shut shut;sink sank sunk;sit sat sat;sleep slept slept;speak spoke spoken;speed sped sped;spend spent spent;spin spun spun;split split split;spread spread spread;
stand stood stood;steal stole stolen;stick stuck stuck;strike struck struck;sweep swept swept;take took taken;teach taught taught;tear tore torn;tell told told;think thought thought;
throw threw thrown;understand understood understood;undergo underwent undergone;undo undid undone;uphold upheld upheld;wake woke woken;wear wore worn;win won won;wind wound wound;
arise arose arisen;bear bore borne;beat beat beaten;bet bet bet;bid bid bid;bite bit bitten;bleed bled bled;blow blew blown;breed bred bred;burst burst burst;creep crept crept;
drink drank drunk;fling flung flung;flee fled fled;fly flew flown;forbid forbade forbidden;forgive forgave forgiven;grind ground ground;shrink shrank shrunk;sing sang sung;slide slid slid;
slit slit slit;string strung strung;swear swore sworn;swim swam swum;swing swung swung;weave wove woven;wring wrung wrung;withdraw withdrew withdrawn;withhold withheld withheld;withstand withstood withstood;write wrote written
"""
_IRREGULAR = {base: (past, participle) for base, past, participle in (entry.split() for entry in _IRREGULAR_FORMS.split(";"))}
_BASES = {form: base for base, forms in _IRREGULAR.items() for form in forms if form not in _IRREGULAR}
"""Irregular forms by which lemmatizers are led astray."""
_PREFIXES = ("re-", "over", "out", "mis", "fore", "re", "un", "with")
_DOUBLING = frozenset(
    "unplug omit submit commit permit refer prefer defer infer confer transfer occur recur incur admit emit transmit rebut debug defrag forget begin reset rerun preset offset control patrol compel propel expel "
    "equip acquit regret overlap zip unzip upset unwrap unpin unstop".split()
)
"""Verbs of several syllables that double their last letter."""
_ONE_SYLLABLE = re.compile(r"(?:[^aeiou]|qu)+[aeiou][^aeiouwxy]|[aeiou][^aeiouwxy]")


@cache
def verb(base: str) -> Verb:
    """The forms of `base`, a verb in lower case as a dictionary lists it."""
    head, _, particle = base.partition(" ")
    tail = f" {particle}" if particle else ""
    doubled = head + head[-1] if _doubles(head) else head + "k" if head.endswith("c") else head
    stem = _gerund_stem(head, doubled)
    irregular = _irregular(head)
    if irregular is not None:
        past, participle = irregular
    elif head.endswith("y") and head[-2:-1] not in set("aeiou"):
        past = participle = head[:-1] + "ied"
    elif head.endswith("e"):
        past = participle = head + "d"
    else:
        past = participle = doubled + "ed"
    return Verb(base, past + tail, participle + tail, stem + "ing" + tail)


_CUT_SHORT = re.compile(r"(?:\w-?){2,}(?:[cdglnrtv]|i|u)at|\w{3,}(?:is|iz|ys|yz)")
"""Stems that a lemmatiser leaves of verbs which it has not met: "escalat", "organis"."""
_DOUBLED = re.compile(r"(?!add|err)[a-z-]*[aeiou]([bdgmnprt])\1")
"""The like with the consonant doubled before an ending: "skipp"."""


def base_form(lemma: str) -> str:
    """The base of a verb whose lemma may have been left as the form of it that was read ("rung" for "ring")."""
    if lemma in _BASES:
        return _BASES[lemma]
    if _DOUBLED.fullmatch(lemma):
        return lemma[:-1]
    return lemma + "e" if _CUT_SHORT.fullmatch(lemma) else lemma


def forms_of(bases: Iterable[str]) -> dict[str, str]:
    """The base of every form of the verbs, for finding one by the word that was read."""
    return {form: base for base in bases for form in (*verb(base), base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s"))}


def _irregular(head: str) -> tuple[str, str] | None:
    if head in _IRREGULAR:
        return _IRREGULAR[head]
    for prefix in _PREFIXES:
        rest = head.removeprefix(prefix)
        if rest != head and rest in _IRREGULAR and len(rest) > 2:
            past, participle = _IRREGULAR[rest]
            return prefix + past, prefix + participle
    return None


def _doubles(head: str) -> bool:
    last = head.rpartition("-")[2]
    for prefix in ("re", "un", "over", "mis", "out"):
        rest = last.removeprefix(prefix)
        if rest != last and rest in _IRREGULAR and _ONE_SYLLABLE.fullmatch(rest):
            return True
    return head in _DOUBLING or _ONE_SYLLABLE.fullmatch(last) is not None


def _gerund_stem(head: str, doubled: str) -> str:
    if head.endswith("ie"):
        return head[:-2] + "y"
    if head.endswith("e") and not head.endswith(("ee", "oe", "ye")) and head != "be":
        return head[:-1]
    return doubled
