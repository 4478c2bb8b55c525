"""Markdown documents, with or without a head: one incident each."""

from collections.abc import Iterator

from corpus.importers import front_matter
from corpus.importers.building import build
from corpus.importers.documents import document, text_of, title_of, title_without_heading
from corpus.importers.items import Item
from corpus.importers.mapping import FieldMapping
from corpus.importers.outcomes import attempted
from corpus.importers.sources import Source
from corpus.importers.values import is_empty, words_of

SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mdx"})


def identify(name: str, head: bytes) -> bool:
    """Any text: the last importer of the list."""
    return True


def extract(source: Source, *, mapping: FieldMapping | None = None) -> Iterator[Item]:
    """One incident: its text is the body below the head, exactly as written."""

    def make() -> Item:
        fields, body = front_matter.split(text_of(source))
        title = title_of(body) or _organisation(fields) or title_without_heading(source, body)
        return build(source, document(source, body, title=title, fields=fields), mapping=mapping)

    yield attempted(source, "", make)


def _organisation(fields: dict[str, object]) -> str:
    """Company and product, in archives of many organisations that give their entries no title."""
    named = [words_of(fields[key]) for key in ("company", "organisation", "organization", "product") if not is_empty(fields.get(key))]
    return (
        ": ".join(dict.fromkeys(named))
        if not is_empty(fields.get("company") or fields.get("organisation") or fields.get("organization"))
        else ""
    )
