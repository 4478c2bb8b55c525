"""Code points inside, UTF-16 units for the editors that count so: the conversion happens here, at the door."""

from bisect import bisect_left
from collections.abc import Callable
from enum import StrEnum
from typing import Any


class Offsets(StrEnum):
    """What `start` and `end` count."""

    CODE_POINTS = "codepoints"
    UTF16 = "utf16"


def utf16_of(text: str) -> Callable[[int], int]:
    """A function from a code-point offset into `text` to the offset in UTF-16 units: astral characters count two."""
    astral = [index for index, character in enumerate(text) if ord(character) > 0xFFFF]
    return lambda offset: offset + bisect_left(astral, offset)


def shifted(value: Any, convert: Callable[[int], int], *, keys: frozenset[str] = frozenset({"start", "end"})) -> Any:
    """A copy of a dumped answer with every offset under `keys` converted."""
    if isinstance(value, dict):
        return {
            key: convert(item) if key in keys and isinstance(item, int) else shifted(item, convert, keys=keys)
            for key, item in value.items()
        }
    if isinstance(value, list | tuple):
        return [shifted(item, convert, keys=keys) for item in value]
    return value
