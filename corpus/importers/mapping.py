"""Which field of a record is read as what: given with `--map`, or guessed from the fields' names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from corpus.importers.values import is_empty
from models.errors import BadInputError, UnknownFieldValueError

TARGETS = (
    "id", "title", "summary", "text", "url", "date", "severity", "services", "started_at", "detected_at", "resolved_at", "kind", "factors", "format", "metadata",
)  # fmt: skip
"""What a field may be read as. `summary` stands first in the text; `factors` are ids that somebody confirmed."""

# Field names of trackers, status pages and front matter, most telling first; compared by their letters and digits only.
_NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "uuid", "incidentid", "incidentnumber", "incidentkey", "issuekey", "key", "number", "reference", "slug"),
    "title": ("title", "name", "headline", "subject", "incidenttitle", "incidentname", "shortdescription"),
    "url": ("url", "postmortemurl", "link", "permalink", "htmlurl", "shortlink", "uri", "sourceurl", "canonical", "source"),
    "severity": ("severity", "sev", "severitylevel", "incidentseverity", "impactlevel", "priority", "impactoverride"),
    "started_at": (
        "startedat", "starttime", "start", "begin", "began", "beginat", "begintime", "eventstarttime", "incidentstart", "starteddate", "startdate", "incidentstarted",
        "openedat", "opened", "occurredat", "createdat", "created",
    ),
    "detected_at": ("detectedat", "detected", "detectiontime", "timedetected", "acknowledgedat"),
    "resolved_at": (
        "resolvedat", "resolved", "endtime", "end", "endat", "endedat", "eventendtime", "incidentend", "resolutiontime", "resolutiondate", "enddate", "closedat", "closed",
    ),
    "date": ("date", "incidentdate", "dateofincident", "occurred", "occurredon", "day"),
    "services": (
        "services", "affectedservices", "affectedproducts", "impactedservices", "products", "servicename", "productname", "product", "service", "components", "component",
        "affectedcomponents", "systems", "system", "application",
    ),
    "kind": ("kind", "type"),
    "factors": ("factors", "contributingfactorids"),
    "format": ("format",),
    "metadata": ("metadata",),
}  # fmt: skip
_SUMMARIES = ("summary", "description", "abstract", "excerpt", "tldr", "synopsis")
_TEXTS = (
    "text", "body", "content", "description", "externaldesc", "details", "detail", "longdescription", "message", "report", "postmortem", "postmortembody", "narrative",
    "background", "impact", "customerimpact", "timeline", "detection", "response", "incidentupdates", "updates", "rootcause", "rootcauses", "causes", "cause",
    "contributingfactors", "mitigation", "resolution", "resolutionnotes", "remediation", "lessons", "lessonslearned", "actionitems", "actions", "followups", "worknotes",
    "comments", "comment", "notes",
)  # fmt: skip
_LONGEST_TITLE = 300


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
        short = "summary" if any(_is_title(record[key]) for key in present if _plain_name(key) == "summary") else ""
        return _completed(self.notation, present, has_body, bool(short))


@lru_cache(maxsize=512)
def _completed(notation: str, present: tuple[str, ...], has_body: bool, summary_is_title: bool) -> FieldMapping:
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

    for target, names in _NAMES.items():
        take(target, names)
    if has_body:
        take("summary", _SUMMARIES)
    else:
        others = [name for name in _TEXTS if name in by_name]
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
