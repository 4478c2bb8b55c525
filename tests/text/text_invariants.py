"""What holds of every text that was read, whatever it is."""

import re

from analyzer.reading import masked
from models.text import BlockKind, MaskKind, Postmortem

BETWEEN_BLOCKS = re.compile(r"[\s|:>\-*+=\d.)_\ufeff]*")
INVISIBLE = {MaskKind.MARKUP, MaskKind.HTML, MaskKind.COMMENT}
PROSE = {BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.QUOTE, BlockKind.HTML}


def check_invariants(text: str, read: Postmortem) -> None:
    assert read.text == text
    check_blocks(text, read)
    check_sentences(text, read)
    check_masks(text, read)
    check_sections(text, read)
    for entry in read.timeline:
        assert entry.text
        assert entry.span.of(text)
    for action in read.actions:
        assert action.text
        assert action.span.of(text)


def check_blocks(text: str, read: Postmortem) -> None:
    done = 0
    for index, block in enumerate(read.blocks):
        assert block.index == index
        assert done <= block.span.start <= block.content.start <= block.content.end <= block.span.end <= len(text)
        assert BETWEEN_BLOCKS.fullmatch(text, done, block.span.start), text[done : block.span.start]
        done = block.span.end
    assert BETWEEN_BLOCKS.fullmatch(text, done), text[done:]


def check_sentences(text: str, read: Postmortem) -> None:
    covered = bytearray(len(text))
    done = 0
    for index, sentence in enumerate(read.sentences):
        assert sentence.index == index
        block = read.blocks[sentence.block]
        assert block.kind in PROSE
        assert block.section == sentence.section
        assert block.content.holds(sentence.span)
        quote = sentence.span.of(text)
        assert quote
        assert quote == quote.strip()
        assert sentence.span.start >= done
        done = sentence.span.end
        covered[sentence.span.start : done] = b"\x01" * (done - sentence.span.start)
    for mask in read.masks:
        if mask.kind in INVISIBLE:
            covered[mask.span.start : mask.span.end] = b"\x01" * (mask.span.end - mask.span.start)
    for block in read.blocks:
        if block.kind in PROSE:
            lost = [at for at in range(block.content.start, block.content.end) if not covered[at] and not text[at].isspace()]
            assert not lost, (text[max(lost[0] - 20, 0) : lost[0] + 20], block)


def check_masks(text: str, read: Postmortem) -> None:
    blank = masked(read)
    assert len(blank) == len(text)
    assert [mask.span.start for mask in read.masks] == sorted(mask.span.start for mask in read.masks)
    hidden = bytearray(len(text))
    for mask in read.masks:
        assert mask.span.start < mask.span.end <= len(text)
        hidden[mask.span.start : mask.span.end] = b"\x01" * (mask.span.end - mask.span.start)
    for at, (before, after) in enumerate(zip(text, blank, strict=True)):
        if hidden[at] and before not in "\r\n\u2028\u2029":
            assert after in " \ufffc"
        else:
            assert after == before


def check_sections(text: str, read: Postmortem) -> None:
    done = 0
    for index, section in enumerate(read.sections):
        assert section.index == index
        assert section.span.start == done
        assert (section.heading is None) == (index == 0)
        if section.heading is not None:
            assert section.span.holds(section.heading)
        done = section.span.end
    assert done == len(text)
    for block in read.blocks:
        assert read.sections[block.section].span.holds(block.span)
