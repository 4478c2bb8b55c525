"""Quotations in prose: what somebody said, or what a log, a message or a document reads. Single quoted words are no quotations."""

import re
from collections.abc import Iterator

from analyzer.pieces import Masked
from models.text import MaskKind

_MAX_CHARS = 1500
_QUOTED = re.compile(
    rf"(?<![\w\"])\"(?=[^\s\"])(?P<straight>[^\"]{{1,{_MAX_CHARS}}})(?<!\s)\"(?!\w)"
    rf"|“(?P<curly>[^“”]{{1,{_MAX_CHARS}}})”"
    rf"|„(?P<low>[^„“”]{{1,{_MAX_CHARS}}})[“”]"
    rf"|«(?P<angle>[^«»]{{1,{_MAX_CHARS}}})»"
    rf"|‘(?P<single>(?:[^‘’]|(?<=\w)’(?=\w)){{1,{_MAX_CHARS}}})’(?!\w)"
    rf"|(?<=[\s(:,])'(?=[^\s'])(?P<plain>(?:[^'\n]|(?<=\w)'(?=\w)){{1,{_MAX_CHARS}}}+)(?<!\s)'(?!\w)"
)
_SAYS = (
    r"sa(?:id|ys|ying)|asked|asks|wr(?:ote|ites?|iting)|repl(?:ied|ies)|answer(?:ed|s)|stat(?:ed|es|ing)|reads?|reading|read|"
    r"respond(?:ed|s)|report(?:ed|s)|announc(?:ed|es|ing)|post(?:ed|s)|logg(?:ed|ing)|logs?|print(?:ed|s)|return(?:ed|s|ing)|"
    r"show(?:ed|s|ing)|messages?|errors?|alerts?|warnings?|output|text|comment(?:ed|s)?|notes?|noted|quot(?:e|es|ed)|tweet(?:ed)?|titled|"
    r"page[ds]?|ticket|subject|typed|explain(?:ed|s)|told \w+"
)
_INTRODUCED = re.compile(rf"(?:\b(?:{_SAYS})(?:\s+(?:that|as|with|in \S{{1,30}}|at \S{{1,12}}))?\s*[,:]?|:)\s*$", re.IGNORECASE)
_ATTRIBUTED = re.compile(rf"\s*[,—–-]?\s*(?:(?:\w+\s+){{1,3}}(?:{_SAYS})\b|(?:{_SAYS})\s+(?:the\s+)?\w+)", re.IGNORECASE)
_MOST_SCARE_WORDS = 3


def quotations(text: str, start: int, end: int) -> Iterator[Masked]:
    """Masks of the quotations in text[start:end], quote marks included; `text` has code, addresses and tags blanked already.

    Quoted is what is longer than three words, or is introduced or attributed as said, written or logged."""
    for match in _QUOTED.finditer(text, start, end):
        inner = match[match.lastgroup or 0]
        introduced = _INTRODUCED.search(text, max(start, match.start() - 60), match.start())
        if match.lastgroup == "plain" and not introduced:
            continue
        ends_as_clause = inner.rstrip()[-1:] in ",.!?"
        attributed = ends_as_clause and _ATTRIBUTED.match(text, match.end(), min(end, match.end() + 60))
        if introduced or attributed or len(inner.split()) > _MOST_SCARE_WORDS:
            yield Masked(*match.span(), MaskKind.QUOTATION)
