"""What every request passes before a route sees it: the key, size of the body, number in work. Plain ASGI, so that errors are
problem details here too."""

import hmac

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Receive, Scope, Send

from api.http.json_body import is_plain_json
from api.http.problems import problem
from api.http.receiving import handed_on, received, too_large
from models.settings import Settings

IMPORTS = "/v1/imports"


class Limits:
    """Answers 401/403 on a missing or wrong key, 413 on too large a body, 408 on one that does not arrive, 429 where too many requests
    are in work at once. A request is in work once its body is here: clients that stall take no place from others.

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
        try:
            receive = await self._admitted(scope, receive)
        except ClientDisconnect:
            return
        except HTTPException as error:
            refusal = problem(error.status_code, error.detail, headers=dict(error.headers or {}))
            await refusal(scope, receive, send)
            return
        self._in_work += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._in_work -= 1

    async def _admitted(self, scope: Scope, receive: Receive) -> Receive:
        """What the application is to receive of a request that may be worked on. Raises HTTPException for any other."""
        headers = Headers(scope=scope)
        self._check_key(headers.get("authorization"))
        imports = scope["path"] == IMPORTS
        limit = self._settings.max_import_bytes if imports else self._settings.max_body_bytes
        length = headers.get("content-length", "")
        if length.isdigit() and int(length) > limit:
            raise too_large(limit)
        # Before the body, so that a busy service does not take in bodies that it will refuse; and after it, since that is when it counts.
        self._check_room()
        body = await received(receive, limit=limit, json=not imports and is_plain_json(headers))
        self._check_room()
        return handed_on(body, receive)

    def _check_room(self) -> None:
        if self._in_work >= self._settings.max_concurrency:
            raise HTTPException(429, "Too many requests are in work at once: try again shortly.", headers={"Retry-After": "1"})

    def _check_key(self, given: str | None) -> None:
        key = self._settings.api_key
        if key is None:
            return
        ask = {"WWW-Authenticate": "Bearer"}
        if not given:
            raise HTTPException(401, "This service wants a key: send `Authorization: Bearer KEY`.", headers=ask)
        scheme, _, value = given.partition(" ")
        if scheme.lower() != "bearer":
            raise HTTPException(401, "The key is sent as `Authorization: Bearer KEY`.", headers=ask)
        if not hmac.compare_digest(value.strip().encode(), key.encode()):
            raise HTTPException(403, "The key is not the one that this service was started with.")
