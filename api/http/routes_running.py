"""Health, readiness, metrics, the lists of rules and factors, and the page at `/`."""

from importlib import resources
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from analyzer.references import references
from api.http.problems import responses
from api.http.routes_analysis import runtime_of
from api.http.schemas import Readiness, RuleAnswer
from models.factors import Taxonomy

router = APIRouter(tags=["running"])


@router.get("/healthz", operation_id="healthz")
async def healthz() -> dict[str, str]:
    """Alive: answers as soon as the process listens, whatever is still loading."""
    return {"status": "ok"}


@router.get("/readyz", response_model=Readiness, operation_id="readyz", responses={503: {"model": Readiness}})
def readyz(request: Request, response: Response) -> Any:
    """Ready: models loaded, store reachable, index in step; 503 with the reasons until then."""
    reasons = runtime_of(request).reasons()
    response.status_code = 503 if reasons else 200
    return {"ready": not reasons, "reasons": reasons}


@router.get(
    "/metrics",
    operation_id="metrics",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def metrics(request: Request) -> Response:
    """Prometheus metrics."""
    return Response(generate_latest(request.app.state.registry), media_type=CONTENT_TYPE_LATEST)


@router.get("/v1/rules", response_model=list[RuleAnswer], operation_id="rules", responses=responses(400, 429, 503))
def rules(request: Request) -> Any:
    """Every rule, with why it matters and the question it asks."""
    return [
        {
            "id": rule.id,
            "family": rule.family,
            "severity": rule.severity,
            "message": rule.message,
            "why": rule.why,
            "question": rule.question,
            "source": rule.source,
        }
        for rule in references(runtime_of(request).linting().rules)
    ]


@router.get("/v1/taxonomy", response_model=Taxonomy, operation_id="taxonomy", responses=responses(400, 429, 503))
def taxonomy(request: Request) -> Taxonomy:
    """The contributing factors, with what counts and what does not."""
    return runtime_of(request).linting().taxonomy


@router.get("/", include_in_schema=False)
def page() -> HTMLResponse:
    """The web page."""
    return HTMLResponse(
        resources.files("api.http").joinpath("page.html").read_text(encoding="utf-8"),
        headers={
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; base-uri 'none'; form-action 'none'"
        },
    )
