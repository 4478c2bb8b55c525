"""The importers in the order in which they are asked. A new one is one file and one line here."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from corpus.importers import delimited, docx, exported, html_page, json_records, link_list, markdown, plain_text
from corpus.importers.items import Item
from corpus.importers.mapping import FieldMapping
from corpus.importers.sources import Source, binary_kind


class Identify(Protocol):
    """Tells by a file's name and its first bytes (up to HEAD_BYTES) whether the importer reads it."""

    def __call__(self, name: str, head: bytes) -> bool:  # noqa: D102
        ...


class Extract(Protocol):
    """Yields what a source holds; never raises for a bad item."""

    def __call__(self, source: Source, *, mapping: FieldMapping | None = None) -> Iterator[Item]:  # noqa: D102
        ...


class Importer(NamedTuple):
    """One format. Binary files are shown only to importers of `binary` formats."""

    name: str
    identify: Identify
    extract: Extract
    binary: bool = False


IMPORTERS: tuple[Importer, ...] = (
    Importer("docx", docx.identify, docx.extract, binary=True),
    Importer("export", exported.identify, exported.extract),
    Importer("json", json_records.identify, json_records.extract),
    Importer("html", html_page.identify, html_page.extract),
    Importer("csv", delimited.identify, delimited.extract),
    Importer("link-list", link_list.identify, link_list.extract),
    Importer("text", plain_text.identify, plain_text.extract),
    Importer("markdown", markdown.identify, markdown.extract),
)


def importer_for(name: str, head: bytes) -> Importer | None:
    """The first importer that takes a file of this name and beginning; None for a binary file that none reads."""
    binary = bool(binary_kind(head))
    return next((one for one in IMPORTERS if one.binary >= binary and one.identify(name, head)), None)
