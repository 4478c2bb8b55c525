"""Lines and columns."""

from hypothesis import given
from hypothesis import strategies as st

from api.linting.positions import Lines


def test_line_ends() -> None:
    lines = Lines("a\r\nb\rc\n\nd")
    assert [lines.line(number) for number in (1, 2, 3, 4)] == ["a", "b\rc", "", "d"]
    assert [lines.place(offset) for offset in (0, 1, 2, 3, 6, 7, 8, 9)] == [
        (1, 1),
        (1, 2),
        (1, 3),
        (2, 1),
        (2, 4),
        (3, 1),
        (4, 1),
        (4, 2),
    ]


def test_bytes_count_from_the_begin_of_the_file() -> None:
    lines = Lines("é日x\n🔥y")
    assert lines.byte_place(2) == (1, 6)
    assert lines.byte_place(2, bom=True) == (1, 9)
    assert lines.byte_place(5, bom=True) == (2, 5)


@given(st.text(alphabet="ab\r\n日🔥"), st.data())
def test_a_place_leads_back_to_its_offset(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    lines = Lines(text)
    line, column = lines.place(offset)
    assert lines.start(line) + column - 1 == offset
    assert text[:offset].count("\n") == line - 1
    assert lines.byte_place(offset) == (line, len(text[lines.start(line) : offset].encode()) + 1)


def test_touched_lines() -> None:
    lines = Lines("ab\ncd\nef")
    assert list(lines.touched(0, 2)) == [1]
    assert list(lines.touched(0, 3)) == [1]
    assert list(lines.touched(1, 4)) == [1, 2]
    assert list(lines.touched(3, 3)) == [2]
    assert list(lines.touched(8, 8)) == [3]
