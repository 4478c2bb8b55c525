"""Masks at work: the text with everything blanked that is not its author's prose."""

import re
from collections.abc import Iterable

from analyzer.pieces import Masked
from models.text import MaskKind, Postmortem

OBJECT = "\ufffc"
"""U+FFFC, the object replacement character: neither a letter nor white space."""

_STANDS_FOR_A_THING = frozenset({MaskKind.CODE, MaskKind.URL, MaskKind.QUOTATION})
_NOT_A_LINE_BREAK = re.compile("[^\r\n\u2028\u2029]")


def masked(postmortem: Postmortem, *, keep: frozenset[MaskKind] = frozenset()) -> str:
    """The text with every masked code point replaced, of the same length; line breaks stay.

    Code, addresses and quotations become U+FFFC: something is named there, so `deploy.sh` in "`deploy.sh` failed" stays the subject
    of its sentence, and nothing matches in it, or across it as if it were not there. Markup, tags, comments and front matter become
    spaces: what they part stands side by side ("**Dave** broke it" reads "  Dave   broke it"). Kinds in `keep` are left as they are;
    what is masked within them for another reason stays masked."""
    shown = (Masked(mask.span.start, mask.span.end, mask.kind) for mask in postmortem.masks if mask.kind not in keep)
    return blanked(postmortem.text, shown)


def blanked(text: str, masks: Iterable[Masked]) -> str:
    """`text` with `masks`, sorted by their start, replaced as `masked` says; where masks overlap, the first one's filler stands."""
    pieces: list[str] = []
    done = 0
    for mask in masks:
        start, end = mask.start if mask.start > done else done, mask.end
        if start >= end:
            continue
        pieces.append(text[done:start])
        pieces.append(filler(text[start:end], mask.kind))
        done = end
    pieces.append(text[done:])
    return "".join(pieces)


def filler(piece: str, kind: MaskKind) -> str:
    """As many code points as `piece` has, with its line breaks."""
    character = OBJECT if kind in _STANDS_FOR_A_THING else " "
    if "\n" in piece or "\r" in piece or "\u2028" in piece or "\u2029" in piece:
        return _NOT_A_LINE_BREAK.sub(character, piece)
    return character * len(piece)
