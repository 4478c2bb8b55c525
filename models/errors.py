"""The tree of errors. Doors translate them; the message always says what to mend.

PostmortemError
├── BadInputError            what was submitted cannot be used
│   ├── EmptyTextError
│   ├── TooLargeError
│   ├── NotUtf8Error
│   ├── UnknownFieldValueError   unknown family, factor, taxonomy … (names the nearest known)
│   └── UnreadableFileError      an importer could not read its input
├── NotFoundError            no such incident, job …
├── ConflictError            a write that does not fit the present state
├── SettingsError            a setting that cannot be used
├── NotReadyError            a model or the store is not loaded yet
│   └── LanguageError        the language pipeline is missing, or does not go with the spaCy at hand
└── StoreError
    ├── StoreCorruptError
    ├── StoreLockedError     another process serves from this data directory
    ├── StoreFullError       the disk is full; nothing was changed
    └── EncoderError         the encoder's directory is missing or is not the expected model
"""

import difflib
from collections.abc import Collection

QUOTED_CHARS = 80
"""The most that a message quotes of what a client sent."""


def shortened(text: str, limit: int = QUOTED_CHARS) -> str:
    """`text`, cut to `limit` characters where it is longer; an ellipsis is the last of them."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def quoted(value: str) -> str:
    """A client's value as messages quote it: cut short, in quotation marks, what cannot be printed escaped."""
    return repr(shortened(value))


class PostmortemError(Exception):
    """Base of all errors that this product raises on purpose."""


class BadInputError(PostmortemError):
    """What was submitted cannot be used; `pointer` is a JSON pointer to the bad field, where there is one."""

    def __init__(self, message: str, pointer: str = "") -> None:
        super().__init__(message)
        self.pointer = pointer


class EmptyTextError(BadInputError):
    """A text without anything to read."""


class TooLargeError(BadInputError):
    """More than a limit allows; the message names the limit."""


class NotUtf8Error(BadInputError):
    """Bytes that are not UTF-8."""


class UnknownFieldValueError(BadInputError):
    """An id that does not exist; the message names the nearest that does."""

    @classmethod
    def of(cls, noun: str, value: str, known: Collection[str], pointer: str = "") -> "UnknownFieldValueError":
        """The error for `value`, which is none of the `known` ids of that `noun`."""
        # Cut first: difflib takes seconds over a huge string.
        nearest = difflib.get_close_matches(shortened(value), list(known), n=1, cutoff=0.0)
        hint = f"; the nearest known is {nearest[0]!r}" if nearest else ""
        return cls(f"Unknown {noun} {quoted(value)}{hint}.", pointer)


class UnreadableFileError(BadInputError):
    """A file that no importer can read, or a bad item in it."""


class NotFoundError(PostmortemError):
    """No such thing in the archive."""


class ConflictError(PostmortemError):
    """A write that does not fit the present state."""


class SettingsError(PostmortemError):
    """A setting that cannot be used."""


class NotReadyError(PostmortemError):
    """Something is still loading, or could not be loaded."""


class LanguageError(NotReadyError):
    """The trained language pipeline is missing, or was not tested with the spaCy at hand."""


class StoreError(PostmortemError):
    """The archive's store cannot do what was asked."""


class StoreCorruptError(StoreError):
    """The database file is damaged or is no database."""


class StoreLockedError(StoreError):
    """Another process serves from this data directory."""


class StoreFullError(StoreError):
    """The disk is full; nothing was changed."""


class EncoderError(StoreError):
    """The encoder's directory is missing, incomplete, or not the expected model."""
