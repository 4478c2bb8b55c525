"""Turns what SQLite and the operating system raise into the product's own errors."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import BadInputError, StoreCorruptError, StoreError, StoreFullError

CORRUPT = frozenset({"SQLITE_CORRUPT", "SQLITE_NOTADB"})
NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raises StoreCorruptError, StoreFullError or StoreError for trouble with the database at `path`, saying what to do about it."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _store_error(error, path) from error
    except UnicodeEncodeError as error:
        raise BadInputError("The text holds half of a surrogate pair (U+D800 to U+DFFF), which is no character: remove it.") from error
    except OSError as error:
        if error.errno in NO_SPACE:
            raise _full(path) from error
        raise StoreError(
            f"Cannot use the archive {path}: {error.strerror or error}. Check that its directory exists and may be written."
        ) from error


def damaged(path: Path, found: str) -> StoreCorruptError:
    """The error for a database in which SQLite `found` damage."""
    return StoreCorruptError(
        f"The database {path} is damaged or is no database ({' '.join(found.split())}). It was left as it is: move it away, and put a "
        "copy made by `postmortem backup` in its place, or import an export."
    )


def _store_error(error: sqlite3.DatabaseError, path: Path) -> Exception:
    name = getattr(error, "sqlite_errorname", None) or ""
    kind = "_".join(name.split("_")[:2])
    if kind in CORRUPT:
        return damaged(path, str(error))
    if kind == "SQLITE_FULL":
        return _full(path)
    if kind in {"SQLITE_BUSY", "SQLITE_LOCKED"}:
        return StoreError(f"The database {path} is busy: another process is writing to it. Try again.")
    if isinstance(error, sqlite3.OperationalError):
        return StoreError(
            f"Cannot use the database {path}: {error}. Check that its directory exists, may be written, and that the disk is sound."
        )
    return error


def _full(path: Path) -> StoreFullError:
    return StoreFullError(f"The disk that holds {path} is full: nothing was changed. Free some space and try again.")
