"""Rewrites that are safe: fixed words for fixed words, and an adverb taken out. Each is linted again before it is offered."""

from analyzer.blame.lines import Line
from models.findings import Rewrite
from models.text import Postmortem

_NOTE_REMOVED = "Takes the word out; the sentence says the same without it."
_NOTE_REPLACED = "Asks for several conditions in place of one."


def rewrite_of(postmortem: Postmortem, line: Line, start: int, end: int, replacement: str) -> Rewrite | None:
    """The rewrite of text[start:end] of the line, as offsets into the draft; None where it would not leave a clean sentence."""
    span = line.place(start, end)
    draft = postmortem.text
    if postmortem.quote(span) != line.text[start:end]:
        return None  # markup or a line break lies within: the words cannot be exchanged as one piece
    if replacement:
        words = replacement if draft[span.start].isupper() else replacement[0].lower() + replacement[1:]
        return Rewrite(start=span.start, end=span.end, replacement=words, note=_NOTE_REPLACED)
    return _removal(draft, span.start, span.end)


def _removal(draft: str, start: int, end: int) -> Rewrite | None:
    """Takes draft[start:end] out together with the comma and the space behind it; a capital moves to the next word."""
    behind = end
    if draft[behind : behind + 1] == ",":
        behind += 1
    if draft[behind : behind + 1] != " " or not draft[behind + 1 : behind + 2].isalpha():
        return None
    behind += 1
    if draft[start].isupper():
        return Rewrite(start=start, end=behind + 1, replacement=draft[behind].upper(), note=_NOTE_REMOVED, safe=True)
    return Rewrite(start=start, end=behind, replacement="", note=_NOTE_REMOVED, safe=True)


def applied(line: Line, rewrite: Rewrite, start: int, end: int) -> Line:
    """The line as it would read afterwards; text[start:end] is what the rewrite was made for."""
    span = line.place(start, end)
    tail = end + rewrite.end - span.end
    return Line(
        text=line.text[:start] + rewrite.replacement + line.text[tail:],
        shifts=line.shifts,
        block=line.block,
        section=line.section,
        column=line.column,
        before=line.before,
    )
