"""Cells of a table row, by GitHub's rules: `|` parts cells unless a backslash stands before it; the outer pipes may be missing."""

from itertools import pairwise

from analyzer.markdown.lines import trimmed


def cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Ranges of the cells of the row text[start:end], each without its padding; an empty cell has an empty range."""
    start, end = trimmed(text, start, end)
    cuts = [start - 1]
    escaped = False
    for position in range(start, end):
        character = text[position]
        if character == "|" and not escaped:
            cuts.append(position)
        escaped = character == "\\"
    cuts.append(end)
    ranges = [(left + 1, right) for left, right in pairwise(cuts)]
    if len(ranges) > 1 and ranges[0][0] == ranges[0][1]:
        del ranges[0]
    if len(ranges) > 1 and ranges[-1][0] == ranges[-1][1]:
        ranges.pop()
    return [trimmed(text, left, right) for left, right in ranges]
