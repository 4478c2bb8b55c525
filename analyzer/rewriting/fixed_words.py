"""Rewrites that a rule brings along: fixed words for fixed words, and an adverb taken out."""

from analyzer.blame.lines import Line
from analyzer.rewriting.proposal import Proposal

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
    behind = end + (text[end : end + 1] == ",")
    if text[behind : behind + 1] != " " or not text[behind + 1 : behind + 2].isalpha():
        return None
    stop = behind + 2
    if text[start].isupper():
        return Proposal(start, stop, (text[behind + 1].upper(),), _NOTE_REMOVED, safe=True, slight=True)
    return Proposal(start, stop, ((behind + 1, stop),), _NOTE_REMOVED, safe=True, slight=True)
