"""Connections to the database: one that writes, behind a lock, and a pool of those that read."""

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.store.errors import damaged, translated
from corpus.store.schema import VERSION, migrate, version_of
from models.errors import NotFoundError, StoreError

BUSY_S = 30.0
RETRY_S = 0.02
CHECKED_BYTES = 256_000_000
"""Databases up to this size are checked page by page when a server starts; larger ones only as they are read."""


QUICK_CHECK, SOUND = "PRAGMA quick_check(1)", "ok"


class Database:
    """The SQLite file at `path`, made if need be and migrated on opening. WAL, so that readers never wait; synchronous=FULL, so that
    what was committed survives a loss of power. Thread-safe. Every method may raise StoreError or one of its kinds."""

    def __init__(self, path: Path, *, read_only: bool = False, check: bool = False) -> None:
        self.path = path
        self._read_only = read_only
        self._idle: list[sqlite3.Connection] = []
        self._idle_lock = threading.Lock()
        self._write_lock = threading.RLock()
        self._closed = False
        self._writer: sqlite3.Connection | None = None
        if read_only and not path.exists():
            raise NotFoundError(f"There is no archive at {path}.")
        with translated(path):
            if read_only:
                with self.reading() as connection:
                    version_of(connection)
                return
            path.parent.mkdir(parents=True, exist_ok=True)
            self._writer = self._open_writer()
        if check:
            self._check()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one moment of the database for as long as it is used."""
        with translated(self.path):
            connection = self._take()
            try:
                connection.execute("BEGIN")
                try:
                    yield connection
                finally:
                    connection.execute("ROLLBACK")
            except sqlite3.DatabaseError:
                connection.close()
                raise
            except BaseException:
                self._give(connection)
                raise
            self._give(connection)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The writing connection within one transaction: committed at the end, rolled back on any exception."""
        with self._write_lock, translated(self.path):
            connection = self._writer
            if connection is None:
                raise StoreError(
                    f"The archive {self.path} is closed." if self._closed else f"The archive {self.path} was opened for reading only."
                )
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                # SQLite may have rolled back by itself, as it does on a full disk.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def backup(self, target: Path) -> None:
        """A consistent copy in one file, while others read and write. `target` is replaced as a whole, or left alone on failure.

        Raises StoreCorruptError where what was copied is damaged: a bad copy must not take the place of a good one."""
        partial = target.with_name(target.name + ".partial")
        with translated(target):
            partial.unlink(missing_ok=True)
            try:
                copy = sqlite3.connect(partial)
                try:
                    with self._lent() as connection:
                        connection.backup(copy)
                    # The copy of a WAL database is one too; this makes it a single file.
                    copy.execute("PRAGMA journal_mode = DELETE")
                    found = copy.execute(QUICK_CHECK).fetchone()[0]
                finally:
                    copy.close()
                if found != SOUND:
                    raise damaged(self.path, found)
                partial.replace(target)
            finally:
                partial.unlink(missing_ok=True)

    def close(self) -> None:
        """Closes every connection that is not in use. May be called twice."""
        with self._write_lock, self._idle_lock, translated(self.path):
            self._closed = True
            for connection in self._idle:
                connection.close()
            self._idle.clear()
            if self._writer is not None:
                self._writer.close()
                self._writer = None

    def _open_writer(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
        try:
            _to_wal(connection)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA journal_size_limit = 67108864")
            connection.execute("PRAGMA temp_store = MEMORY")
            migrate(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _open_reader(self) -> sqlite3.Connection:
        mode = "ro" if self._read_only else "rw"
        if self._read_only and not os.access(self.path.parent, os.W_OK) and not self.path.with_name(self.path.name + "-wal").exists():
            # SQLite cannot make the files beside a WAL database here; nothing is pending in one, so the file alone is whole.
            mode += "&immutable=1"
        connection = sqlite3.connect(
            f"{self.path.resolve().as_uri()}?mode={mode}", uri=True, timeout=BUSY_S, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA temp_store = MEMORY")
        if version_of(connection) < VERSION:
            connection.close()
            raise StoreError(f"The archive {self.path} was written by an older postmortem: open it once for writing to bring it forward.")
        return connection

    @contextmanager
    def _lent(self) -> Iterator[sqlite3.Connection]:
        """A reading connection outside any transaction."""
        connection = self._take()
        try:
            yield connection
        finally:
            self._give(connection)

    def _take(self) -> sqlite3.Connection:
        with self._idle_lock:
            if self._closed:
                raise StoreError(f"The archive {self.path} is closed.")
            if self._idle:
                return self._idle.pop()
        return self._open_reader()

    def _give(self, connection: sqlite3.Connection) -> None:
        with self._idle_lock:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()

    def _check(self) -> None:
        with translated(self.path):
            if self.path.stat().st_size > CHECKED_BYTES:
                return
            with self._lent() as connection:
                found = connection.execute(QUICK_CHECK).fetchone()[0]
        if found != SOUND:
            self.close()
            raise damaged(self.path, found)


def _to_wal(connection: sqlite3.Connection) -> None:
    """Turns a new file into a WAL database. SQLite asks no busy handler here and fails at once where two processes make the same
    archive together (sqlite.org/pragma.html#pragma_journal_mode, sqlite.org/wal.html), so we wait ourselves."""
    end = time.monotonic() + BUSY_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
        time.sleep(RETRY_S)
