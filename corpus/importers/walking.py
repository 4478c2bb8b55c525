"""Which files of a folder are looked at, and which are no postmortems by their name."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from corpus.importers import delimited, html_page, json_records, link_list, markdown, plain_text
from corpus.importers.items import Failed, Skipped
from corpus.importers.sources import Source, binary_kind

DOCUMENTS = (
    markdown.SUFFIXES | plain_text.SUFFIXES | html_page.SUFFIXES | delimited.SUFFIXES | json_records.LINE_SUFFIXES | {"", ".json", ".docx"}
)
_UNREAD_DOCUMENTS = frozenset(
    {".pdf", ".doc", ".rtf", ".odt", ".pages", ".xls", ".xlsx", ".ppt", ".pptx", ".eml", ".mht", ".zip", ".gz", ".7z"}
)
_ABOUT_THE_FOLDER = re.compile(
    r"(?:licen[cs]e|copying|notice|authors|contributing|code[-_]of[-_]conduct|security|codeowners|makefile|dockerfile|.*template)",
    re.IGNORECASE,
)


def files(folder: Path) -> Iterator[tuple[Path, str] | Failed]:
    """Files below a folder with their names relative to it, sorted; a folder that cannot be listed is a failure. Hidden ones are
    passed over, links to folders are not followed."""
    problems: list[Failed] = []

    def note(error: OSError) -> None:
        problems.append(Failed(source=str(error.filename), where="", error=f"The folder cannot be read: {error.strerror}."))

    found: list[tuple[Path, str]] = []
    for parent, folders, names in os.walk(folder, onerror=note):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith("."):
                path = Path(parent, name)
                found.append((path, path.relative_to(folder).as_posix()))
    yield from problems
    yield from sorted(found, key=lambda one: one[1].split("/"))


def left_out(source: Source) -> Failed | Skipped | None:
    """Why a file of a folder is not imported, or None where it is. Documents that cannot be read fail, so that nobody misses them;
    images, code and what tells about the folder itself are skipped."""
    stem = source.name.rpartition("/")[2].removesuffix(source.suffix)
    kind = binary_kind(source.head)
    if source.suffix in _UNREAD_DOCUMENTS:
        return Failed(
            source=source.name, where="", error=f"Files of the kind {source.suffix} cannot be read: save it as DOCX, HTML or Markdown."
        )
    if source.suffix not in DOCUMENTS:
        return Skipped(
            source=source.name, where="", reason=f"It is {kind}." if kind else f"Files of the kind {source.suffix} hold no postmortems."
        )
    if kind and not source.suffix:
        return Skipped(source=source.name, where="", reason=f"It is {kind}.")
    if _ABOUT_THE_FOLDER.fullmatch(stem) and source.suffix in {"", ".md", ".txt", ".rst"}:
        return Skipped(source=source.name, where="", reason="By its name it is no postmortem: import it by itself if it is one.")
    if stem.lower() == "readme" and not link_list.identify(source.name, source.head):
        return Skipped(source=source.name, where="", reason="It tells about the folder: import it by itself if it is a postmortem.")
    return None
