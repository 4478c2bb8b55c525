"""Excerpts: carets stand under the words whatever the cells of what stands before them."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from api.linting.sources import Draft
from api.rendering.excerpt import excerpt


def of(text: str, words: str, width: int = 60):
    start = text.index(words)
    return excerpt(Draft(Path("a.md"), text.encode(), text), start, start + len(words), width)


@pytest.mark.parametrize(
    "before", ["", "plain ", "日本語 ", "👩‍👩‍👧 ", "🇩🇪🔥 ", "e\u0301 ", "\t", "ab\t", "日\t", "\x1b[31m", "\u202e", "x" * 200, "日" * 200]
)
@pytest.mark.parametrize("after", ["", " and more", " 日本" * 80])
def test_carets_stand_under_the_words(before: str, after: str) -> None:
    (line,) = of(f"{before}Dave{after}\n", "Dave")
    at = line.text.index("Dave")
    assert line.carets == " " * cell_len(line.text[:at]) + "^^^^"
    assert cell_len(line.text) <= 60


def test_a_wide_word_has_a_caret_a_cell() -> None:
    (line,) = of("die 日本 gate", "日本")
    assert line.carets == "    ^^^^"


def test_a_span_longer_than_the_room_is_shown_from_its_beginning() -> None:
    (line,) = of("so " + "word " * 100 + "end", "word " * 100)
    assert line.text.startswith("…word word")
    assert line.text.endswith("…")
    assert cell_len(line.carets) <= 60


def test_lines_of_a_long_span() -> None:
    text = "begin\r\n" + "\r\n".join(f"  line {number}" for number in range(9)) + "\r\nend"
    lines = of(text, text[3:-1])
    assert [line.number for line in lines] == [1, 2, 3, None, 10, 11]
    assert [line.carets for line in lines] == ["   ^^", "  ^^^^^^", "  ^^^^^^", "", "  ^^^^^^", "^^"]


def test_an_empty_span_has_one_caret() -> None:
    draft = Draft(Path("a.md"), b"ab", "ab")
    assert excerpt(draft, 1, 1, 60)[0].carets == " ^"
    assert excerpt(draft, 2, 2, 60)[0].carets == "  ^"
