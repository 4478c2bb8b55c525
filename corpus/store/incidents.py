"""Incidents in the database: everything about one is written in one transaction of the caller's."""

import base64
import binascii
import datetime as dt
import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

from corpus.store import full_text, meta, tags, vectors
from corpus.store.filters import condition
from corpus.vector_cache import text_hash
from models.errors import BadInputError, NotFoundError, quoted
from models.factors import FactorTag, VersionedName
from models.incidents import Archived, Filters, Incident, Passage, Record
from models.text import ActionItem, Postmortem, Section, Span

SECTIONS = TypeAdapter(tuple[Section, ...])
ACTIONS = TypeAdapter(tuple[ActionItem, ...])


@dataclass(frozen=True)
class Writing:
    """All that one put stores. `sentence_vectors` (sentences, d) and `passage_vectors` (passages, d) go by position; `whole_vector` (d,) is
    the whole text's, None without passages."""

    incident: Incident
    postmortem: Postmortem
    tags: Sequence[FactorTag]
    chosen: frozenset[str]
    taxonomy: VersionedName
    model: VersionedName
    fingerprint: str
    passages: Sequence[Passage]
    sentence_vectors: npt.ArrayLike
    passage_vectors: npt.ArrayLike
    whole_vector: npt.ArrayLike | None
    content: str


def content_of(
    incident: Incident,
    postmortem: Postmortem,
    passages: Sequence[Passage],
    *,
    chosen: Collection[str],
    taxonomy: VersionedName,
    model: VersionedName,
) -> str:
    """Digest of all that a put would store: what was submitted and what was read out of it by which versions.

    Raises BadInputError for metadata that JSON cannot carry."""
    return _digest(
        {
            "incident": _plain(incident),
            "sections": SECTIONS.dump_python(postmortem.sections, mode="json"),
            "actions": ACTIONS.dump_python(postmortem.actions, mode="json"),
            "sentences": [[sentence.span.start, sentence.span.end] for sentence in postmortem.sentences],
            "passages": [passage.model_dump(mode="json") for passage in passages],
            "chosen": sorted(chosen),
            "versions": [taxonomy.model_dump(), model.model_dump()],
        }
    )


def content_kept(connection: sqlite3.Connection, id: str) -> str | None:
    """The digest of what is stored under an id, None where nothing is."""
    row = connection.execute("SELECT content FROM incidents WHERE id = ?", (id,)).fetchone()
    return None if row is None else str(row[0])


def write(connection: sqlite3.Connection, writing: Writing) -> bool:
    """Stores or replaces an incident; true if it is new. Reviewers' decisions stay."""
    incident, postmortem = writing.incident, writing.postmortem
    generation = meta.next_generation(connection)
    columns = {
        "id": incident.id,
        "body": json.dumps(_plain(incident)),
        "read": json.dumps(
            {
                "sections": SECTIONS.dump_python(postmortem.sections, mode="json"),
                "actions": ACTIONS.dump_python(postmortem.actions, mode="json"),
            }
        ),
        "day": incident.date.isoformat() if incident.date else "",
        "severity": incident.severity.strip().casefold() if incident.severity else None,
        "kind": incident.kind.value,
        "taxonomy": writing.taxonomy.model_dump_json(),
        "model": writing.model.model_dump_json(),
        "content": writing.content,
    }
    row = connection.execute("SELECT key FROM incidents WHERE id = ?", (incident.id,)).fetchone()
    old_hashes: set[bytes] = set()
    if row is None:
        names = [*columns, "revision", "updated_at"]
        inserted = connection.execute(
            f"INSERT INTO incidents ({', '.join(names)}) VALUES ({vectors.marks(names)})", (*columns.values(), "", "")
        )
        key = int(inserted.lastrowid or 0)
    else:
        key = row[0]
        connection.execute(f"UPDATE incidents SET {', '.join(f'{name} = ?' for name in columns)} WHERE key = ?", (*columns.values(), key))
        old_hashes = _drop_parts(connection, key, generation)
    connection.executemany("INSERT INTO services VALUES (?, ?)", {(key, name.casefold()) for name in incident.services})
    _write_sentences(connection, key, writing)
    _write_passages(connection, key, writing, generation)
    vectors.drop_orphans(connection, old_hashes)
    tags.replace(connection, key, writing.tags, writing.chosen)
    full_text.put(connection, key, incident, postmortem)
    touch(connection, key)
    return row is None


def retag(
    connection: sqlite3.Connection,
    key: int,
    found: Sequence[FactorTag],
    chosen: frozenset[str],
    taxonomy: VersionedName,
    model: VersionedName,
) -> bool:
    """Replaces the model's tags; true if the record shows something else than before."""
    tags.replace(connection, key, found, chosen)
    # The digest of the content held the old versions; an empty one lets the next put of this incident write.
    connection.execute(
        "UPDATE incidents SET taxonomy = ?, model = ?, content = '' WHERE key = ?",
        (taxonomy.model_dump_json(), model.model_dump_json(), key),
    )
    return touch(connection, key)


def delete(connection: sqlite3.Connection, id: str) -> None:
    """Removes an incident and all that belongs to it. Raises NotFoundError."""
    key = key_of(connection, id)
    hashes = _drop_parts(connection, key, meta.next_generation(connection))
    connection.execute("DELETE FROM incidents WHERE key = ?", (key,))
    vectors.drop_orphans(connection, hashes)


def touch(connection: sqlite3.Connection, key: int) -> bool:
    """Brings revision and time of change up to what the record now shows; true if it shows something else than before."""
    record = records(connection, [key])[0]
    shown = record.model_dump(mode="json", exclude={"updated_at", "revision", "incident"}) | {"incident": _plain(record.incident)}
    revision = _digest(shown)[:32]
    if revision == record.revision:
        return False
    connection.execute(
        "UPDATE incidents SET revision = ?, updated_at = ? WHERE key = ?", (revision, dt.datetime.now(dt.UTC).isoformat(), key)
    )
    return True


def key_of(connection: sqlite3.Connection, id: str) -> int:
    """The integer key of an incident. Raises NotFoundError."""
    row = connection.execute("SELECT key FROM incidents WHERE id = ?", (id,)).fetchone()
    if row is None:
        raise NotFoundError(f"There is no incident {quoted(id)} in the archive.")
    return int(row[0])


def records(connection: sqlite3.Connection, keys: Sequence[int]) -> list[Record]:
    """The incidents under `keys`, in their order; those that are gone are left out."""
    rows = {
        row[0]: row[1:]
        for row in connection.execute(
            f"SELECT key, body, read, updated_at, revision FROM incidents WHERE key IN ({vectors.marks(keys)})", tuple(keys)
        )
    }
    factors = tags.shown(connection, list(rows))
    found = []
    for key in keys:
        if key not in rows:
            continue
        body, read, updated_at, revision = rows[key]
        parts = json.loads(read)
        found.append(
            Record(
                incident=incident_from(body),
                factors=factors[key],
                actions=ACTIONS.validate_python(parts["actions"]),
                sections=SECTIONS.validate_python(parts["sections"]),
                updated_at=dt.datetime.fromisoformat(updated_at) if updated_at else dt.datetime.now(dt.UTC),
                revision=revision,
            )
        )
    return found


def page(
    connection: sqlite3.Connection, filters: Filters, *, q: str | None, limit: int, cursor: str | None
) -> tuple[list[int], str | None]:
    """Keys of one page, newest day first and undated last, then by id, and the cursor of the next page. Raises BadInputError."""
    where, values = condition(filters)
    if q is not None and q.strip():
        expression = full_text.all_of(q)
        if expression is None:
            return [], None
        where += " AND incidents.key IN (SELECT rowid FROM texts WHERE texts MATCH ?)"
        values.append(expression)
    if cursor is not None:
        day, id = _position(cursor)
        where += " AND (incidents.day < ? OR incidents.day = ? AND incidents.id > ?)"
        values += [day, day, id]
    rows = connection.execute(
        f"SELECT key, day, id FROM incidents WHERE {where} ORDER BY day DESC, id LIMIT ?", (*values, limit + 1)
    ).fetchall()
    following = _cursor(*rows[limit - 1][1:]) if len(rows) > limit else None
    return [row[0] for row in rows[:limit]], following


def archived(connection: sqlite3.Connection) -> Iterator[Archived]:
    """Every incident with its decisions, in the order of ids."""
    for key, body in connection.execute("SELECT key, body FROM incidents ORDER BY id"):
        yield Archived(incident=incident_from(body), decisions=tags.decisions(connection, key))


def sentence_spans(connection: sqlite3.Connection, key: int) -> list[tuple[Span, str]]:
    """Spans of an incident's sentences, each with the hash of its text in hexadecimal."""
    rows = connection.execute('SELECT start, "end", hash FROM sentences WHERE incident = ? ORDER BY ordinal', (key,))
    return [(Span(start=start, end=end), key.hex()) for start, end, key in rows]


def incident_from(body: str) -> Incident:
    """An incident out of its stored JSON."""
    fields: dict[str, Any] = json.loads(body)
    return Incident.model_validate(fields)


def _write_sentences(connection: sqlite3.Connection, key: int, writing: Writing) -> None:
    postmortem = writing.postmortem
    hashes = [text_hash(postmortem.quote(sentence.span)) for sentence in postmortem.sentences]
    connection.executemany(
        "INSERT INTO sentences VALUES (?, ?, ?, ?, ?)",
        (
            (key, ordinal, sentence.span.start, sentence.span.end, bytes.fromhex(hash))
            for ordinal, (sentence, hash) in enumerate(zip(postmortem.sentences, hashes, strict=True))
        ),
    )
    known: Mapping[str, npt.ArrayLike] = dict(zip(hashes, np.asarray(writing.sentence_vectors), strict=True))
    vectors.keep(connection, known, writing.fingerprint)


def _write_passages(connection: sqlite3.Connection, key: int, writing: Writing, generation: int) -> None:
    rows = [
        (
            key,
            ordinal,
            passage.start,
            passage.end,
            passage.heading,
            passage.section,
            json.dumps(passage.sentences),
            generation,
            writing.fingerprint,
            vectors.to_blob(vector),
        )
        for ordinal, (passage, vector) in enumerate(zip(writing.passages, np.asarray(writing.passage_vectors), strict=True))
    ]
    if writing.whole_vector is not None:
        rows.append(
            (key, -1, 0, len(writing.postmortem.text), "", "", "[]", generation, writing.fingerprint, vectors.to_blob(writing.whole_vector))
        )
    connection.executemany(
        'INSERT INTO passages (incident, ordinal, start, "end", heading, section, sentences, added, fingerprint, vector) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def _drop_parts(connection: sqlite3.Connection, key: int, generation: int) -> set[bytes]:
    """Removes what a put writes anew; the hashes of the sentences that went."""
    hashes = {hash for (hash,) in connection.execute("SELECT hash FROM sentences WHERE incident = ?", (key,))}
    connection.execute("INSERT INTO removed_passages SELECT id, ? FROM passages WHERE incident = ?", (generation, key))
    for table in ("passages", "sentences", "services"):
        connection.execute(f"DELETE FROM {table} WHERE incident = ?", (key,))
    full_text.drop(connection, key)
    return hashes


def _plain(incident: Incident) -> dict[str, Any]:
    """An incident as JSON values. Raises BadInputError where its metadata holds what JSON cannot."""
    try:
        plain = incident.model_dump(mode="json")
        json.dumps(plain)
    except (PydanticSerializationError, ValueError, TypeError, RecursionError) as error:
        raise BadInputError(
            f"The metadata cannot be kept as JSON ({error}): use texts, numbers, lists and objects.", "/metadata"
        ) from error
    return plain


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def _cursor(day: str, id: str) -> str:
    return base64.urlsafe_b64encode(json.dumps([day, id]).encode()).decode().rstrip("=")


def _position(cursor: str) -> tuple[str, str]:
    """Day and id after which a page begins."""
    try:
        day, id = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        if not (isinstance(day, str) and isinstance(id, str)):
            raise ValueError("not a pair of texts")
        if day:
            dt.date.fromisoformat(day)
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise BadInputError("The cursor is none that a listing gave out: begin again without one.", "/cursor") from error
    return day, id
