"""Incidents as they are submitted, kept and listed."""

import datetime as dt
from enum import StrEnum
from typing import Any, Self

from pydantic import Field, field_validator, model_validator

from models.base import Noun
from models.factors import Decision, FactorTag
from models.text import ActionItem, Section, TextFormat

MAX_ID_LENGTH = 200


class IncidentKind(StrEnum):
    """What sort of event a postmortem tells of; successes are learned from too."""

    INCIDENT = "incident"
    NEAR_MISS = "near-miss"
    SUCCESS = "success"


class Incident(Noun):
    """An incident as submitted. Times without a zone are taken as UTC; a resolution before the start raises `ValidationError`."""

    id: str = Field(min_length=1, max_length=MAX_ID_LENGTH, description="Chosen by the client; printable characters without a slash.")
    title: str = Field(min_length=1, max_length=1000)
    text: str = Field(min_length=1)
    format: TextFormat = TextFormat.MARKDOWN
    url: str | None = Field(default=None, max_length=4000)
    date: dt.date | None = None
    severity: str | None = Field(default=None, max_length=100)
    services: tuple[str, ...] = ()
    started_at: dt.datetime | None = None
    detected_at: dt.datetime | None = None
    resolved_at: dt.datetime | None = None
    kind: IncidentKind = IncidentKind.INCIDENT
    metadata: dict[str, Any] = Field(default_factory=dict)

    @field_validator("id")
    @classmethod
    def _printable_id(cls, value: str) -> str:
        if not value.isprintable() or value != value.strip() or "/" in value or value in {".", ".."}:
            raise ValueError("an id has printable characters only, no slash, and no white space at its ends")
        return value

    @field_validator("title", "text")
    @classmethod
    def _not_blank(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("must hold more than white space")
        if "\x00" in value:
            raise ValueError("must not hold the NUL character (U+0000)")
        return value

    @field_validator("services")
    @classmethod
    def _named_services(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if any(not name.strip() or len(name) > 200 for name in value):
            raise ValueError("a service name has 1 to 200 characters")
        return tuple(dict.fromkeys(name.strip() for name in value))

    @field_validator("started_at", "detected_at", "resolved_at")
    @classmethod
    def _in_utc(cls, value: dt.datetime | None) -> dt.datetime | None:
        if value is None:
            return None
        try:
            return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)
        except OverflowError as error:
            raise ValueError("lies outside the years 1 to 9999 in UTC") from error

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.started_at and self.resolved_at and self.resolved_at < self.started_at:
            raise ValueError("resolved_at lies before started_at")
        return self


class Record(Noun):
    """An incident as kept, with what was read out of it. `revision` is a content hash and serves as ETag."""

    incident: Incident
    factors: tuple[FactorTag, ...]
    actions: tuple[ActionItem, ...]
    sections: tuple[Section, ...]
    updated_at: dt.datetime
    revision: str


class DecisionRecord(Noun):
    """A reviewer's word on one factor of an incident."""

    factor: str
    decision: Decision
    by: str | None = None
    note: str | None = None


class Archived(Noun):
    """All that has to be kept of an incident: what was submitted, and the reviewers' words. The rest can be made again from it."""

    incident: Incident
    decisions: tuple[DecisionRecord, ...] = ()


class Filters(Noun):
    """What a listing or a search is narrowed to; dates are inclusive and are compared with the incident's date."""

    service: str | None = None
    factor: str | None = None
    severity: str | None = None
    kind: IncidentKind | None = None
    since: dt.date | None = None
    until: dt.date | None = None


class Passage(Noun):
    """A stretch of a postmortem that is searched as one: `sentences` are the indexes of the sentences it is made of."""

    start: int
    end: int
    heading: str
    section: str
    sentences: tuple[int, ...]


class Job(Noun):
    """A long piece of work that outlives a request."""

    id: str
    kind: str
    state: str
    done: int = 0
    total: int = 0
    changed: int = 0
    failed: tuple[dict[str, str], ...] = ()
    started_at: dt.datetime | None = None
    finished_at: dt.datetime | None = None
    eta_s: float | None = None
