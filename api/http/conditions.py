"""Conditional requests (RFC 9110, 13): entity tags, and the answers where a condition does not hold."""

from typing import Annotated

from fastapi import Header, Response

from api.http.problems import problem

IfMatch = Annotated[str | None, Header(description="Only write over this ETag; otherwise 412.")]
IfNoneMatch = Annotated[str | None, Header(description="`*`: only write where there is no such incident yet; otherwise 412.")]


def etag(revision: str) -> str:
    """A strong entity tag (RFC 9110, 8.8.3)."""
    return f'"{revision}"'


def names(header: str, present: str | None, *, weakly: bool = False) -> bool:
    """Whether a header's list of tags, or its `*`, takes in the revision that is stored; None where nothing is."""
    if present is None:
        return False
    tags = [tag.strip() for tag in header.split(",")]
    return tags == ["*"] or etag(present) in ([tag.removeprefix("W/") for tag in tags] if weakly else tags)


def refusal(present: str | None, *, if_match: str | None, if_none_match: str | None = None) -> Response | None:
    """412 where a write's conditions do not fit the revision that is stored, None where they do."""
    if if_match is not None and not names(if_match, present):
        return problem(412, "The incident is not at the revision that If-Match names: read it again, then write.")
    if if_none_match is not None and names(if_none_match, present, weakly=True):
        return problem(412, "The incident is stored already, which If-None-Match rules out: leave the header out to write over it.")
    return None
