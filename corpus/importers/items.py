"""What an import yields: what was read, what could not be read, and what was left out on purpose."""

from dataclasses import dataclass

from models.incidents import Archived, DecisionRecord, Incident


@dataclass(frozen=True, kw_only=True)
class Imported:
    """An incident with the decisions that its source holds. `source` is the file, `where` the place in it ("line 3"), `mapping` says
    which fields of a record were read as what, in the notation of `FieldMapping.parse` ("" where nothing was mapped)."""

    incident: Incident
    decisions: tuple[DecisionRecord, ...] = ()
    source: str
    where: str = ""
    mapping: str = ""

    @property
    def archived(self) -> Archived:
        """The two as the store keeps them."""
        return Archived(incident=self.incident, decisions=self.decisions)


@dataclass(frozen=True, kw_only=True)
class Failed:
    """An item that could not be read: `error` says why and what to mend, `where` is its place in `source` ("" for all of it)."""

    source: str
    where: str
    error: str


@dataclass(frozen=True, kw_only=True)
class Skipped:
    """Something that is no postmortem (an image, a licence, a heading without a digest), or that was read already."""

    source: str
    where: str
    reason: str


Item = Imported | Failed | Skipped
