"""Passages of drafts with their blame spans, as our hands wrote them down.

A line of a file is `section | kind | text`, where the text marks spans as {{family: words}}; a name's span may stand inside another.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.findings import Family
from models.text import SectionKind

HERE = Path(__file__).parent / "data"
KINDS = {"p": "paragraph", "b": "item", "h": "heading", "t": "cell", "q": "item"}
_SECTIONS = {
    "detection": SectionKind.TIMELINE,
    "response": SectionKind.TIMELINE,
}
_MARK = re.compile(r"\{\{\s*([a-z-]+)\s*:\s*|\}\}")
FAMILIES = frozenset(family.value for family in Family if not family.value.startswith(("structure", "action")))


@dataclass(frozen=True)
class Passage:
    """One or more sentences of a draft; `spans` are (start, end, family)."""

    section: str
    kind: str
    text: str
    spans: tuple[tuple[int, int, str], ...]


def passages(path: Path) -> Iterator[Passage]:
    """The passages of a file. Raises ValueError with the line's number on one that cannot be read."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        parts = line.split("|", 2)
        if len(parts) != 3:
            raise ValueError(f"{path.name}:{number}: expected section | kind | text")
        section, kind, marked = (part.strip() for part in parts)
        try:
            text, spans = unmarked(marked)
        except ValueError as error:
            raise ValueError(f"{path.name}:{number}: {error}") from error
        yield Passage(section, kind, text, spans)


def unmarked(marked: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """The text without its marks, and the spans that they made. Raises ValueError on marks that do not match or name no family."""
    pieces: list[str] = []
    spans: list[tuple[int, int, str]] = []
    opened: list[tuple[int, str]] = []
    length = last = 0
    for mark in _MARK.finditer(marked):
        pieces.append(marked[last : mark.start()])
        length += mark.start() - last
        last = mark.end()
        if mark[1]:
            if mark[1] not in FAMILIES:
                raise ValueError(f"there is no family {mark[1]}")
            opened.append((length, mark[1]))
        elif opened:
            start, family = opened.pop()
            spans.append((start, length, family))
        else:
            raise ValueError("a mark closes that was not opened")
    if opened:
        raise ValueError("a mark is not closed")
    pieces.append(marked[last:])
    return "".join(pieces), tuple(sorted(spans))
