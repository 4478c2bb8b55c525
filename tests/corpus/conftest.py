from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from built import MODEL, TAXONOMY, incident, postmortem_of, tag
from fakes import BagOfWords

from corpus.archive import Archive
from corpus.vector_cache import CachedEncoder

Put = Callable[..., bool]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive(tmp_path / "data", CachedEncoder(BagOfWords(), capacity=1000))
    yield opened
    opened.close()


@pytest.fixture
def put(archive: Archive) -> Put:
    return putting(archive)


def putting(archive: Archive) -> Put:
    """Stores an incident with the tags `{factor: confidence}`; those over 0.5 are chosen."""

    def stored(id: str, text: str = "The disk filled up. Writes failed.", *, tags: dict[str, float] | None = None, **fields: object) -> bool:
        given = incident(id, text, **fields)
        found = [tag(name, confidence) for name, confidence in (tags or {}).items()]
        chosen = [name for name, confidence in (tags or {}).items() if confidence > 0.5]
        return archive.put(given, postmortem_of(given.text), found, taxonomy=TAXONOMY, model=MODEL, chosen=chosen)

    return stored
