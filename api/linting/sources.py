"""Drafts as they lie in files: their bytes, their text, and what is needed to write them back unchanged but for the mended words."""

import os
import sys
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePath

from api.linting.positions import Lines
from models.errors import BadInputError, NotFoundError, NotUtf8Error

BOM = b"\xef\xbb\xbf"
STDIN = "-"


@dataclass(frozen=True)
class Draft:
    """A draft: `path` as it was named, `data` as it was read, `text` without a byte-order mark and with its line ends as they are."""

    path: Path
    data: bytes
    text: str
    from_stdin: bool = False

    @property
    def name(self) -> str:
        """The path for people and reports; bytes of it that are not UTF-8 are replaced."""
        return readable(self.path)

    @property
    def bom(self) -> bool:
        """Whether the file begins with a byte-order mark."""
        return self.data.startswith(BOM)

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text."""
        return Lines(self.text)

    @property
    def encoded(self) -> bytes:
        """The text as it would stand in the file."""
        return (BOM if self.bom else b"") + self.text.encode("utf-8")

    def with_text(self, text: str) -> "Draft":
        """The same file with another text; `data` stays what was read."""
        return replace(self, text=text)


def readable(path: PurePath) -> str:
    """A path that can be printed and encoded whatever bytes are in it."""
    return os.fsencode(path).decode("utf-8", "replace")


def read_draft(path: Path, *, stdin_name: Path | None = None) -> Draft:
    """The draft in a file or, for `-`, on standard input, which reports call `stdin_name`.

    Raises NotFoundError for a missing file, BadInputError for a folder, NotUtf8Error naming the offending byte."""
    from_stdin = str(path) == STDIN
    data = sys.stdin.buffer.read() if from_stdin else file_bytes(path)
    path = stdin_name or path if from_stdin else path
    try:
        return Draft(path, data, data.removeprefix(BOM).decode("utf-8"), from_stdin=from_stdin)
    except UnicodeDecodeError as error:
        at = error.start + len(data) - len(data.removeprefix(BOM))
        raise NotUtf8Error(f"{readable(path)} is not UTF-8: byte {at} is {data[at]:#04x}. Save it as UTF-8.") from error


def file_bytes(path: Path) -> bytes:
    """What a file holds. Raises NotFoundError where it is missing, BadInputError where it is a folder or cannot be read."""
    name = readable(path)
    if path.is_dir():
        raise BadInputError(f"{name} is a folder: name a file.")
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise NotFoundError(f"No such file: {name}") from error
    except OSError as error:
        raise BadInputError(f"{name} cannot be read: {error.strerror}") from error
