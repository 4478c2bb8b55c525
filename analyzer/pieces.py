"""What the readers of Markdown and of plain text hand over: blocks and masks as plain offsets, before sections and sentences are known."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from models.text import BlockKind, MaskKind


class Masked(NamedTuple):
    """A stretch text[start:end] that is not its author's prose. Sorts by its start."""

    start: int
    end: int
    kind: MaskKind


class Piece(NamedTuple):
    """A leaf block: text[start:end] with its markers, text[content_start:content_end] without. `level` is a heading's level or a
    list's depth; `row`, `column`, `table` place a table cell. `task` is the character between the brackets of a task-list item.
    `implied` marks a heading that is none by its markup (`**Impact**`, `Timeline:`): it takes the level under the last real one.
    `quoted` marks what stands in a block quote."""

    kind: BlockKind
    start: int
    end: int
    content_start: int
    content_end: int
    level: int = 0
    row: int | None = None
    column: int | None = None
    table: int | None = None
    task: str | None = None
    implied: bool = False
    quoted: bool = False


@dataclass(slots=True)
class Outline:
    """The blocks of a text in order, the masks that are known from the block structure alone, the front matter,
    the labels of link definitions (upper case, single spaces), and the number of tables."""

    pieces: list[Piece] = field(default_factory=list)
    masks: list[Masked] = field(default_factory=list)
    front_matter: dict[str, Any] = field(default_factory=dict)
    references: frozenset[str] = frozenset()
    tables: int = 0
