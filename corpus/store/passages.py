"""Rows of passages, as search reads them."""

import sqlite3
from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from corpus.store.vectors import CHUNK, marks
from models.matches import ArchiveSize


class Stretch(NamedTuple):
    """A stored passage: text[start:end] of its incident."""

    id: int
    incident: int
    start: int
    end: int


def owners(connection: sqlite3.Connection, ids: Collection[int]) -> set[int]:
    """Keys of the incidents that passages belong to; ids that are gone are left out."""
    found: set[int] = set()
    listed = list(ids)
    for start in range(0, len(listed), CHUNK):
        chunk = listed[start : start + CHUNK]
        found.update(key for (key,) in connection.execute(f"SELECT incident FROM passages WHERE id IN ({marks(chunk)})", chunk))
    return found


def of(connection: sqlite3.Connection, keys: Sequence[int]) -> dict[int, list[Stretch]]:
    """The passages of each incident in text order."""
    found: dict[int, list[Stretch]] = {key: [] for key in keys}
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        rows = connection.execute(
            'SELECT id, incident, start, "end" FROM passages '
            f"WHERE incident IN ({marks(chunk)}) AND ordinal >= 0 ORDER BY incident, ordinal",
            chunk,
        )
        for row in rows:
            found[row[1]].append(Stretch(*row))
    return found


def wholes(connection: sqlite3.Connection, keys: Sequence[int]) -> dict[int, int]:
    """The id under which the whole text of each incident is indexed."""
    found: dict[int, int] = {}
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        found.update(connection.execute(f"SELECT incident, id FROM passages WHERE incident IN ({marks(chunk)}) AND ordinal < 0", chunk))
    return found


def ids_where(connection: sqlite3.Connection, where: str, values: Sequence[object], *, whole: bool) -> npt.NDArray[np.int64]:
    """Ids of the passages, or of the whole texts, of the incidents that fulfil a condition."""
    rows = connection.execute(
        f"SELECT passages.id FROM passages JOIN incidents ON incidents.key = passages.incident "
        f"WHERE passages.ordinal {'<' if whole else '>='} 0 AND {where}",
        values,
    )
    return np.fromiter((id for (id,) in rows), dtype=np.int64)


def size(connection: sqlite3.Connection) -> ArchiveSize:
    """How many incidents and passages there are."""
    incidents = connection.execute("SELECT count(*) FROM incidents").fetchone()[0]
    count = connection.execute("SELECT count(*) FROM passages INDEXED BY passages_by_incident WHERE ordinal >= 0").fetchone()[0]
    return ArchiveSize(incidents=incidents, passages=count)
