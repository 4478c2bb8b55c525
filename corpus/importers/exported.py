"""Our own export, and incidents as the API gives and takes them: read as they are, nothing is guessed."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from corpus.importers.building import TITLE_LIMIT
from corpus.importers.items import Imported, Item
from corpus.importers.json_reading import object_in
from corpus.importers.mapping import FieldMapping
from corpus.importers.outcomes import attempted
from corpus.importers.sources import Line, Source, peek
from models.errors import BadInputError
from models.incidents import DecisionRecord, Incident

SCHEMA = "postmortem.incident/1"
"""Stands in every line of an export; the number rises when a reader of the old one could not read the new one."""

_FIELDS = frozenset(Incident.model_fields)
_READ_OUT = frozenset({"factors", "actions", "sections", "updated_at", "revision"})


def identify(name: str, head: bytes) -> bool:
    """The schema at the beginning of the first line."""
    return re.match(r'\s*\{"schema": ?"postmortem\.incident/', peek(head[:200])) is not None


def extract(source: Source, *, mapping: FieldMapping | None = None) -> Iterator[Item]:
    """An incident with its decisions from every line. A mapping is not needed and not used."""
    for line in source.lines():
        if line.problem or line.text.strip():
            where = f"line {line.number}"
            yield attempted(source, where, partial(_item, source, where, line))


def _item(source: Source, where: str, line: Line) -> Item:
    fields = object_in(line)
    schema = fields.pop("schema", None)
    if schema != SCHEMA:
        raise BadInputError(
            f"The schema is {schema!r}; this version reads {SCHEMA!r}: export again with the version that imports, or update this one."
        )
    decisions = fields.pop("decisions", [])
    if not isinstance(decisions, list):
        raise BadInputError("`decisions` is no list.")
    incident = Incident.model_validate(fields)
    return Imported(
        incident=incident,
        decisions=tuple(DecisionRecord.model_validate(one) for one in decisions),
        source=source.name,
        where=where,
    )


def is_incident(fields: Mapping[str, Any]) -> bool:
    """Whether a record is an incident as the API takes it (PUT) or gives it (GET), and nothing else."""
    return (
        isinstance(fields.get("text"), str)
        and isinstance(title := fields.get("title"), str)
        and len(title) <= TITLE_LIMIT
        and fields.keys() <= (_FIELDS | _READ_OUT)
    )


def incident_of(fields: Mapping[str, Any], *, source: Source, where: str, id: str) -> Imported:
    """The incident of such a record, with `id` where it has none; reviewers' words among its factors become decisions, what the
    service read out of the text is left to be read again. Raises ValidationError."""
    given = {key: value for key, value in fields.items() if key in _FIELDS}
    tags = [tag for tag in fields.get("factors") or [] if isinstance(tag, dict) and tag.get("decision")]
    decisions = tuple(
        DecisionRecord.model_validate({"factor": tag.get("id")} | {key: tag.get(key) for key in ("decision", "by", "note")}) for tag in tags
    )
    incident = Incident.model_validate({"id": id, **given})
    return Imported(incident=incident, decisions=decisions, source=source.name, where=where)
