"""Finds what is not prose of the author within a block: code, addresses, links' targets, tags, comments, quotations."""

import re
from collections.abc import Iterator

from models.text import BlockKind, Mask, MaskKind, Span

WHOLE = {
    BlockKind.FRONT_MATTER: MaskKind.FRONT_MATTER,
    BlockKind.CODE: MaskKind.CODE,
    BlockKind.COMMENT: MaskKind.COMMENT,
    BlockKind.QUOTE: MaskKind.QUOTATION,
    BlockKind.RULE: MaskKind.MARKUP,
}
_CODE = re.compile(r"(?<!`)(`{1,8})(?!`)(?:(?!\1).){1,2000}?\1(?!`)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][\w-]{0,40}(?:\s[^<>]{0,1000})?/?>")
_TARGET = re.compile(r"\]\([^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500})?(?:\s+\"[^\"\n]{0,500}\")?\)|\]\[[^\]\n]{0,200}\]")
_URL = re.compile(
    r"\b(?:https?|ftp|ssh|file)://[^\s<>|\"'`]{1,2000}|\bwww\.[^\s<>|\"'`]{3,2000}|\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}\b"
)
_QUOTATION = re.compile(r"\"[^\"\n]{12,1000}\"|“[^”\n]{12,1000}”|«[^»\n]{12,1000}»")
_INTRODUCED = re.compile(
    r"(?:\b(?:said|says|wrote|writes|asked|replied|reads?|posted|answered|message|logged|printed|showed)\b[^.\n]{0,30}|:\s*)$",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r"\"[^\"\n]{2,1000}\"|“[^”\n]{2,1000}”")
QUOTED_WORDS = 4


def masks_of(text: str, kind: BlockKind, start: int, end: int, *, markup: bool) -> Iterator[Mask]:
    """The masks of one block's content text[start:end]; `markup` is off for plain text."""
    if kind in WHOLE:
        yield Mask(kind=WHOLE[kind], span=Span(start=start, end=end))
        return
    if markup:
        for pattern, mask in ((_CODE, MaskKind.CODE), (_COMMENT, MaskKind.COMMENT), (_TARGET, MaskKind.MARKUP), (_TAG, MaskKind.HTML)):
            for match in pattern.finditer(text, start, end):
                yield Mask(kind=mask, span=Span(start=match.start(), end=match.end()))
    for match in _URL.finditer(text, start, end):
        yield Mask(kind=MaskKind.URL, span=Span(start=match.start(), end=match.end()))
    for match in _QUOTATION.finditer(text, start, end):
        if len(match.group().split()) >= QUOTED_WORDS:
            yield Mask(kind=MaskKind.QUOTATION, span=Span(start=match.start(), end=match.end()))
    for match in _SPOKEN.finditer(text, start, end):
        if _INTRODUCED.search(text, max(start, match.start() - 60), match.start()):
            yield Mask(kind=MaskKind.QUOTATION, span=Span(start=match.start(), end=match.end()))
