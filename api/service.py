"""The only place where analyzer and corpus meet. Doors call it and render what it answers."""

import uuid
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from analyzer import structure
from api.analysis import Analysis
from corpus.archive import Archive
from models.errors import BadInputError, ConflictError, UnknownFieldValueError
from models.factors import Decision, FactorTag
from models.findings import Level
from models.incidents import Archived, Filters, Incident, Record
from models.lint_config import Profile
from models.matches import SimilarReport
from models.reviews import DocumentReport, Review
from models.settings import Settings
from models.text import Postmortem, TextFormat

UNKNOWN_FACTORS = "unknown_factors"
"""The key of an imported incident's metadata that holds decisions on factors of another taxonomy."""


class Service:
    """Analysis on top of one archive."""

    def __init__(self, *, analysis: Analysis, archive: Archive, settings: Settings) -> None:
        self.analysis = analysis
        self.archive = archive
        self._settings = settings

    # --- stateless questions -------------------------------------------------------------------------------------------------

    def similar(
        self,
        *,
        text: str | None = None,
        id: str | None = None,
        format: TextFormat = TextFormat.MARKDOWN,
        k: int = 5,
        filters: Filters | None = None,
        explain: bool = True,
    ) -> tuple[Postmortem, SimilarReport]:
        """The `k` incidents most like `text`, or like the stored incident `id` (itself left out), with the query as it was read.

        Raises BadInputError unless exactly one of `text` and `id` is given, or for a `k` out of range; NotFoundError for an unknown id."""
        if (text is None) == (id is None):
            raise BadInputError("Give either `text` or `id`, and not both.", "/text")
        self._check_k(k)
        self._check_filters(filters)
        if id is not None:
            record = self.archive.get(id)
            postmortem = self.read_incident(record.incident)
            factors: Collection[str] = [tag.id for tag in record.factors if tag.decision is not Decision.REJECTED]
            confidences = self.archive.confidences(id)
        else:
            postmortem = self.analysis.read(text or "", format=format)
            tags = self.analysis.tag(postmortem, all_factors=True)
            factors = self.analysis.over_threshold(tags).ids()
            confidences = tags.confidences()
        report = self.archive.similar(
            postmortem, k=k, filters=filters or Filters(), exclude_id=id, factors=factors, confidences=confidences, explain=explain
        )
        return postmortem, report

    def analyze(
        self,
        text: str,
        *,
        format: TextFormat = TextFormat.MARKDOWN,
        families: Mapping[str, Level] | None = None,
        profile: Profile | None = None,
        path: Path | None = None,
        k: int = 5,
        filters: Filters | None = None,
    ) -> Review:
        """The whole review of a draft in one go: it is read, parsed and encoded once."""
        self._check_k(k)
        self._check_filters(filters)
        postmortem = self.analysis.read(text, format=format)
        lint = self.analysis.lint(postmortem, families=families, profile=profile, path=path)
        every = self.analysis.tag(postmortem, all_factors=True)
        tags = self.analysis.over_threshold(every)
        similar = self.archive.similar(
            postmortem, k=k, filters=filters or Filters(), factors=tags.ids(), confidences=every.confidences(), explain=True
        )
        return Review(
            document=document_report(postmortem), lint=lint, tags=tags, similar=similar, structure=structure.structure_report(postmortem)
        )

    # --- archive -------------------------------------------------------------------------------------------------------------

    def read_incident(self, incident: Incident) -> Postmortem:
        """Reads an incident's text under its own format."""
        return self.analysis.read(incident.text, format=incident.format)

    def put(self, incident: Incident) -> bool:
        """Stores or replaces an incident; true if it is new. Unchanged content is not written again."""
        postmortem = self.read_incident(incident)
        tags = self.analysis.tag(postmortem, all_factors=True)
        chosen = self.analysis.over_threshold(tags).ids()
        return self.archive.put(incident, postmortem, tags.factors, taxonomy=tags.taxonomy, model=tags.model, chosen=chosen)

    def create(self, incident: Incident) -> None:
        """Stores an incident that must be new. Raises ConflictError where the id is taken."""
        if self.archive.revision(incident.id) is not None:
            raise ConflictError(f"An incident with the id {incident.id!r} exists already: change it by PUT /v1/incidents/{{id}}.")
        self.put(incident)

    def get(self, id: str) -> Record:
        """Raises NotFoundError for an unknown id."""
        return self.archive.get(id)

    def delete(self, id: str) -> None:
        """Raises NotFoundError for an unknown id."""
        self.archive.delete(id)

    def list(self, filters: Filters, *, q: str | None, limit: int, cursor: str | None) -> tuple[list[Record], str | None]:
        """One page of incidents and the cursor of the next. Raises BadInputError for a bad cursor."""
        self._check_filters(filters)
        return self.archive.list(filters, q=q, limit=limit, cursor=cursor)

    def decide(self, id: str, factor: str, decision: Decision, *, by: str | None, note: str | None) -> FactorTag:
        """Keeps a reviewer's word on a factor. Raises NotFoundError for an unknown incident, UnknownFieldValueError for a factor."""
        self._check_factor(factor, "/factor")
        self.archive.decide(id, factor, decision, by=by, note=note)
        return next(tag for tag in self.archive.get(id).factors if tag.id == factor)

    def restore(self, archived: Archived) -> str:
        """Stores an imported incident with its reviewers' decisions: "created", "updated" or "unchanged".

        Decisions on factors that the taxonomy does not have are kept in the metadata, under `UNKNOWN_FACTORS`: they may be
        another taxonomy's, and an archive with words of its own must not be refused for them."""
        incident = archived.incident
        before = self.archive.revision(incident.id)
        known = self.analysis.taxonomy.ids()
        others = [one.model_dump(mode="json", exclude_none=True) for one in archived.decisions if one.factor not in known]
        if others:
            incident = incident.model_copy(update={"metadata": {**incident.metadata, UNKNOWN_FACTORS: others}})
        self.put(incident)
        for decision in archived.decisions:
            if decision.factor in known:
                self.archive.decide(incident.id, decision.factor, decision.decision, by=decision.by, note=decision.note)
        if before is None:
            return "created"
        return "unchanged" if self.archive.revision(incident.id) == before else "updated"

    def export(self) -> Iterator[Archived]:
        """Every incident with its reviewers' decisions, in the order of their ids."""
        return self.archive.iter_incidents()

    def backup(self, path: Path) -> None:
        """Writes a consistent copy of the database to `path`, safe while serving."""
        self.archive.backup(path)

    def close(self) -> None:
        """Writes what is pending and lets go of the archive."""
        self.archive.close()

    def _check_k(self, k: int) -> None:
        if not 1 <= k <= self._settings.max_k:
            raise BadInputError(f"`k` is {k}; it must lie between 1 and {self._settings.max_k} (setting max_k).", "/k")

    def _check_filters(self, filters: Filters | None) -> None:
        if filters is None:
            return
        if filters.factor is not None:
            self._check_factor(filters.factor, "/filters/factor")
        if filters.since and filters.until and filters.until < filters.since:
            raise BadInputError("`until` lies before `since`.", "/filters/until")

    def _check_factor(self, factor: str, pointer: str) -> None:
        known = self.analysis.taxonomy.ids()
        if factor not in known:
            raise UnknownFieldValueError.of("factor", factor, known, pointer)


def document_report(postmortem: Postmortem) -> DocumentReport:
    """What was read in a draft, without its text."""
    return DocumentReport(
        title=postmortem.title,
        sections=postmortem.sections,
        words=postmortem.words,
        timeline=postmortem.timeline,
        actions=postmortem.actions,
    )


def made_id() -> str:
    """A new incident's id."""
    return f"inc-{uuid.uuid4().hex[:16]}"
