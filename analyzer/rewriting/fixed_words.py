"""Rewrites that a rule brings along: fixed words for fixed words, and an adverb taken out."""

import re

from analyzer.blame.lines import Line
from analyzer.rewriting.proposal import Proposal

_GOES_ON = re.compile(r" (?:put|speaking|stated|said|enough|so|then)\b", re.IGNORECASE)
_OPENING = re.compile(r"[A-Za-z][a-z'’]*(?![\w./:@-])")
FUNCTION_WORDS = frozenset(
    "a an the this that these those it its they their we our he she his her there here no nobody nothing none some any all each every both most many few several one two three "
    "if when while after before as since because although once until with without for from in on at by of to and but or so not who what which how where why".split()
)
"""Words that can be told from the name of a component by themselves."""
_NOTE_REMOVED = "Takes the word out; the sentence says the same without it."
_NOTE_REPLACED = "Asks for several conditions in place of one."


def proposal(line: Line, start: int, end: int, replacement: str) -> Proposal | None:
    """`replacement` for text[start:end] of the line; an empty one takes the words out together with the comma and the space behind them. None where that
    would not leave a clean sentence."""
    text = line.text
    if replacement and text[end:].lower().startswith(" analysis"):
        return None
    if replacement:
        words = replacement if text[start].isupper() else replacement[0].lower() + replacement[1:]
        return Proposal(start, end, (words,), _NOTE_REPLACED)
    if _GOES_ON.match(text, end):
        return None  # "plainly put", which goes as a whole or not at all
    if text[start - 2 : start] == ", " and text[end : end + 1] == "," and start > 1:
        return Proposal(start - 2, end + 1, (), _NOTE_REMOVED, safe=True, slight=True)
    behind = end + (text[end : end + 1] == ",")
    if text[behind : behind + 1] != " " or not text[behind + 1 : behind + 2].isalpha():
        return None
    stop = behind + 2
    if not text[start].isupper():
        return Proposal(start, stop, ((behind + 1, stop),), _NOTE_REMOVED, safe=True, slight=True)
    opening = _OPENING.match(text, behind + 1)
    if opening is None:
        return None  # it may be the name of a component, whose first letter is no matter of style
    return Proposal(start, stop, (text[behind + 1].upper(),), _NOTE_REMOVED, safe=opening[0].lower() in FUNCTION_WORDS, slight=True)
