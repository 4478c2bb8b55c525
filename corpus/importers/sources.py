"""Where bytes come from: a file or an upload, read in bounded pieces and decoded strictly."""

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, NamedTuple

from models.errors import NotUtf8Error, TooLargeError

HEAD_BYTES = 65_536
MAX_DOCUMENT_BYTES = 64_000_000
"""Largest file of a format that has to be read as a whole."""
MAX_LINE_BYTES = 64_000_000
"""Longest line of a format that is read line by line."""

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_MAGIC = {
    b"%PDF": "a PDF document",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old or password-protected Office document",
    b"{\\rtf": "an RTF document",
    b"PK\x03\x04": "a ZIP archive",
    b"PK\x05\x06": "an empty ZIP archive",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"RIFF": "a RIFF file (WebP image, sound or video)",
    b"SQLite format 3\x00": "an SQLite database",
    b"\x7fELF": "a program",
}


class Line(NamedTuple):
    """A line with its end. `number` counts from 1, `problem` tells why its bytes cannot be read as text ("" if they can)."""

    number: int
    text: str
    problem: str = ""


@dataclass(frozen=True, kw_only=True)
class Source:
    """A named run of bytes. `name` is the path relative to the import's root with forward slashes: ids are made from it."""

    name: str
    head: bytes
    path: Path | None = None
    data: bytes = b""

    @classmethod
    def of_path(cls, path: Path, *, name: str) -> "Source":
        """A file; raises OSError where it cannot be read."""
        with path.open("rb") as file:
            return cls(name=name, head=file.read(HEAD_BYTES), path=path)

    @classmethod
    def of_bytes(cls, data: bytes, *, name: str) -> "Source":
        """An upload."""
        return cls(name=name, head=data[:HEAD_BYTES], data=data)

    @cached_property
    def suffix(self) -> str:
        """The name's ending in lower case, with its dot, or ""."""
        return suffix(self.name)

    def open(self) -> BinaryIO:
        """A fresh stream over the bytes."""
        return self.path.open("rb") if self.path else io.BytesIO(self.data)

    def read(self) -> bytes:
        """All bytes; raises TooLargeError over MAX_DOCUMENT_BYTES."""
        with self.open() as file:
            data = file.read(MAX_DOCUMENT_BYTES + 1)
        if len(data) > MAX_DOCUMENT_BYTES:
            raise TooLargeError(f"It is larger than {MAX_DOCUMENT_BYTES:,} bytes, the limit for a single document: split it.")
        return data

    def text(self) -> str:
        """All of it decoded; raises NotUtf8Error, TooLargeError."""
        return decode(self.read())

    def lines(self) -> Iterator[Line]:
        """Lines split at LF, CR LF kept; a line that is too long or not text has a `problem`. UTF-16 is read as a whole and raises
        what `text` raises."""
        if self.head.startswith(tuple(_UTF16)):
            for number, text in enumerate(io.StringIO(self.text(), newline="\n"), 1):
                yield Line(number, text)
            return
        offset = 0
        with self.open() as file:
            number = 0
            while raw := file.readline(MAX_LINE_BYTES):
                number += 1
                start, length = offset, len(raw)
                skip = len(codecs.BOM_UTF8) if number == 1 and raw.startswith(codecs.BOM_UTF8) else 0
                if length == MAX_LINE_BYTES and not raw.endswith(b"\n"):
                    while rest := file.readline(1 << 20):
                        length += len(rest)
                        if rest.endswith(b"\n"):
                            break
                    yield Line(number, "", f"The line is longer than {MAX_LINE_BYTES:,} bytes.")
                else:
                    try:
                        yield Line(number, raw[skip:].decode("utf-8"))
                    except UnicodeDecodeError as error:
                        yield Line(number, raw[skip:].decode("utf-8", "surrogateescape"), _not_utf8(raw[skip:], error, start + skip))
                offset += length


def suffix(name: str) -> str:
    """The ending of a file's name in lower case, with its dot; "" where what follows the dot is no ending ("v2.0 outage")."""
    ending = Path(name).suffix.lower()
    return ending if ending[1:].isalnum() and not ending[1:].isdigit() and len(ending) <= 10 else ""


def decode(data: bytes) -> str:
    """Text of UTF-8 bytes with or without a byte order mark, or of UTF-16 with one. Nothing is guessed: anything else raises
    NotUtf8Error, which names the offset of the first byte that does not fit."""
    if data.startswith(_UTF32):
        raise NotUtf8Error("It is UTF-32: save it as UTF-8.")
    for mark, encoding in _UTF16.items():
        if data.startswith(mark):
            try:
                return data[2:].decode(encoding)
            except UnicodeDecodeError as error:
                raise NotUtf8Error(
                    f"It has the byte order mark of UTF-16, but byte {error.start + 2} does not fit: save it as UTF-8."
                ) from error
    skip = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    try:
        return data[skip:].decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotUtf8Error(_not_utf8(data[skip:], error, skip)) from error


def peek(head: bytes) -> str:
    """The beginning of a text for looking at: what does not decode is replaced, a byte order mark is left out."""
    for mark, encoding in _UTF16.items():
        if head.startswith(mark) and not head.startswith(_UTF32):
            return head[2:].decode(encoding, "replace")
    return head.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")


def binary_kind(head: bytes) -> str:
    """What sort of binary file begins like this, in words; "" for text."""
    for magic, kind in _MAGIC.items():
        if head.startswith(magic):
            return kind
    if b"\x00" in head and not head.startswith((*_UTF16, *_UTF32)):
        return "a binary file, or UTF-16 without a byte order mark"
    return ""


def _not_utf8(data: bytes, error: UnicodeDecodeError, offset: int) -> str:
    return f"Byte {offset + error.start} is {data[error.start]:#04x}, which is not UTF-8: save it as UTF-8."
