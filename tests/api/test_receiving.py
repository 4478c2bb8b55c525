"""Bodies arrive before their requests count: stalled clients take no place from others, and are given up."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable

import pytest
from prometheus_client import CollectorRegistry
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http import receiving
from api.http.limits import Limits
from api.http.measuring import Measuring
from models.settings import Settings


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers the body that it was given."""
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message["body"], message["more_body"]
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body, "more_body": False})


async def asked(
    app: ASGIApp, pieces: Iterable[bytes | str | float], path: str = "/v1/lint", after: Awaitable[object] | None = None
) -> tuple[int, bytes]:
    """Status and body of the answer to a request whose body comes in `pieces`: "stall" never comes, "gone" is the client's leaving,
    "wait" comes when `after` has happened, a number after so many seconds."""
    coming, sent = iter(pieces), list[Message]()

    async def receive() -> Message:
        piece = next(coming, "end")
        if piece == "stall":
            await asyncio.Event().wait()
        if piece == "wait":
            assert after is not None
            await after
            piece = b""
        if isinstance(piece, float):
            await asyncio.sleep(piece)
            piece = b""
        if piece == "gone":
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": b"" if piece == "end" else piece, "more_body": piece != "end"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": path, "headers": [(b"content-type", b"application/json")]}
    await app(scope, receive, send)
    if not sent:
        return 0, b""
    return sent[0]["status"], b"".join(message["body"] for message in sent[1:])


def limited(**settings: int) -> Limits:
    return Limits(echo, settings=Settings(**settings))


def test_stalled_clients_take_no_place() -> None:
    async def scene() -> None:
        app = limited(max_concurrency=1)
        stalled = [asyncio.create_task(asked(app, [b"{", "stall"])) for _ in range(5)]
        await asyncio.sleep(0.01)
        assert await asked(app, [b"{}"]) == (200, b"{}")
        for task in stalled:
            task.cancel()

    asyncio.run(scene())


def test_a_stalled_body_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "STALL_S", 0.05)
    status, body = asyncio.run(asked(limited(), [b"{", "stall"]))
    assert status == 408
    assert json.loads(body)["title"] == "Request Timeout"


def test_slow_bodies_that_go_on_are_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "STALL_S", 1.0)
    assert asyncio.run(asked(limited(), [b"[", 0.4, b"1", 0.4, 0.4, b"]"])) == (200, b"[1]")


def test_a_client_that_leaves_is_not_answered() -> None:
    registry = CollectorRegistry()
    assert asyncio.run(asked(Measuring(limited(), registry=registry), [b"{", "gone"])) == (0, b"")
    assert registry.get_sample_value("postmortem_requests_total", {"method": "POST", "route": "none", "status": "499"}) == 1


def test_places_are_counted_when_the_body_is_here() -> None:
    async def scene() -> tuple[tuple[int, bytes], tuple[int, bytes]]:
        entered, leave = asyncio.Event(), asyncio.Event()

        async def slow(scope: Scope, receive: Receive, send: Send) -> None:
            entered.set()
            await leave.wait()
            await echo(scope, receive, send)

        app = Limits(slow, settings=Settings(max_concurrency=1))
        late = asyncio.create_task(asked(app, [b"{", "wait", b"}"], after=entered.wait()))
        await asyncio.sleep(0)
        first = asyncio.create_task(asked(app, [b"{}"]))
        refused = await late
        leave.set()
        return refused, await first

    refused, first = asyncio.run(scene())
    assert refused[0] == 429
    assert first == (200, b"{}")


@pytest.mark.parametrize("size", [0, 1, receiving.PIECE, receiving.PIECE + 1, 3 * receiving.PIECE])
def test_what_arrived_is_handed_on_whole(size: int) -> None:
    async def whole(take: Callable[[], Awaitable[Message]]) -> bytes:
        body, more = b"", True
        while more:
            message = await take()
            assert len(message["body"]) <= receiving.PIECE
            body, more = body + message["body"], message["more_body"]
        return body

    async def then() -> Message:
        return {"type": "http.disconnect"}

    async def scene() -> None:
        content = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
        take = receiving.handed_on(bytearray(content), then)
        assert await whole(take) == content
        assert await take() == {"type": "http.disconnect"}

    asyncio.run(scene())


def test_a_body_over_the_limit_is_refused_as_it_arrives() -> None:
    status, body = asyncio.run(asked(limited(max_body_bytes=5), [b"[1,", b"2,3", "stall"]))
    assert status == 413
    assert "5 bytes" in json.loads(body)["detail"]
    assert asyncio.run(asked(limited(max_body_bytes=1, max_import_bytes=5), [b"[1,", b"2"], path="/v1/imports"))[0] == 200
