"""The archive: incidents are put, read, listed, deleted; reviewers decide on their factors."""

from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Request, Response
from pydantic import ValidationError

from api.http.conditions import IfMatch, IfNoneMatch, etag, names, refusal
from api.http.json_body import JsonRoute
from api.http.problems import JSON_BODY, bad_fields, pointing_at_query, responses
from api.http.routes_analysis import runtime_of
from api.http.schemas import Day, DecisionRequest, IncidentAnswer, IncidentBody, IncidentPage
from api.service import made_id
from models.errors import ConflictError, quoted
from models.factors import FactorTag
from models.incidents import MAX_ID_LENGTH, Filters, Incident, IncidentKind, Record

router = APIRouter(prefix="/v1/incidents", tags=["archive"], route_class=JsonRoute)
Id = Annotated[str, Path(max_length=MAX_ID_LENGTH, description="The incident's id.", examples=["checkout-pool-2026-10-14"])]
MAX_PAGE = 200


def incident_answer(record: Record) -> dict[str, Any]:
    """A record as the contract gives it: the incident's fields beside what was read out of them."""
    kept = record.model_dump(exclude={"incident", "revision"})
    return record.incident.model_dump() | kept


def incident_of(id: str, body: IncidentBody) -> Incident:
    """The noun for a body. Raises pydantic's ValidationError, which the route turns into a problem."""
    return Incident.model_validate(body.model_dump() | {"id": id, "services": tuple(body.services)})


def invalid(error: ValidationError) -> Response:
    """422 for fields that the noun refuses."""
    return bad_fields([{**item, "loc": ("body", *item["loc"])} for item in error.errors(include_context=False)])


@router.put(
    "/{id}",
    response_model=IncidentAnswer,
    operation_id="put_incident",
    responses=responses(*JSON_BODY, 409, 412, 429, 503, 507) | {201: {"description": "Created", "model": IncidentAnswer}},
)
def put_incident(
    id: Id, body: IncidentBody, request: Request, response: Response, if_match: IfMatch = None, if_none_match: IfNoneMatch = None
) -> Any:
    """Stores or replaces an incident. Durable, and found by `similar`, when this answers."""
    service = runtime_of(request).service()
    if body.id is not None and body.id != id:
        raise ConflictError(
            f"The path says {quoted(id)}, the body says {quoted(body.id)}: leave `id` out of the body, or make them the same."
        )
    try:
        incident = incident_of(id, body)
    except ValidationError as error:
        return invalid(error)
    if refused := refusal(service.archive.revision(id), if_match=if_match, if_none_match=if_none_match):
        return refused
    created = service.put(incident)
    record = service.get(id)
    response.status_code = 201 if created else 200
    response.headers["ETag"] = etag(record.revision)
    return incident_answer(record)


@router.post(
    "",
    status_code=201,
    response_model=IncidentAnswer,
    operation_id="create_incident",
    responses=responses(*JSON_BODY, 409, 429, 503, 507),
)
def create_incident(body: IncidentBody, request: Request, response: Response) -> Any:
    """Stores a new incident under an id that is made for it, or under the body's id if that is free."""
    service = runtime_of(request).service()
    try:
        incident = incident_of(body.id or made_id(), body)
    except ValidationError as error:
        return invalid(error)
    service.create(incident)
    record = service.get(incident.id)
    response.headers["Location"] = str(request.url_for("get_incident", id=incident.id).path)
    response.headers["ETag"] = etag(record.revision)
    return incident_answer(record)


@router.get(
    "/{id}",
    name="get_incident",
    response_model=IncidentAnswer,
    operation_id="get_incident",
    responses=responses(400, 404, 422, 429, 503) | {304: {"description": "Not Modified"}},
)
def get_incident(id: Id, request: Request, response: Response, if_none_match: Annotated[str | None, Header()] = None) -> Any:
    """An incident with its factors (the model's and the reviewers'), actions and sections."""
    record = runtime_of(request).service().get(id)
    if if_none_match is not None and names(if_none_match, record.revision, weakly=True):
        return Response(status_code=304, headers={"ETag": etag(record.revision)})
    response.headers["ETag"] = etag(record.revision)
    return incident_answer(record)


@router.delete("/{id}", status_code=204, operation_id="delete_incident", responses=responses(400, 404, 412, 422, 429, 503, 507))
def delete_incident(id: Id, request: Request, if_match: IfMatch = None) -> Response:
    """Removes an incident from the archive and from search."""
    service = runtime_of(request).service()
    present = service.archive.revision(id)
    # Conditions count only where the request would succeed without them (RFC 9110, 13.2.1): what is not there stays a 404.
    if present is not None and (refused := refusal(present, if_match=if_match)):
        return refused
    service.delete(id)
    return Response(status_code=204)


@router.get("", response_model=IncidentPage, operation_id="list_incidents", responses=responses(400, 422, 429, 503))
def list_incidents(
    request: Request,
    response: Response,
    service: Annotated[str | None, Query(description="Only incidents of this service.")] = None,
    factor: Annotated[str | None, Query(description="Only incidents with this contributing factor.")] = None,
    severity: Annotated[str | None, Query(description="Only incidents of this severity.")] = None,
    kind: Annotated[IncidentKind | None, Query(description="Only this kind.")] = None,
    since: Annotated[Day | None, Query(description="Dated this day or later.")] = None,
    until: Annotated[Day | None, Query(description="Dated this day or earlier.")] = None,
    q: Annotated[str | None, Query(description="Words that the incident holds.", max_length=2000)] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_PAGE)] = 50,
    cursor: Annotated[str | None, Query(description="`next_cursor` of the page before.", max_length=2000)] = None,
) -> Any:
    """Incidents, newest first, a page at a time."""
    filters = Filters(service=service, factor=factor, severity=severity, kind=kind, since=since, until=until)
    with pointing_at_query():
        records, following = runtime_of(request).service().list(filters, q=q, limit=limit, cursor=cursor)
    if following is not None:
        response.headers["Link"] = f'<{request.url.include_query_params(cursor=following)}>; rel="next"'
    return {"items": [incident_answer(record) for record in records], "next_cursor": following}


@router.put(
    "/{id}/factors/{factor}", response_model=FactorTag, operation_id="decide_factor", responses=responses(*JSON_BODY, 404, 429, 503, 507)
)
def decide_factor(id: Id, factor: str, body: DecisionRequest, request: Request) -> Any:
    """A reviewer's word: it outranks the model and survives re-tagging."""
    return runtime_of(request).service().decide(id, factor, body.decision, by=body.by, note=body.note)
