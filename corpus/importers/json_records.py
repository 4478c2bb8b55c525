"""Records in JSON: an object a line (NDJSON), a list of objects, an object of objects, or one object around a list of them."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from corpus.importers import exported
from corpus.importers.building import Draft, build
from corpus.importers.ids import made_id, usable_id
from corpus.importers.items import Failed, Item
from corpus.importers.json_reading import object_in, read_json
from corpus.importers.mapping import FieldMapping
from corpus.importers.outcomes import Numbering, attempted
from corpus.importers.records import Unseen
from corpus.importers.sources import Source, peek, suffix
from models.errors import BadInputError

LINE_SUFFIXES = frozenset({".ndjson", ".jsonl", ".jsonlines"})


def identify(name: str, head: bytes) -> bool:
    """An object or a list of objects at the beginning, or a name of JSON."""
    text = peek(head).lstrip()
    return re.match(r'\{\s*(?:"|\})|\[\s*(?:\{|\])', text) is not None or suffix(name) in LINE_SUFFIXES | {".json"}


def extract(source: Source, *, mapping: FieldMapping | None = None) -> Iterator[Item]:
    """An incident from every record; a record that cannot be read fails by itself. Lines are read one at a time."""
    numbering, unseen = Numbering(), Unseen(mapping)
    records = _lines(source) if _is_lines(source) else _document(source)
    for where, found in records:
        if isinstance(found, BadInputError):
            yield Failed(source=source.name, where=where, error=str(found))
            continue
        unseen.look(found)
        item = attempted(source, where, partial(_item, source, where, found, mapping))
        # Who says which field is the id vouches for it; a guess may be wrong.
        yield item if mapping and "id" in mapping.given else numbering.numbered(item)
    yield from unseen.failures(source)


def _item(source: Source, where: str, record: dict[str, Any], mapping: FieldMapping | None) -> Item:
    if mapping is None and exported.is_incident(record):
        identifying = (str(record.get(key) or "") for key in ("title", "date", "started_at", "url"))
        made = made_id(source.name, *identifying)
        return exported.incident_of(record, source=source, where=where, id=made)
    return build(source, Draft(fields=record, where=where), mapping=mapping)


def _is_lines(source: Source) -> bool:
    """Whether the first line holds an object by itself and others follow, or cannot be read while the second begins an object too."""
    if source.suffix in LINE_SUFFIXES:
        return True
    lines = (line for line in source.lines() if line.problem or line.text.strip())
    first, second = next(lines, None), next(lines, None)
    if first is None or second is None:
        return False
    try:
        object_in(first)
    except BadInputError:
        return second.text.startswith("{") and first.text.startswith("{")
    return True


def _lines(source: Source) -> Iterator[tuple[str, dict[str, Any] | BadInputError]]:
    try:
        for line in source.lines():
            if line.problem or line.text.strip():
                try:
                    yield f"line {line.number}", object_in(line)
                except BadInputError as error:
                    yield f"line {line.number}", error
    except BadInputError as error:
        yield "", error


def _document(source: Source) -> Iterator[tuple[str, dict[str, Any] | BadInputError]]:
    try:
        text = source.text()
        if not text.strip():
            raise BadInputError("It is empty." if not text else "There is nothing in it but white space.")
        value = read_json(text)
    except BadInputError as error:
        yield "", error
        return
    for where, record in _records(value):
        known = isinstance(record, dict | BadInputError)
        yield where, record if known else BadInputError(f"A record is an object, but this is {type(record).__name__}.")


def _records(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, list):
        if not value:
            yield "", BadInputError("The list is empty.")
        for number, record in enumerate(value, 1):
            yield f"item {number}", record
        return
    if not isinstance(value, dict):
        yield "", value
        return
    lists = [key for key, found in value.items() if isinstance(found, list) and found and all(isinstance(one, dict) for one in found)]
    is_record = bool(value.keys() & {"text", "title", "body", "description", "summary"})
    if value and all(isinstance(found, dict) for found in value.values()):
        for key, record in value.items():
            has_id = any(name.casefold() in {"id", "uuid"} for name in record)
            yield f"key {key!r}", record if has_id else {"id": usable_id(key), **record}
    elif len(lists) == 1 and not is_record:
        for number, record in enumerate(value[lists[0]], 1):
            yield f"{lists[0]}, item {number}", record
    else:
        yield "", value
