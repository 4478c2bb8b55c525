"""Bodies of JSON: their media type, their parsing, and what no decoded value may hold."""

import json
import math
from collections.abc import Callable, Coroutine, Iterable, Iterator
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException

from api.http.problems import json_pointer
from models.errors import BadInputError, quoted
from models.text import has_whole_characters

MAX_LEVELS = 100
TEXT = ["text"]
"""The path of the one string whose NUL is left to the service, which says more."""
UNREADABLE = (
    "The body cannot be parsed: it is not JSON in UTF-8, or it is compressed, or it is nested too deeply, "
    "or it holds a number of thousands of digits."
)


def media_type(headers: Headers) -> str:
    """The media type of a request's body, in lower case and without parameters; empty where none is given."""
    return headers.get("content-type", "").split(";")[0].strip().lower()


def is_json(media: str) -> bool:
    """Whether a media type is JSON's, or built upon it."""
    return media == "application/json" or (media.startswith("application/") and media.endswith("+json"))


def is_compressed(headers: Headers) -> bool:
    """Whether a body comes in a coding that would have to be undone first."""
    return headers.get("content-encoding", "").strip().lower() not in {"", "identity"}


def is_plain_json(headers: Headers) -> bool:
    """Whether the body says of itself that its bytes are JSON."""
    return is_json(media_type(headers)) and not is_compressed(headers)


class JsonRequest(Request):
    """A request whose JSON may be what Python's parser gives up on."""

    async def json(self) -> Any:
        """The decoded body. Raises JSONDecodeError, or HTTPException 400 where the parser's own limits are passed."""
        try:
            return await super().json()
        except json.JSONDecodeError:
            raise
        except (ValueError, RecursionError) as error:
            raise HTTPException(400, UNREADABLE) from error


class JsonRoute(APIRoute):
    """A route whose body, where it has one, is JSON that says so: anything else is answered 415."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler behind the check."""
        handler = super().get_route_handler()
        if self.body_field is None:
            return handler

        async def checked(request: Request) -> Response:
            request = JsonRequest(request.scope, request.receive)
            # Without any body the answer is what is missing in it, not its type.
            if await request.body():
                check_type(request.headers)
            return await handler(request)

        return checked


def check_type(headers: Headers) -> None:
    """Raises HTTPException 415 for what is not JSON, or compressed."""
    given = media_type(headers)
    if not is_json(given):
        came = f"it came as {quoted(given)}" if given else "it came without a Content-Type"
        raise HTTPException(415, f"The body must be JSON, sent with `Content-Type: application/json`; {came}.")
    if is_compressed(headers):
        raise HTTPException(415, f"The body is compressed ({quoted(headers['content-encoding'])}): send it as it is, as application/json.")


def check_value(body: Any) -> None:
    """Refuses in a decoded body what its grammar or Python's parser lets in and nothing behind the door can keep or answer: nesting over
    `MAX_LEVELS`, NaN and infinities, halves of surrogate pairs, NUL. Raises BadInputError that points at it."""
    for path, value in walked(body):
        flaw = None
        if isinstance(value, str):
            flaw = flaw_of(value, nul_allowed=path == TEXT)
        elif isinstance(value, float) and not math.isfinite(value):
            flaw = "is no finite number: JSON has neither NaN nor Infinity, and a number here ends at 1.8e308"
        elif isinstance(value, dict | list) and len(path) >= MAX_LEVELS:
            flaw = f"is nested more than {MAX_LEVELS} levels deep: send it flatter"
        elif isinstance(value, dict):
            # The pointer stops before the name, since one with half a pair could not be answered as UTF-8.
            flaw = next((f"has a field whose name {wrong}" for name in value if (wrong := flaw_of(name))), None)
        if flaw is not None:
            raise BadInputError(f"The value {flaw}.", json_pointer(path))


def flaw_of(text: str, *, nul_allowed: bool = False) -> str | None:
    """What makes a string unfit to be kept, if anything."""
    if not has_whole_characters(text):
        return "holds half of a UTF-16 surrogate pair: send whole characters"
    if "\x00" in text and not nul_allowed:
        return "holds the NUL character (U+0000): remove it"
    return None


def walked(body: Any) -> Iterator[tuple[list[Any], Any]]:
    """Every value in a decoded JSON body, with the steps that lead to it, in the order of the body. Iterative, since depth is the
    client's choice; the list of steps is one and the same, changed as the walk goes on."""
    path: list[Any] = []
    yield path, body
    levels = [children(body)]
    while levels:
        for step, value in levels[-1]:
            path[len(levels) - 1 :] = [step]
            yield path, value
            if isinstance(value, dict | list):
                levels.append(children(value))
                break
        else:
            levels.pop()


def children(value: Any) -> Iterator[tuple[Any, Any]]:
    """The steps from a value to those directly in it, with them."""
    found: Iterable[tuple[Any, Any]] = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return iter(found)
