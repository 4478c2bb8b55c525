"""Reading costs what its text is long, and not the square of it, whatever stands in the text.

Python's own loops are counted, at two sizes. What a regular expression or a copy costs is not counted, so those texts are simply read: at
this length a square would stand out as a test run that does not end."""

import pytest
from text.counted_work import operations
from text.text_invariants import check_blocks

from analyzer.language import load_language
from analyzer.markdown.lines import trimmed
from analyzer.reading import Reader
from models.text import TextFormat

READER = Reader(load_language())
SMALL, LONG = 3_000, 300_000
MOST = 2.3
"""Twice the text may cost twice the work, and a little for what is sorted; the square of it would be four times."""

UNITS = [
    "# Timeline\n", "# Timeline\n## a\n### b\n#### c\n", "# Timeline\n- 10:42 a b\n", "# Foo\n- 10:42 a b\n", "## Actions\n- add x (Kim)\n", "**Impact**\n\n", "**Impact:** a\n", "Impact: a\n", "IMPACT:\n\n", "a\n---\n",
    "- a\n", "- a\n  - b\n    - c\n", "1. a\n", "> a\n", "> a\nb\n", "> - a\n", "- > a\n", "|a|b|\n|-|-|\n|c|d|\n\n", "a|b\n", "```\n", "~~~\n```\n", "[a]: b\n", "[a]\n", "[a](b) ", "[a", "](", "*a ", "**a*", "`` ` ",
    "<a b='", "<!-- a", "<!-- a -->\n\n", "<div>\n\n", "a  \nb  \n", "10:42 a\n", "\"a b c d\" ", "“a ", "‘a’ ", "a@b.c ", "http://a.b ", "A. ", "e.g. ", "a.\u2028", "🔥 ", "a. 🔥 ", "\r\n\r", "a\r\n \rb\n",
]  # fmt: skip


@pytest.mark.parametrize("form", list(TextFormat))
@pytest.mark.parametrize("unit", UNITS)
def test_twice_the_text_is_twice_the_work(unit: str, form: TextFormat) -> None:
    def cost(size: int) -> int:
        text = "start\n\n" + unit * (size // len(unit)) + "\nend"
        return operations(lambda: READER.read(text, format=form))

    assert cost(2 * SMALL) <= MOST * cost(SMALL)


def table(columns: int, head: str, cell: str) -> str:
    return "\n".join("|" + f"{text}|" * columns for text in (head, "-", cell))


@pytest.mark.parametrize(("head", "cell"), [("a", "b"), ("time", "10:42"), ("date|time", "2024-03-07|10:42"), ("action|owner", "do x|Kim")])
def test_a_wide_table(head: str, cell: str) -> None:
    def cost(columns: int) -> int:
        return operations(lambda: READER.read("## Timeline\n\n" + table(columns, head, cell)))

    assert cost(400) <= MOST * cost(200)
    assert READER.read("## Timeline\n\n" + table(5_000, head, cell)).blocks


BLANKS = [" ", "\t", "\u00a0", "\u2028", "\x0b"]


@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize("form", list(TextFormat))
def test_a_long_blank_stretch_within_a_line(blank: str, form: TextFormat) -> None:
    text = "a" + blank * LONG + "b"
    assert " ".join(sentence.span.of(text) for sentence in READER.read(text, format=form).sentences).split() == ["a", "b"]


@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize(
    "before",
    ["# a", "# a #", "## Timeline\n\n- 10:42", "Date", "Incident date of the", "**Impact**", "Impact:", "a <br", "[a](", "<a b", "> a", "It broke.", "a\n"],
)  # fmt: skip
def test_a_long_blank_stretch_behind_what_is_looked_for(before: str, blank: str) -> None:
    text = before + blank * LONG + "b"
    check_blocks(text, READER.read(text))


@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize("word", ["owner", "owner **", "due", "due by", "by", "status", "assigned to", "Kim to", "- ", "— ", "("])
def test_a_long_blank_stretch_in_an_action(word: str, blank: str) -> None:
    text = f"## Actions\n\n- fix x {word}{blank * 20_000})\n  - {word}{blank * 20_000}x\n"
    assert READER.read(text).actions


def test_markup_alone_in_an_action() -> None:
    text = "## Actions\n\n- fix x, owner " + "[](x)" * (LONG // 50) + ")"
    assert [action.owner for action in READER.read(text).actions] == [None]


@pytest.mark.parametrize(
    "unit",
    ["# Timeline\n", "**Impact:** a\n", "- 10:42 a b\n", "a  \n", "|a|b|\n", "> a\n", "[a]: b\n", "word ", "(", "\"a", "a-", "a.", "a@", "http://", "[](", "<a b=\"' c='\" ", "'a' "],
)  # fmt: skip
def test_one_thing_over_and_over_at_length(unit: str) -> None:
    text = "## Actions\n\n- x\n\n## Timeline\n\n" + unit * (LONG // len(unit))
    check_blocks(text, READER.read(text))


@pytest.mark.parametrize("unit", ["http://", "https://a/", "a/b", "#", "OPS-", "owner ", "due ", "by the ", "@a-", "(a ", " - ", "w. "])
def test_one_thing_over_and_over_in_an_action(unit: str) -> None:
    text = "## Actions\n\n- do x " + unit * (LONG // len(unit) // 4)
    assert len(READER.read(text).actions) == 1


def test_trimming_copies_nothing() -> None:
    class Whole(str):
        def __getitem__(self, key: object) -> str:
            assert not isinstance(key, slice)
            return super().__getitem__(key)  # type: ignore[index]

    text = Whole("  a b \n ")
    assert trimmed(text, 0, len(text)) == (2, 5)
    assert trimmed(text, 1, 2) == (1, 1)
    assert trimmed(text, 3, 3) == (3, 3)


def test_a_ticket_is_still_found_behind_other_addresses() -> None:
    text = "## Actions\n\n- see http://a/b and https://x.test/c/d\n- https://git.test/issues/ then http://http://git.test/a/issues/7.\n"
    assert [action.ticket for action in READER.read(text).actions] == ["https://x.test/c/d", "http://http://git.test/a/issues/7"]


def test_the_zone_above_a_timeline_is_still_found() -> None:
    text = (
        "# Outage\n\n## Timeline (all times PDT)\n\n### First\n\n#### Deep\n\n- 2024-03-07 10:42 a b\n\n### Second (UTC)\n\n- 10:43 a b\n"
    )
    hours = [entry.at.utcoffset().total_seconds() / 3600 for entry in READER.read(text).timeline if entry.at and entry.at.tzinfo]
    assert hours == [-7, 0]
