"""A running application over an empty archive and an encoder that can be computed by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import BagOfWords
from fastapi.testclient import TestClient

import api.building
from api.http.app import build_app
from api.runtime import Runtime
from corpus.archive import Archive
from models.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", starter=False, max_text_chars=20_000, max_body_bytes=100_000)


@pytest.fixture
def client(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(api.building, "load_encoder", lambda directory, *, threads: BagOfWords())
    runtime = Runtime(settings, Archive(settings.data, serving=True))
    with TestClient(build_app(runtime), raise_server_exceptions=False) as connection:
        runtime.service()
        yield connection
