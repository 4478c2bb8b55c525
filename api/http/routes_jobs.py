"""Imports over HTTP, and the jobs that do them."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import StreamingResponse

from api.http.json_body import media_type
from api.http.problems import JSON_BODY, responses
from api.http.routes_analysis import runtime_of
from api.jobs import FINAL
from models.errors import BadInputError, EmptyTextError, quoted
from models.incidents import Job

router = APIRouter(prefix="/v1", tags=["jobs"])
POLL_S = 0.5
BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/x-ndjson": {"schema": {"type": "string"}, "example": '{"id": "a-1", "title": "Queue grew", "text": "…"}\n'},
            "multipart/form-data": {
                "schema": {"type": "object", "properties": {"files": {"type": "array", "items": {"type": "string", "format": "binary"}}}}
            },
        },
    }
}


@router.post(
    "/imports",
    status_code=202,
    response_model=Job,
    operation_id="import",
    openapi_extra=BODY,
    responses=responses(*JSON_BODY, 429, 503, 507),
)
async def start_import(
    request: Request,
    response: Response,
    map: Annotated[str | None, Query(description="Fields of NDJSON and CSV: `title=summary,text=description`.", max_length=4000)] = None,
) -> Any:
    """Starts an import of NDJSON, or of files in any format that the command line takes; the job tells how it goes."""
    uploads: list[tuple[str, bytes]] = []
    media = media_type(request.headers)
    if media == "multipart/form-data":
        async with request.form(max_files=10_000, max_fields=100) as form:
            for _, value in form.multi_items():
                if isinstance(value, UploadFile):
                    uploads.append((value.filename or "upload", await value.read()))
        if not uploads:
            raise BadInputError("The form holds no file: send at least one part with a file name.", "/files")
    elif media and media != "application/octet-stream" and not media.startswith("text/") and "json" not in media:
        raise HTTPException(
            415, f"An import is NDJSON (`Content-Type: application/x-ndjson`) or multipart/form-data; it came as {quoted(media)}."
        )
    else:
        uploads.append(("upload.ndjson", await request.body()))
    if not any(data.strip() for _, data in uploads):
        raise EmptyTextError("There is nothing to import: the body is empty.")
    worker = await run_in_threadpool(runtime_of(request).worker)
    job = await run_in_threadpool(worker.submit_import, uploads, mapping=map)
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    response.headers["Retry-After"] = "1"
    return job


@router.get("/jobs/{id}", response_model=Job, operation_id="get_job", responses=responses(400, 404, 422, 429, 503))
def get_job(id: str, request: Request) -> Any:
    """How a job goes, and what was wrong with which item."""
    return runtime_of(request).service().archive.get_job(id)


@router.delete(
    "/jobs/{id}", status_code=202, response_model=Job, operation_id="cancel_job", responses=responses(400, 404, 409, 422, 429, 503)
)
def cancel_job(id: str, request: Request) -> Any:
    """Cancels a job; what it did so far stays."""
    return runtime_of(request).worker().cancel(id)


@router.get("/jobs/{id}/events", operation_id="job_events", responses=responses(400, 404, 422, 429, 503))
async def job_events(id: str, request: Request) -> StreamingResponse:
    """Progress as server-sent events: one `progress` event whenever something changed, `end` at the end."""
    archive = (await run_in_threadpool(runtime_of(request).service)).archive
    first = await run_in_threadpool(archive.get_job, id)

    async def events() -> AsyncIterator[str]:
        job, number = first, 0
        yield f"id: {number}\nevent: progress\ndata: {job.model_dump_json()}\n\n"
        while job.state not in FINAL and not await request.is_disconnected():
            await asyncio.sleep(POLL_S)
            now = await run_in_threadpool(archive.get_job, id)
            if now != job:
                job, number = now, number + 1
                yield f"id: {number}\nevent: progress\ndata: {job.model_dump_json()}\n\n"
        yield f"id: {number + 1}\nevent: end\ndata: {job.model_dump_json()}\n\n"

    return StreamingResponse(events(), media_type="text/event-stream", headers={"Cache-Control": "no-cache", "X-Accel-Buffering": "no"})
