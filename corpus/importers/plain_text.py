"""Plain text documents: one incident each."""

import re
from collections.abc import Iterator

from corpus.importers.building import SHORT_TITLE, build, first_line
from corpus.importers.documents import document, text_of, title_without_heading
from corpus.importers.items import Item
from corpus.importers.mapping import FieldMapping
from corpus.importers.outcomes import attempted
from corpus.importers.sources import Source, peek, suffix
from models.text import TextFormat

SUFFIXES = frozenset({".txt", ".text", ".log", ".asc", ".rst", ".adoc", ".asciidoc", ".org", ".textile", ".wiki"})


def identify(name: str, head: bytes) -> bool:
    """A name of plain text, and a beginning without a head or headings of Markdown."""
    return suffix(name) in SUFFIXES and not re.search(r"\A---\s*\n|^#{1,6} \S", peek(head), re.MULTILINE)


def extract(source: Source, *, mapping: FieldMapping | None = None) -> Iterator[Item]:
    """One incident: its text is the file exactly as written, its title the first line where that is short."""

    def make() -> Item:
        text = text_of(source)
        first = first_line(text)
        title = first if len(first) <= SHORT_TITLE else title_without_heading(source, text)
        return build(source, document(source, text, title=title, format=TextFormat.TEXT), mapping=mapping)

    yield attempted(source, "", make)
