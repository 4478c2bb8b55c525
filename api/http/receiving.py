"""A request's body is received whole before anything works on it, so that a slow client costs memory for its own body and nothing else."""

import asyncio

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive

from api.http.utf8 import Utf8Body
from models.errors import NotUtf8Error

STALL_S = 30.0
"""How long nothing may arrive before the request is given up."""
PIECE = 1 << 20
# The rest of the body is not read, so the connection cannot carry another request.
CLOSE = {"Connection": "close"}


def too_large(limit: int) -> HTTPException:
    """The refusal of a body over `limit` bytes."""
    return HTTPException(413, f"The body is larger than the limit of {limit:,} bytes.", headers=CLOSE)


async def received(receive: Receive, *, limit: int, json: bool) -> bytearray:
    """The whole body. Raises HTTPException: 413 over `limit` bytes, 408 when the client stalls, 400 where a body of JSON is not UTF-8;
    ClientDisconnect when the client is gone."""
    body = bytearray()
    check = Utf8Body() if json else None
    more = True
    while more:
        try:
            async with asyncio.timeout(STALL_S):
                message = await receive()
        except TimeoutError as error:
            detail = f"Nothing of the body arrived for {STALL_S:g} seconds: send the request again."
            raise HTTPException(408, detail, headers=CLOSE) from error
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        piece, more = message.get("body", b""), message.get("more_body", False)
        body += piece
        if len(body) > limit:
            raise too_large(limit)
        if check is not None:
            try:
                check.add(piece, last=not more)
            except NotUtf8Error as error:
                raise HTTPException(400, str(error), headers=CLOSE) from error
    return body


def handed_on(body: bytearray, receive: Receive) -> Receive:
    """What an application receives after `body` has arrived: the body, piece by piece and freed as it goes, then what the client does."""
    done = False

    async def following() -> Message:
        nonlocal done
        if done:
            return await receive()
        piece = bytes(body[:PIECE])
        del body[:PIECE]
        done = not body
        return {"type": "http.request", "body": piece, "more_body": not done}

    return following
