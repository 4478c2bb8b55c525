"""Headings that are none by their markup: a line that is bold from end to end, a known section name on a line of its own, and a known
name with a colon that runs into its text (`**Impact:** 31 % of requests failed`)."""

import re

from analyzer.markdown.lines import trimmed
from analyzer.markdown.section_names import is_exact_name, section_kind
from analyzer.pieces import Piece
from models.text import EIGHT_PARTS, BlockKind, SectionKind

_BOLD_LINE = re.compile(
    r"(?P<mark>\*\*|__)(?=\S)(?P<name>(?:(?!\*\*|__)[^\r\n]){1,100})(?<=\S)(?P=mark)(?P<colon>[ \t]*:)?[ \t]*(?=[\r\n]|$)"
)
_BARE_LINE = re.compile(r"(?P<name>[^\W\d_][^\r\n:.!]{1,60}\??)(?P<colon>:)?[ \t]*(?=[\r\n]|$)")
_BOLD_LABEL = re.compile(r"(?P<mark>\*\*|__)(?=\S)(?P<name>[^\r\n*_:]{2,60})(?::(?P=mark)|(?P=mark)[ \t]*:)(?=[ \t]*\S)")
_BARE_LABEL = re.compile(r"(?P<name>[^\W\d_][^\r\n*_:.,;]{1,40}):(?=[ \t]+\S)")
_TIME_LIKE = re.compile(r"\W*(?:\d|T[+-]|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)", re.IGNORECASE)
_LABEL_ENDS = re.compile(r"[.!?,;]$")

_RUNS_IN_BOLD = frozenset({SectionKind.PREAMBLE, SectionKind.OTHER, SectionKind.SUMMARY, SectionKind.BACKGROUND})
_RUNS_IN_BARE = frozenset({SectionKind.PREAMBLE, SectionKind.OTHER})
_PARTS = frozenset().union(*EIGHT_PARTS.values())
_MAX_WORDS = 12


def with_implied_headings(text: str, pieces: list[Piece], *, plain: bool = False) -> list[Piece]:
    """`pieces` with such headings taken out of the paragraphs that hold them; `plain` leaves out those that need Markdown's bold."""
    found: list[Piece] = []
    current = SectionKind.PREAMBLE
    running_in = False
    for piece in pieces:
        if piece.kind is BlockKind.HEADING:
            current, running_in = section_kind(text[piece.content_start : piece.content_end]) or SectionKind.OTHER, False
        if piece.kind is not BlockKind.PARAGRAPH or piece.level:
            found.append(piece)
            continue
        for part in _parted(text, piece, current, running_in=running_in, plain=plain, opens_text=not found):
            found.append(part)
            if part.kind is BlockKind.HEADING:
                name = text[part.content_start : part.content_end]
                running_in = text[part.end : part.end + 1] not in {"", "\n", "\r"}
                if not running_in:
                    current = section_kind(name) or SectionKind.OTHER
    return found


def _parted(text: str, piece: Piece, current: SectionKind, *, running_in: bool, plain: bool, opens_text: bool) -> list[Piece]:
    """The paragraph, cut before and behind each heading in it."""
    parts: list[Piece] = []
    start = piece.start
    cursor = piece.content_start
    while cursor < piece.content_end:
        stop = _heading(text, cursor, piece, current, running_in=running_in or bool(parts), plain=plain, opens_text=opens_text)
        if stop is not None:
            before = trimmed(text, start, cursor)
            if before[0] < before[1]:
                parts.append(piece._replace(start=before[0], end=before[1], content_start=before[0], content_end=before[1]))
            name = trimmed(text, *stop.span("name"))
            end = stop.start() + len(stop[0].rstrip())
            parts.append(
                piece._replace(kind=BlockKind.HEADING, start=cursor, end=end, content_start=name[0], content_end=name[1], implied=True)
            )
            start, cursor = trimmed(text, end, piece.end)[0], end
        following = _next_line(text, cursor, piece.content_end)
        if following is None:
            break
        cursor = following
    if not parts:
        return [piece]
    rest = trimmed(text, start, piece.end)
    if rest[0] < rest[1] and start >= parts[-1].end:
        parts.append(piece._replace(start=rest[0], end=rest[1], content_start=rest[0], content_end=rest[1]))
    return parts


_LINE_BREAK = re.compile(r"(?:\r\n?|\n)[ \t]*")


def _next_line(text: str, start: int, end: int) -> int | None:
    match = _LINE_BREAK.search(text, start, end)
    return match.end() if match and match.end() < end else None


def _heading(
    text: str, at: int, piece: Piece, current: SectionKind, *, running_in: bool, plain: bool, opens_text: bool
) -> re.Match[str] | None:
    """The heading that begins at the line start `at`, with its `name`, or None."""
    alone = at == piece.content_start
    if not plain and (bold := _BOLD_LINE.match(text, at, piece.content_end)):
        whole = alone and bold.end() >= piece.content_end
        if _names_section(bold["name"], bold=True, alone=whole):
            return bold
    elif (bare := _BARE_LINE.match(text, at, piece.content_end)) and (alone or bare["colon"]):
        whole = alone and bare.end() >= piece.content_end
        if is_exact_name(bare["name"]) and (whole or bare["colon"]) and not (opens_text and whole and not bare["colon"]):
            return bare
    if not plain and (label := _BOLD_LABEL.match(text, at, piece.content_end)):
        if (current in _RUNS_IN_BOLD or running_in) and _may_run_in(label["name"]):
            return label
    elif (label := _BARE_LABEL.match(text, at, piece.content_end)) and (current in _RUNS_IN_BARE or running_in):
        if _may_run_in(label["name"]):
            return label
    return None


def _may_run_in(name: str) -> bool:
    """Only the parts of a postmortem run into their text: `**Author:** Kim` and `**Links:** …` are fields."""
    return is_exact_name(name) and section_kind(name) in _PARTS


def _names_section(name: str, *, bold: bool, alone: bool) -> bool:
    """Whether a bold line is a heading: a known name, or one short phrase alone in its paragraph that is no sentence, label or time."""
    bare = name.strip().rstrip(":").strip()
    if is_exact_name(bare) or (alone and section_kind(bare) is not None and ":" not in bare):
        return True
    return (
        bold
        and alone
        and len(bare.split()) <= _MAX_WORDS
        and _LABEL_ENDS.search(bare) is None
        and not re.search(r":\s", bare)
        and _TIME_LIKE.match(bare) is None
    )
