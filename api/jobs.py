"""Long jobs: kept in the archive, worked off one after the other in the background, taken up again after a restart."""

import datetime as dt
import json
import logging
import queue
import shutil
import threading
import time
import uuid
from collections.abc import Sequence
from pathlib import Path

from api.importing import import_items
from api.service import Service
from corpus import importers
from corpus.importers import FieldMapping, Item
from corpus.store.errors import translated
from models.errors import ConflictError, PostmortemError
from models.incidents import Job
from models.settings import Settings

log = logging.getLogger("postmortem")
FINAL = frozenset({"succeeded", "failed", "cancelled"})
SAVE_EVERY_S = 0.5


class Worker:
    """One thread that works off import jobs. What was uploaded lies in `<data>/imports/<job>/` until its job has ended, so that a
    job outlives a restart; importing again skips what is stored already."""

    def __init__(self, service: Service, settings: Settings) -> None:
        self._service = service
        self._spool = settings.data / "imports"
        self._queue: queue.Queue[str | None] = queue.Queue()
        self._cancelled: set[str] = set()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="jobs", daemon=True)

    def start(self) -> None:
        """Starts the thread and takes up what an earlier process left unfinished."""
        for job in self._service.archive.unfinished_jobs():
            self._queue.put(job.id)
        self._thread.start()

    def stop(self) -> None:
        """Stops after the item in hand; the job goes on at the next start."""
        self._stopping.set()
        self._queue.put(None)
        if self._thread.ident is not None:
            self._thread.join(timeout=30)

    def submit_import(self, uploads: Sequence[tuple[str, bytes]], *, mapping: str | None = None) -> Job:
        """Keeps the uploads (name, content) and queues their import. Raises BadInputError for a mapping that cannot be used, StoreFullError or
        StoreError where they cannot be kept."""
        if mapping is not None:
            FieldMapping.parse(mapping)
        job = Job(id=f"job-{uuid.uuid4().hex[:16]}", kind="import", state="queued")
        folder = self._spool / job.id
        try:
            with translated(folder):
                folder.mkdir(parents=True)
                for number, (_, data) in enumerate(uploads):
                    (folder / f"{number:04}").write_bytes(data)
                names = [name for name, _ in uploads]
                (folder / "names.json").write_text(json.dumps({"names": names, "mapping": mapping}), encoding="utf-8")
            self._service.archive.create_job(job)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        self._queue.put(job.id)
        return job

    def cancel(self, id: str) -> Job:
        """Cancels a job; what it stored so far stays. Raises NotFoundError, or ConflictError where it has ended."""
        job = self._service.archive.get_job(id)
        if job.state in FINAL:
            raise ConflictError(f"Job {id} has ended already ({job.state}).")
        self._cancelled.add(id)
        if job.state == "queued":
            job = job.model_copy(update={"state": "cancelled", "finished_at": dt.datetime.now(dt.UTC)})
            self._service.archive.update_job(job)
        return job

    def _run(self) -> None:
        while (id := self._queue.get()) is not None and not self._stopping.is_set():
            job = self._service.archive.get_job(id)
            if job.state in FINAL:
                continue
            try:
                self._import(job)
            except PostmortemError as error:
                self._end(self._service.archive.get_job(id), "failed", str(error))
            except Exception:
                log.exception("job %s failed", id)
                self._end(
                    self._service.archive.get_job(id), "failed", "Something went wrong inside the service; its log holds the details."
                )

    def _items(self, folder: Path) -> list[Item]:
        kept = json.loads((folder / "names.json").read_text(encoding="utf-8"))
        mapping = FieldMapping.parse(kept["mapping"]) if kept["mapping"] else None
        return [
            item
            for number, name in enumerate(kept["names"])
            for item in importers.load_bytes(name, (folder / f"{number:04}").read_bytes(), mapping=mapping)
        ]

    def _import(self, job: Job) -> None:
        folder = self._spool / job.id
        started = time.monotonic()
        items = self._items(folder)
        job = job.model_copy(update={"state": "running", "total": len(items), "started_at": dt.datetime.now(dt.UTC)})
        self._service.archive.update_job(job)
        saved = started
        id = job.id
        for tally in import_items(self._service, items, stopped=lambda: self._stopping.is_set() or id in self._cancelled):
            elapsed = time.monotonic() - started
            job = job.model_copy(
                update={
                    "done": tally.done,
                    "changed": tally.counts["created"] + tally.counts["updated"],
                    "failed": tuple(
                        {"id": f"{failure.source} {failure.where}".strip(), "error": failure.error} for failure in tally.failures
                    ),
                    "eta_s": round(elapsed / tally.done * (len(items) - tally.done), 1),
                }
            )
            if time.monotonic() - saved > SAVE_EVERY_S:
                self._service.archive.update_job(job)
                saved = time.monotonic()
        if job.id in self._cancelled:
            self._end(job, "cancelled")
        elif not self._stopping.is_set():
            self._end(job, "failed" if items and len(job.failed) == len(items) else "succeeded")

    def _end(self, job: Job, state: str, error: str | None = None) -> None:
        failed = (*job.failed, {"id": job.id, "error": error}) if error else job.failed
        self._service.archive.update_job(
            job.model_copy(update={"state": state, "failed": failed, "finished_at": dt.datetime.now(dt.UTC), "eta_s": None})
        )
        shutil.rmtree(self._spool / job.id, ignore_errors=True)
