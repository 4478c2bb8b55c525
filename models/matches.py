"""Answers to "have we seen this before?"."""

import datetime as dt

from pydantic import Field

from models.base import Noun


class PassageMatch(Noun):
    """A passage of a past incident beside the stretch of the query that it matches; text[start:end] of the incident == quote."""

    quote: str
    start: int
    end: int
    query_start: int
    query_end: int
    score: float = Field(ge=0, le=1)


class Match(Noun):
    """A past incident, with why it matches."""

    id: str
    title: str
    date: dt.date | None = None
    url: str | None = None
    services: tuple[str, ...] = ()
    score: float = Field(ge=0, le=1)
    passages: tuple[PassageMatch, ...] = ()
    shared_factors: tuple[str, ...] = ()
    shared_terms: tuple[str, ...] = ()


class ArchiveSize(Noun):
    """How much there was to search."""

    incidents: int
    passages: int


class SimilarReport(Noun):
    """Matches, best first, out of an archive of the given size."""

    results: tuple[Match, ...]
    archive: ArchiveSize
