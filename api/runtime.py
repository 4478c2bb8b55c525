"""What a running process holds: it loads in the background, piece by piece, and says what is still missing.

Heavy libraries are imported while loading, never before: the server answers /healthz at once, and linting never loads torch."""

import gc
import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from models.errors import NotReadyError, PostmortemError
from models.settings import Settings

if TYPE_CHECKING:
    from api.analysis import Analysis
    from api.jobs import Worker
    from api.service import Service
    from corpus.archive import Archive

log = logging.getLogger("postmortem")
WAIT_S = 90.0


class Runtime:
    """Loads the linter first, then the encoder, the index and the starter archive. `archive` is open already, so that a locked or
    damaged data directory is told before the server listens."""

    def __init__(self, settings: Settings, archive: "Archive") -> None:
        self.settings = settings
        self._archive = archive
        self._linting: Analysis | None = None
        self._service: Service | None = None
        self._worker: Worker | None = None
        self._problem: str | None = None
        self._starter_pending = False
        self._linting_done = threading.Event()
        self._service_done = threading.Event()
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._load, name="loading", daemon=True)

    def start(self) -> None:
        """Begins to load in the background."""
        self._thread.start()

    def close(self) -> None:
        """Stops the background work and closes the archive; pending index changes are written."""
        self._closed.set()
        if self._worker is not None:
            self._worker.stop()
        if self._thread.ident is not None:
            self._thread.join(timeout=30)
        self._archive.close()

    def linting(self) -> "Analysis":
        """The analysis without encoder, for linting. Waits for it; raises NotReadyError if it could not be loaded."""
        self._linting_done.wait(WAIT_S)
        if self._linting is None:
            raise NotReadyError(self._problem or "The language pipeline is still loading.")
        return self._linting

    def service(self) -> "Service":
        """The whole service. Waits for its models; raises NotReadyError if they could not be loaded."""
        self._service_done.wait(WAIT_S)
        if self._service is None:
            raise NotReadyError(self._problem or "The encoder is still loading.")
        return self._service

    def service_if_loaded(self) -> "Service | None":
        """The service, or None while it loads."""
        return self._service

    def worker(self) -> "Worker":
        """The worker for long jobs; there as soon as the service is."""
        self.service()
        assert self._worker is not None
        return self._worker

    def reasons(self) -> list[str]:
        """Why not everything can be answered yet; empty when ready."""
        if self._problem:
            return [self._problem]
        reasons = []
        if self._linting is None:
            reasons.append("The language pipeline is loading.")
        if self._service is None:
            reasons.append("The encoder and the index are loading.")
        else:
            in_step, why = self._archive.index_in_step()
            if not in_step:
                reasons.append(why)
        if self._starter_pending:
            reasons.append("The starter archive is being loaded.")
        return reasons

    def _load(self) -> None:
        self._starter_pending = self.settings.starter
        try:
            self._step(self._load_linting, self._linting_done)
            self._step(self._load_service, self._service_done)
            self._load_starter()
            # What is loaded stays: the collector, which would walk through all of it every few hundred requests, for a quarter of a second, leaves it alone.
            gc.collect()
            gc.freeze()
            # Parses and findings are made by the thousand and hold no cycles: looking for these after every 700 would be most of what it does.
            gc.set_threshold(50_000, 20, 50)
        except PostmortemError as error:
            self._fail(str(error))
        except Exception:
            log.exception("loading failed")
            self._fail("A model could not be loaded; the log says why.")

    def _step(self, load: Callable[[], None], done: threading.Event) -> None:
        try:
            load()
        finally:
            done.set()

    def _fail(self, message: str) -> None:
        log.error("not ready: %s", message)
        self._problem = message
        self._linting_done.set()
        self._service_done.set()

    def _load_linting(self) -> None:
        from api.analysis import build_analysis  # noqa: PLC0415 - spaCy is imported here, after the server listens
        from api.lint_config.policy import Policy  # noqa: PLC0415 - as above

        linting = build_analysis(self.settings)
        self._linting = linting if self.settings.config is None else linting.under(Policy.at(self.settings.config))

    def _load_service(self) -> None:
        from api.building import build_service  # noqa: PLC0415 - torch and faiss are imported here, after the server listens
        from api.jobs import Worker  # noqa: PLC0415 - needs the service's modules

        service = build_service(self.settings, self._archive, linting=self._linting)
        self._worker = Worker(service, self.settings)
        self._service = service
        self._worker.start()

    def _load_starter(self) -> None:
        from api.starter import load_starter  # noqa: PLC0415 - importers are needed only here and by imports

        try:
            if self.settings.starter:
                load_starter(self.service(), stopped=self._closed.is_set)
        finally:
            self._starter_pending = False
