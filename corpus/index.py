"""Exact search over vectors by inner product; the one file that imports faiss."""

import hashlib
import json
import os
import threading
from pathlib import Path
from typing import Any

import faiss
import numpy as np
import numpy.typing as npt

FORMAT = 1

Vectors = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]


class UnusableIndexError(Exception):
    """A saved index that cannot be trusted: it is missing, damaged, or made of other vectors. It has to be built again."""


class PassageIndex:
    """Vectors under integer ids that are never reused. Exact, over FAISS's flat index. Thread-safe.

    `fingerprint` names the encoder whose vectors it holds; `generation` and its `token` tell which state of the store it
    mirrors, and are kept by whoever feeds it."""

    def __init__(self, dimensions: int, fingerprint: str) -> None:
        self.dimensions = dimensions
        self.fingerprint = fingerprint
        self.generation = 0
        self.token = ""
        self._index: Any = faiss.IndexIDMap2(faiss.IndexFlatIP(dimensions))
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def ids(self) -> Ids:
        """All ids, in no order."""
        with self._lock:
            return np.array(faiss.vector_to_array(self._index.id_map), dtype=np.int64)

    def add(self, ids: npt.ArrayLike, vectors: npt.ArrayLike) -> None:
        """Adds unit vectors, shape (len(ids), dimensions), under ids that are not in the index yet."""
        keys = np.ascontiguousarray(ids, dtype=np.int64)
        if len(keys):
            with self._lock:
                self._index.add_with_ids(np.ascontiguousarray(vectors, dtype=np.float32), keys)

    def remove(self, ids: npt.ArrayLike) -> int:
        """Removes what is there of `ids`; how many there were."""
        keys = np.ascontiguousarray(ids, dtype=np.int64)
        if not len(keys):
            return 0
        with self._lock:
            return int(self._index.remove_ids(keys))

    def vectors(self, ids: npt.ArrayLike) -> Vectors:
        """The vectors under `ids`, shape (len(ids), dimensions); zeros for an id that is not there."""
        keys = np.ascontiguousarray(ids, dtype=np.int64)
        rows = np.zeros((len(keys), self.dimensions), dtype=np.float32)
        with self._lock:
            for row, key in enumerate(keys):
                try:
                    rows[row] = self._index.reconstruct(int(key))
                except RuntimeError:  # FAISS's way to say that an id is unknown: removed since it was found.
                    continue
        return rows

    def search(self, queries: npt.ArrayLike, k: int, *, allowed: Ids | None = None, excluded: Ids | None = None) -> tuple[Vectors, Ids]:
        """Inner products and ids of the `k` nearest per query, both of shape (queries, k), best first; id -1 where there are fewer.

        Only `allowed` ids are looked at where given; otherwise all but the `excluded` ones."""
        rows = np.ascontiguousarray(queries, dtype=np.float32)
        k = min(k, len(self))
        if k <= 0 or not len(rows) or (allowed is not None and not len(allowed)):
            return np.zeros((len(rows), 0), dtype=np.float32), np.zeros((len(rows), 0), dtype=np.int64)
        # The arrays and the inner selector must outlive the search: FAISS keeps bare pointers to them.
        listed = allowed if allowed is not None else excluded
        inner = None if listed is None else faiss.IDSelectorBatch(np.ascontiguousarray(listed, dtype=np.int64))
        selector = faiss.IDSelectorNot(inner) if allowed is None and inner is not None else inner
        parameters = None if selector is None else faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        with self._lock:
            scores, ids = self._index.search(rows, k, params=parameters)
        return scores, ids

    def save(self, directory: Path, name: str) -> None:
        """Writes `<name>-<generation>.faiss` and, last, the manifest `<name>.json` that names it; each is replaced as a whole, so that a
        crash leaves the old pair or the new one. Raises OSError."""
        directory.mkdir(parents=True, exist_ok=True)
        with self._lock:
            data = faiss.serialize_index(self._index).tobytes()
            manifest = {
                "format": FORMAT,
                "file": f"{name}-{self.generation}.faiss",
                "generation": self.generation,
                "token": self.token,
                "fingerprint": self.fingerprint,
                "dimensions": self.dimensions,
                "count": int(self._index.ntotal),
                "sha256": hashlib.sha256(data).hexdigest(),
            }
        _replace(directory / str(manifest["file"]), data)
        _replace(directory / f"{name}.json", json.dumps(manifest, indent=1).encode())
        for old in directory.glob(f"{name}-*.faiss"):
            if old.name != manifest["file"]:
                old.unlink(missing_ok=True)

    @classmethod
    def load(cls, directory: Path, name: str, *, dimensions: int, fingerprint: str) -> "PassageIndex":
        """The saved index. Raises UnusableIndexError unless the manifest, the file and the encoder all agree."""
        try:
            manifest = json.loads((directory / f"{name}.json").read_bytes())
            wanted = {"format": FORMAT, "fingerprint": fingerprint, "dimensions": dimensions}
            differing = [key for key, value in wanted.items() if manifest[key] != value]
            if differing:
                raise UnusableIndexError(f"the saved index has another {differing[0]}")
            data = (directory / Path(manifest["file"]).name).read_bytes()
            if hashlib.sha256(data).hexdigest() != manifest["sha256"]:
                raise UnusableIndexError("the saved index is damaged")
            index = cls(dimensions, fingerprint)
            index._index = faiss.deserialize_index(np.frombuffer(data, dtype=np.uint8))
            index.generation = int(manifest["generation"])
            index.token = str(manifest["token"])
            count = int(manifest["count"])
        except FileNotFoundError as error:
            raise UnusableIndexError("there is no saved index") from error
        except (OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
            raise UnusableIndexError(f"the saved index cannot be read ({error})") from error
        if len(index) != count or index._index.d != dimensions:
            raise UnusableIndexError("the saved index does not hold what its manifest says")
        return index


def _replace(path: Path, data: bytes) -> None:
    """Writes a whole file, durably, or leaves the old one."""
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    try:
        with partial.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
