"""Uploads that cannot be kept."""

import errno
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from models.settings import Settings


def test_a_full_disk_is_told_and_leaves_nothing(client: TestClient, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    answer = client.post("/v1/imports", content=b'{"title": "a", "text": "b"}', headers={"content-type": "application/x-ndjson"})
    assert answer.status_code == 507
    assert "full" in answer.json()["detail"]
    assert list((settings.data / "imports").iterdir()) == []
