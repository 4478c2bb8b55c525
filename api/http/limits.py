"""What every request passes before a route sees it: size of the body, number in work, the key. Plain ASGI, so that errors are
problem details here too."""

import hmac

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.problems import problem
from models.settings import Settings


class Limits:
    """Answers 401/403 on a missing or wrong key, 413 on too large a body, 429 where too many requests are in work at once.

    Everything under /v1 is guarded; health, metrics, the page and the API's description are open."""

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._in_work = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or answers it with the problem."""
        if scope["type"] != "http" or not scope["path"].startswith("/v1"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if (key := self._settings.api_key) is not None and (refusal := self._refusal(headers.get("authorization"), key)):
            status, detail = refusal
            extra = {"WWW-Authenticate": "Bearer"} if status == 401 else None
            await problem(status, detail, headers=extra)(scope, receive, send)
            return
        limit = self._settings.max_import_bytes if scope["path"] == "/v1/imports" else self._settings.max_body_bytes
        too_large = f"The body is larger than the limit of {limit:,} bytes."
        length = headers.get("content-length", "")
        if length.isdigit() and int(length) > limit:
            await problem(413, too_large, headers={"Connection": "close"})(scope, receive, send)
            return
        if self._in_work >= self._settings.max_concurrency:
            await problem(429, "Too many requests are in work at once: try again shortly.", headers={"Retry-After": "1"})(
                scope, receive, send
            )
            return
        self._in_work += 1
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                # FastAPI lets this class through where it reads the body; any other becomes a 400 there.
                raise HTTPException(413, too_large)
            return message

        try:
            await self._app(scope, counted, send)
        finally:
            self._in_work -= 1

    @staticmethod
    def _refusal(given: str | None, key: str) -> tuple[int, str] | None:
        if not given:
            return 401, "This service wants a key: send `Authorization: Bearer KEY`."
        scheme, _, value = given.partition(" ")
        if scheme.lower() != "bearer":
            return 401, "The key is sent as `Authorization: Bearer KEY`."
        if not hmac.compare_digest(value.strip().encode(), key.encode()):
            return 403, "The key is not the one that this service was started with."
        return None
