"""Analysis: stateless questions about a text. Nothing is stored."""

import time
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from api.http.json_body import JsonRoute
from api.http.offsets import Offsets, shifted, utf16_of
from api.http.problems import JSON_BODY, pointing_at_query, responses
from api.http.schemas import (
    NOT_EMPTY,
    AnalyzeAnswer,
    AnalyzeRequest,
    Count,
    LintAnswer,
    LintRequest,
    SimilarAnswer,
    SimilarRequest,
    TagsAnswer,
    TagsRequest,
)
from api.runtime import Runtime
from api.service import Service
from models.errors import UnknownFieldValueError
from models.matches import SimilarReport
from models.text import TextFormat

router = APIRouter(prefix="/v1", tags=["analysis"], route_class=JsonRoute)
PROBLEMS = responses(*JSON_BODY, 429, 503)
QUERY_KEYS = frozenset({"query_start", "query_end"})


def runtime_of(request: Request) -> Runtime:
    """The runtime that the application was built with."""
    runtime: Runtime = request.app.state.runtime
    return runtime


def answered(body: dict[str, Any], started: float) -> dict[str, Any]:
    """The answer with the milliseconds that it took."""
    return body | {"took_ms": round((time.perf_counter() - started) * 1000, 2)}


@router.post("/lint", response_model=LintAnswer, responses=PROBLEMS, operation_id="lint")
def lint(body: LintRequest, request: Request) -> Any:
    """Marks blame-oriented language, missing parts, and incomplete action items."""
    started = time.perf_counter()
    analysis = runtime_of(request).linting()
    postmortem = analysis.read(body.text, format=body.format)
    report = analysis.lint(postmortem, families=body.families, profile=body.profile).model_dump()
    if body.offsets is Offsets.UTF16:
        report = shifted(report, utf16_of(body.text))
    return answered(report, started)


@router.post("/tags", response_model=TagsAnswer, responses=PROBLEMS, operation_id="tag")
def tags(
    body: TagsRequest,
    request: Request,
    all: Annotated[bool, Query(description="Every factor, not only those over their thresholds.")] = False,
) -> Any:
    """Contributing factors with their evidence."""
    started = time.perf_counter()
    analysis = runtime_of(request).service().analysis
    if body.taxonomy is not None and body.taxonomy != analysis.taxonomy.name:
        raise UnknownFieldValueError.of("taxonomy", body.taxonomy, [analysis.taxonomy.name], "/taxonomy")
    postmortem = analysis.read(body.text, format=body.format)
    report = analysis.tag(postmortem, all_factors=all).model_dump()
    if body.offsets is Offsets.UTF16:
        report = shifted(report, utf16_of(body.text))
    return answered(report, started)


@router.post("/similar", response_model=SimilarAnswer, responses=responses(*JSON_BODY, 404, 429, 503), operation_id="similar")
def similar(body: SimilarRequest, request: Request) -> Any:
    """Past incidents like this text, or like a stored incident, with the passages that match."""
    started = time.perf_counter()
    service = runtime_of(request).service()
    postmortem, report = service.similar(
        text=body.text, id=body.id, format=body.format, k=body.k, filters=body.filters, explain=body.explain
    )
    return answered(similar_body(service, report, postmortem.text, body.offsets), started)


@router.get("/similar", response_model=SimilarAnswer, responses=responses(400, 413, 422, 429, 503), operation_id="similar_question")
def similar_question(
    request: Request,
    q: Annotated[str, Query(description="A short question.", examples=["certificate expired"], json_schema_extra=NOT_EMPTY)],
    k: Count = 5,
) -> Any:
    """The same for a short question."""
    started = time.perf_counter()
    service = runtime_of(request).service()
    with pointing_at_query(text="q"):
        postmortem, report = service.similar(text=q, format=TextFormat.TEXT, k=k)
    return answered(similar_body(service, report, postmortem.text, Offsets.CODE_POINTS), started)


@router.post("/analyze", response_model=AnalyzeAnswer, responses=PROBLEMS, operation_id="analyze")
def analyze(body: AnalyzeRequest, request: Request) -> Any:
    """Everything at once: what was read, lint, tags, similar incidents, structure."""
    started = time.perf_counter()
    service = runtime_of(request).service()
    review = service.analyze(body.text, format=body.format, families=body.families, profile=body.profile, k=body.k, filters=body.filters)
    answer = review.model_dump()
    if body.offsets is Offsets.UTF16:
        convert = utf16_of(body.text)
        parts = {name: shifted(answer[name], convert) for name in ("document", "lint", "tags", "structure")}
        answer = parts | {"similar": similar_body(service, review.similar, body.text, body.offsets)}
    return answered(answer, started)


def similar_body(service: Service, report: SimilarReport, query: str, offsets: Offsets) -> dict[str, Any]:
    """The dumped report; its offsets count in two texts, the query's and the stored incident's."""
    body = report.model_dump()
    if offsets is Offsets.UTF16:
        in_query = utf16_of(query)
        body["results"] = [
            shifted(shifted(result, in_query, keys=QUERY_KEYS), utf16_of(service.get(result["id"]).incident.text))
            for result in body["results"]
        ]
    return body
