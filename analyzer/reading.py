"""Reads a text into a postmortem: blocks, sections, sentences, masks, timeline and actions, with offsets into the text as submitted."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

import yaml

from analyzer.actions import actions_of
from analyzer.markdown.blocks import Piece, markdown_pieces
from analyzer.markdown.masks import WHOLE, masks_of
from analyzer.markdown.section_names import section_kind
from analyzer.plain_text import plain_pieces
from analyzer.timeline import timeline_of
from models.errors import EmptyTextError
from models.ports import Language
from models.text import Block, BlockKind, Mask, MaskKind, Postmortem, Section, SectionKind, Sentence, Span, TextFormat

# What stands for masked text: a noun's place is kept for code, addresses and quotations, so that a sentence stays a sentence;
# markup and tags become spaces.
NOUN_FILLER = "\ufffc"
KEEPS_A_NOUN = frozenset({MaskKind.CODE, MaskKind.URL, MaskKind.QUOTATION})
_BOLD_LINE = re.compile(r"\s*(?:\*\*|__)(?P<name>[^*_\n]{2,80})(?:\*\*|__)\s*:?\s*$")
_COLON_LINE = re.compile(r"\s*(?P<name>[^\n.!?]{2,60}):\s*$")
_WORD = re.compile(r"\w[\w'’.-]*")
_MAX_TITLE = 300


class Reader:
    """Reads texts with one language pipeline."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def read(self, text: str, *, format: TextFormat = TextFormat.MARKDOWN) -> Postmortem:
        """The postmortem in `text`. Raises EmptyTextError on nothing but white space; takes anything else."""
        if not text.strip():
            raise EmptyTextError("The text is empty: there is nothing to read.", "/text")
        markup = format is TextFormat.MARKDOWN
        pieces = [_as_heading(text, piece) for piece in (markdown_pieces(text) if markup else plain_pieces(text))]
        sections = _sections(text, pieces)
        blocks = _blocks(pieces, sections)
        masks = _merged([mask for block in blocks for mask in masks_of(text, block.kind, block.content.start, block.content.end, markup=markup)])
        filled = _filled(text, masks, frozenset())
        sentences = self._sentences(filled, blocks)
        front = _front_matter(text, blocks)
        read = Postmortem(
            text=text,
            format=format,
            title=_title(text, blocks, front),
            front_matter=front,
            blocks=blocks,
            sections=sections,
            sentences=sentences,
            masks=masks,
            timeline=timeline_of(text, blocks, sections, _date(front)),
            actions=actions_of(text, blocks, sections),
            words=sum(len(_WORD.findall(filled, sentence.span.start, sentence.span.end)) for sentence in sentences),
        )
        return read

    def _sentences(self, filled: str, blocks: Sequence[Block]) -> tuple[Sentence, ...]:
        sentences: list[Sentence] = []
        for block in blocks:
            if block.kind in WHOLE or block.content.start == block.content.end:
                continue
            content = filled[block.content.start : block.content.end]
            for span in self._language.sentences(content):
                place = Span(start=block.content.start + span.start, end=block.content.start + span.end)
                sentences.append(Sentence(index=len(sentences), span=place, block=block.index, section=block.section))
        return tuple(sentences)


def masked(postmortem: Postmortem, *, keep: frozenset[MaskKind] = frozenset()) -> str:
    """The text with every masked code point replaced, line ends kept: by U+FFFC where a noun stood (code, address, quotation), by a
    space elsewhere. Masks of the kinds in `keep` are left as they are. The result is as long as the text."""
    return _filled(postmortem.text, postmortem.masks, keep)


def _filled(text: str, masks: Sequence[Mask], keep: frozenset[MaskKind]) -> str:
    parts: list[str] = []
    at = 0
    for mask in masks:
        if mask.kind in keep:
            continue
        filler = NOUN_FILLER if mask.kind in KEEPS_A_NOUN else " "
        parts += [text[at : mask.span.start], re.sub(r"[^\r\n]", filler, text[mask.span.start : mask.span.end])]
        at = mask.span.end
    return "".join([*parts, text[at:]])


def _merged(masks: list[Mask]) -> tuple[Mask, ...]:
    """Masks in order and without overlap: what lies within an earlier one is gone, what reaches beyond it is cut."""
    whole: list[Mask] = []
    for mask in sorted(masks, key=lambda mask: (mask.span.start, -mask.span.end)):
        start = max(mask.span.start, whole[-1].span.end) if whole else mask.span.start
        if start < mask.span.end:
            whole.append(Mask(kind=mask.kind, span=Span(start=start, end=mask.span.end)))
    return tuple(whole)


def _as_heading(text: str, piece: Piece) -> Piece:
    """A paragraph of one bold line, or of a known name and a colon, stands as a heading."""
    if piece.kind is not BlockKind.PARAGRAPH or piece.content_end - piece.content_start > 90:
        return piece
    content = text[piece.content_start : piece.content_end]
    match = _BOLD_LINE.match(content)
    if match is None:
        match = _COLON_LINE.match(content)
        if match is None or section_kind(match.group("name")) is None:
            return piece
    start, end = match.span("name")
    return piece._replace(kind=BlockKind.HEADING, level=6, content_start=piece.content_start + start, content_end=piece.content_start + end)


def _sections(text: str, pieces: Sequence[Piece]) -> tuple[Section, ...]:
    headings = [piece for piece in pieces if piece.kind is BlockKind.HEADING]
    bounds = [piece.start for piece in headings] + [len(text)]
    sections = [Section(index=0, kind=SectionKind.PREAMBLE, title="", level=0, heading=None, span=Span(start=0, end=bounds[0]))]
    open_parents: list[Section] = []
    for number, piece in enumerate(headings):
        title = " ".join(text[piece.content_start : piece.content_end].split())
        while open_parents and open_parents[-1].level >= piece.level:
            open_parents.pop()
        kind = section_kind(title)
        if kind is None:
            inherited = open_parents[-1].kind if open_parents and open_parents[-1].level > 1 else SectionKind.OTHER
            kind = inherited
        section = Section(
            index=number + 1,
            kind=kind,
            title=title,
            level=piece.level,
            heading=Span(start=piece.content_start, end=piece.content_end),
            span=Span(start=piece.start, end=bounds[number + 1]),
        )
        open_parents.append(section)
        sections.append(section)
    return tuple(sections)


def _blocks(pieces: Sequence[Piece], sections: Sequence[Section]) -> tuple[Block, ...]:
    blocks = []
    section = 0
    for index, piece in enumerate(pieces):
        if piece.kind is BlockKind.HEADING:
            section += 1
        blocks.append(
            Block(
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
        )
    return tuple(blocks)


def _front_matter(text: str, blocks: Sequence[Block]) -> dict[str, Any]:
    """The fields of the front matter; empty where there is none or it is not a mapping (its text stays a masked block)."""
    if not blocks or blocks[0].kind is not BlockKind.FRONT_MATTER:
        return {}
    body = re.split(r"\r\n|\n|\r", blocks[0].span.of(text).lstrip("\ufeff"))[1:-1]
    try:
        fields = yaml.safe_load("\n".join(body))
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return {str(key): value for key, value in fields.items()} if isinstance(fields, dict) else {}


def _date(front: dict[str, Any]) -> dt.date | None:
    value = front.get("date") or front.get("started_at") or front.get("start_time")
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, dt.date) else None


def _title(text: str, blocks: Sequence[Block], front: dict[str, Any]) -> str | None:
    if isinstance(named := front.get("title"), str) and named.strip():
        return named.strip()[:_MAX_TITLE]
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    first = next((block for block in headings if block.level == 1), headings[0] if headings else None)
    if first is None or (first.level != 1 and section_kind(first.content.of(text)) is not None):
        first = next((block for block in blocks if block.kind is BlockKind.PARAGRAPH and block.span.end - block.span.start <= 120), None)
    return " ".join(first.content.of(text).split())[:_MAX_TITLE] or None if first else None
