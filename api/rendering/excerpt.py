"""The lines that a finding stands in, as a terminal shows them, with carets under its words."""

from typing import NamedTuple

from api.linting.sources import Draft
from api.rendering.printable import printable

TAB = 4
MOST_LINES = 6
_ELLIPSIS = "…"


class ShownLine(NamedTuple):
    """A line and the carets under it; without a number it stands for lines that are left out."""

    number: int | None
    text: str
    carets: str


class _Piece(NamedTuple):
    """A grapheme: where it ends in its line, how it is shown, and the cells that it takes."""

    end: int
    shown: str
    cells: int


def excerpt(draft: Draft, start: int, end: int, width: int) -> list[ShownLine]:
    """The lines of text[start:end], each cut to `width` cells around its marked part; of more than six the first three and the last two."""
    numbers = list(draft.lines.touched(start, end))
    left_out = len(numbers) > MOST_LINES
    shown = numbers[:3] + numbers[-2:] if left_out else numbers
    lines = [_shown_line(draft, number, start, end, width) for number in shown]
    if left_out:
        lines.insert(3, ShownLine(None, _ELLIPSIS, ""))
    return lines


def _shown_line(draft: Draft, number: int, start: int, end: int, width: int) -> ShownLine:
    line, begin = draft.lines.line(number), draft.lines.start(number)
    first = max(start - begin, 0) if start >= begin else len(line) - len(line.lstrip())
    last = min(end - begin, len(line.rstrip()))
    return ShownLine(number, *_cut(_pieces(line), first, max(last, first), width))


def _pieces(line: str) -> list[_Piece]:
    """Tabs reach to the next multiple of four cells; what would steer the terminal is shown by one cell."""
    from rich.cells import cell_len, split_graphemes  # noqa: PLC0415 - only where text is printed

    pieces: list[_Piece] = []
    at = done = 0
    for part in line.split("\t"):
        clean = printable(part)
        for begin, end, _ in split_graphemes(clean)[0]:
            cells = cell_len(clean[begin:end])
            pieces.append(_Piece(done + end, clean[begin:end], cells))
            at += cells
        done += len(part) + 1
        if done <= len(line):
            room = TAB - at % TAB
            pieces.append(_Piece(done, " " * room, room))
            at += room
    return pieces


def _cut(pieces: list[_Piece], first: int, last: int, width: int) -> tuple[str, str]:
    """The shown text and the carets under the code points from `first` to `last` (at least one caret)."""
    columns = [0]
    for piece in pieces:
        columns.append(columns[-1] + piece.cells)
    begins = [0, *(piece.end for piece in pieces[:-1])] if pieces else []
    marked = [index for index, piece in enumerate(pieces) if piece.end > first and begins[index] < max(last, first + 1)]
    low, high = (columns[marked[0]], columns[marked[-1] + 1]) if marked else (columns[-1], columns[-1] + 1)
    left, right = _window(low, high, columns[-1], width)
    kept = [index for index in range(len(pieces)) if columns[index] >= left and columns[index + 1] <= right]
    text = "".join(pieces[index].shown for index in kept)
    shift = columns[kept[0]] if kept else 0
    head = _ELLIPSIS if shift else ""
    tail = _ELLIPSIS if kept and kept[-1] < len(pieces) - 1 else ""
    high = min(high, columns[kept[-1] + 1] if kept and tail else high)
    blank = first == last and first == 0 and not pieces
    carets = "" if blank else " " * (low - shift + len(head)) + "^" * max(high - low, 1)
    return (head + text + tail).rstrip(), carets


def _window(low: int, high: int, total: int, width: int) -> tuple[int, int]:
    """The cells of a line that are shown: all of them, or `width` less two ellipses, around the marked ones or from their beginning on."""
    if total <= width:
        return 0, total
    room = max(width - 2, 1)
    spare = max(room - (high - low), 0)
    left = max(min(low - spare // 2, total - room), 0) if spare else low
    return left, left + room
