"""Blocks of a plain text: paragraphs by blank lines, bullets, underlined or upper-case or known headings, quoted mail, log lines."""

import re

from analyzer.markdown.lines import Lines, trimmed
from analyzer.markdown.section_names import is_exact_name
from analyzer.pieces import Masked, Outline, Piece
from models.text import BlockKind, MaskKind

_BULLET = re.compile(r"[ \t]*(?:[-*+•◦▪‣·–]|\(?\d{1,3}[.)]|\(?[a-zA-Z]\))[ \t]+(?=\S)")
_QUOTED = re.compile(r"[ \t]*>[> \t]*")
_UNDERLINE = re.compile(r"[ \t]*(?:={3,}|-{3,}|~{3,}|\*{3,})[ \t]*$")
_RULE = re.compile(r"[ \t]*(?:={3,}|-{3,}|~{3,}|\*{3,}|_{3,})[ \t]*$")
_UPPER = re.compile(r"[A-Z][A-Z0-9 &/'’()\-–:.?#]{3,60}$")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}[.)]?[ \t]+(?P<name>[^\W\d_].{0,60})$")
_LEVEL = r"(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|ERR|CRIT(?:ICAL)?|FATAL|ALERT|EMERG|SEVERE|PANIC)"
_LOG = re.compile(
    rf"[ \t]*(?:\[?\d{{4}}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*\]?[ \t]+(?:\S+[ \t]+){{0,4}}?[\[(<]?{_LEVEL}\b"
    rf"|\[{_LEVEL}\][ \t]+\S|{_LEVEL}(?::|[ \t]+\[|[ \t]+\d{{4}}-)"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[ \t]+\d{1,2} \d\d:\d\d:\d\d \S+ \S+(?:\[\d+\])?:"
    r"|at [\w$.<>]+\([\w$]+(?:\.\w+)?:\d+\)|Traceback \(most recent call last\):|File \"[^\"]+\", line \d+"
    r"|(?:Caused by: )?(?:[a-z]\w*\.)+[A-Z]\w*(?:Exception|Error)\b|\$ \S)"
)


def read_plain(text: str) -> Outline:
    """Blocks of `text`; the masks hold rules, log lines and quoted mail."""
    lines = Lines.of(text)
    outline = Outline()
    paragraph: list[tuple[int, int]] = []
    item_goes_on = False
    number = -1
    while (number := number + 1) < len(lines.starts):
        begin = 1 if number == 0 and text.startswith("\ufeff") else lines.starts[number]
        start, end = trimmed(text, begin, lines.ends[number])
        if start == end:
            _close(outline, paragraph)
            item_goes_on = False
        elif own := _own_block(text, lines, number, (start, end), paragraph_open=bool(paragraph)):
            _close(outline, paragraph)
            piece, mask = own
            outline.pieces.append(piece)
            if mask is not None:
                outline.masks.append(Masked(piece.start, piece.end, mask))
            item_goes_on = piece.kind is BlockKind.LIST_ITEM
            number += piece.end > lines.ends[number]
        elif item_goes_on and start > begin:
            outline.pieces[-1] = outline.pieces[-1]._replace(end=end, content_end=end)
        else:
            paragraph.append((start, end))
            item_goes_on = False
    _close(outline, paragraph)
    return outline


def _close(outline: Outline, paragraph: list[tuple[int, int]]) -> None:
    if paragraph:
        start, end = paragraph[0][0], paragraph[-1][1]
        outline.pieces.append(Piece(BlockKind.PARAGRAPH, start, end, start, end))
        paragraph.clear()


def _own_block(
    text: str, lines: Lines, number: int, content: tuple[int, int], *, paragraph_open: bool
) -> tuple[Piece, MaskKind | None] | None:
    """The block that this line is by itself, with its mask, or None if it is part of a paragraph."""
    start, end = content
    line = text[start:end]
    if _RULE.match(line):
        return Piece(BlockKind.RULE, start, end, end, end), MaskKind.MARKUP
    if _LOG.match(line):
        return Piece(BlockKind.CODE, start, end, start, end), MaskKind.CODE
    if quote := _QUOTED.match(line):
        return Piece(BlockKind.QUOTE, start, end, min(start + quote.end(), end), end, quoted=True), MaskKind.QUOTATION
    if heading := _heading(text, lines, number, content, paragraph_open=paragraph_open):
        return heading, None
    if bullet := _BULLET.match(line):
        indent = start - lines.starts[number]
        return Piece(BlockKind.LIST_ITEM, start, end, start + bullet.end(), end, 1 + min(indent // 2, 20)), None
    return None


def _heading(text: str, lines: Lines, number: int, content: tuple[int, int], *, paragraph_open: bool) -> Piece | None:
    start, end = content
    line = text[start:end]
    following = text[lines.starts[number + 1] : lines.ends[number + 1]] if number + 1 < len(lines.starts) else ""
    if not paragraph_open and len(line) <= 100 and _UNDERLINE.match(following) and line[-1] not in ".,;":
        stop = trimmed(text, lines.starts[number + 1], lines.ends[number + 1])[1]
        return Piece(BlockKind.HEADING, start, stop, start, end, 1 if "=" in following else 2)
    bare = line.rstrip(":").rstrip()
    if line.endswith(":") and (is_exact_name(bare) or (_UPPER.match(line) and len(bare.split()) <= 8)):
        return Piece(BlockKind.HEADING, start, end, start, end, 2)
    if paragraph_open:
        return None
    numbered = _NUMBERED.match(line)
    if is_exact_name(bare) and len(bare.split()) <= 6 and (following.strip() or numbered or number):
        return Piece(BlockKind.HEADING, start, end, start, end, 2)
    if _UPPER.match(line) and len(line.split()) <= 8 and any(len(word) > 3 for word in line.split()) and line[-1] not in ".-":
        return Piece(BlockKind.HEADING, start, end, start, end, 2)
    return None
