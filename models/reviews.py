"""A whole review of one draft: everything that the analysis knows, in one answer."""

from models.base import Noun
from models.factors import TagReport
from models.findings import LintReport
from models.matches import SimilarReport
from models.text import ActionItem, Section, TimelineEntry


class DocumentReport(Noun):
    """What was read in the draft."""

    title: str | None
    sections: tuple[Section, ...]
    words: int
    timeline: tuple[TimelineEntry, ...]
    actions: tuple[ActionItem, ...]


class Part(Noun):
    """One of the eight parts of a good postmortem, with the sections that provide it, if any do."""

    part: str
    present: bool
    sections: tuple[int, ...] = ()


class StructureReport(Noun):
    """Which of the eight parts are there, and how complete the action items are."""

    parts: tuple[Part, ...]
    actions: int
    actions_with_owner: int
    actions_with_due_date: int


class Review(Noun):
    """The answer of `analyze`."""

    document: DocumentReport
    lint: LintReport
    tags: TagReport
    similar: SimilarReport
    structure: StructureReport
