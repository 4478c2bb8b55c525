"""HTML pages, as Confluence and Notion export them and as web sites serve them: one incident each."""

import re
from collections.abc import Iterator
from typing import Any

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

_CHROME_NAMES = frozenset({"nav", "footer", "aside", "form", "title"})
_CHROME_ROLES = frozenset({"navigation", "banner", "contentinfo", "search"})
_CHROME_IDS = frozenset({"breadcrumbs", "breadcrumb-section", "footer"})
_CHROME_CLASSES = frozenset(
    {"breadcrumbs", "breadcrumb", "page-metadata", "pageSection", "toc-macro", "table_of_contents", "cookie-banner", "sidebar", "skip-link"}
)


def identify(name: str, head: bytes) -> bool:
    """A document type or the elements of a page at its beginning, or a name of HTML with an element in it."""
    text = re.sub(r"<!--.*?-->|<\?xml[^>]*\?>", "", peek(head[:16_384]), flags=re.DOTALL).lstrip().lower()
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
        address = _attribute(soup, "link", "href", rel="canonical") or _attribute(soup, "meta", "content", property="og:url")
        if address and "url" not in {key.lower() for key in fields}:
            fields["url"] = address
        main = _main(soup)
        for tag in [tag for tag in main.find_all(True) if _is_chrome(tag)]:
            if not tag.decomposed:
                tag.decompose()
        text = markdown_of(main)
        if not re.sub(r"!\[\]\([^)]*+\)", "", text).strip():
            raise EmptyTextError("There is no text on the page.")
        if title and not re.search(r"^# ", text, re.MULTILINE):
            text = f"# {title}\n\n{text}"
        page = document(source, text, title=title or title_of_path(source.name), fields=fields, metadata=metadata)
        return build(source, page, mapping=mapping)

    yield attempted(source, "", make)


def _main(soup: BeautifulSoup) -> Tag:
    """The part where the words of the page stand: that of Confluence or Notion, else the most telling element."""
    wanted: tuple[dict[str, Any], ...] = (
        {"id": "main-content"},
        {"name": "div", "class_": "page-body"},
        {"name": "main"},
        {"name": "article"},
        {"name": True, "attrs": {"role": "main"}},
        {"id": "content"},
        {"name": "body"},
    )
    return next((found for one in wanted if isinstance(found := soup.find(**one), Tag) and found.get_text(strip=True)), soup)


def _is_chrome(tag: Tag) -> bool:
    if tag.name == "header":
        return tag.parent is not None and tag.parent.name in {"body", "[document]"}
    return (
        tag.name in _CHROME_NAMES
        or tag.has_attr("hidden")
        or tag.get("role") in _CHROME_ROLES
        or tag.get("id") in _CHROME_IDS
        or not _CHROME_CLASSES.isdisjoint(tag.get("class") or ())
    )


def _attribute(soup: BeautifulSoup, tag_name: str, attribute: str, /, **having: Any) -> str:
    tag = soup.find(tag_name, attrs=having)
    return str(tag.get(attribute) or "") if isinstance(tag, Tag) else ""


def _is_index(soup: BeautifulSoup) -> bool:
    content = soup.find(id="content")
    heading = content.find("h2") if isinstance(content, Tag) else None
    return heading is not None and heading.get_text(strip=True).startswith("Available Pages") and soup.find(id="main-header") is not None


def _title(soup: BeautifulSoup) -> str:
    confluence = soup.find(id="title-text")
    if confluence is not None:
        space_and_title = " ".join(confluence.get_text().split())
        return space_and_title.partition(" : ")[2] or space_and_title
    main = soup.find("main") or soup.find("article")
    found = (
        soup.find("h1", class_="page-title")
        or (main.find("h1") if isinstance(main, Tag) else None)
        or soup.find("h1")
        or soup.find("title")
    )
    return " ".join(found.get_text(" ").split()) if found else ""


def _properties(soup: BeautifulSoup) -> dict[str, object]:
    """Notion's table of properties. Several tags in one cell become a list."""
    fields: dict[str, object] = {}
    table = soup.find("table", class_="properties")
    if not isinstance(table, Tag):
        return fields
    for row in table.find_all("tr"):
        head, cell = row.find("th"), row.find("td")
        if isinstance(head, Tag) and isinstance(cell, Tag):
            tags = [" ".join(tag.get_text().split()) for tag in cell.find_all(class_="selected-value")]
            fields[" ".join(head.get_text().split())] = tags if len(tags) > 1 else " ".join(cell.get_text(" ").split()).removeprefix("@")
    table.decompose()
    return fields


def _metadata(soup: BeautifulSoup) -> dict[str, object]:
    """Who made the page and when, as Confluence tells it, and what its head declares."""
    made = soup.find("div", class_="page-metadata")
    found = {
        "page_metadata": " ".join(made.get_text(" ").split()) if made is not None else "",
        "author": _attribute(soup, "meta", "content", name="author"),
        "published": _attribute(soup, "meta", "content", property="article:published_time"),
        "description": _attribute(soup, "meta", "content", name="description"),
    }
    return {key: text for key, text in found.items() if text}
