"""Requests to be better that a pattern of words finds: to be careful, to be trained, to follow a document."""

import re
from collections.abc import Iterator

from analyzer.blame.lines import Line
from analyzer.rewriting.proposal import Piece, Proposal

NOTE = "Moves the care from memory into the tool or the process; say which one."
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


def trained(line: Line, start: int, end: int) -> Iterator[Proposal]:
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
            yield Proposal(found.start(), found.end(), pieces, NOTE)
            return


def documents(line: Line, start: int, end: int) -> Iterator[Proposal]:
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
            NOTE,
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


def _touches(found: re.Match[str], start: int, end: int) -> bool:
    return found.start() < end and start < found.end()


def care(line: Line, start: int, end: int) -> Iterator[Proposal]:
    """ "be more careful when editing rules" becomes "find out what can go wrong when editing rules, and add a guard for it"."""
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
        yield Proposal(first, stop, pieces, NOTE, gone=gone if not re.search(r"\d", gone) else "")
        return
