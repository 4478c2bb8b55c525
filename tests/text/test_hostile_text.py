"""Texts made to hurt: everything is read, in time that grows with their length only, and nothing is lost."""

import pytest
from text_invariants import check_invariants

from analyzer.language import load_language
from analyzer.reading import Reader
from models.errors import EmptyTextError
from models.text import TextFormat

READER = Reader(load_language())
SIZE = 20_000
UNITS = [
    "a", "word ", "It broke. ", ". ", "a. ", "e.g. ", "[", "[a](", '[x](a "', "![", "`", "` `` ``` ", "*", "*a ", "**a*", "a*b_", "_", "~", "<", "<a ", "<!--", '<a b="', "<!", "<?", "@", "a@b.", "http://", ")",
    '"', '" a', " 'a", "“a ", ".", "- a\n", "> ", "```\n", "~~~\n```\n", "|", "|a", "|a|\n|-|\n\n", "# a\n", "a\n-\n", "[a]: x\n", "[a\n", "[a]:\n", " ", "\n", "\t", "a\n", "a\n\n", "10:42 ", "- 10:42 a\n", "**a**\n\n",
    "**Impact:** a\n", "Impact:\n\n", "<div>\n\n", "1", "1. ", "jan ", "\\", "🔥", "a. 🔥 ", "A. ", "#", "a\u2028", "a\r", "Abc: d\n", "Aa ", ":", "-", "=", "!", "\x00", "(", "&", "\u200d", "e\u0301",
]  # fmt: skip


@pytest.mark.parametrize("form", list(TextFormat))
@pytest.mark.parametrize("unit", UNITS)
def test_one_thing_over_and_over(unit: str, form: TextFormat) -> None:
    text = unit * (SIZE // len(unit)) + " end"
    postmortem = READER.read(text, format=form)
    check_invariants(text, postmortem)


@pytest.mark.parametrize(
    "text",
    [
        ">" * 10_000 + " deep", "- " * 10_000 + "deep", "> - " * 5_000 + "deep", "```\nnever closed\n" * 500, "## Timeline\n" + "10:42 a\n" * 1_000, "## Actions\n\n- " + "owner: " * 2_000,
        "## Actions\n\n- " + "(" * SIZE, "## Actions\n\n- " + "A b " * 3_000, "## Actions\n\n- x — " + "by next " * 2_000, "## Actions\n\n- " + "a team to " * 1_000, "## Timeline\n\n- " + "at " * 5_000,
        "http://a" + ")" * SIZE, "a" * SIZE + "@" + "b" * SIZE, "|" + "a|" * 1_000 + "\n|" + "-|" * 1_000 + "\n" + "|x" * 5_000, "\n".join("  " * depth + "- x" for depth in range(150)),
    ],
    ids=str.__len__,
)  # fmt: skip
def test_hostile_structures(text: str) -> None:
    check_invariants(text, READER.read(text))


@pytest.mark.parametrize("text", ["", " ", "\n\r\n\t", "\u2028\u00a0\x85", "\ufeff", "\ufeff \n"])
@pytest.mark.parametrize("form", list(TextFormat))
def test_white_space_alone_is_refused(text: str, form: TextFormat) -> None:
    with pytest.raises(EmptyTextError):
        READER.read(text, format=form)


@pytest.mark.parametrize("text", ["\x00", "\u200b", "\ud800", "\u0301", ".", "|", "---", "```", "<!---->", "[]()", "\\"])
@pytest.mark.parametrize("form", list(TextFormat))
def test_texts_of_almost_nothing(text: str, form: TextFormat) -> None:
    check_invariants(text, READER.read(text, format=form))
