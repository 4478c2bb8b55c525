"""Files are written whole or not at all."""

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from models.errors import BadInputError, ConflictError


def replace_file(path: Path, data: bytes, *, expected: bytes | None = None) -> None:
    """Puts `data` in the place of the file (the one that a link leads to), keeping its mode; a device or a pipe is written to.

    Raises BadInputError for a file that may not be written, ConflictError where it does not hold what was `expected` any more."""
    present = path.stat() if path.exists() else None
    if present is not None and not stat.S_ISREG(present.st_mode):
        with path.open("wb") as file:
            file.write(data)
        return
    target = Path(os.path.realpath(path))  # only now: what /dev/stdout leads to may have no path of its own
    if present is not None and not os.access(target, os.W_OK):
        raise BadInputError(f"{path} is read-only: nothing was written.")
    temporary = target.with_name(f".postmortem-{secrets.token_hex(6)}.partial")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if present is not None:
            temporary.chmod(stat.S_IMODE(present.st_mode))
        if expected is not None and target.read_bytes() != expected:
            raise ConflictError(f"{path} changed in the meantime: nothing was written, run the command again.")
        temporary.replace(target)
    except OSError as error:
        raise BadInputError(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        with suppress(OSError):
            temporary.unlink()
