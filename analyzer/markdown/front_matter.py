"""Front matter: YAML between `---` lines, or TOML between `+++` lines, at the very start of a text."""

import datetime as dt
import math
import re
import tomllib
from typing import Any

import yaml

from analyzer.markdown.lines import Lines

MAX_CHARS = 65_536
"""Longer front matter is kept as a block but not parsed."""
_MAX_NESTING = 100
_YAML_KEY = re.compile(r"""^(?:[\w"'][^:\n#]{0,100}):(?:\s|$)""")
_TOML_KEY = re.compile(r"""^(?:\[|[\w"'.-]{1,100}\s*=)""")
_NESTS_IN_A_LINE = re.compile(r"^\s*(?:[-?:]\s+)+")


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def find(text: str, lines: Lines) -> tuple[int, dict[str, Any]] | None:
    """Index of the line that closes the front matter, and its values; None where the text has none.

    A text that merely begins with a rule (`---`) and has no `key:` line before the next one has none. What cannot be parsed, or is
    no mapping, gives `{}`: the block still is front matter."""
    number = _closing(text, lines)
    if number is None:
        return None
    inner = text[lines.starts[1] : lines.ends[number - 1]] if number > 1 else ""
    return number, _values(inner, toml=text.removeprefix("\ufeff").startswith("+++"))


def end(text: str) -> int:
    """The offset behind the front matter's last line; 0 where the text has none. Its values are not read."""
    if not text.removeprefix("\ufeff").startswith(("---", "+++")):
        return 0
    lines = Lines.of(text)
    number = _closing(text, lines)
    return 0 if number is None else lines.ends[number]


def _closing(text: str, lines: Lines) -> int | None:
    """Index of the line that closes the front matter; None where the text has none."""
    first = text[lines.starts[0] : lines.ends[0]].removeprefix("\ufeff").rstrip()
    if first not in {"---", "+++"}:
        return None
    closers = {"---", "..."} if first == "---" else {"+++"}
    key = _YAML_KEY if first == "---" else _TOML_KEY
    has_key = False
    for number in range(1, len(lines.starts)):
        line = text[lines.starts[number] : lines.ends[number]]
        if line.rstrip() in closers:
            return number if has_key else None
        has_key = has_key or key.match(line) is not None
    return None


def _values(inner: str, *, toml: bool) -> dict[str, Any]:
    if len(inner) > MAX_CHARS or _nests_deeply(inner):
        return {}
    try:
        loaded = tomllib.loads(inner.replace("\r\n", "\n").replace("\r", "\n")) if toml else yaml.load(inner, _LOADER)
        if not isinstance(loaded, dict) or _expands(loaded):
            return {}
        plain: dict[str, Any] = _plain(loaded)
    except (yaml.YAMLError, ValueError, TypeError, OverflowError, RecursionError, AttributeError):
        return {}
    return plain


def _expands(loaded: object) -> bool:
    """Whether aliases make more of it than a text of that size can hold: a few lines of them can stand for gigabytes, or for a cycle."""
    seen = 0
    pending = [loaded]
    while pending and seen <= MAX_CHARS:
        value = pending.pop()
        seen += 1
        if isinstance(value, dict):
            pending.extend(value.values())
        elif isinstance(value, list | tuple | set):
            pending.extend(value)
    return bool(pending)


def _nests_deeply(inner: str) -> bool:
    """libyaml's composer recurses in C and overflows the stack (a crash, not an error) on some ten thousand levels."""
    if inner.count("[") + inner.count("{") > _MAX_NESTING:
        return True
    for line in inner.splitlines():
        lead = _NESTS_IN_A_LINE.match(line)
        if len(line) - len(line.lstrip()) > _MAX_NESTING or (lead and len(lead[0].split()) > _MAX_NESTING):
            return True
    return False


def _plain(value: Any) -> Any:
    """Only what JSON knows, and dates: keys become strings, sets become sorted lists, bytes become text."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, set):
        return sorted((_plain(item) for item in value), key=str)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if value is None or isinstance(value, str | int | float | bool | dt.date):
        return value
    return str(value)
