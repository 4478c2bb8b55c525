"""The lines of a text as Markdown counts them: they end at LF, CRLF or a lone CR, and at nothing else.

`str.splitlines` also splits at VT, FF, U+001C to U+001E, U+0085, U+2028 and U+2029; Markdown parsers do not.
"""

import re
from bisect import bisect_right
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n?|\n")
_VISIBLE = re.compile(r"\S")


class Lines(NamedTuple):
    """Offsets of every line: `starts[i]`, and `ends[i]` before its line break. A last line without a break counts, an empty one too."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Lines":
        """The lines of `text`; always at least one."""
        breaks = [match.span() for match in _LINE_END.finditer(text)]
        starts = (0, *(end for _, end in breaks))
        ends = (*(start for start, _ in breaks), len(text))
        return cls(starts, ends)

    def at(self, offset: int) -> int:
        """Index of the line that holds `offset`; a line break belongs to the line that it ends."""
        return max(bisect_right(self.starts, offset) - 1, 0)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its ends; (start, start) where there is nothing else.

    It costs what it takes away, and no copy of the rest: one long paragraph may be trimmed at each of its lines."""
    first = _VISIBLE.search(text, start, end)
    if first is None:
        return start, start
    while text[end - 1].isspace():
        end -= 1
    return first.start(), end
