"""Export: NDJSON that imports back to the same archive."""

import json
from collections.abc import Iterable, Iterator

from corpus.importers.exported import SCHEMA
from models.incidents import Archived


def export_lines(records: Iterable[Archived]) -> Iterator[str]:
    """One line of JSON, without its line end, for each incident: every field, its metadata, and the reviewers' decisions."""
    for archived in records:
        line = {
            "schema": SCHEMA,
            **archived.incident.model_dump(mode="json", exclude={"metadata"}),
            # As it is: pydantic would turn infinity into null.
            "metadata": archived.incident.metadata,
            "decisions": [decision.model_dump(mode="json") for decision in archived.decisions],
        }
        try:
            text = json.dumps(line, ensure_ascii=False)
            text.encode("utf-8")
        except UnicodeEncodeError:
            text = json.dumps(line)  # Half of a surrogate pair in the metadata: only an escape can carry it.
        yield text
