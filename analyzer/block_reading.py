"""What is read within one block, remembered by what stands in it: markup, quotations, and where its sentences end."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from analyzer.markdown.inline import address_end, inline_masks, mail_at
from analyzer.markdown.lines import trimmed
from analyzer.pieces import Masked
from analyzer.quotations import quotations
from analyzer.remembered import Remembered
from models.ports import Language
from models.text import MaskKind

KEPT = 4_000_000
"""Characters of blocks that each of the three remembers."""
_OVERHEAD = 300
"""What an entry weighs beside its text, counted as characters."""
_NO_REFERENCES: frozenset[str] = frozenset()
_ADDRESS = re.compile(r"\b(?:https?|ftps?|sftp|ssh|git|s3|gs|file|wss?)://|\bwww\.|@", re.IGNORECASE)
_PATH = re.compile(
    r"(?<![\w/.~@:-])(?:(?:~|\.{1,2})?(?:/[\w.@+-]{1,80}){2,20}/?|[\w-]{1,80}\.(?:md|log|txt|ya?ml|json|csv|py|sh|sql|conf|cfg|ini|toml|html?|pdf|docx?|xlsx?|properties|tf|lock|bak))"
    r"(?![\w/-])"
)
# A line of a paragraph that stands by itself: after a hard break, or as a field or a timed line of several. A run of spaces is looked
# at from its first one only.
_HARD_BREAK = re.compile(r"(?:<br\s*+/?>|\\(?=[\r\n])|(?<! ) {2,}+(?=[\r\n]))", re.IGNORECASE)
_OWN_LINE = re.compile(
    r"(?<=[\r\n])[ \t]*+(?=(?:\*\*|__)[^*_\r\n]{1,40}(?::(?:\*\*|__)|(?:\*\*|__)[ \t]*:)|[A-Z][\w/&() -]{0,30}:[ \t]|[*_\[(]{0,3}(?:\d{4}-\d\d-\d\d|\d{1,2}:\d\d)\b)"
)

Range = tuple[int, int]


class _Inline(NamedTuple):
    before: str
    content: str
    markdown: bool
    references: frozenset[str]


class _Quoting(NamedTuple):
    before: str
    content: str


class _Cutting(NamedTuple):
    content: str
    cuttable: str


class BlockReading:
    """Reads within blocks, by their ranges in a text. Safe to share between threads if the language is."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._inline: Remembered[_Inline, list[Masked]] = Remembered(KEPT, weigh=lambda asked: len(asked.content) + _OVERHEAD)
        self._quoted: Remembered[_Quoting, list[Masked]] = Remembered(KEPT, weigh=lambda asked: len(asked.content) + _OVERHEAD)
        self._cut: Remembered[_Cutting, list[Range]] = Remembered(KEPT, weigh=lambda asked: 2 * len(asked.content) + _OVERHEAD)

    def inline(self, text: str, blocks: Sequence[Range], references: frozenset[str], *, markdown: bool) -> Iterator[Masked]:
        """Masks of what is no prose in the blocks: code, addresses, tags, markup; of plain text the addresses alone."""
        asked = [
            _Inline(text[max(start - 1, 0) : start], content, markdown, references if "[" in content else _NO_REFERENCES)
            for start, end in blocks
            for content in [text[start:end]]
        ]
        return _placed(blocks, self._inline.of(asked, lambda new: map(_inline, new)))

    def quoted(self, readable: str, blocks: Sequence[Range]) -> Iterator[Masked]:
        """Masks of the quotations in the blocks; `readable` has code, addresses and markup blanked."""
        asked = [_Quoting(readable[max(start - 1, 0) : start], readable[start:end]) for start, end in blocks]
        return _placed(blocks, self._quoted.of(asked, lambda new: map(_quoted, new)))

    def sentences(self, text: str, cuttable: str, blocks: Sequence[Range]) -> list[list[Range]]:
        """For each block the ranges of its sentences in it; `cuttable` is the text to be looked at for where they end."""
        return self._cut.of(
            [_Cutting(text[start:end], cuttable[start:end]) for start, end in blocks], lambda new: map(self._sentences, new)
        )

    def _sentences(self, asked: _Cutting) -> list[Range]:
        text, cuttable = asked
        spans = [
            (start + span.start, start + span.end)
            for start, end in _stretches(text)
            for span in self._language.sentences(cuttable[start:end])
        ]
        return list(_with_markup(text, cuttable, spans))


def _placed(blocks: Sequence[Range], found: Sequence[Sequence[Masked]]) -> Iterator[Masked]:
    for (shift, _), masks in zip(blocks, found, strict=True):
        for start, end, kind in masks:
            yield Masked(start + shift, end + shift, kind)


def _inline(asked: _Inline) -> list[Masked]:
    before, content, markdown, references = asked
    # The character before the block is looked at, since no address begins within a word.
    text, start = before + content, len(before)
    found = list(inline_masks(text, start, len(text), references) if markdown else _addresses(text, start, len(text)))
    found += _paths(text, start, found)
    return [Masked(mask.start - start, mask.end - start, mask.kind) for mask in found]


def _quoted(asked: _Quoting) -> list[Masked]:
    text, start = asked.before + asked.content, len(asked.before)
    return [Masked(mask.start - start, mask.end - start, mask.kind) for mask in quotations(text, start, len(text))]


def _addresses(text: str, start: int, end: int) -> Iterable[Masked]:
    """Masks of the addresses in a plain text, which has no other markup."""
    position = start
    while match := _ADDRESS.search(text, position, end):
        position = match.end()
        if match[0] == "@":
            mail = mail_at(text, match.start(), start, end)
            found = mail if mail and mail[0] >= start else None
        else:
            stop = address_end(text, match.start(), end)
            found = (match.start(), stop) if stop > match.end() else None
        if found:
            yield Masked(*found, MaskKind.URL)
            position = max(position, found[1])


def _paths(text: str, start: int, known: Iterable[Masked]) -> list[Masked]:
    """Masks of paths and names of files that stand in the prose without being marked as code."""
    found = [Masked(*match.span(), MaskKind.CODE) for match in _PATH.finditer(text, start)]
    taken = [(mask.start, mask.end) for mask in known] if found else []
    return [path for path in found if not any(begin < path.end and path.start < end for begin, end in taken)]


def _stretches(text: str) -> Iterable[Range]:
    """Parts of a block between which a sentence cannot go on."""
    cuts = {match.end() for match in _HARD_BREAK.finditer(text)}
    cuts.update(match.start() for match in _OWN_LINE.finditer(text))
    position = 0
    for cut in sorted(cuts):
        yield position, cut
        position = cut
    yield position, len(text)


def _with_markup(text: str, cuttable: str, spans: Sequence[Range]) -> Iterable[Range]:
    """The ranges, each grown over the markup that touches it, so that `**Down.**` keeps its marks."""
    previous = 0
    for index, (start, end) in enumerate(spans):
        while start > previous and cuttable[start - 1] == " " and not text[start - 1].isspace():
            start -= 1
        limit = spans[index + 1][0] if index + 1 < len(spans) else len(text)
        while end < limit and cuttable[end] == " " and not text[end].isspace():
            end += 1
        # A line break within code or a quotation is kept by the masks, so white space can stand at an end that is masked.
        start, end = trimmed(text, start, end)
        if start < end:
            yield start, end
            previous = end
