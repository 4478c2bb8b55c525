"""Keys, and too many requests at once."""

import threading
from pathlib import Path

import anyio
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from api.configuration import load_settings
from api.http.limits import Limits
from models.errors import SettingsError
from models.settings import Settings


def limited(settings: Settings, entered: threading.Event, leave: threading.Event) -> TestClient:
    async def slow(request: Request) -> PlainTextResponse:
        entered.set()
        await anyio.to_thread.run_sync(leave.wait)
        return PlainTextResponse("done")

    return TestClient(Limits(Starlette(routes=[Route("/v1/slow", slow), Route("/healthz", slow)]), settings=settings))


def test_a_key_is_asked_for_and_checked() -> None:
    entered, leave = threading.Event(), threading.Event()
    leave.set()
    client = limited(Settings(api_key="s3cret"), entered, leave)
    missing = client.get("/v1/slow")
    assert missing.status_code == 401
    assert missing.headers["www-authenticate"] == "Bearer"
    assert client.get("/v1/slow", headers={"authorization": "Bearer nope"}).status_code == 403
    assert client.get("/v1/slow", headers={"authorization": "Bearer s3cret"}).status_code == 200
    assert client.get("/healthz").status_code == 200


def test_more_requests_than_allowed_are_told_when_to_come_back() -> None:
    entered, leave = threading.Event(), threading.Event()
    client = limited(Settings(max_concurrency=1), entered, leave)
    with client:
        thread = threading.Thread(target=client.get, args=("/v1/slow",))
        thread.start()
        assert entered.wait(10)
        refused = client.get("/v1/slow")
        leave.set()
        thread.join()
    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "1"
    assert client.get("/v1/slow").status_code == 200


def test_settings_come_from_the_environment_and_name_what_is_wrong() -> None:
    assert load_settings({"POSTMORTEM_PORT": "9000", "POSTMORTEM_DATA": "/x"}).port == 9000
    assert load_settings({"POSTMORTEM_PORT": "9000"}, port=9001).port == 9001
    assert load_settings({}).data == Path("data")
    with pytest.raises(SettingsError, match="POSTMORTEM_PORT"):
        load_settings({"POSTMORTEM_PROT": "1"})
    with pytest.raises(SettingsError, match="port"):
        load_settings({"POSTMORTEM_PORT": "many"})
    with pytest.raises(SettingsError, match="API_KEY"):
        load_settings({}, host="0.0.0.0")
