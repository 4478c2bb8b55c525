"""Shapes of rewrites that say another thing than the sentence did, though every number and name is still there: such a rewrite is not offered.

Each kind was found by hand in rewrites of some sixty sentences; see the examples in tests/rewriting/test_soundness.py."""

import re
from collections.abc import Collection

from analyzer.masking import OBJECT
from analyzer.rewriting.passive_verbs import reads_well_in_passive

_JOINED = re.compile(r"\w+(?:[-./:@]+\w+)+")
_WORD = re.compile(r"\w+")
_BE = r"(?:was|were|is|are|has been|have been|had been)"
_NOT_ALL = re.compile(rf"\b(?:every\w*|all|each|both|only)\b[^.;:]{{0,80}}? (?:{_BE}|has|have|had) (?:not|never)\b", re.IGNORECASE)
_TWICE_NEGATED = re.compile(
    rf"\b(?:neither|no|none|nothing|nobody|no one)\b[^.;:,]{{0,80}}? (?:{_BE}|has|have|had) (?:not|never)\b", re.IGNORECASE
)
_NEGATED_DEED = re.compile(
    r"\b(?:forg[eo]t\w*|fail\w*|neglect\w*|omit\w*|bother\w*|manag\w+|remember\w*)(?: to)? (?:not|never|neither)\b(?: to\b)?|\bnot to \w+",
    re.IGNORECASE,
)
_WOULD_HAVE = re.compile(r"\b(?:could|might|would)(?: easily| well| also)?(?: have|'ve)\b", re.IGNORECASE)
_NOT_BY_DOING = re.compile(r"\b(?:not|never) [^.;:]{1,120}? (?:by|through|via) (?:\w+ly )?[\w-]+ing\b", re.IGNORECASE)
_TYPED = re.compile(
    r"\b(?:run|ran|runs|running|execut\w+|types?|typed|typing|entered|issued?|issuing|invok\w+)\s+"
    rf"(?!(?:the|a|an|this|that|these|those|his|her|their|its|our|your|my|no|any|all|some|two|three|out|into|over|through|for|from|on|in|at|by|to|as|it|{OBJECT}\S*)\b)"
    rf"[^\s{OBJECT}]+[ \t]+[^\s,;:.{OBJECT}]",
    re.IGNORECASE,
)
_TYPED_IN_PASSIVE = re.compile(rf"\b{_BE}(?: not| never)? (?:run|executed|typed|entered|issued|invoked)\b", re.IGNORECASE)
_SECOND_VERB = re.compile(r"\b(?:and|or|nor|then) (?:also |then )?([a-z]+)\b(?= )")
_INFINITIVE = re.compile(r"\bto [a-z]+\b|\b(?:did|do|does)(?: not|n't)\b|\b(?:didn't|don't|doesn't)\b", re.IGNORECASE)
_PASSIVE = re.compile(rf"\b{_BE}(?: \w+ly)? (?:not|never)\b", re.IGNORECASE)
_LEFT_BEHIND = re.compile(
    rf"\b{_BE} (?:not|never) [^.;:,]{{1,60}}(?:, (?:not|but not|and not) (?:the|a|an|his|her|its)\b|\([^)]*\) (?:and|or)\b)", re.IGNORECASE
)
_VALUE_AS_SUBJECT = re.compile(rf"\b(?:to|from) \S*\d\S* {_BE}\b", re.IGNORECASE)
_MEMBERS = re.compile(r"\b(?:a|the) team member\b", re.IGNORECASE)
_HOW_AND_WHO = re.compile(r"\bhow\b.*\bwho\b|\bwho\b.*\bhow\b", re.IGNORECASE | re.DOTALL)


def sound(was: str, becomes: str, people: Collection[str] = ()) -> bool:
    """Whether the sentence `was` may become the other as far as its shape tells; `people` are the persons that it names."""
    return not (
        _torn(was, becomes)
        or _new(_NOT_ALL, was, becomes)
        or _new(_TWICE_NEGATED, was, becomes)
        or (_NEGATED_DEED.search(was) and _PASSIVE.search(becomes) and not _PASSIVE.search(was))
        or (_WOULD_HAVE.search(was) and _new(_NOT_BY_DOING, was, becomes))
        or (_TYPED.search(was) and _new(_TYPED_IN_PASSIVE, was, becomes))
        or _new(_LEFT_BEHIND, was, becomes)
        or _new(_VALUE_AS_SUBJECT, was, becomes)
        or _new(_HOW_AND_WHO, was, becomes)
        or _second_verb_lost(was, becomes)
        or any(re.search(rf"\b{re.escape(name)} {_BE}(?: not| never)? acted on\b", becomes) for name in people)
        or (len({name.lower() for name in people}) > 1 and len(_MEMBERS.findall(becomes)) > len(_MEMBERS.findall(was)))
    )


def _new(shape: re.Pattern[str], was: str, becomes: str) -> bool:
    return shape.search(becomes) is not None and shape.search(was) is None


def _torn(was: str, becomes: str) -> bool:
    """Whether a name of several parts, as "pg-main", lost its parts to different places."""
    after = set(_JOINED.findall(becomes))
    loose = set(_WORD.findall(_JOINED.sub(" ", becomes)))
    for name in set(_JOINED.findall(was)) - after:
        parts = _WORD.findall(name)
        if any(len(part) > 1 and (part in loose or part.capitalize() in loose) for part in parts[:1]):
            return True
        if any(found not in was and (found.endswith(f"-{parts[-1]}") or found.startswith(f"{parts[0]}-")) for found in after):
            return True
    return False


def _second_verb_lost(was: str, becomes: str) -> bool:
    """Whether a deed that was joined to the first ("forgot to check the gauge and page the owner") stands behind a passive as if it were a thing."""
    if _INFINITIVE.search(was) is None or not _new(_PASSIVE, was, becomes):
        return False
    joined = {found[1] for found in _SECOND_VERB.finditer(was)}
    return any(reads_well_in_passive(word) and re.search(rf"\b(?:and|or|nor|then) (?:also |then )?{word} \w", becomes) for word in joined)
