"""Sections: what stands between one heading and the next, and what it is about."""

from collections.abc import Sequence

from analyzer.markdown.section_names import is_exact_name, section_kind
from analyzer.masking import OBJECT
from analyzer.pieces import Piece
from models.text import BlockKind, Section, SectionKind, Span

_SAYS_NOTHING = frozenset({SectionKind.PREAMBLE, SectionKind.OTHER})
_DEEPEST = 6


def plain_title(readable: str, span: Span) -> str:
    """The heading's words: markup and masks away, white space collapsed, a closing colon dropped."""
    return " ".join(span.of(readable).replace(OBJECT, " ").split()).rstrip(":").rstrip()


def read_sections(text: str, readable: str, pieces: Sequence[Piece]) -> tuple[tuple[Section, ...], list[int]]:
    """The sections in order, and for each piece the index of its section.

    `heading` is the heading's text without markers. The document's own title (the first heading, above all others, with no known name)
    opens a section of kind PREAMBLE. An implied heading (`**Impact**`) takes the level below the last real one."""
    headings = [index for index, piece in enumerate(pieces) if piece.kind is BlockKind.HEADING]
    first = pieces[headings[0]].start if headings else len(text)
    sections = [Section(index=0, kind=SectionKind.PREAMBLE, title="", level=0, heading=None, span=Span(start=0, end=first))]
    of_piece = [0] * len(pieces)
    parents: list[tuple[int, SectionKind]] = []
    last_real = 0
    for number, index in enumerate(headings):
        piece = pieces[index]
        following = headings[number + 1] if number + 1 < len(headings) else len(pieces)
        end = pieces[following].start if following < len(pieces) else len(text)
        heading = Span(start=piece.content_start, end=piece.content_end)
        title = plain_title(readable, heading) or " ".join(heading.of(text).strip("`").split())
        level = min(last_real + 1, _DEEPEST) if piece.implied else piece.level
        if not piece.implied:
            last_real = piece.level
        while parents and parents[-1][0] >= level:
            parents.pop()
        is_title = number == 0 and _is_title(title, level, pieces, index)
        kind = SectionKind.PREAMBLE if is_title else _kind(title, parents)
        parents.append((level, kind))
        span = Span(start=piece.start, end=end)
        sections.append(Section(index=number + 1, kind=kind, title=title, level=level, heading=heading, span=span))
        of_piece[index:following] = [number + 1] * (following - index)
    return tuple(sections), of_piece


def _is_title(title: str, level: int, pieces: Sequence[Piece], index: int) -> bool:
    """Whether the first heading names the document: level 1, or nothing stands before it and no other heading is its equal."""
    if is_exact_name(title):
        return False
    others = [piece for piece in pieces[index + 1 :] if piece.kind is BlockKind.HEADING]
    leads = all(piece.kind is BlockKind.FRONT_MATTER for piece in pieces[:index])
    return level == 1 or (
        leads and section_kind(title) is None and bool(others) and all(piece.level > level or piece.implied for piece in others)
    )


def _kind(title: str, parents: Sequence[tuple[int, SectionKind]]) -> SectionKind:
    own = section_kind(title)
    if own is not None:
        return own
    inherited = parents[-1][1] if parents else SectionKind.OTHER
    return SectionKind.OTHER if inherited in _SAYS_NOTHING else inherited
