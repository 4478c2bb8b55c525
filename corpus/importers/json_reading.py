"""JSON, read strictly: a key that occurs twice is an error, and so is what nests too deeply."""

import json
from collections import Counter
from typing import Any

from corpus.importers.sources import Line
from models.errors import BadInputError, NotUtf8Error


def read_json(text: str) -> Any:
    """The value of a JSON text. Raises BadInputError, which tells line and column."""
    try:
        return json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        place = f"column {error.colno}" if error.lineno == 1 else f"line {error.lineno}, column {error.colno}"
        raise BadInputError(f"It is no JSON at {place}: {error.msg}.") from error
    except RecursionError as error:
        raise BadInputError("It is nested too deeply to be read.") from error
    except ValueError as error:
        raise BadInputError(f"It is no JSON: {error}.") from error


def object_in(line: Line) -> dict[str, Any]:
    """The object that a line holds. Raises NotUtf8Error, BadInputError."""
    if line.problem:
        raise NotUtf8Error(line.problem)
    value = read_json(line.text.strip())
    if not isinstance(value, dict):
        raise BadInputError(f"A line holds one object, but this one holds {type(value).__name__}.")
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
        raise BadInputError(f"The key {twice!r} occurs twice in one object.")
    return found
