"""What importers of records share: a check that the fields of a mapping exist."""

from collections.abc import Mapping
from typing import Any

from rapidfuzz import process

from corpus.importers.items import Failed, Item
from corpus.importers.mapping import FieldMapping
from corpus.importers.sources import Source
from corpus.importers.values import at_path, listed

MOST_FIELDS = 500


class Unseen:
    """The fields of a mapping that no record had. Naming a field wrongly would lose it without a word."""

    def __init__(self, mapping: FieldMapping | None) -> None:
        self._missing = {name: target for target, names in mapping.sources.items() for name in names} if mapping else {}
        self._fields: dict[str, None] = {}

    def look(self, record: Mapping[str, Any]) -> None:
        """Takes note of a record's fields."""
        for name in [name for name in self._missing if _has(record, name)]:
            del self._missing[name]
        if self._missing and len(self._fields) < MOST_FIELDS:
            self._fields.update(dict.fromkeys(record))

    def failures(self, source: Source) -> list[Item]:
        """One failure for each field that no record had, with the nearest that some had."""
        if not self._fields:
            return []
        return [
            Failed(
                source=source.name, where="mapping", error=f"No record has the field {name!r} (for {target}){nearest(name, self._fields)}."
            )
            for name, target in self._missing.items()
        ]


def nearest(name: str, fields: Mapping[str, Any]) -> str:
    """The nearest of the known fields, and all of them, to end a message with."""
    found = process.extractOne(name, list(fields), score_cutoff=50)
    hint = f"; the nearest is {found[0]!r}" if found else ""
    return f"{hint}; the fields are {listed(fields)}"


def _has(record: Mapping[str, Any], name: str) -> bool:
    return any(key.casefold() == name.casefold() for key in record) or at_path(record, name) is not None
