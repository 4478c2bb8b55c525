"""Text of drafts that is safe to print: control characters, which could steer a terminal or turn the reading direction, are shown instead."""

import re
from functools import cache

_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]")


@cache
def _shown(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "�"


def printable(text: str) -> str:
    """The text with each steering character replaced by one that shows it."""
    return _STEERING.sub(lambda match: _shown(match[0]), text)


def one_line(text: str) -> str:
    """White space folded, and the rest printable."""
    return printable(" ".join(text.split()))
