"""Nothing but UTF-8 passes the door: bodies of JSON as they arrive, percent-encoded paths and query strings."""

import codecs
from urllib.parse import unquote_to_bytes

from starlette.types import ASGIApp, Receive, Scope, Send

from api.http.problems import problem
from models.errors import NotUtf8Error


def not_utf8(what: str, at: int, byte: int) -> NotUtf8Error:
    """The error for a byte that UTF-8 does not allow in that place."""
    return NotUtf8Error(f"The {what} is not UTF-8: byte {at} is 0x{byte:02X}. Send UTF-8.")


def check_utf8(what: str, data: bytes) -> None:
    """Raises NotUtf8Error that names the first bad byte of `data`."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise not_utf8(what, error.start, data[error.start]) from error


class Utf8Body:
    """Checks a body of JSON piece by piece. Python's parser would take UTF-16 and UTF-32 too; the contract does not."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._seen = 0

    def add(self, piece: bytes, *, last: bool) -> None:
        """Takes the next piece. Raises NotUtf8Error for a byte that is not UTF-8, or is NUL, which no JSON holds."""
        kept_back = len(self._decoder.getstate()[0])
        try:
            self._decoder.decode(piece, last)
        except UnicodeDecodeError as error:
            raise not_utf8("body", self._seen - kept_back + error.start, error.object[error.start]) from error
        if (nul := piece.find(0)) >= 0:
            raise NotUtf8Error(f"The body is not JSON in UTF-8: byte {self._seen + nul} is 0x00. Send UTF-8.")
        self._seen += len(piece)


class Utf8Addresses:
    """ASGI middleware: answers 400 to a path or a query string that is not UTF-8 once decoded, where servers and frameworks would put
    U+FFFD in silence, and so take one id for another."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or answers it with the problem."""
        if scope["type"] == "http":
            try:
                check_utf8("path", unquote_to_bytes(scope.get("raw_path") or b""))
                check_utf8("query string", unquote_to_bytes(scope["query_string"]))
            except NotUtf8Error as error:
                await problem(400, str(error))(scope, receive, send)
                return
        await self._app(scope, receive, send)
