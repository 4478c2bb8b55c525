"""Cuts plain text into blocks: paragraphs by blank lines, bullets, and short lines that stand as headings."""

import re

from analyzer.markdown.blocks import Piece
from analyzer.markdown.lines import Lines
from analyzer.markdown.section_names import section_kind
from models.text import BlockKind

_BULLET = re.compile(r"[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]+")
_UNDERLINE = re.compile(r"[=\-~]{3,}\s*$")


def plain_pieces(text: str) -> list[Piece]:
    """The blocks of a plain text, in order."""
    lines = Lines(text)
    pieces: list[Piece] = []
    paragraph: tuple[int, int] | None = None

    def close() -> None:
        nonlocal paragraph
        if paragraph:
            pieces.append(Piece(BlockKind.PARAGRAPH, *paragraph, *paragraph))
            paragraph = None

    for number in range(len(lines)):
        line = lines.of(number)
        start, end = lines.starts[number] + len(line) - len(line.lstrip()), lines.starts[number] + len(line.rstrip())
        if not line.strip():
            close()
        elif _UNDERLINE.match(line.strip()):
            close()
            pieces.append(Piece(BlockKind.RULE, start, end, end, end))
        elif match := _BULLET.match(line):
            close()
            pieces.append(Piece(BlockKind.LIST_ITEM, start, end, min(lines.starts[number] + match.end(), end), end, 1))
        elif paragraph is None and stands_as_heading(line):
            pieces.append(Piece(BlockKind.HEADING, start, end, start, end, 2))
        elif paragraph is None:
            paragraph = (start, end)
        else:
            paragraph = (paragraph[0], end)
    close()
    return pieces


def stands_as_heading(line: str) -> bool:
    """Whether a line alone names a part of a postmortem: short, without a full stop, and known."""
    bare = line.strip()
    return len(bare) <= 60 and not bare.endswith((".", "!", "?", ",", ";")) and section_kind(bare.rstrip(":")) is not None
