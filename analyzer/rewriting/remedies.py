"""Remedies that ask people to be better, as remedies that change what they work with (after the hierarchy of controls: engineered guards before
instructions)."""

import re
from collections.abc import Iterator

from analyzer.agents.clauses import is_passive
from analyzer.blame.lines import Line
from analyzer.rewriting.passive_verbs import reads_well_in_passive
from analyzer.rewriting.passives import Clause, is_idiom, may_move, object_phrase, turned
from analyzer.rewriting.proposal import Piece, Proposal
from analyzer.rewriting.tree import Tree
from analyzer.verb_forms import verb
from models.text import SectionKind

_NOTE = "Moves the care from memory into the tool or the process; say which one."
_TELLING = frozenset("remind tell instruct urge brief warn ask admonish require train retrain request order".split())
_CARE = re.compile(
    r"(?:(?:be|being|are|is) (?:asked |told |reminded |urged )?(?:to be )?)?(?:(?:much|far|more|extra|very|particularly|especially|a lot|a bit) )*(?:careful|attentive|vigilant|cautious|diligent|thorough|alert|mindful|watchful|conscientious)"
    r" (?P<how>when|with|in|while|about|of|during|before|at|on|for|around|near|after) (?P<what>[^.;|]+)"
    r"|(?:pay|paying|take|taking|give|exercise|exercising|show|keep|keeping) (?:(?:much|far|more|extra|a|close|closer|greater|better|particular|special|full|due|proper) )*(?:attention|care|caution|diligence|vigilance|heed|eye) (?P<how2>to|with|when|in|over|while|during|before|for|on) (?P<what2>[^.;|]+)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"^(?P<who>[^,:;]*?) (?P<modal>should|must|need to|needs to|will|have to|has to|ought to|are to|is to|shall|to)(?: (?:all|always|now|be reminded to|be told to|be asked to|in future))*$",
    re.IGNORECASE,
)
_TOPIC = r"(?: (?:on|in|about|regarding|concerning|around|for) (?P<what>[^.;,]+))?"
_TRAINING = re.compile(
    r"(?:(?:mandatory|refresher|additional|further|more|extra|compulsory|renewed|better|repeat|annual|remedial|awareness|security|new) )*(?:training|re-?training|coaching|refreshers?|briefings?|refresher courses?|courses?|awareness sessions?|toolbox talks?)"
    r" (?:for|of|with) (?P<who>[^.;,]+?)" + _TOPIC + r"(?=[.;,]|$)",
    re.IGNORECASE,
)
_TRAINED = re.compile(
    r"(?:(?:re-?train|retrain|coach|brief|re-?brief|educate) (?P<who>[^.;,]+?)|(?P<who2>[^.;,]+?) (?:to|will|must|should|are to|is to|shall|need to|needs to) be (?:re-?trained|trained|coached|briefed|re-?briefed|educated))"
    + _TOPIC
    + r"(?=[.;,]|$)",
    re.IGNORECASE,
)
_FOLLOW = re.compile(
    r"(?:(?P<who>[^.;,:]+?) (?:to|must|should|will|shall|need to|needs to|have to|has to|are to|is to) )?(?:(?:always|strictly|now|please|carefully) )*(?:follow|adhere to|comply with|stick to|respect|obey|take(?=[^.;,]* seriously)|re-?read(?: and sign)?|read and sign)"
    r" (?P<what>(?:the|our|its|this|all|every|each|[A-Z]+[\w-]*\d)[^.;,]*?)(?: to the letter| seriously| strictly| carefully| (?:in|for the|in the) future| from now on| at all times| every time| next time| going forward| without exception)*(?=[.;,]|$)",
    re.IGNORECASE,
)
_LONGEST_SUBJECT = 5
_WITHIN = {
    "in": "in",
    "during": "during",
    "before": "before",
    "at": "at",
    "on": "on",
    "around": "around",
    "near": "near",
    "after": "after",
    "over": "with",
}
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
    yield from _care(line, start, end)
    yield from _trained(line, start, end)
    yield from _documents(line, start, end)
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
            _NOTE,
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
        _NOTE,
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


def _trained(line: Line, start: int, end: int) -> Iterator[Proposal]:
    """ "Refresher training for the night shift on the failover" becomes "Find out with the night shift what makes the failover hard, and change that"."""
    for pattern in (_TRAINING, _TRAINED):
        for found in pattern.finditer(line.text):
            who = "who" if pattern is _TRAINING or found["who"] else "who2"
            if not _touches(found, start, end) or line.text[: found.start()].strip(" -*•:") or not _is_short(found[who]):
                continue
            about = found["what"]
            if line.text[found.end() :].strip(" .;)") and not line.text[found.end() :].lstrip().startswith((".", ";", "(", "—", "–")):
                continue  # what is left would hang in the air
            if about and re.search(r" and (?:to |be |then |sign|confirm|read|repeat)", about):
                continue
            pieces: tuple[Piece, ...] = (
                "find out with ",
                *_lowered(line, found.span(who)),
                " what makes ",
                found.span("what") if about else "this work",
                " hard, and change that",
            )
            yield Proposal(found.start(), found.end(), pieces, _NOTE)
            return


def _documents(line: Line, start: int, end: int) -> Iterator[Proposal]:
    """ "All staff to follow the procedure" becomes "Find out with all staff where the procedure and the daily work differ, and change one of them"."""
    for found in _FOLLOW.finditer(line.text):
        before = line.text[: found.start()].strip(" -*•")
        if not _touches(found, start, end) or (before and not before.endswith(":")):
            continue
        who = found["who"]
        rest = line.text[found.end() :].lstrip()
        if (who and not _is_short(who)) or (rest and not rest.startswith((".", ";", "(", "—", "–"))):
            continue
        with_whom: tuple[Piece, ...] = (" with ", *_lowered(line, found.span("who"))) if who else ()
        yield Proposal(
            found.start(),
            found.end(),
            ("find out", *with_whom, " where ", found.span("what"), " and the daily work differ, and change one of them"),
            _NOTE,
        )
        return


def _lowered(line: Line, span: tuple[int, int]) -> tuple[Piece, ...]:
    """A phrase that stood at the head of the sentence, for its middle."""
    text = line.text[slice(*span)]
    bare = re.match(r"(?:the|all|our|every|each|both|any|a|an|its|their|\d+)\b", text, re.IGNORECASE) is None
    article = "the " if bare and not text.endswith("s") and not text.isupper() and " staff" not in f" {text}".lower() else ""
    word = re.match(r"[A-Z][a-z]+(?= |$)", text)
    return (article + text[0].lower(), (span[0] + 1, span[1])) if word is not None else (article, span)


def _is_short(who: str) -> bool:
    return len(who.split()) <= 7 and not re.search(r"\b(?:that|which|who|if|when|we|it|is|was)\b", who)


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
            yield Proposal(tree.words[first].start, tree.words[span[1]].end, (f"{opening} {that}", tree.chars(*span)), _NOTE)
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
                _NOTE,
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
        _NOTE,
    )


def _touches(found: re.Match[str], start: int, end: int) -> bool:
    return found.start() < end and start < found.end()


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
            yield Proposal(tree.words[first].start, tree.words[phrase[1]].end, pieces, _NOTE)
        elif said is not None:
            opened = tree.whole(subject)
            if opened is not None:
                yield Proposal(tree.words[opened[0]].start, tree.words[phrase[1]].end, ("the tool will check ", tree.chars(*phrase)), _NOTE)
        return


def _care(line: Line, start: int, end: int) -> Iterator[Proposal]:
    """ "be more careful when editing rules" becomes "add a guard for editing rules"."""
    for found in _CARE.finditer(line.text):
        if not (found.start() < end and start < found.end()):
            continue
        group = "what" if found["what"] else "what2"
        how = (found["how"] or found["how2"]).lower()
        what = found[group].rstrip()
        clause = re.match(
            r"(?:you|we|they|he|she|i|the \w+|a \w+|it)\b.*\b(?:is|are|do|does|was|were|makes?|edits?|changes?)\b", what, re.IGNORECASE
        )
        if clause is not None or (how in {"when", "while", "before"} and not re.match(r"[\w-]+ing\b", what)):
            continue
        if re.search(r", (?:as|and|but|so|which)\b", what):
            continue
        if re.search(r"\b(?:in (?:the )?future|next time|from now on|going forward)$", what):
            continue
        stop = found.start(group) + len(what)
        before = line.text[: found.start()].rstrip()
        subject = _SUBJECT.match(before)
        if subject is not None:
            if re.search(r"\b(?:has|have|had|was|were|been|told|asked|is|are)\b|\d:\d", subject["who"], re.IGNORECASE):
                continue  # what was asked already is a fact of the account
            if len(subject["who"].split()) > _LONGEST_SUBJECT:
                continue  # more is said there than who is meant
            first, gone = 0, subject["who"]
        elif not before or before.endswith((":", "—", "–", "-", ".")) or before.lower() in {"please", "always"}:
            first, gone = (0 if before.lower() in {"please", "always"} else found.start()), ""
        else:
            continue
        opening = (
            "find out what can go wrong when "
            if re.match(r"[\w-]+ing\b", what)
            else f"find out what can go wrong {_WITHIN.get(how, 'with')} "
        )
        pieces = (opening, (found.start(group), stop), ", and add a guard for it")
        yield Proposal(first, stop, pieces, _NOTE, gone=gone if not re.search(r"\d", gone) else "")
        return
