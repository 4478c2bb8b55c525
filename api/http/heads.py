"""HEAD is answered as GET without the body (RFC 9110, 9.3.2): here for every route, so that none is described twice."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Heads:
    """ASGI middleware: routes see GET, the client gets status and headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on as GET; the answer ends with its headers."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return
        answered = False

        async def watched() -> Message:
            # A stream of events looks here for whether anybody still listens.
            return {"type": "http.disconnect"} if answered else await receive()

        async def without_body(message: Message) -> None:
            nonlocal answered
            if message["type"] == "http.response.start":
                await send(message)
                await send({"type": "http.response.body", "body": b"", "more_body": False})
                answered = True

        # A copy: the server looks at the method in its own scope when it sends.
        await self._app({**scope, "method": "GET"}, watched, without_body)
