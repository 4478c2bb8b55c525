"""From attempts to items: failures are told, ids are kept apart."""

from collections.abc import Callable

from pydantic import ValidationError

from corpus.importers.ids import digest, usable_id
from corpus.importers.items import Failed, Imported, Item, Skipped
from corpus.importers.sources import Source
from models.errors import BadInputError
from models.incidents import Incident

NOTES = "import_notes"
"""The key of an incident's metadata under which an import tells what it could not take over as it was."""


def attempted(source: Source, where: str, make: Callable[[], Item]) -> Item:
    """What `make` makes, or the failure that it raised."""
    try:
        return make()
    except BadInputError as error:
        return Failed(source=source.name, where=where, error=str(error))
    except ValidationError as error:
        return Failed(source=source.name, where=where, error=told(error))
    except RecursionError:
        return Failed(source=source.name, where=where, error="It is nested too deeply to be read.")


def told(error: ValidationError) -> str:
    """A validation error in one line: each field with what is wrong with it."""
    parts = []
    for problem in error.errors(include_url=False, include_input=False, include_context=False):
        place = ".".join(map(str, problem["loc"]))
        message = problem["msg"].removeprefix("Value error, ")
        parts.append(f"{place}: {message}" if place else message)
    return "; ".join(parts) + "."


class Numbering:
    """Keeps ids apart that a source repeats: an item whose id was used before in this source, with another content, becomes `id-2`, and
    so on; one with the same content is skipped. A status feed tells of one incident again and again, each time longer."""

    def __init__(self) -> None:
        self._digests: dict[str, set[str]] = {}

    def numbered(self, item: Item) -> Item:
        """The item with an id of its own."""
        if not isinstance(item, Imported):
            return item
        id, content = item.incident.id, content_digest(item)
        seen = self._digests.setdefault(id, set())
        if content in seen:
            return Skipped(source=item.source, where=item.where, reason=f"It repeats an earlier item with the id {id!r}.")
        seen.add(content)
        if len(seen) == 1:
            return item
        note = f"The id {id!r} occurs {len(seen)} times up to here in {item.source}; this one was numbered."
        metadata = {**item.incident.metadata, "source_id": id, NOTES: [*item.incident.metadata.get(NOTES, []), note]}
        fields = {**item.incident.model_dump(), "id": usable_id(f"{id}-{len(seen)}"), "metadata": metadata}
        return Imported(incident=Incident(**fields), decisions=item.decisions, source=item.source, where=item.where, mapping=item.mapping)


def content_digest(item: Imported) -> str:
    """A hash of all that an item holds but its id."""
    return digest(repr(item.incident.model_dump(exclude={"id"})), repr(item.decisions))
