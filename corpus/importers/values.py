"""Values of records: made plain for JSON, and read as words, lists and Markdown."""

import ast
import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from corpus.importers.dates import read_moment
from corpus.importers.html_text import holds_html, parse, to_markdown
from models.errors import BadInputError

MAX_NODES = 100_000
MAX_NESTING = 60
MAX_LITERAL_CHARS = 2_000_000

_PYTHON_TOKEN = re.compile(r"""[^'"]++|'(?:[^'\\]++|\\.)*+'|"(?:[^"\\]++|\\.)*+\"""")

_TIME_KEYS = ("when", "at", "time", "timestamp", "display_at", "created", "created_at", "date", "modified", "updated_at")
_TEXT_KEYS = ("text", "body", "message", "description", "content", "update", "comment", "details", "entry", "event", "summary")
_NAME_KEYS = ("title", "name", "label", "value", "id")


def plain(value: object) -> Any:
    """`value` with nothing but what JSON knows: dates become ISO 8601, keys become text. Raises BadInputError where it is too large or
    nested too deeply (aliases may make a small file large)."""
    budget = MAX_NODES

    def walk(node: object, depth: int) -> Any:
        nonlocal budget
        budget -= 1
        if budget < 0 or depth > MAX_NESTING:
            raise BadInputError(f"A record has more than {MAX_NODES:,} values, or nests them more than {MAX_NESTING} deep.")
        if isinstance(node, Mapping):
            return {str(key): walk(item, depth + 1) for key, item in node.items()}
        if isinstance(node, list | tuple | set):
            return [walk(item, depth + 1) for item in node]
        if isinstance(node, dt.date | dt.time):
            return node.isoformat()
        return node if node is None or isinstance(node, str | int | float | bool) else str(node)

    return walk(value, 0)


def is_empty(value: object) -> bool:
    """None, white space, an empty list or object; 0 and False are values."""
    return value is None or (isinstance(value, str) and not value.strip()) or (isinstance(value, list | dict) and not value)


def structured(value: Any) -> Any:
    """A list or object that was written into a string (as JSON, or by Python or NumPy) as what it was; anything else unchanged."""
    if not isinstance(value, str) or not 2 <= len(value) <= MAX_LITERAL_CHARS:
        return value
    text = value.strip()
    if (text[:1], text[-1:]) not in {("[", "]"), ("{", "}")}:
        return value
    for read in (json.loads, _python_literal):
        try:
            found = read(text)
        except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
            continue
        if isinstance(found, list | dict) and _is_json(found):
            return found
    return value


def _python_literal(text: str) -> Any:
    # NumPy writes arrays of objects without commas, as `[{'a': 1}\n {'a': 2}]` and `array([...], dtype=object)`. Within a string literal
    # a line end is always escaped, so that the pieces between literals may be mended.
    pieces: list[str] = []
    position = 0
    while position < len(text):
        token = _PYTHON_TOKEN.match(text, position)
        if token is None:
            raise ValueError("a string literal does not end")
        piece, position = token.group(), token.end()
        if piece[0] not in "'\"" and ("\n" in piece or "array(" in piece or "dtype" in piece):
            piece = re.sub(r"\}\s++\{", "},{", piece).replace("array(", "(")
            piece = re.sub(r",\s*+dtype=\w++\s*+\)", ")", piece)
        pieces.append(piece)
    return ast.literal_eval("".join(pieces))


def _is_json(value: object) -> bool:
    try:
        json.dumps(plain(value))
    except (BadInputError, ValueError, TypeError):
        return False
    return "Ellipsis" not in repr(value)


def at_path(record: Mapping[str, Any], path: str) -> Any:
    """The value at a field's name or at a dotted path (`updates.0.text`); None where there is none. Names match in any case."""
    if path in record:
        return record[path]
    for key, value in record.items():
        if key.casefold() == path.casefold():
            return value
    node: Any = dict(record)
    for step in path.split("."):
        node = structured(node)
        if isinstance(node, list) and step.isdigit() and int(step) < len(node):
            node = node[int(step)]
        elif isinstance(node, dict):
            node = next((value for key, value in node.items() if key.casefold() == step.casefold()), None)
        else:
            return None
    return node


def words_of(value: Any) -> str:
    """A value on one line: the text of HTML, the name of an object, the members of a list."""
    value = structured(value)
    if value is None:
        return ""
    if isinstance(value, str):
        return " ".join((parse(value).get_text(" ") if holds_html(value) else value).split())
    if isinstance(value, dict):
        named = next((value[key] for key in _NAME_KEYS if not is_empty(value.get(key))), None)
        return words_of(named) if named is not None else ", ".join(filter(None, map(words_of, value.values())))
    if isinstance(value, list):
        return ", ".join(filter(None, map(words_of, value)))
    return str(value)


def names_of(value: Any) -> list[str]:
    """The names in a list, in a list of objects, or in a string that joins them by semicolons, bars, line ends or commas."""
    value = structured(value)
    if isinstance(value, list):
        return [name for item in value for name in [words_of(item)] if name]
    if not isinstance(value, str):
        return [words_of(value)] if words_of(value) else []
    parts = re.split(r"[;|\n]", value) if re.search(r"[;|\n]", value) else _at_commas(value)
    return [name for part in parts for name in [words_of(part)] if name]


def _at_commas(text: str) -> list[str]:
    """Split at commas outside of parentheses."""
    parts, depth, start = list[str](), 0, 0
    for index, char in enumerate(text):
        depth = max(0, depth + (char == "(") - (char == ")"))
        if char == "," and not depth:
            parts.append(text[start:index])
            start = index + 1
    return [*parts, text[start:]]


def is_timeline(value: Any) -> bool:
    """Whether a value is a list of objects with a text and a time each."""
    value = structured(value)
    return isinstance(value, list) and all(
        isinstance(item, dict) and item.keys() & {*_TEXT_KEYS} and item.keys() & {*_TIME_KEYS} for item in value
    )


def listed(names: Iterable[str]) -> str:
    """Names for a message: the first thirty, none of them long."""
    shown = [name if len(name) <= 60 else f"{name[:60]}…" for name in islice(names, 31)]
    return ", ".join(shown[:30]) + (" …" if len(shown) > 30 else "")


def heading_of(key: str) -> str:
    """A field's name as a heading: `root_cause` is "Root cause"."""
    key = re.sub(r"^Custom field \((.*)\)$", r"\1", key)  # Jira
    words = re.sub(r"[_\-.\s]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key)).strip()
    return words[:1].upper() + words[1:].lower() if not words.isupper() else words.capitalize()


def markdown_of_value(value: Any) -> tuple[str, Any]:
    """The Markdown of a field, and what of it the Markdown does not show (None where it shows all). A list of objects with texts
    becomes a timeline, earliest first: a line each, or a heading each where they have several paragraphs."""
    value = structured(value)
    if isinstance(value, str):
        return (to_markdown(value) if holds_html(value) else value.strip("\r\n")), None
    if isinstance(value, dict) and any(isinstance(value.get(key), str) for key in _TEXT_KEYS):
        value = [value]
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        return _timeline(value)
    if isinstance(value, list):
        return "\n".join(f"- {words_of(item)}" for item in value), value if any(isinstance(item, dict | list) for item in value) else None
    if isinstance(value, dict):
        return "\n".join(f"- {heading_of(key)}: {words_of(item)}" for key, item in value.items() if not is_empty(item)), value
    return ("" if value is None else str(value)), None


def _timeline(updates: list[dict[str, Any]]) -> tuple[str, Any]:
    entries: list[tuple[str, str, str]] = []
    rest: list[dict[str, Any]] = []
    for update in updates:
        text_key = next((key for key in _TEXT_KEYS if not is_empty(update.get(key))), None)
        time_key = next((key for key in _TIME_KEYS if not is_empty(update.get(key))), None)
        text = markdown_of_value(update[text_key])[0] if text_key else words_of(update)
        order, shown = _time_of(update[time_key]) if time_key else ("", "")
        entries.append((order, shown, text))
        unshown = {key: value for key, value in update.items() if key != text_key and not is_empty(value)}
        rest.append({} if set(unshown) <= {time_key} and order else unshown)
    if all(order for order, _, _ in entries):
        entries.sort(key=lambda entry: entry[0])
    if any(re.search(r"\n\s*\n|^(?:#|[-*] |\||```)", text, re.MULTILINE) for _, _, text in entries):
        markdown = "\n\n".join(f"### {shown or f'Update {number}'}\n\n{text}" for number, (_, shown, text) in enumerate(entries, 1))
    else:
        lines = ((shown, re.sub(r"\s*\n\s*", "\n  ", text)) for _, shown, text in entries)
        markdown = "\n".join(f"- {shown}: {text}" if shown else f"- {text}" for shown, text in lines)
    return markdown, rest if any(rest) else None


def _time_of(value: Any) -> tuple[str, str]:
    """A key to sort by, and the time in words; the key is "" where the time cannot be read."""
    try:
        moment = read_moment(value)
        if moment is None:
            return "", words_of(value)
        if moment.at is None:
            return moment.date.isoformat(), moment.date.isoformat()
        at = moment.at.astimezone(dt.UTC) if moment.at.tzinfo else moment.at
    except (BadInputError, OverflowError):
        return "", words_of(value)
    shown = at.replace(tzinfo=None).isoformat(" ", "seconds" if at.second else "minutes")
    return at.replace(tzinfo=None).isoformat(), shown + (" UTC" if at.tzinfo else "")
