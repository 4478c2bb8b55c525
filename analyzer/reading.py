"""Reads a submitted text into a `Postmortem`: blocks, sections, sentences, masks, timeline and action items, with exact offsets."""

import re
from collections.abc import Iterable
from functools import lru_cache

from analyzer.actions import read_actions
from analyzer.block_reading import BlockReading
from analyzer.dates import Calendar
from analyzer.headings import with_implied_headings
from analyzer.markdown.chunks import RememberedBlocks
from analyzer.masking import OBJECT, blanked, masked
from analyzer.pieces import Masked, Outline, Piece
from analyzer.plain_text import read_plain
from analyzer.sections import plain_title, read_sections
from analyzer.timeline import read_timeline
from models.errors import EmptyTextError
from models.ports import Language
from models.text import Block, BlockKind, Mask, MaskKind, Postmortem, Sentence, Span, TextFormat

__all__ = ["Reader", "masked"]

_PROSE = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.QUOTE, BlockKind.HTML})
_NEVER_SHOWN = frozenset({MaskKind.MARKUP, MaskKind.HTML, MaskKind.COMMENT})
_WORD = re.compile(r"[^\W_]+(?:['’.\-‐‑_/][^\W_]+)*")
_MAX_TITLE_CHARS = 120
_LONG_QUOTATION = 200
_REMEMBERED_CHARS = 1_000
"""Characters up to which the words of a sentence are counted once."""
_SENTENCE_ENDS = re.compile("[.!?…]")


class Reader:
    """Reads texts; one reader can serve many threads if its language pipeline can."""

    def __init__(self, language: Language) -> None:
        self._within = BlockReading(language)
        self._blocks = RememberedBlocks()

    def read(self, text: str, *, format: TextFormat = TextFormat.MARKDOWN) -> Postmortem:
        """The text, read. Time grows linearly with its length; nothing in it is dropped.

        Raises `EmptyTextError` if it holds white space only."""
        if not text.strip().strip("\ufeff"):
            raise EmptyTextError("The text is empty: submit the postmortem's text, at least one word.")
        markdown = format is TextFormat.MARKDOWN
        outline = self._blocks.read(text) if markdown else read_plain(text)
        pieces = with_implied_headings(text, outline.pieces, plain=not markdown)
        prose = [(piece.content_start, piece.content_end) for piece in pieces if piece.kind in _PROSE]
        whole = {(mask.start, mask.end) for mask in outline.masks if mask.kind is MaskKind.URL}
        marked = [block for block in prose if block not in whole]
        found = [*outline.masks, *self._within.inline(text, marked, outline.references, markdown=markdown)]
        readable = blanked(text, (mask for mask in _ordered(found) if mask.kind is not MaskKind.QUOTATION))
        quoted = list(self._within.quoted(readable, prose))
        ordered = _ordered([*found, *quoted])
        sections, of_block = read_sections(text, readable, pieces)
        blocks = tuple(_block(index, piece, of_block[index]) for index, piece in enumerate(pieces))
        sentences = self._sentences(text, _cuttable(text, readable, quoted), blocks)
        shown = blanked(text, (mask for mask in ordered if mask.kind in _NEVER_SHOWN))
        calendar = Calendar.of(outline.front_matter, shown, blocks)
        return Postmortem(
            text=text,
            format=format,
            title=_title(outline, readable, pieces, blocks),
            front_matter=outline.front_matter,
            blocks=blocks,
            sections=sections,
            sentences=sentences,
            masks=tuple(Mask(kind=mask.kind, span=Span(start=mask.start, end=mask.end)) for mask in ordered),
            timeline=read_timeline(shown, blocks, sections, calendar),
            actions=read_actions(shown, pieces, blocks, sections, calendar),
            words=_count_words(blanked(text, ordered), sentences),
        )

    def _sentences(self, text: str, cuttable: str, blocks: tuple[Block, ...]) -> tuple[Sentence, ...]:
        prose = [block for block in blocks if block.kind in _PROSE]
        cut = self._within.sentences(text, cuttable, [(block.content.start, block.content.end) for block in prose])
        found: list[Sentence] = []
        for block, ranges in zip(prose, cut, strict=True):
            shift = block.content.start
            for start, end in ranges:
                span = Span(start=start + shift, end=end + shift)
                found.append(Sentence(index=len(found), span=span, block=block.index, section=block.section))
        return tuple(found)


def _ordered(found: Iterable[Masked]) -> list[Masked]:
    """By start, the widest first, each once."""
    return sorted(set(found), key=lambda mask: (mask.start, -mask.end, mask.kind))


def _block(index: int, piece: Piece, section: int) -> Block:
    return Block(
        index=index,
        kind=piece.kind,
        span=Span(start=piece.start, end=piece.end),
        content=Span(start=piece.content_start, end=piece.content_end),
        section=section,
        level=piece.level,
        row=piece.row,
        column=piece.column,
        table=piece.table,
    )


def _cuttable(text: str, readable: str, quoted: Iterable[Masked]) -> str:
    """The text for cutting sentences: a full stop within a quotation ends nothing unless it is its last character, or the quotation
    is so long that it is a passage of its own."""
    pieces: list[str] = []
    done = 0
    for mask in quoted:
        if mask.end - mask.start > _LONG_QUOTATION:
            continue
        last = mask.end - 2
        pieces.append(readable[done : mask.start])
        pieces.append(_SENTENCE_ENDS.sub(OBJECT, readable[mask.start : last]))
        done = last
    pieces.append(readable[done:])
    return "".join(pieces)


def _title(outline: Outline, readable: str, pieces: list[Piece], blocks: tuple[Block, ...]) -> str | None:
    """Front matter's title, else the first heading of level 1, else the first heading if it names no section, else a short first line."""
    given = outline.front_matter.get("title")
    if isinstance(given, str | int | float) and str(given).strip():
        return str(given).strip()
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    real = [block for block in headings if not pieces[block.index].implied]
    for block in [*(block for block in real if block.level == 1), *headings]:
        if title := plain_title(readable, block.content):
            return title
    first = next((block for block in blocks if block.kind in _PROSE), None)
    line = plain_title(readable, first.content) if first and "\n" not in first.content.of(readable) else ""
    return line if 0 < len(line) <= _MAX_TITLE_CHARS and not line.endswith(".") else None


def _count_words(blank: str, sentences: Iterable[Sentence]) -> int:
    """Word-like tokens of prose."""
    pieces = (blank[sentence.span.start : sentence.span.end] for sentence in sentences)
    return sum(_known_count(piece) if len(piece) <= _REMEMBERED_CHARS else _count(piece) for piece in pieces)


def _count(piece: str) -> int:
    return len(_WORD.findall(piece))


_known_count = lru_cache(maxsize=8_192)(_count)
