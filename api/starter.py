"""Loads the starter archive: well-known public incidents, told in our own words."""

import logging
from collections.abc import Callable
from pathlib import Path

import corpus
from api.importing import import_items
from api.service import Service
from corpus import importers

log = logging.getLogger("postmortem")
META = "starter"


def starter_directory() -> Path:
    """Where the starter postmortems lie."""
    return Path(corpus.__path__[0]) / "starter"


def load_starter(service: Service, *, stopped: Callable[[], bool] = lambda: False) -> int:
    """Imports the starter archive into an archive that has never held anything; how many incidents were stored.

    A run that was cut off goes on at the next start; once it was complete it is never repeated, so deleted starters stay deleted."""
    state = service.archive.get_meta(META)
    if state == "loaded" or (state is None and service.archive.generation > 0):
        return 0
    service.archive.set_meta(META, "loading")
    tally = None
    for tally in import_items(service, importers.load(starter_directory()), stopped=stopped):
        for failure in tally.failures[:1]:
            log.error("starter archive: %s: %s", failure.source, failure.error)
    if not stopped():
        service.archive.set_meta(META, "loaded")
    return tally.counts["created"] if tally else 0
