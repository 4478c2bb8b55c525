"""Only one server at a time serves from a data directory."""

import fcntl
import os
from pathlib import Path

from corpus.store.errors import translated
from models.errors import StoreLockedError


class ServeLock:
    """An exclusive lock on `<directory>/serve.lock`, held until `release` or the end of the process. Raises StoreLockedError where
    another process holds it."""

    def __init__(self, directory: Path) -> None:
        self.path = directory / "serve.lock"
        with translated(self.path):
            directory.mkdir(parents=True, exist_ok=True)
            self._file: int | None = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                holder = os.pread(self._file, 32, 0).decode("ascii", "replace").strip() or "unknown"
                os.close(self._file)
                raise StoreLockedError(
                    f"Another server (process {holder}) serves from {directory}: stop it first, or choose another directory by --data."
                ) from error
            os.ftruncate(self._file, 0)
            os.pwrite(self._file, f"{os.getpid()}\n".encode(), 0)

    def release(self) -> None:
        """Lets go. May be called twice."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
