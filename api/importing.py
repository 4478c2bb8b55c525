"""Brings files into the archive: one way for the command line, for HTTP and for the starter archive."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from api.service import Service
from corpus.importers import Failed, Imported, Item, Skipped
from models.errors import BadInputError, StoreError


@dataclass
class ImportTally:
    """What became of the items so far: counts by outcome ("created", "updated", "unchanged", "failed", "skipped"), what was wrong, what
    was left out and why, and which fields were read as what (in the notation of `--map`): in how many records, and where first."""

    counts: Counter[str] = field(default_factory=Counter)
    failures: list[Failed] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    mappings: Counter[str] = field(default_factory=Counter)
    first_mapped: dict[str, str] = field(default_factory=dict)

    @property
    def done(self) -> int:
        """Items dealt with."""
        return sum(self.counts.values())


def import_items(service: Service, items: Iterable[Item], *, stopped: Callable[[], bool] = lambda: False) -> Iterator[ImportTally]:
    """Stores item after item and yields the running tally after each. A bad item is told and the rest goes on; only trouble of the
    store itself (a full disk, a damaged file) ends the run, by StoreError."""
    tally = ImportTally()
    for item in items:
        if stopped():
            return
        if isinstance(item, Imported):
            if item.mapping:
                tally.mappings[item.mapping] += 1
                tally.first_mapped.setdefault(item.mapping, item.source)
            try:
                tally.counts[service.restore(item.archived)] += 1
            except StoreError:
                raise
            except BadInputError as error:
                tally.counts["failed"] += 1
                tally.failures.append(Failed(source=item.source, where=item.archived.incident.id, error=str(error)))
        elif isinstance(item, Failed):
            tally.counts["failed"] += 1
            tally.failures.append(item)
        else:
            tally.counts["skipped"] += 1
            tally.skipped.append(item)
        yield tally
