"""From the fields of a record, or of a document's head, to an incident. What finds no place in it is kept in its metadata."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from corpus.importers.dates import Moment, read_moment
from corpus.importers.html_text import holds_html
from corpus.importers.ids import made_id, usable_id
from corpus.importers.items import Imported
from corpus.importers.mapping import FieldMapping
from corpus.importers.outcomes import NOTES
from corpus.importers.sources import Source
from corpus.importers.values import (
    at_path,
    heading_of,
    is_empty,
    is_timeline,
    listed,
    markdown_of_value,
    names_of,
    plain,
    structured,
    words_of,
)
from models.errors import BadInputError, EmptyTextError
from models.factors import Decision
from models.incidents import DecisionRecord, Incident, IncidentKind
from models.text import TextFormat

TITLE_LIMIT, SEVERITY_LIMIT, SERVICE_LIMIT, URL_LIMIT = 1000, 100, 200, 4000
"""What `Incident` takes; a test holds them to it."""
SHORT_TITLE = 120
"""Length of a title that has to be made from the text."""
LONGEST_LINE = 2000
"""As much of a line is looked at for a title."""

_MAIN_TEXTS = frozenset(
    {"text", "body", "content", "description", "details", "external_desc", "external-desc", "message", "summary", "report", "postmortem"}
)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What an importer found: `fields` of a record or a head, the `body` where the text stands outside of the fields, and what its
    place tells (`title`, `date`, `id`: used where no field does). Without an `id` one is made from the source and the fields."""

    fields: Mapping[str, Any]
    where: str = ""
    body: str | None = None
    format: TextFormat = TextFormat.MARKDOWN
    title: str = ""
    date: dt.date | None = None
    id: str | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)


def build(source: Source, draft: Draft, *, mapping: FieldMapping | None = None) -> Imported:
    """The incident of a draft. Raises BadInputError for what cannot be used; its message names the field."""
    used = (mapping or FieldMapping()).completed(draft.fields, has_body=draft.body is not None)
    return _Builder(source, draft, used).build()


def shortened(text: str, limit: int) -> str:
    """`text` if it fits, otherwise as many whole words as fit with an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > limit // 2 else cut).rstrip(" ,;:.") + "…"


class _Builder:
    def __init__(self, source: Source, draft: Draft, mapping: FieldMapping) -> None:
        self.source, self.draft, self.mapping = source, draft, mapping
        self.fields: dict[str, Any] = plain(draft.fields)
        self.rest = {key: value for key, value in self.fields.items() if not is_empty(value)}
        self.metadata: dict[str, Any] = plain(draft.metadata)
        self.notes: list[str] = []

    def build(self) -> Imported:
        text = self.text()
        title = self.title(text)
        url = self.url()
        severity = self.one("severity", SEVERITY_LIMIT)
        services = self.services()
        started, detected, resolved = self.moment("started_at"), self.moment("detected_at"), self.moment("resolved_at")
        date = self.moment("date")
        day = date.date if date else started.date if started else self.draft.date
        started_at, resolved_at = started and started.at, resolved and resolved.at
        if started_at and resolved_at and _utc(resolved_at) < _utc(started_at):
            self.notes.append(
                f"The end ({resolved_at.isoformat()}) lies before the start ({started_at.isoformat()}), so it was not taken over."
            )
            resolved_at = None
        for target, moment, kept in (
            ("date", date, day),
            ("started_at", started, started_at or day),
            ("resolved_at", resolved, resolved_at),
        ):
            self.settle(target, moment, kept)
        self.settle("detected_at", detected, detected and detected.at)
        kind, decisions = self.kind(), self.decisions()
        text_format = self.format()
        id = self.id(title, day, started_at, services, url)
        incident = Incident(
            id=id,
            title=title,
            text=text,
            format=text_format,
            url=url,
            date=day,
            severity=severity,
            services=services,
            started_at=started_at,
            detected_at=detected and detected.at,
            resolved_at=resolved_at,
            kind=kind,
            metadata=self.all_metadata(),
        )
        return Imported(
            incident=incident, decisions=decisions, source=self.source.name, where=self.draft.where, mapping=self.mapping.notation
        )

    def values(self, target: str) -> Iterator[tuple[str, Any]]:
        """The fields that the mapping names for a target, with their values, where they have one."""
        for name in self.mapping.sources.get(target, ()):
            value = at_path(self.fields, name)
            if not is_empty(value):
                yield name, value

    def taken(self, name: str) -> None:
        """Notes that a field stands in the incident as a whole, so that the metadata need not repeat it."""
        key = next((key for key in self.rest if key.casefold() == name.casefold()), None)
        if key is not None:
            del self.rest[key]

    def text(self) -> str:
        parts: list[str] = []
        if self.draft.body is not None:
            parts.append(self.draft.body)
        for name, written in self.values("text"):
            value = structured(written)
            markdown, unshown = markdown_of_value(value)
            if not markdown.strip():
                continue
            key = name.rsplit(".", 1)[-1]
            main = key.casefold() in _MAIN_TEXTS
            parts.append(markdown if main and not parts else f"## {'Timeline' if is_timeline(value) else heading_of(key)}\n\n{markdown}")
            self.taken(name)
            if unshown is not None:
                self.rest[name] = unshown
        text = parts[0] if len(parts) == 1 else "\n\n".join(part.strip("\r\n") for part in parts)
        for name, value in self.values("summary"):
            summary = markdown_of_value(value)[0].strip()
            if " ".join(summary.split()).casefold() not in " ".join(text.split()).casefold():
                text = _put_first(summary, text)
            self.taken(name)
        if not text.strip() and self.draft.body is None:
            text = "\n\n".join(filter(None, (words_of(value) for _, value in self.values("title"))))
            self.notes += ["There is no text but the title."] if text else []
        if not text.strip():
            raise EmptyTextError("There is no text in it: nothing but white space, or a head without a body." + self._hint())
        return text

    def _hint(self) -> str:
        if self.draft.body is not None or not self.fields:
            return ""
        read = ", ".join(self.mapping.sources.get("text", ())) or "no field"
        return f" It is read from {read}; the fields are {listed(self.fields)}: say --map text=FIELD."

    def title(self, text: str) -> str:
        found = [(name, value, words_of(value)) for name, value in self.values("title")]
        title = " ".join(words for _, _, words in found if words)
        for name, value, words in found:
            if len(title) <= TITLE_LIMIT and (words == str(value).strip() or (isinstance(value, str) and holds_html(value))):
                self.taken(name)
        if not title:
            title = self.draft.title or shortened(first_line(text), SHORT_TITLE)
        if len(title) > TITLE_LIMIT:
            self.metadata["full_title"] = title
            title = shortened(title, TITLE_LIMIT)
        return title

    def one(self, target: str, limit: int) -> str | None:
        for name, value in self.values(target):
            words = words_of(value)
            if words and len(words) <= limit:
                if words == str(value).strip():
                    self.taken(name)
                return words
        return None

    def url(self) -> str | None:
        for name, value in self.values("url"):
            address = value.strip() if isinstance(value, str) else ""
            if 0 < len(address) <= URL_LIMIT and (re.match(r"https?://\S+$", address) or "url" in self.mapping.given):
                self.taken(name)
                return address
        return None

    def services(self) -> tuple[str, ...]:
        services: list[str] = []
        for name, value in self.values("services"):
            names = names_of(value)
            fitting = [service for service in names if len(service) <= SERVICE_LIMIT]
            services += fitting
            if fitting == names and (names == value or (isinstance(value, str) and "{" not in value)):
                self.taken(name)
        return tuple(dict.fromkeys(services))

    def moment(self, target: str) -> Moment | None:
        for name, value in self.values(target):
            try:
                return read_moment(value if not isinstance(value, list | dict) else words_of(value))
            except BadInputError as error:
                raise BadInputError(f"{name}: {error}") from error
        return None

    def settle(self, target: str, moment: Moment | None, kept: dt.date | None) -> None:
        """Takes the field of a moment as told where the incident keeps all of it."""
        # Times are kept in UTC: where they were told in another zone, the metadata keep that.
        local = moment is not None and moment.at is not None and bool(moment.at.utcoffset())
        if moment and moment.whole and not local and kept is not None and kept == (moment.at or moment.date):
            for name, _ in self.values(target):
                self.taken(name)
                break

    def kind(self) -> IncidentKind:
        for name, value in self.values("kind"):
            word = words_of(value).casefold().replace(" ", "-").replace("_", "-")
            if word in {kind.value for kind in IncidentKind}:
                self.taken(name)
                return IncidentKind(word)
            if "kind" in self.mapping.given:
                raise BadInputError(f"{name}: {word!r} is no kind of incident; the kinds are {', '.join(IncidentKind)}.")
        return IncidentKind.INCIDENT

    def format(self) -> TextFormat:
        for name, value in self.values("format"):
            if value in set(TextFormat):
                self.taken(name)
                return TextFormat(value)
        return self.draft.format

    def decisions(self) -> tuple[DecisionRecord, ...]:
        """Factors that a head or a record names count as confirmed by it."""
        records: list[DecisionRecord] = []
        for name, value in self.values("factors"):
            names = names_of(value)
            if all(re.fullmatch(r"[a-z][a-z0-9-]*", factor) for factor in names):
                records += [DecisionRecord(factor=factor, decision=Decision.CONFIRMED, by="import") for factor in dict.fromkeys(names)]
                self.taken(name)
        return tuple(records)

    def id(self, title: str, day: dt.date | None, started: dt.datetime | None, services: tuple[str, ...], url: str | None) -> str:
        given = next(((name, value) for name, value in self.values("id") if isinstance(value, str | int | float)), None)
        if given is not None:
            id = usable_id(str(given[1]))
            if id == str(given[1]):
                self.taken(given[0])
            return id
        if self.draft.id is not None:
            return self.draft.id
        when = started.isoformat() if started else str(day or "")
        return made_id(self.source.name, title, when, "|".join(services), url or "")

    def all_metadata(self) -> dict[str, Any]:
        nested = self.rest.get("metadata")
        if isinstance(nested, dict) and not nested.keys() & (self.rest.keys() | self.metadata.keys()):
            del self.rest["metadata"]
            self.rest.update(nested)
        for key, value in self.metadata.items():
            self.rest.setdefault(key, value)
        if self.notes:
            self.rest[NOTES] = self.notes
        return self.rest


def first_line(text: str) -> str:
    """The first line with words in it, without marks of Markdown."""
    for line in text.splitlines():
        line = line[:LONGEST_LINE]
        words = " ".join(re.sub(r"^[#>*\-\s\d.|]+(?=\s)|[*_`|]", " ", line).split())
        if any(char.isalnum() for char in words):
            return words
    return text.strip().splitlines()[0][:LONGEST_LINE] if text.strip() else ""


def _put_first(summary: str, text: str) -> str:
    """The summary before the text, but after a title that the text begins with."""
    title = re.match(r"\s*# [^\n]*\n", text)
    if title:
        return f"{title.group().rstrip()}\n\n{summary}\n\n{text[title.end() :].lstrip()}"
    return f"{summary}\n\n{text}" if text.strip() else summary


def _utc(moment: dt.datetime) -> dt.datetime:
    return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment
