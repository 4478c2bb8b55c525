"""Blocks of a Markdown text, by markdown-it-py's block rules (CommonMark and GitHub's tables), with exact offsets.

The parser tells lines only. Each of its leaf rules is wrapped to note, at the moment when it matches, where on each of its lines the
content begins behind list and quote markers; inline parsing is never run, as its tokens have no offsets at all.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from markdown_it import MarkdownIt, rules_block
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from analyzer.markdown import front_matter
from analyzer.markdown.lines import Lines, trimmed
from analyzer.markdown.tables import cells
from analyzer.pieces import Masked, Outline, Piece
from models.text import BlockKind, MaskKind

_Rule = Callable[[StateBlock, int, int, bool], bool]

# Second member: the rules whose blocks it may interrupt, as in markdown_it.parser_block.
_LEAF_RULES: dict[str, tuple[_Rule, list[str]]] = {
    "table": (rules_block.table, ["paragraph", "reference"]),
    "code": (rules_block.code, []),
    "fence": (rules_block.fence, ["paragraph", "reference", "blockquote", "list"]),
    "hr": (rules_block.hr, ["paragraph", "reference", "blockquote", "list"]),
    "html_block": (rules_block.html_block, ["paragraph", "reference", "blockquote"]),
    "heading": (rules_block.heading, ["paragraph", "reference", "blockquote"]),
    "lheading": (rules_block.lheading, []),
    "paragraph": (rules_block.paragraph, []),
}
MAX_NESTING = 32
"""Containers (quotes, lists, items) in one another that are parsed as such. What lies deeper becomes flat paragraphs."""

_MARKERS = re.compile(r"(?:[ \t>]|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))*+")
_ONLY_PUNCTUATION = re.compile(r"(?:[\s>|:=\ufeff]|[-*+_]|\d{1,9}[.)](?=\s|$))*+$")
_REFERENCE = re.compile(r"[ \t>]*\[[^\]]{1,1000}\]:")
_ATX = re.compile(r"#{1,6}[ \t]*")
_ATX_CLOSE = re.compile(r"(?:^|(?<![ \t])[ \t]++)#++[ \t]*+$")
_TASK = re.compile(r"\[([ xX~/\-])\](?=\s)")
_CALLOUT = re.compile(r"\[![A-Za-z]{1,20}\][+-]?")
_COMMENTS = re.compile(r"\s*(?:<!--(?:[^-]|-(?!->))*+(?:-->|$)\s*)+")
_OPAQUE_HTML = re.compile(r"<(?:script|style|pre|textarea|\?|!\[CDATA|![A-Za-z])", re.IGNORECASE)


def read_blocks(text: str) -> Outline:
    """Blocks, block-level masks and front matter of the Markdown `text`; linear in its length."""
    lines = Lines.of(text)
    outline = Outline()
    found = front_matter.find(text, lines)
    first = 0
    if found is not None:
        closing, outline.front_matter = found
        first = closing + 1
        start, end = trimmed(text, 1 if text.startswith("\ufeff") else 0, lines.ends[closing])
        inner = trimmed(text, lines.starts[1], lines.ends[closing - 1])
        outline.pieces.append(Piece(BlockKind.FRONT_MATTER, start, end, *inner))
        outline.masks.append(Masked(start, end, MaskKind.FRONT_MATTER))
    source = _Source(text, lines, first)
    covered = bytearray(len(lines.starts))
    covered[:first] = b"\x01" * first
    for leaf in _leaves(source, outline):
        covered[leaf.first : leaf.last] = b"\x01" * (leaf.last - leaf.first)
        _add(outline, text, source, leaf)
    _add_uncovered(outline, text, lines, covered)
    outline.pieces.sort(key=lambda piece: piece.start)
    return outline


class _Source:
    """What markdown-it is given: lines joined by LF, without a byte-order mark and NUL, front matter blanked. Same columns."""

    def __init__(self, text: str, lines: Lines, first: int) -> None:
        self._shift = 1 if text.startswith("\ufeff") and first == 0 else 0
        self.lines = lines
        pieces = [text[start:end] for start, end in zip(lines.starts, lines.ends, strict=True)]
        pieces[:first] = [""] * first
        if self._shift:
            pieces[0] = pieces[0][1:]
        self._starts: list[int] = []
        position = 0
        for piece in pieces:
            self._starts.append(position)
            position += len(piece) + 1
        self.text = "\n".join(pieces).replace("\x00", "\ufffd")

    def offset(self, line: int, position: int) -> int:
        """Offset in the submitted text of `position`, which lies on `line`, in the parser's text."""
        return self.lines.starts[line] + position - self._starts[line] + (self._shift if line == 0 else 0)


class _Leaf(NamedTuple):
    token: Token
    first: int
    last: int
    starts: tuple[int, ...]
    depth: int
    leads_item: bool
    quoted: bool
    callout: bool


def _noting(rule: _Rule) -> _Rule:
    """`rule`, which then also notes on its first token where the content of each of its lines begins."""

    def noting(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        before = len(state.tokens)
        matched = rule(state, start, end, silent)
        if matched and not silent:
            token = state.tokens[before]
            last = state.line
            token.meta["range"] = (start, last)
            token.meta["starts"] = tuple(state.bMarks[line] + state.tShift[line] for line in range(start, last))
        return matched

    return noting


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable("table").disable(["inline", "text_join"])
    for name, (rule, interrupts) in _LEAF_RULES.items():
        parser.block.ruler.at(name, _noting(rule), {"alt": interrupts})
    return parser


def _leaves(source: _Source, outline: Outline) -> Iterator[_Leaf]:
    references: dict[str, object] = {}
    environment: dict[str, object] = {"references": references}
    tokens = _parser().parse(source.text, environment)
    outline.references = frozenset(references)
    quotes = depth = 0
    leads_item = callout = opens_quote = False
    for token in tokens:
        match token.type:
            case "blockquote_open":
                quotes += 1
                opens_quote = quotes == 1
                callout = callout and quotes > 1
            case "blockquote_close":
                quotes -= 1
            case "list_item_open":
                depth += 1
                leads_item = True
            case "list_item_close":
                depth -= 1
                leads_item = False
        if "starts" not in token.meta:
            continue
        first, last = token.meta["range"]
        starts = tuple(source.offset(line, start) for line, start in zip(range(first, last), token.meta["starts"], strict=True))
        if opens_quote:
            callout = _CALLOUT.match(source.text, token.meta["starts"][0]) is not None
            opens_quote = False
        yield _Leaf(token, first, last, starts, depth, leads_item, quotes > 0 and not callout, quotes > 0 and callout)
        leads_item = False


def _add(outline: Outline, text: str, source: _Source, leaf: _Leaf) -> None:
    ends = source.lines.ends
    start, end = trimmed(text, _first_column(text, source.lines, leaf.first), ends[leaf.last - 1])
    if leaf.quoted and start < end:
        outline.masks.append(Masked(start, end, MaskKind.QUOTATION))
    for line, content in zip(range(leaf.first + 1, leaf.last), leaf.starts[1:], strict=True):
        prefix = trimmed(text, source.lines.starts[line], content)
        if prefix[0] < prefix[1] <= end:
            outline.masks.append(Masked(*prefix, MaskKind.MARKUP))
    match leaf.token.type:
        case "paragraph_open":
            _add_paragraph(outline, text, leaf, start, end)
        case "heading_open":
            _add_heading(outline, text, ends, leaf, start, end)
        case "table_open":
            _add_table(outline, text, ends, leaf)
        case "fence" | "code_block":
            low, high = _code_content(text, ends, leaf)
            _add_masked(
                outline, Piece(BlockKind.CODE, start, end, min(low, end), min(high, end), leaf.depth, quoted=leaf.quoted), MaskKind.CODE
            )
        case "hr":
            _add_masked(outline, Piece(BlockKind.RULE, start, end, end, end, quoted=leaf.quoted), MaskKind.MARKUP)
        case "html_block":
            _add_html(outline, text, leaf, start, end)


def _first_column(text: str, lines: Lines, line: int) -> int:
    start = lines.starts[line]
    return start + 1 if start == 0 and text.startswith("\ufeff") else start


def _add_masked(outline: Outline, piece: Piece, kind: MaskKind) -> None:
    if piece.start < piece.end:
        outline.pieces.append(piece)
        outline.masks.append(Masked(piece.start, piece.end, kind))


def _add_paragraph(outline: Outline, text: str, leaf: _Leaf, start: int, end: int) -> None:
    content, content_end = trimmed(text, leaf.starts[0], end)
    if content == content_end:
        return
    kind = BlockKind.QUOTE if leaf.quoted else BlockKind.LIST_ITEM if leaf.leads_item else BlockKind.PARAGRAPH
    task = None
    if leaf.leads_item and (box := _TASK.match(text, content, content_end)):
        task = box[1].lower()
        content, content_end = trimmed(text, box.end(), content_end)
    elif leaf.callout and (label := _CALLOUT.match(text, content, content_end)):
        outline.masks.append(Masked(*label.span(), MaskKind.MARKUP))
    outline.pieces.append(Piece(kind, start, end, content, content_end, leaf.depth, task=task, quoted=leaf.quoted))


def _add_heading(outline: Outline, text: str, ends: tuple[int, ...], leaf: _Leaf, start: int, end: int) -> None:
    content = leaf.starts[0]
    if leaf.token.markup.startswith("#"):
        if marker := _ATX.match(text, content, end):
            content = marker.end()
        close = _ATX_CLOSE.search(text[content:end])
        inner = trimmed(text, content, content + close.start() if close else end)
    else:
        inner = trimmed(text, content, ends[leaf.last - 2])
    level = int(leaf.token.tag[1:])
    outline.pieces.append(Piece(BlockKind.QUOTE if leaf.quoted else BlockKind.HEADING, start, end, *inner, level, quoted=leaf.quoted))


def _add_table(outline: Outline, text: str, ends: tuple[int, ...], leaf: _Leaf) -> None:
    table = outline.tables
    outline.tables += 1
    row = 0
    for index, line in enumerate(range(leaf.first, leaf.last)):
        if index == 1:
            continue
        for column, (start, end) in enumerate(cells(text, leaf.starts[index], ends[line])):
            if start < end:
                outline.pieces.append(
                    Piece(BlockKind.TABLE_CELL, start, end, start, end, leaf.depth, row, column, table, quoted=leaf.quoted)
                )
        row += 1


def _code_content(text: str, ends: tuple[int, ...], leaf: _Leaf) -> tuple[int, int]:
    last = leaf.last - 1
    if leaf.token.type == "code_block":
        return trimmed(text, leaf.starts[0], ends[last])
    if last == leaf.first:
        return ends[last], ends[last]
    closing = text[leaf.starts[-1] : ends[last]].strip()
    fence = leaf.token.markup
    if len(closing) >= len(fence) and closing == fence[0] * len(closing):
        last -= 1
    return trimmed(text, min(leaf.starts[1], ends[last]), ends[last])


def _add_html(outline: Outline, text: str, leaf: _Leaf, start: int, end: int) -> None:
    """Tags are masked by the inline scanner, so that text between them is read; scripts, styles and comments have no text."""
    content = leaf.starts[0]
    if _COMMENTS.fullmatch(text, content, end):
        _add_masked(outline, Piece(BlockKind.COMMENT, start, end, content, end, quoted=leaf.quoted), MaskKind.COMMENT)
    elif _OPAQUE_HTML.match(text, content, end):
        _add_masked(outline, Piece(BlockKind.HTML, start, end, content, end, quoted=leaf.quoted), MaskKind.HTML)
    elif start < end:
        outline.pieces.append(Piece(BlockKind.HTML, start, end, content, end, leaf.depth, quoted=leaf.quoted))


def _add_uncovered(outline: Outline, text: str, lines: Lines, covered: bytearray) -> None:
    """Lines of which the parser made no block: link definitions, and what is nested too deeply."""
    defines = False
    line = -1
    while (line := covered.find(0, line + 1)) >= 0:
        start, end = trimmed(text, _first_column(text, lines, line), lines.ends[line])
        if start == end or _ONLY_PUNCTUATION.match(text, start, end):
            defines = False
            continue
        defines = (defines and covered[line - 1] == 0) or _REFERENCE.match(text, start, end) is not None
        markers = _MARKERS.match(text, start, end)
        content = markers.end() if markers else start
        lead = text[start:content]
        quoted = ">" in lead
        kind = BlockKind.QUOTE if quoted else BlockKind.LIST_ITEM if lead.strip() else BlockKind.PARAGRAPH
        outline.pieces.append(Piece(kind, start, end, content, end, MAX_NESTING if lead.strip() else 0, quoted=quoted))
        if defines:
            outline.masks.append(Masked(content, end, MaskKind.URL))
        elif quoted:
            outline.masks.append(Masked(start, end, MaskKind.QUOTATION))
