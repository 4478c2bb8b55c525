"""Sentence vectors by the hash of their text, and what an index needs in order to follow the store.

Vectors are kept as float16: half of float32's size, where they are nine tenths of the database, and `CachedEncoder` hands out the
same rounded values, so that nothing differs by whether a vector is fresh or stored."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

KEPT = np.dtype("<f2")
CHUNK = 500

Half = npt.NDArray[np.float16]


class Change(NamedTuple):
    """A passage to be indexed: `whole` tells a whole text from a passage of it."""

    id: int
    whole: bool
    vector: Half


def to_blob(vector: npt.ArrayLike) -> bytes:
    """A vector, shape (d,), as it is kept."""
    return np.asarray(vector).astype(KEPT).tobytes()


def from_blob(blob: bytes) -> Half:
    """The vector kept in a blob, shape (d,)."""
    return np.frombuffer(blob, dtype=KEPT).astype(np.float16)


def find(connection: sqlite3.Connection, hashes: Sequence[str], fingerprint: str) -> dict[str, Half]:
    """Those of the vectors that are there, by hash in hexadecimal."""
    found = {}
    for start in range(0, len(hashes), CHUNK):
        chunk = [bytes.fromhex(value) for value in hashes[start : start + CHUNK]]
        rows = connection.execute(
            f"SELECT hash, vector FROM vectors WHERE fingerprint = ? AND hash IN ({marks(chunk)})", (fingerprint, *chunk)
        )
        found.update({key.hex(): from_blob(blob) for key, blob in rows})
    return found


def keep(connection: sqlite3.Connection, vectors: Mapping[str, npt.ArrayLike], fingerprint: str) -> None:
    """Stores vectors by the hash of their text; those that are there already stay."""
    rows = ((bytes.fromhex(key), fingerprint, to_blob(vector)) for key, vector in vectors.items())
    connection.executemany("INSERT INTO vectors VALUES (?, ?, ?) ON CONFLICT DO NOTHING", rows)


def drop_orphans(connection: sqlite3.Connection, hashes: Iterable[bytes]) -> None:
    """Deletes the vectors of those texts that no sentence has any more."""
    connection.executemany(
        "DELETE FROM vectors WHERE hash = ?1 AND NOT EXISTS (SELECT 1 FROM sentences WHERE sentences.hash = ?1)", ((key,) for key in hashes)
    )


def added_since(connection: sqlite3.Connection, generation: int, fingerprint: str) -> Iterator[Change]:
    """Passages, and whole texts, that came after a generation."""
    for id, ordinal, blob in connection.execute(
        "SELECT id, ordinal, vector FROM passages WHERE added > ? AND fingerprint = ? ORDER BY id", (generation, fingerprint)
    ):
        yield Change(id, ordinal < 0, from_blob(blob))


def removed_since(connection: sqlite3.Connection, generation: int) -> list[int]:
    """Ids of passages that went after a generation."""
    return [id for (id,) in connection.execute("SELECT id FROM removed_passages WHERE generation > ?", (generation,))]


def marks(values: Sequence[object]) -> str:
    """Placeholders for an IN list."""
    return ",".join("?" * len(values))
