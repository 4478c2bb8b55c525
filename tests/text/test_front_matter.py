"""Front matter: what is read, what is only kept, and what is none."""

import datetime as dt

import pytest
from text_invariants import check_invariants

from analyzer.language import load_language
from analyzer.reading import Reader, masked
from models.text import BlockKind

READER = Reader(load_language())


def test_yaml_is_read_and_masked() -> None:
    text = "---\r\ntitle: Down\r\ndate: 2024-03-07\r\ntags: [a, b]\r\n1: {x: 2024-03-07T10:00:00Z}\r\n---\r\nText.\r\n"
    read = READER.read(text)
    check_invariants(text, read)
    assert read.front_matter == {
        "title": "Down", "date": dt.date(2024, 3, 7), "tags": ["a", "b"], "1": {"x": dt.datetime(2024, 3, 7, 10, tzinfo=dt.UTC)},
    }  # fmt: skip
    assert [block.kind for block in read.blocks] == [BlockKind.FRONT_MATTER, BlockKind.PARAGRAPH]
    assert masked(read).split() == ["Text."]
    assert read.words == 1


def test_toml_is_read() -> None:
    assert READER.read("+++\ntitle = 'Down'\ndate = 2024-03-07\n+++\nText.").front_matter == {"title": "Down", "date": dt.date(2024, 3, 7)}


def test_a_byte_order_mark_may_stand_before_it() -> None:
    assert READER.read("\ufeff---\ntitle: Down\n---\nText.").front_matter == {"title": "Down"}


@pytest.mark.parametrize(
    "inner",
    [
        "title: [unclosed", "a: b: c: d", "a: &x [*x]", "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(f"{new}: &{new} [" + f"*{old}, " * 9 + "]\n" for old, new in zip("abcdefg", "bcdefgh", strict=True)), "date: 2024-13-45", "x: 1\n? [a, b]\n: c", "a: " + "[" * 50_000, "a:\n" + "- " * 50_000 + "x", "a: !!python/object:os.system x",
        "title: 'unclosed", "a: " + "9" * 5000 + "\nb: [", "k: " + "x" * 70_000, "a: \x07",
    ],
)  # fmt: skip
def test_what_cannot_be_parsed_is_kept_as_a_masked_block(inner: str) -> None:
    text = f"---\n{inner}\n---\nText here.\n"
    read = READER.read(text)
    check_invariants(text, read)
    assert read.front_matter == {}
    assert read.blocks[0].kind is BlockKind.FRONT_MATTER
    assert masked(read).split() == ["Text", "here."]


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nJust prose here.\n\n---\nMore.",
        "---\ntitle: never closed\n\nText.",
        "Text first\n---\ntitle: x\n---\n",
        "----\ntitle: x\n----\n",
    ],
)
def test_what_is_no_front_matter_is_read_as_text(text: str) -> None:
    read = READER.read(text)
    check_invariants(text, read)
    assert read.front_matter == {}
    assert all(block.kind is not BlockKind.FRONT_MATTER for block in read.blocks)
    assert read.words > 0


def test_values_are_what_json_knows() -> None:
    read = READER.read("---\na: .nan\nb: !!set {x, y}\nc: !!binary aGk=\nd: {null: 1}\n---\nText.")
    assert read.front_matter == {"a": "nan", "b": ["x", "y"], "c": "hi", "d": {"None": 1}}
