"""Remembers vectors, so that no text passes the encoder twice."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from models.ports import Encoder, Matrix


class CachedEncoder:
    """An Encoder around another; counts `hits` and `misses`."""

    def __init__(self, encoder: Encoder, *, capacity: int, lookup: Callable[[Sequence[str]], Mapping[str, Any]] | None = None) -> None: ...

    hits: int
    misses: int

    @property
    def fingerprint(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> Matrix: ...
