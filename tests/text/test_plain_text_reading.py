"""Plain text: paragraphs, bullets, headings, quoted mail and log lines, with no markup masks."""

import pytest
from text_invariants import check_invariants

from analyzer.language import load_language
from analyzer.reading import Reader, masked
from models.text import BlockKind, Postmortem, SectionKind, TextFormat

READER = Reader(load_language())
K = BlockKind


def read(text: str) -> Postmortem:
    postmortem = READER.read(text, format=TextFormat.TEXT)
    check_invariants(text, postmortem)
    return postmortem


def blocks(text: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.content.of(text)) for block in read(text).blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\ntwo\n\nthree", [(K.PARAGRAPH, "one\ntwo"), (K.PARAGRAPH, "three")]),
        ("- one\n  goes on\n* two\n• three\n2) four", [(K.LIST_ITEM, "one\n  goes on"), (K.LIST_ITEM, "two"), (K.LIST_ITEM, "three"), (K.LIST_ITEM, "four")]),
        ("Queue stalled\n=============\nIt was late.", [(K.HEADING, "Queue stalled"), (K.PARAGRAPH, "It was late.")]),
        ("x\n\nROOT CAUSE:\nA full disk.", [(K.PARAGRAPH, "x"), (K.HEADING, "ROOT CAUSE:"), (K.PARAGRAPH, "A full disk.")]),
        ("x\n\nTimeline\n10:42 paged", [(K.PARAGRAPH, "x"), (K.HEADING, "Timeline"), (K.PARAGRAPH, "10:42 paged")]),
        ("> they said\nnot quoted", [(K.QUOTE, "they said"), (K.PARAGRAPH, "not quoted")]),
        ("before\n2024-03-07T10:42:11Z host1 ERROR pool exhausted\nafter", [(K.PARAGRAPH, "before"), (K.CODE, "2024-03-07T10:42:11Z host1 ERROR pool exhausted"), (K.PARAGRAPH, "after")]),
        ("[WARN] low\n$ kubectl get pods", [(K.CODE, "[WARN] low"), (K.CODE, "$ kubectl get pods")]),
        ("----------", [(K.RULE, "")]),
        ("# not a heading **here**", [(K.PARAGRAPH, "# not a heading **here**")]),
        ("Errors rose and the ERROR page was shown.", [(K.PARAGRAPH, "Errors rose and the ERROR page was shown.")]),
    ],
)  # fmt: skip
def test_blocks(text: str, expected: list[tuple[BlockKind, str]]) -> None:
    assert blocks(text) == expected


def test_sections_and_masks() -> None:
    text = "Queue stalled\n\nSUMMARY\nIt *stalled* for `long`.\n\nContributing factors:\n- no alert\n> he did it\n"
    postmortem = read(text)
    assert [section.kind for section in postmortem.sections] == [SectionKind.PREAMBLE, SectionKind.SUMMARY, SectionKind.FACTORS]
    assert "*stalled* for `long`" in masked(postmortem)
    assert "he did it" not in masked(postmortem)
