"""Which field of a record is read as what: given with `--map`, or guessed from the fields' names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from corpus.importers.names import FIELD_NAMES
from corpus.importers.values import is_empty
from models.errors import BadInputError, UnknownFieldValueError

TARGETS = tuple("id title summary text url date severity services started_at detected_at resolved_at kind factors format metadata".split())
"""What a field may be read as. `summary` stands first in the text; `factors` are ids that somebody confirmed."""

MAX_CHARS = 10_000
_LONGEST_TITLE = 300
_LEVELS = frozenset({"none", "low", "minor", "medium", "moderate", "high", "major", "critical", "maintenance"})


@dataclass(frozen=True)
class FieldMapping:
    """Targets with the fields that they are read from. `given` tells those that somebody chose from those that were guessed."""

    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    given: frozenset[str] = frozenset()

    @classmethod
    def parse(cls, text: str) -> "FieldMapping":
        """The mapping in a text such as `title=summary,text=description+updates,date=begin,id=fields.key`.

        A field may be a dotted path into nested objects and lists (`updates.0.text`); one that holds `,`, `+` or `=` is put in double
        quotes. Raises BadInputError for what cannot be read so, UnknownFieldValueError for a target that does not exist."""
        if len(text) > MAX_CHARS:
            raise BadInputError(f"The mapping is longer than {MAX_CHARS:,} characters.")
        sources: dict[str, tuple[str, ...]] = {}
        for part in _split(text, ","):
            target, equals, fields = part.strip().partition("=")
            target = target.strip()
            if not equals or not target:
                raise BadInputError(
                    f"{part.strip()!r} is no part of a mapping: write TARGET=FIELD, parted by commas, as title=summary,text=description."
                )
            if target not in TARGETS:
                error = UnknownFieldValueError.of("target in a mapping", target, TARGETS)
                raise UnknownFieldValueError(f"{error} The targets are {', '.join(TARGETS)}.")
            if target in sources:
                raise BadInputError(f"The mapping gives {target!r} twice: join the fields with +, as {target}=one+two.")
            names = tuple(_unquoted(name) for name in _split(fields, "+"))
            if not all(names):
                raise BadInputError(f"The mapping gives no field for {target!r}: write {target}=FIELD.")
            sources[target] = names
        return cls(sources, frozenset(sources))

    @cached_property
    def notation(self) -> str:
        """The mapping as `parse` reads it."""
        return ",".join(f"{target}={'+'.join(map(_quoted, names))}" for target, names in self.sources.items())

    def completed(self, record: Mapping[str, Any], *, has_body: bool) -> "FieldMapping":
        """This mapping with guesses for the targets that it does not give. With `has_body` the text is known already, and a description
        counts as a summary."""
        present = tuple(key for key, value in record.items() if not is_empty(value))
        summary_is_title = any(_is_title(record[key]) for key in present if _plain_name(key) == "summary")
        impact_is_level = any(str(record[key]).strip().casefold() in _LEVELS for key in present if _plain_name(key) == "impact")
        return _completed(self.notation, present, has_body, summary_is_title, impact_is_level)


@lru_cache(maxsize=512)
def _completed(notation: str, present: tuple[str, ...], has_body: bool, summary_is_title: bool, impact_is_level: bool) -> FieldMapping:
    given = FieldMapping.parse(notation) if notation else FieldMapping()
    sources = dict(given.sources)
    by_name: dict[str, str] = {}
    used = {name.split(".")[0].casefold() for names in given.sources.values() for name in names}
    for key in present:
        if key.casefold() not in used:
            by_name.setdefault(_plain_name(key), key)

    def take(target: str, names: tuple[str, ...]) -> None:
        if target not in sources and (found := next((name for name in names if name in by_name), None)):
            sources[target] = (by_name.pop(found),)

    for target in [target for target in FIELD_NAMES if target not in {"summary", "text"}]:
        take(target, FIELD_NAMES[target])
    if impact_is_level:
        take("severity", ("impact",))
    if has_body:
        take("summary", FIELD_NAMES["summary"])
    else:
        others = [name for name in FIELD_NAMES["text"] if name in by_name]
        if "title" not in sources and summary_is_title and (others or "text" in sources):
            take("title", ("summary",))
        if "text" not in sources and others:
            sources["text"] = tuple(by_name.pop(name) for name in others)
        take("summary" if "text" in sources else "text", ("summary", "abstract", "tldr"))
    ordered = {target: sources[target] for target in TARGETS if target in sources}
    return FieldMapping(ordered, given.given)


def _is_title(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_TITLE and "\n" not in value.strip()


def _plain_name(key: str) -> str:
    name = "".join(char for char in key.casefold() if char.isalnum())
    return name.removeprefix("customfield") or name  # Jira


def _split(text: str, separator: str) -> list[str]:
    """Split at a separator outside of double quotes."""
    if text.count('"') % 2:
        raise BadInputError(f"A double quote is not closed in the mapping: {text!r}.")
    parts, quoted = [""], False
    for char in text:
        quoted ^= char == '"'
        if char == separator and not quoted:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def _quoted(name: str) -> str:
    return f'"{name}"' if re.search(r"[,+=]|^\s|\s$", name) else name


def _unquoted(name: str) -> str:
    name = name.strip()
    return name[1:-1] if len(name) > 1 and name[0] == name[-1] == '"' else name
