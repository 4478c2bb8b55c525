"""The head of a Markdown document: YAML between `---` lines, or TOML between `+++` lines."""

import re
import tomllib
from collections import Counter
from typing import Any

import yaml

from models.errors import BadInputError

MAX_HEAD_CHARS = 200_000


_Resolvers = dict[str, list[tuple[str, re.Pattern[str]]]]


def _resolvers() -> _Resolvers:
    """Plain scalars that are no text, by their first characters: null, true and false, whole numbers."""
    kinds = (
        ("null", r"^(?:~|null|Null|NULL|)$", ("~", "n", "N", "")),
        ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", tuple("tTfF")),
        ("int", r"^[-+]?(?:0|[1-9][0-9]{0,17})$", tuple("-+0123456789")),
    )
    resolvers: _Resolvers = {}
    for kind, pattern, firsts in kinds:
        for first in firsts:
            resolvers.setdefault(first, []).append((f"tag:yaml.org,2002:{kind}", re.compile(pattern)))
    return resolvers


class _Loader(yaml.SafeLoader):
    """YAML as it is meant in heads: dates, times and versions stay as written (1.10 is no number), `no` is a word, and a key that
    occurs twice is an error instead of a silent loss."""

    yaml_implicit_resolvers = _resolvers()

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        counts = Counter(key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode))
        twice = sorted(key for key, count in counts.items() if count > 1)
        if twice:
            raise BadInputError(f"The front matter gives {twice[0]!r} {counts[twice[0]]} times: keep one.")
        return super().construct_mapping(node, deep=deep)


def split(text: str) -> tuple[dict[str, Any], str]:
    """The fields of the head and the text below it; no fields and the whole text where it has no head.

    Raises BadInputError for a head that cannot be read, with its line."""
    mark = re.match(r"(---|\+\+\+)[ \t]*\r?\n", text)
    if mark is None:
        return {}, text
    close = re.compile(
        rf"^{re.escape(mark.group(1))}[ \t]*\r?$\n?" if mark.group(1) == "+++" else r"^(?:---|\.\.\.)[ \t]*\r?$\n?", re.MULTILINE
    )
    end = close.search(text, mark.end())
    if end is None:
        return {}, text  # A line across the page, not a head.
    head, body = text[mark.end() : end.start()], text[end.end() :].lstrip("\r\n")
    if len(head) > MAX_HEAD_CHARS:
        raise BadInputError(f"The front matter is longer than {MAX_HEAD_CHARS:,} characters.")
    fields = _toml(head) if mark.group(1) == "+++" else _yaml(head)
    return ({}, text) if fields is None else (fields, body)


def _yaml(head: str) -> dict[str, Any] | None:
    try:
        fields = yaml.load(head, Loader=_Loader)
    except yaml.YAMLError as error:
        if not re.search(r"^[\w.-]+[ \t]*:", head, re.MULTILINE):
            return None
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        place = f"line {line + 2}" if line is not None else "its YAML"
        problem = getattr(error, "problem", None) or error
        raise BadInputError(f"The front matter cannot be read at {place}: {problem}. Put a value that holds a colon in quotes.") from error
    except (RecursionError, ValueError) as error:
        raise BadInputError(f"The front matter cannot be read: {error or 'it is nested too deeply'}.") from error
    if fields is None and not head.strip():
        return {}
    return {str(key): value for key, value in fields.items()} if isinstance(fields, dict) else None


def _toml(head: str) -> dict[str, Any]:
    try:
        return tomllib.loads(head.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadInputError(f"The front matter cannot be read as TOML: {error}.") from error
