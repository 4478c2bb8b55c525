"""Markdown documents, with or without a head: one incident each."""

import datetime as dt
import re
from collections.abc import Iterator

from corpus.importers import front_matter
from corpus.importers.building import SHORT_TITLE, Draft, attempted, build, first_line, shortened
from corpus.importers.ids import id_of_path
from corpus.importers.items import Item
from corpus.importers.mapping import FieldMapping
from corpus.importers.sources import Source
from corpus.importers.values import is_empty, words_of
from models.errors import EmptyTextError

SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mdx"})

_FENCE = re.compile(r"^ {0,3}(```+|~~~+)[^\n]*\n.*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r"^# +(.+?)[ \t]*#*[ \t]*\r?$|^(?=\S)(?![-*>#|])(.+?)[ \t]*\r?\n=+[ \t]*\r?$", re.MULTILINE)
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


def identify(name: str, head: bytes) -> bool:
    """Any text: the last importer of the list."""
    return True


def extract(source: Source, *, mapping: FieldMapping | None = None) -> Iterator[Item]:
    """One incident: its text is the body below the head, exactly as written."""

    def make() -> Item:
        text = source.text()
        if not text.strip():
            raise EmptyTextError("It is empty." if not text else "There is nothing in it but white space.")
        fields, body = front_matter.split(text)
        title = title_of(body) or _organisation(fields) or title_of_path(source.name) or shortened(first_line(body), SHORT_TITLE)
        draft = Draft(fields=fields, body=body, title=title, date=date_of_path(source.name), id=id_of_path(source.name))
        return build(source, draft, mapping=mapping)

    yield attempted(source, "", make)


def title_of(body: str) -> str:
    """The heading of level one, where there is one that names the incident; "" if there is none. Code blocks are passed over."""
    for match in _TITLE.finditer(_FENCE.sub("", body)):
        title = match.group(1) or match.group(2)
        title = " ".join(re.sub(r"!?\[([^\]]*)\]\([^)]*\)|[*`]", r"\1", title).split())
        if title and title.casefold().strip(": ") not in _SECTIONS:
            return title
    return ""


def title_of_path(name: str) -> str:
    """The words of a file's name without its date; of its folder where the file's name says nothing; "" where neither does."""
    for part in reversed(name.split("/")):
        stem = part.removesuffix(Source(name=part, head=b"").suffix)
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


def _organisation(fields: dict[str, object]) -> str:
    """Company and product, in archives of many organisations that give their entries no title."""
    named = [words_of(fields[key]) for key in ("company", "organisation", "organization", "product") if not is_empty(fields.get(key))]
    return (
        ": ".join(dict.fromkeys(named))
        if not is_empty(fields.get("company") or fields.get("organisation") or fields.get("organization"))
        else ""
    )
