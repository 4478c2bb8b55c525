"""The archive as the rest of the product sees it: one facade over store, index and search."""

import sqlite3
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.passages import cut, passage_vectors, whole_vector
from corpus.reembedding import outdated, reembed
from corpus.search.mirror import Mirror
from corpus.search.searcher import query_of, search
from corpus.store import incidents, jobs, meta, passages, tags, vectors
from corpus.store.database import Database
from corpus.store.serve_lock import ServeLock
from models.errors import NotReadyError, StoreCorruptError, StoreError
from models.factors import Decision, FactorTag, VersionedName
from models.incidents import Archived, DecisionRecord, Filters, Incident, Job, Record
from models.matches import ArchiveSize, SimilarReport
from models.ports import Encoder
from models.text import Postmortem, Span

DATABASE = "archive.db"
INDEX = "index"

Page = tuple[list[Record], str | None]
"""Records, and the cursor of the next page (None at the end)."""


class Archive:
    """Incidents kept in one directory: `archive.db` (the truth), `index/` (a copy that can be made again), `serve.lock`.

    Thread-safe; other processes may write to the same directory at the same time. Without an encoder everything works but `put`,
    `similar` and `sentence_vectors`, which raise NotReadyError until `attach`. Any method may raise StoreError or one of its kinds:
    StoreCorruptError (damaged file), StoreFullError (disk full, nothing changed), StoreLockedError (`serving`, while another
    server holds the directory). `read_only` raises NotFoundError where there is no archive, and refuses every write by StoreError."""

    def __init__(self, directory: Path, encoder: Encoder | None = None, *, read_only: bool = False, serving: bool = False) -> None:
        self._directory = directory
        self._read_only = read_only
        self._encoder: Encoder | None = None
        self._mirror: Mirror | None = None
        self._size: tuple[int, ArchiveSize] | None = None
        self._closing = threading.Lock()
        self._lock = ServeLock(directory) if serving else None
        try:
            if not read_only:
                _refuse_lost(directory)
            self._database = Database(directory / DATABASE, read_only=read_only, check=serving)
        except BaseException:
            if self._lock is not None:
                self._lock.release()
            raise
        if encoder is not None:
            try:
                self.attach(encoder)
            except BaseException:
                self.close()
                raise

    @staticmethod
    def exists(directory: Path) -> bool:
        """Whether `directory` holds an archive."""
        return (directory / DATABASE).is_file()

    def attach(self, encoder: Encoder) -> None:
        """Gives the archive its encoder. Where stored vectors are another encoder's they are made anew, which no server of another process
        may be running for (StoreLockedError); then the index is loaded and caught up, or built."""
        with self._database.reading() as connection:
            stale = outdated(connection, encoder.fingerprint)
        if stale and self._read_only:
            raise StoreError(
                "The archive holds another encoder's vectors: open it once for writing with this encoder, or set the other encoder."
            )
        if stale:
            lock = None if self._lock is not None else ServeLock(self._directory)
            try:
                reembed(self._database, encoder)
            finally:
                if lock is not None:
                    lock.release()
        self._mirror = Mirror(
            self._database,
            self._directory / INDEX,
            dimensions=encoder.dimensions,
            fingerprint=encoder.fingerprint,
            read_only=self._read_only,
        )
        self._encoder = encoder

    # --- incidents

    def put(
        self,
        incident: Incident,
        postmortem: Postmortem,
        tags: Sequence[FactorTag],
        *,
        taxonomy: VersionedName,
        model: VersionedName,
        chosen: Collection[str],
    ) -> bool:
        """Stores or replaces an incident, read as `postmortem`; true if its id is new.

        `tags` are all factors with their confidence, `chosen` the ids of those over their thresholds. On return the incident is
        durable and `similar` finds it. The same content put twice writes nothing. Reviewers' decisions are kept. Raises
        BadInputError for metadata that JSON cannot carry."""
        encoder, mirror = self._ready()
        parts = cut(postmortem)
        content = incidents.content_of(incident, postmortem, parts, chosen=chosen, taxonomy=taxonomy, model=model)
        with self._database.reading() as connection:
            if incidents.content_kept(connection, incident.id) == content:
                return False
        text = postmortem.text
        spans = [sentence.span for sentence in postmortem.sentences]
        sentence_vectors = np.asarray(encoder.encode([span.of(text) for span in spans]))
        pooled = passage_vectors(text, spans, parts, sentence_vectors, encoder)
        writing = incidents.Writing(
            incident=incident,
            postmortem=postmortem,
            tags=tags,
            chosen=frozenset(chosen),
            taxonomy=taxonomy,
            model=model,
            fingerprint=encoder.fingerprint,
            passages=parts,
            sentence_vectors=sentence_vectors,
            passage_vectors=pooled,
            whole_vector=whole_vector(text, parts, pooled) if parts else None,
            content=content,
        )
        with self._database.writing() as connection:
            created = incidents.write(connection, writing)
        self._follow(mirror)
        return created

    def get(self, id: str) -> Record:
        """An incident with its factors, actions and sections. Raises NotFoundError."""
        with self._database.reading() as connection:
            return incidents.records(connection, [incidents.key_of(connection, id)])[0]

    def delete(self, id: str) -> None:
        """Removes an incident with its decisions, its vectors and its place in search. Raises NotFoundError."""
        with self._database.writing() as connection:
            incidents.delete(connection, id)
        if self._mirror is not None:
            self._follow(self._mirror)

    def list(self, filters: Filters, *, q: str | None = None, limit: int = 50, cursor: str | None = None) -> Page:
        """One page, newest day first, undated last, then by id; `q`: only those that hold all its words. Raises BadInputError for a
        cursor that no listing gave out."""
        with self._database.reading() as connection:
            keys, following = incidents.page(connection, filters, q=q, limit=limit, cursor=cursor)
            return incidents.records(connection, keys), following

    def ids(self) -> tuple[str, ...]:
        """All ids in order."""
        with self._database.reading() as connection:
            return tuple(id for (id,) in connection.execute("SELECT id FROM incidents ORDER BY id"))

    def revision(self, id: str) -> str | None:
        """The revision of an incident, a hash of what `get` shows; None where there is none."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT revision FROM incidents WHERE id = ?", (id,)).fetchone()
            return None if row is None else str(row[0])

    def decide(self, id: str, factor: str, decision: Decision, *, by: str | None = None, note: str | None = None) -> None:
        """Keeps a reviewer's word on a factor; the same again changes nothing. Raises NotFoundError."""
        with self._database.writing() as connection:
            key = incidents.key_of(connection, id)
            if tags.decide(connection, key, DecisionRecord(factor=factor, decision=decision, by=by, note=note)):
                incidents.touch(connection, key)

    def retag(self, id: str, tags: Sequence[FactorTag], *, taxonomy: VersionedName, model: VersionedName, chosen: Collection[str]) -> bool:
        """Replaces the model's tags, as `put` takes them; reviewers' decisions stay. True if `get` shows something else than before.

        Raises NotFoundError."""
        with self._database.writing() as connection:
            key = incidents.key_of(connection, id)
            return incidents.retag(connection, key, tags, frozenset(chosen), taxonomy, model)

    def tagged_by(self, id: str) -> tuple[VersionedName, VersionedName]:
        """The taxonomy and the model that an incident's tags came from. Raises NotFoundError."""
        with self._database.reading() as connection:
            key = incidents.key_of(connection, id)
            taxonomy, model = connection.execute("SELECT taxonomy, model FROM incidents WHERE key = ?", (key,)).fetchone()
            return VersionedName.model_validate_json(taxonomy), VersionedName.model_validate_json(model)

    def confidences(self, id: str) -> dict[str, float]:
        """How sure it is of every factor that an incident carries it, reviewers' words counting as 1 and 0. Raises NotFoundError."""
        with self._database.reading() as connection:
            key = incidents.key_of(connection, id)
            return tags.confidences(connection, [key])[key]

    def sentence_vectors(self, id: str) -> tuple[tuple[Span, ...], npt.NDArray[np.float32]]:
        """Spans of an incident's sentences and their stored vectors, shape (sentences, d): tagging again needs no encoder.

        Raises NotFoundError."""
        encoder, _ = self._ready()
        with self._database.reading() as connection:
            kept = incidents.sentence_spans(connection, incidents.key_of(connection, id))
            found = vectors.find(connection, [hash for _, hash in kept], encoder.fingerprint)
        rows = np.zeros((len(kept), encoder.dimensions), dtype=np.float32)
        for row, (_, hash) in enumerate(kept):
            rows[row] = found[hash]
        return tuple(span for span, _ in kept), rows

    def iter_incidents(self) -> Iterator[Archived]:
        """Every incident with its decisions, in the order of ids, as of one moment; one at a time is in memory."""
        with self._database.reading() as connection:
            yield from incidents.archived(connection)

    def known_vectors(self, hashes: Sequence[str]) -> Mapping[str, vectors.Half]:
        """Stored vectors of the attached encoder by the hash of their text; for `CachedEncoder(lookup=…)`. None before `attach`."""
        if self._encoder is None:
            return {}
        with self._database.reading() as connection:
            return vectors.find(connection, hashes, self._encoder.fingerprint)

    # --- search

    def similar(
        self,
        postmortem: Postmortem,
        *,
        k: int,
        filters: Filters | None = None,
        exclude_id: str | None = None,
        factors: Collection[str] = (),
        confidences: Mapping[str, float] | None = None,
        explain: bool = True,
    ) -> SimilarReport:
        """The `k` incidents most like `postmortem`, best first, fewer where there are not so many. `filters` hold before anything
        is ranked.

        `confidences` are the query's in every factor by its id (a `TagReport` with all factors, or `confidences` of a stored incident):
        with them it counts as well how like the contributing factors are, which finds the same mechanism in another trade.
        `explain` adds the passages that match with their offsets in both texts, the words that both hold, and which of the
        query's `factors` the incident shares."""
        encoder, mirror = self._ready()
        query = query_of(postmortem, encoder)
        mirror.follow()
        with self._database.reading() as connection:
            size = self._size_in(connection)
            results = search(
                connection,
                mirror,
                query,
                k=k,
                size=size,
                filters=filters or Filters(),
                exclude_id=exclude_id,
                factors=factors,
                confidences=confidences or {},
                explain=explain,
            )
        return SimilarReport(results=results, archive=size)

    # --- jobs

    def create_job(self, job: Job) -> None:
        """Raises ConflictError where the id is taken."""
        with self._database.writing() as connection:
            jobs.create(connection, job)

    def update_job(self, job: Job) -> None:
        """Raises NotFoundError."""
        with self._database.writing() as connection:
            jobs.update(connection, job)

    def get_job(self, id: str) -> Job:
        """Raises NotFoundError."""
        with self._database.reading() as connection:
            return jobs.get(connection, id)

    def unfinished_jobs(self) -> tuple[Job, ...]:
        """Jobs that are queued or running, oldest first."""
        with self._database.reading() as connection:
            return jobs.unfinished(connection)

    # --- running

    def get_meta(self, key: str) -> str | None:
        """A small value kept under a name, None where there is none."""
        with self._database.reading() as connection:
            return meta.get(connection, f"kept:{key}")

    def set_meta(self, key: str, value: str) -> None:
        """Keeps a small value under a name."""
        with self._database.writing() as connection:
            meta.put(connection, f"kept:{key}", value)

    def size(self) -> ArchiveSize:
        """How many incidents and passages there are."""
        with self._database.reading() as connection:
            return self._size_in(connection)

    @property
    def generation(self) -> int:
        """Goes up with every put and delete; 0 in an archive that has never held anything."""
        with self._database.reading() as connection:
            return meta.generation(connection)

    def index_in_step(self) -> tuple[bool, str]:
        """Whether the index, once it has caught up with what other processes wrote, holds all that the store holds; and if not, why."""
        if self._mirror is None or self._encoder is None:
            return False, "The index is loading."
        self._mirror.follow()
        with self._database.reading() as connection:
            stale = outdated(connection, self._encoder.fingerprint)
            expected = self._size_in(connection).passages
        if stale:
            return False, f"{len(stale)} incidents were stored by a process with another encoder: restart, and they are encoded anew."
        if len(self._mirror.passages) != expected and self._mirror.generation == self.generation:
            return (
                False,
                f"The index holds {len(self._mirror.passages)} of {expected} passages: delete {self._directory / INDEX} and restart.",
            )
        return True, ""

    def ready(self) -> bool:
        """Whether every question can be answered."""
        return self.index_in_step()[0]

    def backup(self, path: Path) -> None:
        """A consistent copy of the database in one file, safe while others write; `path` is replaced as a whole."""
        self._database.backup(path)

    def close(self) -> None:
        """Saves the index and lets go of the directory. May be called twice."""
        with self._closing:
            if self._mirror is not None:
                self._mirror.save()
            self._database.close()
            if self._lock is not None:
                self._lock.release()

    def _ready(self) -> tuple[Encoder, Mirror]:
        if self._encoder is None or self._mirror is None:
            raise NotReadyError("The encoder and the index are still loading.")
        return self._encoder, self._mirror

    def _follow(self, mirror: Mirror) -> None:
        mirror.follow()
        mirror.save_if_due()

    def _size_in(self, connection: sqlite3.Connection) -> ArchiveSize:
        """Counts once a generation: counting a million passages takes longer than searching them."""
        generation = meta.generation(connection)
        kept = self._size
        if kept is None or kept[0] != generation:
            kept = self._size = (generation, passages.size(connection))
        return kept[1]


def _refuse_lost(directory: Path) -> None:
    """Raises StoreCorruptError where the database is gone or empty beside an index that was made from it: a new, empty archive in its place
    would hide the loss."""
    database = directory / DATABASE
    lost = not database.exists() or database.stat().st_size == 0
    if lost and any((directory / INDEX).glob("*.faiss")):
        raise StoreCorruptError(
            f"The database {database} is missing or empty, but {directory / INDEX} was made from one: put a copy made by "
            f"`postmortem backup` in its place, or delete {directory / INDEX} to begin anew."
        )
