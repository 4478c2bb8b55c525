"""Rewrites that change a word or a frame and leave the clause: labels, verbs of reporting, adverbs, adjectives, frames of hindsight, names."""

import re
from collections.abc import Iterator

from analyzer.blame.lines import Line
from analyzer.rewriting.judging import JUDGING
from analyzer.rewriting.proposal import Proposal
from analyzer.rewriting.tree import Tree
from analyzer.verb_forms import forms_of, verb
from models.text import BlockKind

_SAY_NOTE = "Reports what was said without doubting or convicting."
_LABEL_NOTE = "Names the event in place of the label; what made it likely is still to be told."
_DETAIL_NOTE = "Keeps the detail and drops the label."
_FRAME_NOTE = "Keeps the fact; that it is plain afterwards says nothing of how it looked before."
_ADVERB_NOTE = "Takes the judgment out and keeps the event."
_PRESSED = re.compile(
    r"\b(?:when|after being|once|on being|upon being) (?:pressed|pushed|asked twice|confronted|cornered|challenged)(?: on (?:it|the point|this|that))?, ",
    re.IGNORECASE,
)
_LATE = frozenset("finally eventually grudgingly reluctantly belatedly".split())
_OPENS_CLAUSE = frozenset("that it he she they we i there this".split())
_NAMING = frozenset(("admit", "confess", "concede", "acknowledge"))
_ONE_CAUSE = re.compile(
    r"(?<!no )(?:(?:the|our|its|this|a) )?(?:(?:one|single|only|sole|true|real|main|primary|ultimate|underlying|actual|root|principal|key|definitive|immediate|direct) )+(?:cause|reason|culprit|explanation|trigger|causes)\b"
    r"|(?:the )?(?:culprit|smoking gun|guilty party)\b",
    re.IGNORECASE,
)
_COMES_DOWN = re.compile(r"(?:it|this|that|everything) (?:all |simply |really |just )*(?:comes|came|boils|boiled) down to", re.IGNORECASE)
_CAUSE_NOTE = "Asks for several conditions in place of one."
_SAYING = forms_of("admit confess concede claim allege insist maintain acknowledge protest argue plead".split())
_JUDGING_ADJECTIVES = frozenset(
    "careless reckless sloppy lazy stupid silly foolish negligent thoughtless incompetent inexcusable unforgivable unprofessional amateurish irresponsible shoddy clumsy hasty lax "
    "ill-considered inattentive half-hearted unacceptable trivial basic obvious simple avoidable embarrassing rookie elementary".split()
)
_DEED_NOUN = re.compile(
    r"(?<!keep)ing$|(?:ion|ment|over|out|work|paste|change|test|review|check|release|deploy|merge|edit|fix|design|step|setup)$"
)
"""What a hand does, which can be told without the judgment."""
_FRAME = re.compile(
    r"(?:(?:in hindsight|with hindsight|looking back|in retrospect),? )?\bit (?:is|was|would have been|should have been|must have been|had been) (?:\w+ly |quite |very |painfully |perfectly |always |only too |all too |pretty |only )*"
    r"(?:obvious|clear|evident|plain|foreseeable|predictable|apparent|no surprise|hardly surprising|not surprising|unsurprising|inevitable|self-evident|common knowledge|common sense)"
    r"(?: to (?:everyone|everybody|anyone|anybody|all|any \w+|the \w+|us)(?: \w+ed)?)?(?: at (?:once|the time)| from the (?:start|outset|beginning))? that ",
    re.IGNORECASE,
)
_HINDSIGHT = re.compile(
    r"\b(?:in hindsight|with hindsight|with the benefit of hindsight|in retrospect|looking back|needless to say|of course|as usual|as always|as ever|once again|yet again),? ",
    re.IGNORECASE,
)
_TIME_FRAME = re.compile(r"\bit was (?:only|just|always|simply)? ?(?:a matter|a question) of time (?:before|until) ", re.IGNORECASE)
_LABEL = r"(?:(?:a|an|the|some)\s+)?(?:(?:simple|pure|plain|basic|classic|clear|sheer|human|silly|avoidable|single|typical|another)\s+)*?(?P<who>human|operator|user|pilot|engineer|administrator|admin|technician|staff|driver|clerical|clinician|nurse|cockpit|analyst|developer)\s+errors?"
_CAUSED_BY_LABEL = re.compile(
    rf"(?P<be>was|were|is|are)\s+(?:\w+ly\s+)?(?:due to|caused by|the result of|a result of|down to|because of|attributed to|put down to|attributable to|the consequence of)\s+{_LABEL}",
    re.IGNORECASE,
)
_LABEL_DETAIL = re.compile(rf"{_LABEL}\s*(?:\((?P<inner>[^()]+)\)|:\s+(?P<rest>\S[^.;]*))", re.IGNORECASE)
_LABEL_ALONE = re.compile(_LABEL, re.IGNORECASE)
_INTRODUCED = re.compile(r"\b(?:to|by|with|from) $|\($")
_WHO = {
    "human": "a manual action",
    "clerical": "a manual entry",
    "user": "a user's action",
    "staff": "a manual action",
    "cockpit": "an action in the cockpit",
}


def labels(line: Line, start: int, end: int) -> Iterator[Proposal]:
    """ "was due to human error" becomes "followed a manual action"; "human error (wrong sort order)" becomes "wrong sort order"."""
    for found in _LABEL_DETAIL.finditer(line.text):
        if _touches(found, start, end):
            group = "inner" if found["inner"] else "rest"
            yield Proposal(found.start(), found.end(), (found.span(group),), _DETAIL_NOTE, gone=found[0].partition("(")[0])
    for found in _CAUSED_BY_LABEL.finditer(line.text):
        if _touches(found, start, end):
            verb_form = "followed" if found["be"].lower() in {"was", "were"} else "follows" if found["be"].lower() == "is" else "follow"
            yield Proposal(found.start(), found.end(), (f"{verb_form} {_by_whom(found['who'])}",), _LABEL_NOTE)
    for found in _LABEL_ALONE.finditer(line.text):
        if _touches(found, start, end) and _INTRODUCED.search(line.text, 0, found.start()) and line.block is not BlockKind.HEADING:
            yield Proposal(found.start(), found.end(), (_by_whom(found["who"]),), _LABEL_NOTE)


def _by_whom(who: str) -> str:
    low = who.lower()
    return _WHO.get(low, f"{'an' if low[0] in 'aeio' else 'a'} {low}'s action")


def causes(line: Line, start: int, end: int) -> Iterator[Proposal]:
    """ "The one root cause of the outage was" becomes "A contributing factor of the outage was"; "It all comes down to" likewise."""
    for found in _ONE_CAUSE.finditer(line.text):
        after = line.text[found.end() :]
        if re.match(r" (?!(?:analysis|of|for|was|is|were|are|in|behind|that|why|and|here|to)\b)[A-Za-z]", after) or re.search(
            r"\b(?:just|only|but|no) $", line.text[: found.start()], re.IGNORECASE
        ):
            continue  # "the culprit component", "just one reason"
        if _touches(found, start, end):
            many = line.block is BlockKind.HEADING or (
                not line.text[: found.start()].strip("*_#0123456789. ") and line.text[found.end() :].startswith(":")
            )
            yield Proposal(
                found.start(),
                found.end(),
                (
                    ("Contributing Factor" if found[0].istitle() else "contributing factor")
                    if after.lower().startswith(" analysis")
                    else "contributing factors"
                    if many
                    else "a contributing factor",
                ),
                _CAUSE_NOTE,
            )
    for found in _COMES_DOWN.finditer(line.text):
        if _touches(found, start, end):
            yield Proposal(found.start(), found.end(), ("a contributing factor was",), _CAUSE_NOTE)


def reports(line: Line, tree: Tree, start: int, end: int) -> Iterator[Proposal]:
    """ "admitted that" becomes "said that", "admitted to skipping" "reported skipping", "assured us that" "told us that"; "when pressed" and "finally" go."""
    for found in _PRESSED.finditer(line.text):
        if _touches(found, start, end):
            stop = found.end() + 1
            yield Proposal(found.start(), stop, (line.text[found.end() : stop],), _SAY_NOTE)
    for place in tree.at(start, end):
        if (
            tree.low(place) in _LATE
            and place + 1 < len(tree.words)
            and tree.words[place + 1].pos == "VERB"
            and tree.low(place + 1) not in _SAYING
        ):
            after = tree.words[place + 1]
            yield Proposal(tree.words[place].start, after.end, ((after.start, after.end),), _SAY_NOTE)
        if tree.lemma(place) in {"assure", "swear"} and tree.words[place].pos == "VERB" and tree.child(place, "ccomp") is not None:
            person = tree.child(place, "obj", "iobj")
            base = "tell" if person is not None else "say"
            yield Proposal(*tree.chars(place, place), (_inflected(base, tree.words[place].tag),), _SAY_NOTE)
    for place in tree.at(start, end):
        word = tree.words[place]
        if word.pos != "VERB" or tree.low(place) not in _SAYING:
            continue
        content = next((child for child in tree.children(place, "ccomp", "parataxis") if child != place and _is_clause(tree, child)), None)
        # "X, she admitted.": what is said stands before, and heads the sentence.
        opens = tree.low(place + 1) if place + 1 < len(tree.words) else ""
        if (
            _SAYING[tree.low(place)] in _NAMING
            and opens not in _OPENS_CLAUSE
            and not (opens and tree.words[place + 1].pos in {"PUNCT", "ADP"})
        ):
            content = None  # "acknowledges the corrupt index", whatever the tree says
        said = content is not None or (word.dep == "parataxis" and tree.child(place, "obj") is None)
        naming = (
            None
            if _SAYING[tree.low(place)] not in _NAMING
            else next((child for child in tree.children(place, "xcomp", "advcl", "obj", "obl") if child > place), None)
        )
        if not said and naming is None:
            continue
        if not said and naming is not None:
            if tree.words[naming].tag == "VB":
                continue
            to = tree.low(place + 1) in {"to", "of"}
            yield Proposal(*tree.chars(place, place + 1 if to else place), (_inflected("report", word.tag),), _SAY_NOTE)
            continue
        first = place
        while first and tree.low(first - 1) in {
            "finally",
            "eventually",
            "grudgingly",
            "reluctantly",
            "later",
            "openly",
            "freely",
            "even",
            "belatedly",
            "readily",
        }:
            first -= 1
        if first != place and tree.low(first) == "later":
            first += 1
        yield Proposal(*tree.chars(first, place), (_inflected("say", word.tag),), _SAY_NOTE)


def _is_clause(tree: Tree, verb_place: int) -> bool:
    return tree.child(verb_place, "nsubj", "csubj", "expl") is not None or tree.child(verb_place, "cop") is not None


def _inflected(base: str, tag: str) -> str:
    forms = verb(base)
    return {"VBD": forms.past, "VBN": forms.participle, "VBG": forms.gerund, "VBZ": forms.base + "s"}.get(tag, base)


def adverbs(line: Line, tree: Tree, start: int, end: int) -> Iterator[Proposal]:
    """Takes out an adverb or an adjective that judges, and phrases of hindsight and recurrence at the head of a clause."""
    for found in _HINDSIGHT.finditer(line.text):
        if _touches(found, start, end) and _opens_clause(line.text[: found.start()]):
            yield (
                Proposal(found.start(), found.end() + 1, ((found.end(), found.end() + 1),), _ADVERB_NOTE, safe=True, slight=True)
                if found.end() < len(line.text)
                else Proposal(found.start(), found.end(), (), _ADVERB_NOTE, slight=True)
            )
    for place in tree.at(start, end):
        word, low = tree.words[place], tree.low(place)
        after = tree.words[place + 1] if place + 1 < len(tree.words) else None
        if (
            word.pos == "ADV"
            and low in JUDGING
            and place
            and (after is None or after.pos in {"PUNCT", "ADP"})
            and tree.words[place - 1].pos != "PUNCT"
            and _stands_without(tree, word.head)
        ):
            yield Proposal(tree.words[place - 1].start, word.end, (tree.chars(place - 1, place - 1),), _ADVERB_NOTE, slight=True)
            continue
        if after is None or after.text.lower() == "enough" or (after.pos == "PUNCT" and after.text != ","):
            continue
        if place and (tree.low(place - 1) == "as" or (word.dep == "amod" and tree.words[place - 1].pos == "PUNCT")):
            continue  # "as always"
        if (word.pos == "ADV" and low in JUDGING) or (
            word.dep == "amod"
            and low in _JUDGING_ADJECTIVES
            and _DEED_NOUN.search(tree.lemma(word.head))
            and tree.words[word.head].pos in {"NOUN", "PROPN"}
            and word.head > place
        ):
            if after.text == ",":
                after = tree.words[place + 2] if place + 2 < len(tree.words) else None
                if after is None or place:
                    continue
            before = tree.words[place - 1] if place else None
            if before is not None and before.text.lower() in {"a", "an"} and word.dep == "amod":
                yield Proposal(before.start, after.end, ("a ", (after.start, after.end)), _ADVERB_NOTE, slight=True)
            elif before is None or before.text.lower() not in {
                "so",
                "very",
                "as",
                "more",
                "most",
                "too",
                "how",
                "and",
                "or",
                "quite",
                "rather",
                "pretty",
                "not",
            }:
                yield Proposal(
                    word.start,
                    after.end,
                    ((after.start, after.end),),
                    _ADVERB_NOTE,
                    slight=True,
                    safe=low in {"obviously", "clearly", "simply", "merely", "plainly"},
                )


def _opens_clause(before: str) -> bool:
    """Whether a phrase at the end of `before` stands at the head of a sentence or a clause."""
    return not before.strip() or before.endswith((", ", "; ", ": ", "– ", "- ", " and ", " but ", ". "))


def _stands_without(tree: Tree, deed: int) -> bool:
    """Whether a clause still says something when the adverb behind its verb is gone."""
    return any(place > deed for place in tree.children(deed, "obj", "obl"))


_GUARDED = {
    "caught": "catch", "shown": "show", "prevented": "prevent", "stopped": "stop", "revealed": "reveal", "flagged": "flag", "detected": "detect", "exposed": "expose", "warned": "warn",
    "found": "find", "avoided": "avoid", "surfaced": "surface", "spotted": "spot", "blocked": "block", "averted": "avert", "picked up": "pick up",
}  # fmt: skip
"""What a guard would have done, and what it was not there to do."""
_GUARD_NOTE = "Says what was not there in place of what would have helped."
_GUARD = re.compile(
    r"\b(?:a|an|any|one|even a|just a)\s+(?:(?:simple|single|trivial|basic|quick|proper|decent|mere|half-decent|competent|cursory|two-minute|five-minute|ten-minute|five-second|ten-second|little|five minutes'|minute's)\s+)*"
    r"(?P<guard>(?:[\w-]+ ){0,3}?(?:check|test|review|alert|alarm|guard|validation|limit|canary|monitor|dashboard|probe|dry run|checklist|linter|assertion|sensor|drill|rehearsal|inspection|confirmation|peer review|staging run|interlock))"
    rf"\s+(?:would|could|might)\s+(?:easily\s+|also\s+|probably\s+|at least\s+)?have\s+(?P<verb>{'|'.join(_GUARDED)})\b",
    re.IGNORECASE,
)
_HANGING = re.compile(r"\b(?:if|had|unless|and|but|or|would|could|spared|saved)\b", re.IGNORECASE)


def frames(line: Line, start: int, end: int) -> Iterator[Proposal]:
    """ "It should have been obvious that S" becomes "S"; "it was only a matter of time before S" likewise, where S has a verb of its own. "A check would have
    caught it" becomes "There was no check to catch it"."""
    for found in _GUARD.finditer(line.text):
        # "There was no check to catch it, and nobody asked": what a comma or a condition adds may hang on "would".
        rest = line.text[found.end() :]
        if _touches(found, start, end) and not _HANGING.search(rest):
            there = "There" if line.text[found.start()].isupper() else "there"
            yield Proposal(
                found.start(), found.end(), (f"{there} was no ", found.span("guard"), f" to {_GUARDED[found['verb'].lower()]}"), _GUARD_NOTE
            )
    for pattern in (_FRAME, _TIME_FRAME):
        for found in pattern.finditer(line.text):
            rest = line.text[found.end() :]
            if _touches(found, start, end) and len(rest.split()) > 2:
                stop = found.end() + len(rest.split(" ", 1)[0])
                yield Proposal(found.start(), stop, ((found.end(), stop),), _FRAME_NOTE)


def _touches(found: re.Match[str], start: int, end: int) -> bool:
    return found.start() < end and start < found.end()
