"""Errors as RFC 9457 problem details: one shape for everything that goes wrong."""

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
)

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_S = 2


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


def problem(status: int, detail: str, *, errors: list[FieldProblem] | None = None, headers: dict[str, str] | None = None) -> JSONResponse:
    """A problem response; its title is the status's standard phrase."""
    body = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, errors=errors or [])
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
        details = error.errors()
        if any(item["type"] == "json_invalid" for item in details):
            return problem(400, "The body is not valid JSON.", errors=[field_problem(item) for item in details])
        fields = [field_problem(item) for item in details]
        return problem(422, "; ".join(f"{field.pointer}: {field.detail}" for field in fields[:5]), errors=fields)


def field_problem(item: Any) -> FieldProblem:
    """One entry of FastAPI's or pydantic's list of validation errors, without the value that was sent."""
    where, *path = item["loc"]
    if item["type"] == "json_invalid":
        return FieldProblem(
            pointer="", detail=f"Invalid JSON at byte {path[0] if path else 0}: {item.get('ctx', {}).get('error', '')}".strip(": ")
        )
    steps = "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)
    pointer = steps if where == "body" else f"?{steps[1:]}" if where == "query" else steps or f"/{where}"
    return FieldProblem(pointer=pointer, detail=item["msg"].removeprefix("Value error, "))


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """OpenAPI entries for the problem responses of a route."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {status: {"description": HTTPStatus(status).phrase, "content": {MEDIA_TYPE: {"schema": schema}}} for status in statuses}
