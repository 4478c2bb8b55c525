"""The archive as the rest of the product sees it: one facade over store, index and search."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from models.factors import Decision, FactorTag, VersionedName
from models.incidents import Archived, Filters, Incident, Job, Record
from models.matches import ArchiveSize, SimilarReport
from models.ports import Encoder, Matrix
from models.text import Postmortem, Span

Page = tuple[list[Record], str | None]
"""Records, and the cursor of the next page (None at the end)."""


class Archive:
    """Incidents kept in one directory: `archive.db` (the truth), `index/` (a copy that can be made again), `serve.lock`.

    Thread-safe. Without an encoder everything works but `put`, `similar` and `sentence_vectors`, which raise NotReadyError until
    `attach`. Every method may raise StoreError or one of its kinds: StoreCorruptError (damaged file), StoreFullError (disk full,
    nothing changed), StoreLockedError (`serving` while another server holds the directory)."""

    def __init__(self, directory: Path, encoder: Encoder | None = None, *, read_only: bool = False, serving: bool = False) -> None: ...

    @staticmethod
    def exists(directory: Path) -> bool:
        """Whether `directory` holds an archive."""
        ...

    def attach(self, encoder: Encoder) -> None:
        """Gives the archive its encoder: vectors of another encoder are made anew, then the index is loaded, caught up or rebuilt."""
        ...

    # --- incidents
    def put(
        self, incident: Incident, postmortem: Postmortem, tags: Sequence[FactorTag], *, taxonomy: VersionedName, model: VersionedName, chosen: Collection[str]
    ) -> bool:
        """Stores or replaces; true if the id is new. `tags` are all factors with their confidence, `chosen` the ids over their thresholds.
        Durable and found by `similar` on return. Same content twice writes nothing. Reviewers' decisions are kept."""
        ...

    def get(self, id: str) -> Record:
        """Raises NotFoundError."""
        ...

    def delete(self, id: str) -> None:
        """Removes an incident with its decisions. Raises NotFoundError."""
        ...

    def list(self, filters: Filters, *, q: str | None = None, limit: int = 50, cursor: str | None = None) -> Page:
        """One page, newest first, and the cursor of the next page (None at the end). Raises BadInputError for a bad cursor."""
        ...

    def ids(self) -> tuple[str, ...]:
        """All ids in order."""
        ...

    def revision(self, id: str) -> str | None:
        """The revision (ETag) of an incident, None where there is none."""
        ...

    def decide(self, id: str, factor: str, decision: Decision, *, by: str | None = None, note: str | None = None) -> None:
        """Keeps a reviewer's word. Raises NotFoundError."""
        ...

    def retag(self, id: str, tags: Sequence[FactorTag], *, taxonomy: VersionedName, model: VersionedName, chosen: Collection[str]) -> bool:
        """Replaces the model's tags of an incident; true if that changed anything. Raises NotFoundError."""
        ...

    def sentence_vectors(self, id: str) -> tuple[tuple[Span, ...], Matrix]:
        """Spans of the stored sentences and their vectors (n, d), row by row. Raises NotFoundError."""
        ...

    def iter_incidents(self) -> Iterator[Archived]:
        """Every incident with its decisions, in the order of ids, as of the moment of the call."""
        ...

    def known_vectors(self, hashes: Sequence[str]) -> Mapping[str, Any]:
        """Stored vectors of the attached encoder by the sha256 of their text; for `CachedEncoder(lookup=…)`."""
        ...

    # --- search
    def similar(
        self,
        postmortem: Postmortem,
        *,
        k: int,
        filters: Filters | None = None,
        exclude_id: str | None = None,
        factors: Collection[str] = (),
        explain: bool = True,
    ) -> SimilarReport:
        """The `k` incidents most like `postmortem`, best first; `factors` are the query's, for `shared_factors`."""
        ...

    # --- jobs
    def create_job(self, job: Job) -> None:
        """Raises ConflictError where the id is taken."""
        ...

    def update_job(self, job: Job) -> None:
        """Raises NotFoundError."""
        ...

    def get_job(self, id: str) -> Job:
        """Raises NotFoundError."""
        ...

    def unfinished_jobs(self) -> tuple[Job, ...]:
        """Jobs queued or running, oldest first."""
        ...

    # --- running
    def get_meta(self, key: str) -> str | None:
        """A small value kept under a name."""
        ...

    def set_meta(self, key: str, value: str) -> None:
        """Keeps a small value under a name."""
        ...

    def size(self) -> ArchiveSize:
        """How many incidents and passages there are."""
        ...

    @property
    def generation(self) -> int:
        """Goes up with every put and delete; 0 in an archive that has never held anything."""
        ...

    def index_in_step(self) -> tuple[bool, str]:
        """Whether the index holds what the store holds, and if not, why."""
        ...

    def ready(self) -> bool:
        """Whether every question can be answered."""
        ...

    def backup(self, path: Path) -> None:
        """A consistent copy of the database, safe while others write."""
        ...

    def close(self) -> None:
        """Saves the index and lets go of the directory. May be called twice."""
        ...
