"""Keeps the indexes in step with the store: follows it change by change, saves now and then, and builds anew what cannot be trusted."""

import fcntl
import logging
import os
import threading
from pathlib import Path

import numpy as np

from corpus.index import PassageIndex, UnusableIndexError
from corpus.store import meta, vectors
from corpus.store.database import Database

log = logging.getLogger("postmortem")
SAVE_EVERY = 256
SAVE_SHARE = 0.1
BATCH = 20_000


class Mirror:
    """Two indexes over the store's vectors: `passages`, and `wholes` with one vector per incident. Thread-safe.

    `directory` holds the saved copies. They are loaded if they agree with the encoder, and else built from the store; whatever
    they miss is caught up. Raises StoreError where the store cannot be read."""

    def __init__(self, database: Database, directory: Path, *, dimensions: int, fingerprint: str, read_only: bool = False) -> None:
        self._database = database
        self._directory = directory
        self._read_only = read_only
        self._lock = threading.RLock()
        self._unsaved = 0
        self.passages = self._load("passages", dimensions, fingerprint)
        self.wholes = self._load("wholes", dimensions, fingerprint)
        if not self._of_this_history():
            # A pair of two ages, or of a store that was put back from a backup since: neither can be caught up.
            log.info("the saved index is of another history than the store: building it anew")
            self.passages, self.wholes = PassageIndex(dimensions, fingerprint), PassageIndex(dimensions, fingerprint)
        self.follow()
        self.save_if_due()

    @property
    def generation(self) -> int:
        """The generation of the store that both indexes hold."""
        return self.passages.generation

    def follow(self) -> None:
        """Takes over what changed in the store, by whichever process, since the last time."""
        with self._lock, self._database.reading() as connection:
            generation = meta.generation(connection)
            before = self.generation
            if generation == before:
                return
            gone = np.asarray(vectors.removed_since(connection, before), dtype=np.int64)
            self._unsaved += self.passages.remove(gone) + self.wholes.remove(gone)
            batch: list[vectors.Change] = []
            for change in vectors.added_since(connection, before, self.passages.fingerprint):
                batch.append(change)
                if len(batch) == BATCH:
                    self._add(batch)
                    batch = []
            self._add(batch)
            self.passages.generation = self.wholes.generation = generation
            self.passages.token = self.wholes.token = meta.token(connection, generation) or ""

    def save_if_due(self) -> None:
        """Saves after enough changes; a crash before only means more to catch up."""
        if self._unsaved >= max(SAVE_EVERY, SAVE_SHARE * len(self.passages)):
            self.save()

    def save(self) -> None:
        """Writes both indexes. Where that fails, or another process is at it, the copy on disk stays behind and is caught up later."""
        if self._read_only:
            return
        with self._lock:
            if self._unsaved == 0:
                return
            try:
                self._directory.mkdir(parents=True, exist_ok=True)
                lock = os.open(self._directory / "save.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    self.passages.save(self._directory, "passages")
                    self.wholes.save(self._directory, "wholes")
                finally:
                    os.close(lock)
            except BlockingIOError:
                return
            except OSError as error:
                log.warning("the index could not be saved (%s); it will be caught up from the store", error)
                return
            self._unsaved = 0

    def _of_this_history(self) -> bool:
        """Whether both indexes mirror one and the same state that this store has been in."""
        here, there = self.passages, self.wholes
        with self._database.reading() as connection:
            return here.generation == there.generation and here.token == there.token == meta.token(connection, here.generation)

    def _load(self, name: str, dimensions: int, fingerprint: str) -> PassageIndex:
        try:
            return PassageIndex.load(self._directory, name, dimensions=dimensions, fingerprint=fingerprint)
        except UnusableIndexError as error:
            log.info("index %s: %s; building it from the store", name, error)
            return PassageIndex(dimensions, fingerprint)

    def _add(self, changes: list[vectors.Change]) -> None:
        for index, rows in (
            (self.passages, [change for change in changes if not change.whole]),
            (self.wholes, [change for change in changes if change.whole]),
        ):
            if rows:
                index.add([change.id for change in rows], np.stack([change.vector for change in rows]).astype(np.float32))
        self._unsaved += len(changes)
