"""Builds the HTTP application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.openapi.utils import get_openapi
from prometheus_client import CollectorRegistry

from api.http import browsing, problems, routes_analysis, routes_archive, routes_jobs, routes_running
from api.http.heads import Heads
from api.http.limits import Limits
from api.http.measuring import ArchiveCollector, Measuring
from api.http.utf8 import Utf8Addresses
from api.runtime import Runtime
from api.version import VERSION

DESCRIPTION = """Learn from incidents: lint postmortems for blame-oriented language, find similar past incidents, tag contributing factors.

Offsets are half-open and count Unicode code points of the submitted text (`"offsets": "utf16"` asks for UTF-16 units).
Errors are RFC 9457 problem details."""


def build_app(runtime: Runtime) -> FastAPI:
    """The application over `runtime`; its start begins the loading, its end closes the archive."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        runtime.start()
        yield
        runtime.close()

    app = FastAPI(
        title="postmortem",
        version=VERSION,
        description=DESCRIPTION,
        lifespan=lifespan,
        # The framework's own pages load their scripts from the internet.
        docs_url=None,
        redoc_url=None,
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.state.runtime = runtime
    app.state.registry = CollectorRegistry()
    app.state.registry.register(ArchiveCollector(runtime))
    problems.install(app)
    for module in (routes_analysis, routes_archive, routes_jobs, routes_running):
        app.include_router(module.router)
    browsing.install(app)
    # The last one added sees a request first.
    app.add_middleware(Limits, settings=runtime.settings)
    app.add_middleware(Utf8Addresses)
    app.add_middleware(Measuring, registry=app.state.registry)
    app.add_middleware(Heads)

    def described() -> dict[str, object]:
        if not app.openapi_schema:
            schema = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
            schema["components"]["schemas"]["Problem"] = problems.Problem.model_json_schema(ref_template="#/components/schemas/{model}")
            schema["components"]["schemas"].update(schema["components"]["schemas"]["Problem"].pop("$defs", {}))
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]

    @app.exception_handler(Exception)
    def unexpected(request: Request, error: Exception) -> object:
        return problems.problem(500, "Something went wrong inside the service; its log holds the details.")

    return app
