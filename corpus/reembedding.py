"""Makes the stored vectors anew when the encoder has changed: two encoders' vectors never stand in one index."""

import json
import logging
import sqlite3

import numpy as np

from corpus.passages import passage_vectors, whole_vector
from corpus.store import incidents, vectors
from corpus.store.database import Database
from models.incidents import Passage
from models.ports import Encoder

log = logging.getLogger("postmortem")


def outdated(connection: sqlite3.Connection, fingerprint: str) -> list[int]:
    """Keys of the incidents that have vectors of another encoder."""
    return [
        key
        for (key,) in connection.execute("SELECT DISTINCT incident FROM passages WHERE fingerprint <> ? ORDER BY incident", (fingerprint,))
    ]


def reembed(database: Database, encoder: Encoder) -> int:
    """Encodes every incident that has another encoder's vectors, one transaction each, so that it can be cut off and goes on at the next
    start; how many there were. Passages stay as they were cut. Vectors of other encoders go at the end."""
    with database.reading() as connection:
        keys = outdated(connection, encoder.fingerprint)
    if keys:
        log.info("the encoder has changed: encoding %d incidents anew", len(keys))
    for key in keys:
        _reembed_one(database, encoder, key)
    if keys:
        with database.writing() as connection:
            connection.execute("DELETE FROM vectors WHERE fingerprint <> ?", (encoder.fingerprint,))
    return len(keys)


def _reembed_one(database: Database, encoder: Encoder, key: int) -> None:
    with database.reading() as connection:
        row = connection.execute("SELECT body, content FROM incidents WHERE key = ?", (key,)).fetchone()
        if row is None:
            return
        text = incidents.incident_from(row[0]).text
        kept = incidents.sentence_spans(connection, key)
        rows = connection.execute(
            'SELECT start, "end", heading, section, sentences FROM passages WHERE incident = ? AND ordinal >= 0 ORDER BY ordinal', (key,)
        ).fetchall()
    spans = [span for span, _ in kept]
    encoded = np.asarray(encoder.encode([span.of(text) for span in spans]))
    passages = [
        Passage(start=start, end=end, heading=heading, section=section, sentences=tuple(json.loads(own)))
        for start, end, heading, section, own in rows
    ]
    pooled = passage_vectors(text, spans, passages, encoded, encoder)
    with database.writing() as connection:
        now = connection.execute("SELECT content FROM incidents WHERE key = ?", (key,)).fetchone()
        if now is None or now[0] != row[1]:
            return  # Changed in the meantime, by a process that has encoded it itself.
        vectors.keep(connection, dict(zip((hash for _, hash in kept), encoded, strict=True)), encoder.fingerprint)
        by_ordinal = [(ordinal, vector) for ordinal, vector in enumerate(pooled)]
        if passages:
            by_ordinal.append((-1, whole_vector(text, passages, pooled)))
        connection.executemany(
            "UPDATE passages SET vector = ?, fingerprint = ? WHERE incident = ? AND ordinal = ?",
            ((vectors.to_blob(vector), encoder.fingerprint, key, ordinal) for ordinal, vector in by_ordinal),
        )
