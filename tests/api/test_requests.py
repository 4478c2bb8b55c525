"""What holds for requests to every route: HEAD, and addresses in UTF-8."""

import asyncio
import json

import pytest
from fastapi.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from api.http.heads import Heads

INCIDENT = {"title": "Certificate expired", "text": "The gateway's certificate expired."}
PATHS = ["/", "/docs", "/docs/static/swagger-ui.css", "/openapi.json", "/healthz", "/readyz", "/metrics", "/v1/rules", "/v1/taxonomy", "/v1/incidents"]  # fmt: skip


@pytest.mark.parametrize("path", [*PATHS, "/v1/incidents/a", "/v1/similar?q=certificate"])
def test_head_is_get_without_the_body(client: TestClient, path: str) -> None:
    client.put("/v1/incidents/a", json=INCIDENT)
    got, head = client.get(path), client.head(path)
    assert head.status_code == got.status_code == 200
    assert head.content == b""
    assert head.headers["content-type"] == got.headers["content-type"]
    if path in {"/", "/v1/rules", "/v1/incidents/a"}:
        assert head.headers["content-length"] == got.headers["content-length"]
    assert head.headers.get("etag") == got.headers.get("etag")


def test_head_tells_errors_by_status_alone(client: TestClient) -> None:
    for path, status in (("/v1/incidents/none", 404), ("/v1/nothing", 404), ("/v1/lint", 405), ("/v1/similar?q=x&k=0", 422)):
        response = client.head(path)
        assert response.status_code == status
        assert response.content == b""


def test_head_of_a_stream_of_events_ends(client: TestClient) -> None:
    job = client.post("/v1/imports", content=json.dumps(INCIDENT)).json()
    assert client.head(f"/v1/jobs/{job['id']}/events").status_code == 200


def test_a_stream_is_told_that_nobody_reads_on() -> None:
    sent: list[Message] = []

    async def stream(scope: Scope, receive: Receive, send: Send) -> None:
        assert scope["method"] == "GET"
        await send({"type": "http.response.start", "status": 200, "headers": []})
        while (await receive())["type"] != "http.disconnect":
            await send({"type": "http.response.body", "body": b"x", "more_body": True})

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "HEAD", "path": "/"}
    asyncio.run(Heads(stream)(scope, receive, send))
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
    assert sent[1]["body"] == b""
    assert scope["method"] == "HEAD"


def test_head_is_not_described_twice(client: TestClient) -> None:
    for methods in client.get("/openapi.json").json()["paths"].values():
        assert "head" not in methods


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/v1/incidents/caf%E9", "The path is not UTF-8: byte 17 is 0xE9. Send UTF-8."),
        ("/v1/incidents/%ED%A0%80", "The path is not UTF-8: byte 14 is 0xED. Send UTF-8."),
        ("/v1/incidents?q=caf%e9", "The query string is not UTF-8: byte 5 is 0xE9. Send UTF-8."),
        ("/v1/similar?q=%C3", "The query string is not UTF-8: byte 2 is 0xC3. Send UTF-8."),
        ("/caf%E9", "The path is not UTF-8: byte 4 is 0xE9. Send UTF-8."),
    ],
)
def test_addresses_that_are_not_utf8_are_refused(client: TestClient, address: str, told: str) -> None:
    response = client.get(address)
    assert response.status_code == 400, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"] == told


def test_addresses_in_utf8_are_taken(client: TestClient) -> None:
    assert client.put("/v1/incidents/caf%C3%A9", json=INCIDENT).json()["id"] == "café"
    assert client.get("/v1/incidents?q=caf%C3%A9+%F0%9F%9B%92").status_code == 200


@pytest.mark.parametrize(
    "media",
    [
        None,
        "application/x-ndjson",
        "application/json",
        "application/octet-stream",
        "text/plain; charset=utf-8",
        "TEXT/CSV",
        "application/jsonl",
    ],
)
def test_imports_take_lines_under_many_types(client: TestClient, media: str | None) -> None:
    response = client.post("/v1/imports", content=json.dumps(INCIDENT), headers={"content-type": media} if media else {})
    assert response.status_code == 202, response.text


@pytest.mark.parametrize(
    "media", ["application/x-www-form-urlencoded", "Application/X-WWW-Form-Urlencoded", "multipart/mixed; boundary=x", "image/png"]
)
def test_imports_name_the_types_that_they_take(client: TestClient, media: str) -> None:
    response = client.post("/v1/imports", content=json.dumps(INCIDENT), headers={"content-type": media})
    assert response.status_code == 415, response.text
    assert "application/x-ndjson" in response.json()["detail"]
    assert "multipart/form-data" in response.json()["detail"]


def test_multipart_is_known_in_any_case(client: TestClient) -> None:
    content = b'--x\r\nContent-Disposition: form-data; name="files"; filename="one.md"\r\n\r\n# Queue\n\nThe queue grew.\n\r\n--x--\r\n'
    response = client.post("/v1/imports", content=content, headers={"content-type": "Multipart/Form-Data; boundary=x"})
    assert response.status_code == 202, response.text
