"""HTML pages, as Confluence and Notion export them and as web sites serve them: one incident each."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from corpus.importers.building import build
from corpus.importers.documents import document, text_of, title_of_path
from corpus.importers.html_text import markdown_of, parse
from corpus.importers.items import Item, Skipped
from corpus.importers.mapping import FieldMapping
from corpus.importers.outcomes import attempted
from corpus.importers.sources import Source, peek, suffix
from models.errors import EmptyTextError

SUFFIXES = frozenset({".html", ".htm", ".xhtml"})

# Where the words of a page stand, most telling first.
_MAIN = (
    "#main-content.wiki-content",
    "#main-content",
    "article .page-body",
    "main article",
    "article",
    "main",
    "[role=main]",
    "#content",
    "body",
)
_CHROME = ", ".join(
    (
        *("nav", "footer", "aside", "form", "[hidden]", "title"),
        *("[role=navigation]", "[role=banner]", "[role=contentinfo]", "#breadcrumbs", "#breadcrumb-section", ".breadcrumbs", ".breadcrumb"),
        *(".page-metadata", ".pageSection", ".toc-macro", ".table_of_contents", ".cookie-banner", ".sidebar", ".skip-link"),
    )
)


def identify(name: str, head: bytes) -> bool:
    """A document type or the elements of a page at its beginning, or a name of HTML with an element in it."""
    text = re.sub(r"<!--.*?-->|<\?xml[^>]*\?>", "", peek(head), flags=re.DOTALL).lstrip().lower()
    if re.match(r"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]", text):
        return True
    return suffix(name) in SUFFIXES


def extract(source: Source, *, mapping: FieldMapping | None = None) -> Iterator[Item]:
    """One incident: the words of the page's main part as Markdown, without navigation. A table of properties (Notion) is read as
    fields; an index page of an export is skipped."""

    def make() -> Item:
        soup = parse(text_of(source))
        if _is_index(soup):
            return Skipped(source=source.name, where="", reason="It is the index of an export, not a page of it.")
        title, fields, metadata = _title(soup), _properties(soup), _metadata(soup)
        address = soup.select_one("link[rel=canonical][href]") or soup.select_one("meta[property='og:url'][content]")
        if address is not None and "url" not in {key.lower() for key in fields}:
            fields["url"] = str(address.get("href") or address.get("content"))
        main = next((found for selector in _MAIN if (found := soup.select_one(selector)) and found.get_text(strip=True)), soup)
        for tag in main.select(_CHROME):
            tag.decompose()
        if main.name == "body" or main is soup:
            for tag in main.select("body > header, :scope > header"):
                tag.decompose()
        text = markdown_of(main)
        if not text.strip():
            raise EmptyTextError("There is no text on the page.")
        if title and not re.search(r"^# ", text, re.MULTILINE):
            text = f"# {title}\n\n{text}"
        page = document(source, text, title=title or title_of_path(source.name), fields=fields, metadata=metadata)
        return build(source, page, mapping=mapping)

    yield attempted(source, "", make)


def _is_index(soup: BeautifulSoup) -> bool:
    heading = soup.select_one("#content h2")
    return bool(heading and heading.get_text(strip=True).startswith("Available Pages") and soup.select_one("#main-header"))


def _title(soup: BeautifulSoup) -> str:
    confluence = soup.select_one("#title-text")
    if confluence is not None:
        space_and_title = " ".join(confluence.get_text().split())
        return space_and_title.partition(" : ")[2] or space_and_title
    found = soup.select_one("h1.page-title") or soup.select_one("main h1, article h1") or soup.find("h1") or soup.find("title")
    return " ".join(found.get_text(" ").split()) if found else ""


def _properties(soup: BeautifulSoup) -> dict[str, object]:
    """Notion's table of properties. Several tags in one cell become a list."""
    fields: dict[str, object] = {}
    table = soup.select_one("table.properties")
    if table is None:
        return fields
    for row in table.select("tr"):
        head, cell = row.find("th"), row.find("td")
        if isinstance(head, Tag) and isinstance(cell, Tag):
            tags = [" ".join(tag.get_text().split()) for tag in cell.select(".selected-value")]
            fields[" ".join(head.get_text().split())] = tags if len(tags) > 1 else " ".join(cell.get_text(" ").split()).removeprefix("@")
    table.decompose()
    return fields


def _metadata(soup: BeautifulSoup) -> dict[str, object]:
    """Who made the page and when, as Confluence tells it, and what its head declares."""
    found: dict[str, object] = {}
    made = soup.select_one("#content .page-metadata")
    if made is not None:
        found["page_metadata"] = " ".join(made.get_text(" ").split())
    for key, selector in (
        ("author", "meta[name=author]"),
        ("published", "meta[property='article:published_time']"),
        ("description", "meta[name=description]"),
    ):
        tag = soup.select_one(selector)
        if tag is not None and tag.get("content"):
            found[key] = str(tag["content"])
    return found
