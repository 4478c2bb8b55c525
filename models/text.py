"""A read postmortem: blocks, sections, sentences and masks, all as code-point offsets into the text as it was submitted."""

import datetime as dt
import re
from enum import StrEnum
from typing import Any, Self

from pydantic import Field, model_validator

from models.base import Noun

_SURROGATE = re.compile("[\ud800-\udfff]")


def has_whole_characters(text: str) -> bool:
    """Whether `text` holds no half of a UTF-16 surrogate pair, so that it can be kept and answered as UTF-8."""
    return _SURROGATE.search(text) is None


class TextFormat(StrEnum):
    """How a submitted text is to be read."""

    MARKDOWN = "markdown"
    TEXT = "text"


class Span(Noun):
    """Half-open range of Unicode code points of the submitted text; an end before its start raises `ValidationError`."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"a span ends ({self.end}) before it starts ({self.start})")
        return self

    def of(self, text: str) -> str:
        """The piece of `text` that this span covers."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


class BlockKind(StrEnum):
    """The kinds of leaf block that a text is cut into."""

    FRONT_MATTER = "front-matter"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    QUOTE = "quote"
    CODE = "code"
    COMMENT = "comment"
    HTML = "html"
    RULE = "rule"


class Block(Noun):
    """A leaf block. `span` takes in its markers (`## `, `- `, `> `), `content` is the text without them; `level` is the heading's
    level or the list's depth; `row` and `column` place a table cell (row 0 is the head). Between blocks there is only white space
    and table or list punctuation."""

    index: int
    kind: BlockKind
    span: Span
    content: Span
    section: int
    level: int = 0
    row: int | None = None
    column: int | None = None
    table: int | None = None


class SectionKind(StrEnum):
    """What a section is about, whatever its team calls it. The eight parts of a good postmortem are `EIGHT_PARTS`."""

    PREAMBLE = "preamble"
    SUMMARY = "summary"
    IMPACT = "impact"
    TIMELINE = "timeline"
    DETECTION = "detection"
    RESPONSE = "response"
    FACTORS = "contributing-factors"
    WENT_WELL = "went-well"
    WENT_POORLY = "went-poorly"
    LUCK = "luck"
    LESSONS = "lessons"
    ACTIONS = "action-items"
    ATTENDEES = "attendees"
    BACKGROUND = "background"
    REFERENCES = "references"
    QUESTIONS = "questions"
    OTHER = "other"


EIGHT_PARTS: dict[str, frozenset[SectionKind]] = {
    "summary": frozenset({SectionKind.SUMMARY}),
    "impact": frozenset({SectionKind.IMPACT}),
    "timeline": frozenset({SectionKind.TIMELINE}),
    "detection": frozenset({SectionKind.DETECTION}),
    "response": frozenset({SectionKind.RESPONSE}),
    "contributing-factors": frozenset({SectionKind.FACTORS}),
    "lessons": frozenset({SectionKind.LESSONS, SectionKind.WENT_WELL, SectionKind.WENT_POORLY, SectionKind.LUCK}),
    "action-items": frozenset({SectionKind.ACTIONS}),
}
"""The eight parts of a good postmortem, each with the sections that provide it (Google SRE Workbook ch. 10; PagerDuty postmortem guide)."""


class Section(Noun):
    """A heading with what stands under it, up to the next heading of any level. Section 0 is the preamble, without a heading.
    `kind` is inherited from the parent section where the own title says nothing (`### 10:40` under `## Timeline`)."""

    index: int
    kind: SectionKind
    title: str
    level: int
    heading: Span | None
    span: Span


class MaskKind(StrEnum):
    """Why a stretch of text is not prose of its author."""

    CODE = "code"
    URL = "url"
    QUOTATION = "quotation"
    COMMENT = "comment"
    HTML = "html"
    FRONT_MATTER = "front-matter"
    MARKUP = "markup"


class Mask(Noun):
    """A masked region: nothing in it is the author's own prose."""

    kind: MaskKind
    span: Span


class Sentence(Noun):
    """A sentence, fragment, bullet or table cell; `span` has no white space at its ends and holds no block markers."""

    index: int
    span: Span
    block: int
    section: int


class TimelineEntry(Noun):
    """One dated or timed line. `time` is as written; `at` is set where a date and a time are both known (naive means unknown zone)."""

    span: Span
    time: str
    at: dt.datetime | None = None
    text: str


class ActionState(StrEnum):
    """How far an action item has come."""

    OPEN = "open"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    DROPPED = "dropped"


class ActionItem(Noun):
    """An action item as written, with what it tells about owner, due date, state and ticket."""

    span: Span
    text: str
    owner: str | None = None
    due: dt.date | None = None
    due_text: str | None = None
    state: ActionState | None = None
    ticket: str | None = None


class Postmortem(Noun):
    """A text that has been read. `text` is exactly what was submitted; every offset counts its code points."""

    text: str
    format: TextFormat = TextFormat.MARKDOWN
    title: str | None = None
    front_matter: dict[str, Any] = Field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    masks: tuple[Mask, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    actions: tuple[ActionItem, ...] = ()
    words: int = 0

    def quote(self, span: Span) -> str:
        """The submitted text under `span`."""
        return self.text[span.start : span.end]
