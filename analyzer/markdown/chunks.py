"""Blocks of a Markdown text read part by part, so that of a draft that changes in one place only that part is parsed anew.

A text is cut before headings that no container can hold: `#` in the first column behind a blank line. What stands there ends every
paragraph, list, quote and table; only a fence of code or a block of HTML that is still open goes on over it, and then the parts on both sides are read as one."""

import re

from analyzer.markdown import front_matter
from analyzer.markdown.blocks import read_blocks
from analyzer.pieces import Masked, Outline, Piece
from analyzer.remembered import Remembered
from models.text import BlockKind

KEPT = 2_000_000
"""Characters of parts whose blocks are kept."""
_OVERHEAD = 500
"""What an entry weighs beside its text, counted as characters."""
_BEFORE_HEADING = re.compile(r"\n\r?\n(?=#{1,6}[ \t])")
_MAY_STAY_OPEN = frozenset({BlockKind.CODE, BlockKind.HTML, BlockKind.COMMENT})


def _weight(chunk: str) -> int:
    return len(chunk) + _OVERHEAD


class RememberedBlocks:
    """Reads blocks as `read_blocks` does, and remembers those of parts. Safe to share between threads."""

    def __init__(self) -> None:
        self._remembered: Remembered[str, Outline] = Remembered(KEPT, weigh=_weight)

    def read(self, text: str) -> Outline:
        """Blocks, block-level masks and front matter of the Markdown `text`."""
        cuts = _cuts(text)
        found = Outline()
        references: set[str] = set()
        first, step = 0, 1
        while first < len(cuts) - 1:
            last = min(first + step, len(cuts) - 1)
            start, end = cuts[first], cuts[last]
            part = self._remembered.of([text[start:end]], lambda asked: map(read_blocks, asked))[0]
            if last < len(cuts) - 1 and _is_open(part):
                step *= 2  # by doubling, so that a fence that nobody closes costs no more than twice the text
                continue
            _append(found, part, start)
            references |= part.references
            first, step = last, 1
        found.references = frozenset(references)
        return found


def _cuts(text: str) -> list[int]:
    """The offsets between which the parts lie, 0 and the text's length included. Front matter is not cut, whatever stands in it."""
    begin = front_matter.end(text)
    return [0, *(match.end() for match in _BEFORE_HEADING.finditer(text, begin)), len(text)]


def _is_open(part: Outline) -> bool:
    """Whether the last block may go on behind the part, which ends in a blank line. A fence that was closed is taken for open, too, where
    nothing stands behind it: that costs a little and changes nothing."""
    return not part.pieces or part.pieces[-1].kind in _MAY_STAY_OPEN


def _append(found: Outline, part: Outline, shift: int) -> None:
    tables = found.tables
    for kind, start, end, content_start, content_end, level, row, column, table, task, implied, quoted in part.pieces:
        found.pieces.append(
            Piece(
                kind,
                start + shift,
                end + shift,
                content_start + shift,
                content_end + shift,
                level,
                row,
                column,
                None if table is None else table + tables,
                task,
                implied,
                quoted,
            )
        )
    found.masks.extend(Masked(start + shift, end + shift, kind) for start, end, kind in part.masks)
    found.tables += part.tables
    found.front_matter = found.front_matter or part.front_matter
