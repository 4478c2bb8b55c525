"""What importers of documents share: the text, the title, and what a path tells about a document."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from corpus.importers.building import LONGEST_LINE, SHORT_TITLE, Draft, first_line, shortened
from corpus.importers.ids import id_of_path
from corpus.importers.sources import Source, suffix
from models.errors import EmptyTextError
from models.text import TextFormat

_FENCE = re.compile(r"^ {0,3}(```+|~~~+)[^\n]*\n.*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r"^# +([^\n]+)|^(?=\S)(?![-*>#|])([^\n]+)\n=+[ \t]*\r?$", re.MULTILINE)
_SECTIONS = frozenset(
    {
        "summary",
        "issue summary",
        "incident summary",
        "overview",
        "impact",
        "timeline",
        "postmortem",
        "post-mortem",
        "incident report",
        "background",
    }
)
_NAMELESS = re.compile(r"(?:readme|index|postmortem|post-mortem|incident|report|document|untitled|[0-9a-f-]{16,})", re.IGNORECASE)
_DATE = re.compile(r"(?<!\d)(\d{4})[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)")


def text_of(source: Source) -> str:
    """All of a source decoded. Raises EmptyTextError for nothing or white space, NotUtf8Error, TooLargeError."""
    text = source.text()
    if not text.strip():
        raise EmptyTextError("There is nothing in it but white space." if text else "It is empty.")
    return text


def document(
    source: Source,
    body: str,
    *,
    title: str,
    fields: Mapping[str, Any] | None = None,
    metadata: Mapping[str, Any] | None = None,
    format: TextFormat = TextFormat.MARKDOWN,
) -> Draft:
    """The draft of a document: its id comes from its path; where no field gives its date, that comes from the path or the title."""
    return Draft(
        fields=fields or {},
        body=body,
        format=format,
        title=title,
        date=date_of_path(source.name) or date_of_path(title),
        id=id_of_path(source.name),
        metadata=metadata or {},
    )


def title_of(body: str) -> str:
    """The heading of level one, where there is one that names the incident; "" if there is none. Code blocks are passed over."""
    for match in _TITLE.finditer(_FENCE.sub("", body)):
        title = match.group(1) or match.group(2)
        title = title.strip().rstrip("#")[:LONGEST_LINE]
        title = " ".join(re.sub(r"!?\[([^\]]*)\]\([^)]*\)|[*`]", r"\1", title).split())
        if title and title.casefold().strip(": ") not in _SECTIONS:
            return title
    return ""


def title_of_path(name: str) -> str:
    """The words of a file's name without its date; of its folder where the file's name says nothing; "" where neither does."""
    for part in reversed(name.split("/")):
        ending = suffix(part)
        stem = part[: -len(ending)] if ending else part
        words = " ".join(re.split(r"[-_\s]+", _DATE.sub(" ", stem))).strip(" .")
        if words and not _NAMELESS.fullmatch(stem) and not words.replace(" ", "").isdigit():
            return words
    return ""


def date_of_path(name: str) -> dt.date | None:
    """The date in a file's name or in the nearest folder that bears one (2024-03-07-dns.md, 2024/03/07/dns.md)."""
    parts = name.split("/")
    joined = "-".join(parts[-4:-1]) if all(re.fullmatch(r"\d\d|\d{4}", part) for part in parts[-4:-1]) else ""
    for part in [*reversed(parts), joined]:
        for match in _DATE.finditer(part):
            try:
                return dt.date(*map(int, match.groups()))
            except ValueError:
                continue  # 2024-99-01 is a number, not a day.
    return None


def title_without_heading(source: Source, body: str) -> str:
    """A title from the path, or from the first words of the text where the path says nothing."""
    first = first_line(body)
    return title_of_path(source.name) or (source.name if first.casefold().strip(": ") in _SECTIONS else shortened(first, SHORT_TITLE))
