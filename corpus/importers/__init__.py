"""Importers: files, folders and uploads of many formats become incidents. See `registry` for the formats."""

from collections.abc import Iterator
from pathlib import Path

from corpus.importers.items import Failed, Imported, Item, Skipped
from corpus.importers.mapping import FieldMapping
from corpus.importers.outcomes import content_digest
from corpus.importers.registry import importer_for
from corpus.importers.sources import Source, binary_kind
from corpus.importers.walking import files, left_out
from models.errors import UnreadableFileError

__all__ = ["Failed", "FieldMapping", "Imported", "Item", "Skipped", "load", "load_bytes"]


def load(path: Path, *, mapping: FieldMapping | None = None, root: Path | None = None) -> Iterator[Item]:
    """What a file, or every file below a folder, holds. Ids come from the sources themselves or from the path relative to `root`
    (by default the folder, or the file's own folder), so that a second run gives the same.

    A bad item is yielded as Failed and the rest goes on. Raises UnreadableFileError at once where there is no such path, or nothing in
    it that could be read."""
    if not path.exists():
        raise UnreadableFileError(f"No such file or folder: {path}")
    base = root or (path if path.is_dir() else path.parent)
    if path.is_dir():
        found = list(files(path))
        if not found:
            raise UnreadableFileError(f"{path} holds no files to import.")
        return _distinct(item for one in found for item in _in_folder(one, base, mapping))
    try:
        source = Source.of_path(path, name=_name(path, base))
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}.") from error
    return _distinct(_items(source, mapping))


def load_bytes(name: str, data: bytes, *, mapping: FieldMapping | None = None) -> Iterator[Item]:
    """What an uploaded file holds; `name` is its name, from which ids are made. Never raises for a bad item."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    return _distinct(_items(Source.of_bytes(data, name="/".join(parts) or "upload"), mapping))


def _in_folder(found: tuple[Path, str] | Failed, base: Path, mapping: FieldMapping | None) -> Iterator[Item]:
    if isinstance(found, Failed):
        yield found
        return
    path, relative = found
    if not path.is_file():
        yield Skipped(source=relative, where="", reason="It is no regular file.")
        return
    try:
        source = Source.of_path(path, name=_name(path, base))
        outcome = left_out(source)
        if outcome is not None:
            yield outcome
        else:
            yield from _items(source, mapping)
    except OSError as error:
        yield Failed(source=relative, where="", error=f"It cannot be read: {error.strerror}.")


def _items(source: Source, mapping: FieldMapping | None) -> Iterator[Item]:
    if not source.head:
        yield Failed(source=source.name, where="", error="It is empty.")
        return
    importer = importer_for(source.name, source.head)
    if importer is None:
        yield Failed(
            source=source.name, where="", error=f"It is {binary_kind(source.head)}: save it as Markdown, HTML, DOCX or CSV in UTF-8."
        )
        return
    yield from importer.extract(source, mapping=mapping)


def _distinct(items: Iterator[Item]) -> Iterator[Item]:
    """Items with each id once: what repeats an earlier item is skipped, what says otherwise under the same id fails."""
    seen: dict[str, tuple[str, str]] = {}
    for item in items:
        if isinstance(item, Imported):
            id, content = item.incident.id, content_digest(item)
            place = " ".join(filter(None, [item.source, item.where]))
            earlier = seen.setdefault(id, (content, place))
            if earlier[1] != place:
                if earlier[0] == content:
                    item = Skipped(source=item.source, where=item.where, reason=f"It is the same as {earlier[1]}.")
                else:
                    item = Failed(
                        source=item.source, where=item.where, error=f"The id {id!r} is taken by {earlier[1]}: give one of them another id."
                    )
        yield item


def _name(path: Path, base: Path) -> str:
    try:
        return path.resolve().relative_to(base.resolve()).as_posix()
    except ValueError:
        return path.name
