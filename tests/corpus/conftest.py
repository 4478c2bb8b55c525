from collections.abc import Iterator
from pathlib import Path

import pytest
from built import Put, putting
from fakes import BagOfWords

from corpus.archive import Archive
from corpus.vector_cache import CachedEncoder


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive(tmp_path / "data", CachedEncoder(BagOfWords(), capacity=1000))
    yield opened
    opened.close()


@pytest.fixture
def put(archive: Archive) -> Put:
    return putting(archive)
