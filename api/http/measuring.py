"""Prometheus metrics: requests by route, and the state of archive, index and cache. No text and no id ever becomes a label."""

import time
from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.runtime import Runtime
from corpus.vector_cache import CachedEncoder

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
GONE = "499"
"""Counted where the client left before there was an answer: no standard status, but the one that nginx's logs made known."""


class ArchiveCollector(Collector):
    """Reads the archive's numbers when they are asked for."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime

    def collect(self) -> Iterable[Metric]:
        """Gauges of the archive; only `postmortem_ready` until everything is loaded."""
        ready = not self._runtime.reasons()
        yield GaugeMetricFamily("postmortem_ready", "1 when models are loaded and the index is in step.", value=float(ready))
        service = self._runtime.service_if_loaded()
        if service is None:
            return
        size = service.archive.size()
        yield GaugeMetricFamily("postmortem_incidents", "Incidents in the archive.", value=size.incidents)
        yield GaugeMetricFamily("postmortem_passages", "Passages in the archive.", value=size.passages)
        if isinstance(service.analysis.encoder, CachedEncoder):
            yield CounterMetricFamily(
                "postmortem_sentence_cache_hits", "Sentences whose vector was known.", value=service.analysis.encoder.hits
            )
            yield CounterMetricFamily(
                "postmortem_sentence_cache_misses", "Sentences that were encoded.", value=service.analysis.encoder.misses
            )


class Measuring:
    """ASGI middleware: counts and times every request by method, route and status."""

    def __init__(self, app: ASGIApp, *, registry: CollectorRegistry) -> None:
        self._app = app
        self._requests = Counter("postmortem_requests", "Requests.", ["method", "route", "status"], registry=registry)
        self._seconds = Histogram(
            "postmortem_request_seconds", "Seconds until the answer was sent.", ["route"], buckets=BUCKETS, registry=registry
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and counts it when it is answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        status = GONE

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = str(message["status"])
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception:
            status = "500" if status == GONE else status
            raise
        finally:
            route = getattr(scope.get("route"), "path", "none")
            self._requests.labels(scope["method"] if scope["method"].isalpha() else "other", route, status).inc()
            self._seconds.labels(route).observe(time.perf_counter() - started)
