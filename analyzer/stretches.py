"""Many stretches of one text, asked again and again whether something lies in them."""

from bisect import bisect_right
from collections.abc import Iterable

from models.text import Span


class Stretches:
    """Spans in any order, overlapping or not, merged once, so that a question costs a search and not a walk over all of them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted((span.start, span.end) for span in spans if span.start < span.end):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def meet(self, start: int, end: int) -> bool:
        """Whether some code point of text[start:end] lies in one of the spans."""
        first = bisect_right(self._ends, start)
        return first < len(self._ends) and self._starts[first] < end

    def hold(self, at: int) -> bool:
        """Whether the code point at `at` lies in one of the spans."""
        return self.meet(at, at + 1)
