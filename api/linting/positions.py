"""Lines and columns of offsets. A line ends with LF, or CR and LF, as for git and in SARIF; a lone CR ends none."""

from bisect import bisect_right
from functools import cached_property


class Lines:
    """The lines of one text, numbered from 1. Columns count code points from 1, or bytes of UTF-8 from 1."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [0], self._text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self._text.find("\n", at + 1)
        return starts

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column in code points; an offset behind the last line end stands in the line after it."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def byte_place(self, offset: int, *, bom: bool = False) -> tuple[int, int]:
        """Line and column in bytes of UTF-8; a `bom` in front of the text counts three in the first line."""
        line, _ = self.place(offset)
        before = self._text[self._starts[line - 1] : offset].encode("utf-8", "surrogatepass")
        return line, len(before) + (3 if bom and line == 1 else 0) + 1

    def start(self, line: int) -> int:
        """The offset at which a line begins."""
        return self._starts[line - 1]

    def line(self, number: int) -> str:
        """A line without its end."""
        end = self._starts[number] - 1 if number < len(self._starts) else len(self._text)
        return self._text[self._starts[number - 1] : end].removesuffix("\r")

    def touched(self, start: int, end: int) -> range:
        """The lines that hold some of text[start:end]; the line of `start` where that is empty."""
        return range(self.place(start)[0], self.place(max(end - 1, start))[0] + 1)
