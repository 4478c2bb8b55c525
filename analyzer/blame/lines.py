"""One sentence as rules see it: white space collapsed, apostrophes straight, tokens at hand, and the way back to the draft's offsets."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from models.ports import Token as Word
from models.text import Block, BlockKind, SectionKind, Sentence, Span

_TOKEN = re.compile(r"[@#]?[^\W_](?:[\w&]|['./\-](?=\w)|(?<=\d):(?=\d)){0,80}|\ufffc+|[^\w\s]|_")
_RUN = re.compile(r"\s{2,}")
_SPACE = re.compile(r"\s")
APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})
_QUESTION_WORD = re.compile(r"\W*(?:who|whose|why|how|what|which|where)\b", re.IGNORECASE)
_AFTER_QUESTION = "\"'”)* "
# The head of a column is looked at for every name below it, so no more of it is kept than a head can need.
_LONGEST_HEAD = 200
_REMEMBERED_CHARS = 1_000
"""Characters up to which the text of a line is remembered."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark of a line; `start` and `end` count characters of the line's text."""

    text: str
    low: str
    start: int
    end: int


@dataclass(frozen=True)
class Line:
    """A sentence, heading, bullet or cell. `text` has single spaces only, so that patterns need not know of soft line breaks and
    blanked markup. `shifts` holds (first character, what to add from there on to get the draft's offset), ascending. `column` is
    the head of a table cell's column in lower case, `before` the text of the sentence before it in the same block; `words` are the parse of
    the text, empty where nobody asked for one; lines of one block share the number of their `paragraph`."""

    text: str
    shifts: tuple[tuple[int, int], ...]
    block: BlockKind = BlockKind.PARAGRAPH
    section: SectionKind = SectionKind.OTHER
    column: str = ""
    before: str = ""
    words: tuple[Word, ...] = ()
    paragraph: int = -1

    @cached_property
    def low(self) -> str:
        """The text in lower case, for looking up cues (its length may differ from that of `text`)."""
        return self.text.lower()

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Words and marks in order; hyphens, inner apostrophes and dots stay within a word."""
        return tuple(Token(found[0], found[0].lower(), *found.span()) for found in _TOKEN.finditer(self.text))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(token.start for token in self.tokens)

    @cached_property
    def settled(self) -> list[Any]:
        """What `analyzer.blame.agents` knows of the line's tokens already, from the first on: the subject of a verb, None for others."""
        return []

    @property
    def asks(self) -> bool:
        """Whether it is a question; a heading may be one without its mark."""
        if self.block is BlockKind.HEADING and _QUESTION_WORD.match(self.text):
            return True
        return self.text.rstrip(_AFTER_QUESTION).endswith(("?", "?!"))

    def token_before(self, at: int) -> int:
        """Index of the last token that starts before character `at`; -1 if there is none."""
        return bisect_right(self._starts, at - 1) - 1

    def token_from(self, at: int) -> int:
        """Index of the first token that starts at or after character `at`; the number of tokens if there is none."""
        return bisect_right(self._starts, at - 1)

    def place(self, start: int, end: int) -> Span:
        """Where text[start:end] of this line, which must not be empty, stands in the draft."""
        return Span(start=self._offset(start), end=self._offset(end - 1) + 1)

    def _offset(self, at: int) -> int:
        return at + self.shifts[bisect_right(self.shifts, at, key=lambda shift: shift[0]) - 1][1]


def read_line(draft: str, start: int, end: int) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text and the shifts of the line for draft[start:end]; ("", ()) if that holds white space only."""
    piece = draft[start:end]
    text, shifts = _known_line(piece) if len(piece) <= _REMEMBERED_CHARS else _line_of(piece)
    return text, tuple((at, shift + start) for at, shift in shifts)


@lru_cache(maxsize=16_384)
def _known_line(piece: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    return _line_of(piece)


def _line_of(piece: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    bare = piece.lstrip()
    start = len(piece) - len(bare)
    piece = bare.rstrip()
    if not piece:
        return "", ()
    parts, shifts, last, removed = [], [(0, start)], 0, 0
    for run in _RUN.finditer(piece):
        parts.append(piece[last : run.start() + 1])
        last = run.end()
        shifts.append((run.start() + 1 - removed, start + removed + len(run[0]) - 1))
        removed += len(run[0]) - 1
    parts.append(piece[last:])
    return _SPACE.sub(" ", "".join(parts)).translate(APOSTROPHES), tuple(shifts)


def lines_of(draft: str, *, sentences: Sequence[Sentence], blocks: Sequence[Block], sections: Sequence[SectionKind]) -> Iterator[Line]:
    """A line for each sentence that is not blank. `draft` is the masked text, `sections` the kind of each section by its index."""
    heads = {
        (block.table, block.column): " ".join(draft[block.content.start : block.content.end].lower().split())[:_LONGEST_HEAD]
        for block in blocks
        if block.kind is BlockKind.TABLE_CELL and block.row == 0
    }
    before, before_block = "", -1
    for sentence in sentences:
        text, shifts = read_line(draft, sentence.span.start, sentence.span.end)
        if not text:
            continue
        block = blocks[sentence.block]
        in_cell = block.kind is BlockKind.TABLE_CELL and block.row != 0
        yield Line(
            text=text,
            shifts=shifts,
            block=block.kind,
            section=sections[sentence.section],
            column=heads.get((block.table, block.column), "") if in_cell else "",
            before=before if before_block == sentence.block else "",
            paragraph=sentence.block,
        )
        before, before_block = text, sentence.block
