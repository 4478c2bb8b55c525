"""Blocks of Markdown: kinds, spans with markers, contents without."""

import pytest
from text_invariants import check_invariants

from analyzer.language import load_language
from analyzer.reading import Reader
from models.text import BlockKind, Postmortem

READER = Reader(load_language())
K = BlockKind


def read(text: str) -> Postmortem:
    postmortem = READER.read(text)
    check_invariants(text, postmortem)
    return postmortem


def blocks(text: str) -> list[tuple[BlockKind, str, str]]:
    return [(block.kind, block.span.of(text), block.content.of(text)) for block in read(text).blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Down #\n", [(K.HEADING, "# Down #", "Down")]),
        ("##\tTabbed", [(K.HEADING, "##\tTabbed", "Tabbed")]),
        ("Down\nagain\n===\n", [(K.HEADING, "Down\nagain\n===", "Down\nagain")]),
        ("#hashtag is text", [(K.PARAGRAPH, "#hashtag is text", "#hashtag is text")]),
        ("- a\n\n  more\n", [(K.LIST_ITEM, "- a", "a"), (K.PARAGRAPH, "more", "more")]),
        ("3) third", [(K.LIST_ITEM, "3) third", "third")]),
        ("- [ ] open\n- [x] done", [(K.LIST_ITEM, "- [ ] open", "open"), (K.LIST_ITEM, "- [x] done", "done")]),
        ("- [x](u) link", [(K.LIST_ITEM, "- [x](u) link", "[x](u) link")]),
        ("> they said\n> so", [(K.QUOTE, "> they said\n> so", "they said\n> so")]),
        ("> - quoted item", [(K.QUOTE, "> - quoted item", "quoted item")]),
        ("> # quoted heading", [(K.QUOTE, "> # quoted heading", "quoted heading")]),
        ("```sh\nls\n\npwd\n```", [(K.CODE, "```sh\nls\n\npwd\n```", "ls\n\npwd")]),
        ("~~~\nopen", [(K.CODE, "~~~\nopen", "open")]),
        ("text\n\n    indented\n", [(K.PARAGRAPH, "text", "text"), (K.CODE, "indented", "indented")]),
        ("- item\n\n      code in item", [(K.LIST_ITEM, "- item", "item"), (K.CODE, "code in item", "code in item")]),
        ("<!-- a\n\nb -->\n", [(K.COMMENT, "<!-- a\n\nb -->", "<!-- a\n\nb -->")]),
        ("<script>\nx()\n</script>", [(K.HTML, "<script>\nx()\n</script>", "<script>\nx()\n</script>")]),
        ("***", [(K.RULE, "***", "")]),
        ("a\n* * *\nb", [(K.PARAGRAPH, "a", "a"), (K.RULE, "* * *", ""), (K.PARAGRAPH, "b", "b")]),
        ("[docs]: https://example.com 'Docs'", [(K.PARAGRAPH, "[docs]: https://example.com 'Docs'", "[docs]: https://example.com 'Docs'")]),
        ("text\n```\ncode\n```", [(K.PARAGRAPH, "text", "text"), (K.CODE, "```\ncode\n```", "code")]),
        ("\ufeff# Title", [(K.HEADING, "# Title", "Title")]),
        ("a\x00b", [(K.PARAGRAPH, "a\x00b", "a\x00b")]),
        ("a\u2028b\u2029c\x85d\x0be\x0cf", [(K.PARAGRAPH, "a\u2028b\u2029c\x85d\x0be\x0cf", "a\u2028b\u2029c\x85d\x0be\x0cf")]),
    ],
)  # fmt: skip
def test_a_block_has_its_markers_in_its_span_only(text: str, expected: list[tuple[BlockKind, str, str]]) -> None:
    assert blocks(text) == expected


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_at_lf_crlf_and_cr(end: str) -> None:
    text = end.join(["# 🔥 Down", "", "- a", "- b", "", "> c", "", "d e\u0301"])
    assert [(kind, content) for kind, _, content in blocks(text)] == [
        (K.HEADING, "🔥 Down"), (K.LIST_ITEM, "a"), (K.LIST_ITEM, "b"), (K.QUOTE, "c"), (K.PARAGRAPH, "d e\u0301"),
    ]  # fmt: skip


def test_nested_lists_tell_their_depth() -> None:
    text = "- one\n  - two\n    1. three\n- one again"
    assert [(block.level, block.content.of(text)) for block in read(text).blocks] == [
        (1, "one"),
        (2, "two"),
        (3, "three"),
        (1, "one again"),
    ]


def test_table_cells_are_blocks_with_places() -> None:
    text = "| When | What |\n|---|:-:|\n| 10:42 | a \\| b |\n|  | only |\n| x | y | extra |\n"
    cells = [(cell.row, cell.column, cell.content.of(text)) for cell in read(text).blocks]
    assert cells == [
        (0, 0, "When"), (0, 1, "What"), (1, 0, "10:42"), (1, 1, "a \\| b"), (2, 1, "only"), (3, 0, "x"), (3, 1, "y"), (3, 2, "extra"),
    ]  # fmt: skip
    assert {cell.table for cell in read(text).blocks} == {0}


def test_two_tables_have_two_numbers() -> None:
    text = "|a|\n|-|\n|b|\n\n|c|\n|-|\n|d|\n"
    assert [block.table for block in read(text).blocks] == [0, 0, 1, 1]


def test_a_callout_is_prose_of_the_author() -> None:
    text = "> [!WARNING]\n> The backup was empty.\n"
    postmortem = read(text)
    assert [block.kind for block in postmortem.blocks] == [K.PARAGRAPH]
    assert "The backup was empty." in [postmortem.quote(sentence.span).split("> ")[-1] for sentence in postmortem.sentences]


@pytest.mark.parametrize("text", ["> " * 200 + "deep", "- " * 200 + "deep", "1. " * 200 + "deep", "> - " * 100 + "deep"])
def test_what_is_nested_too_deeply_is_still_there(text: str) -> None:
    assert [content for _, _, content in blocks(text)] == ["deep"]


def test_deep_nesting_over_many_lines_loses_nothing() -> None:
    text = "\n".join("  " * depth + f"- item{depth}" for depth in range(100))
    assert {f"item{depth}" for depth in range(100)} <= set(" ".join(content for _, _, content in blocks(text)).split())


def test_html_between_tags_is_read() -> None:
    text = "<details><summary>Why it was slow</summary>\n<p>The disk was full.</p>\n</details>\n"
    postmortem = read(text)
    assert [block.kind for block in postmortem.blocks] == [K.HTML]
    assert "The disk was full." in "".join(postmortem.quote(sentence.span) for sentence in postmortem.sentences)
