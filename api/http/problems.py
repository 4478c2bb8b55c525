"""Errors as RFC 9457 problem details: one shape for everything that goes wrong."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from models.errors import (
    BadInputError,
    ConflictError,
    NotFoundError,
    NotReadyError,
    NotUtf8Error,
    PostmortemError,
    StoreError,
    StoreFullError,
    TooLargeError,
    UnreadableFileError,
    shortened,
)

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_S = 2
LONGEST = 500
"""The most characters of a detail or a pointer: whatever an error quotes, an answer stays short."""
MOST_ERRORS = 50
JSON_BODY = (400, 408, 413, 415, 422)
"""What a route that takes JSON may answer to a body."""


class FieldProblem(BaseModel):
    """A bad field of the request: a JSON pointer into the body (RFC 6901), or `?name` of a query parameter, and what is wrong."""

    pointer: str = Field(examples=["/text"])
    detail: str = Field(examples=["The text is empty: send the postmortem in `text`."])


class Problem(BaseModel):
    """RFC 9457 problem details."""

    type: str = Field(default="about:blank", examples=["about:blank"])
    title: str = Field(examples=["Unprocessable Entity"])
    status: int = Field(examples=[422])
    detail: str = Field(examples=["The text is empty: send the postmortem in `text`."])
    errors: list[FieldProblem] = []


# The first class that fits decides; the order runs from the special to the general.
STATUS_OF: tuple[tuple[type[PostmortemError], int], ...] = (
    (TooLargeError, 413),
    (NotUtf8Error, 400),
    (UnreadableFileError, 422),
    (BadInputError, 422),
    (NotFoundError, 404),
    (ConflictError, 409),
    (NotReadyError, 503),
    (StoreFullError, 507),
    (StoreError, 503),
)


def problem(status: int, detail: str, *, errors: Sequence[FieldProblem] = (), headers: dict[str, str] | None = None) -> JSONResponse:
    """A problem response; its title is the status's standard phrase."""
    fields = [FieldProblem(pointer=shortened(one.pointer, LONGEST), detail=shortened(one.detail, LONGEST)) for one in errors]
    body = Problem(title=HTTPStatus(status).phrase, status=status, detail=shortened(detail, LONGEST), errors=fields)
    return JSONResponse(body.model_dump(), status_code=status, headers=headers, media_type=MEDIA_TYPE)


def problem_of(error: PostmortemError) -> JSONResponse:
    """The problem response for one of our own errors."""
    status = next((code for kind, code in STATUS_OF if isinstance(error, kind)), 500)
    pointer = getattr(error, "pointer", "")
    errors = [FieldProblem(pointer=pointer, detail=str(error))] if pointer else []
    headers = {"Retry-After": str(RETRY_AFTER_S)} if status == 503 else None
    return problem(status, str(error), errors=errors, headers=headers)


def install(app: FastAPI) -> None:
    """Makes every error of `app` a problem response. What was sent is never echoed: drafts are confidential."""

    @app.exception_handler(PostmortemError)
    def ours(request: Request, error: PostmortemError) -> JSONResponse:
        return problem_of(error)

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> JSONResponse:
        return problem(error.status_code, str(error.detail), headers=dict(error.headers) if error.headers else None)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        items = error.errors()
        if any(item["type"] == "json_invalid" for item in items):
            return problem(400, "The body is not valid JSON.", errors=[field_problem(item) for item in items])
        return bad_fields(items)


def bad_fields(items: Sequence[Any]) -> JSONResponse:
    """422 for the fields in pydantic's list of validation errors: the first ones are told, all are counted."""
    fields = [field_problem(item) for item in items[:MOST_ERRORS]]
    told = [f"{field.pointer or 'The body'}: {field.detail}" for field in fields[:5]]
    more = [f"and {len(items) - len(told)} more"] if len(items) > len(told) else []
    return problem(422, "; ".join(told + more), errors=fields)


@contextmanager
def pointing_at_query(**parameters: str) -> Iterator[None]:
    """Within it an error about a field points at the query parameter: `?k` instead of `/k`. `parameters` names those that are called
    otherwise than the service's field."""
    try:
        yield
    except BadInputError as error:
        field = error.pointer.rsplit("/", 1)[-1]
        name = parameters.get(field, field)
        raise type(error)(str(error).replace(f"`{field}`", f"`{name}`"), f"?{name}" if name else "") from error


def field_problem(item: Any) -> FieldProblem:
    """One entry of FastAPI's or pydantic's list of validation errors, without the value that was sent."""
    where, *path = item["loc"]
    if item["type"] == "json_invalid":
        return FieldProblem(
            pointer="", detail=f"Invalid JSON at byte {path[0] if path else 0}: {item.get('ctx', {}).get('error', '')}".strip(": ")
        )
    steps = json_pointer(path)
    pointer = steps if where == "body" else f"?{steps[1:]}" if where == "query" else steps or f"/{where}"
    return FieldProblem(pointer=pointer, detail=item["msg"].removeprefix("Value error, "))


def json_pointer(path: Iterable[Any]) -> str:
    """The pointer (RFC 6901) to what these steps lead to; empty for the whole."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """OpenAPI entries for the problem responses of a route."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {status: {"description": HTTPStatus(status).phrase, "content": {MEDIA_TYPE: {"schema": schema}}} for status in sorted(statuses)}
