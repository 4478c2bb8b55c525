"""Contributing factors: the taxonomy, and the tags that a text earns."""

from enum import StrEnum

from pydantic import Field

from models.base import Noun


class Dimension(StrEnum):
    """The five dimensions of the built-in taxonomy."""

    TECHNICAL = "technical"
    PROCESS = "process"
    STRUCTURAL = "structural"
    HUMAN = "human"
    EXTERNAL = "external"


class Factor(Noun):
    """A contributing factor: `description` says when it counts, `excludes` when it does not, `examples` show it, `counterexamples`
    mention its words without it. `cues` are regular expressions that point at it."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    dimension: str
    label: str
    description: str
    excludes: str = ""
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()


class Taxonomy(Noun):
    """A named, versioned set of factors with unique ids."""

    name: str
    version: str
    factors: tuple[Factor, ...]

    def ids(self) -> tuple[str, ...]:
        """Factor ids in the order of the taxonomy."""
        return tuple(factor.id for factor in self.factors)


class Evidence(Noun):
    """A quotation that speaks for a factor; text[start:end] == quote; `weight` in 0..1."""

    start: int
    end: int
    quote: str
    weight: float = Field(ge=0, le=1)


class Decision(StrEnum):
    """A reviewer's word on a factor of an incident."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class FactorTag(Noun):
    """A factor that a text carries; `confidence` is a probability. `decision` is set where a reviewer spoke: it outranks the model."""

    id: str
    dimension: str
    label: str
    confidence: float = Field(ge=0, le=1)
    evidence: tuple[Evidence, ...] = ()
    decision: Decision | None = None
    by: str | None = None
    note: str | None = None


class VersionedName(Noun):
    """A name with a version, of a taxonomy or of a model."""

    name: str
    version: str


class TagReport(Noun):
    """Factors over their thresholds (or all of them), most confident first."""

    factors: tuple[FactorTag, ...]
    taxonomy: VersionedName
    model: VersionedName

    def ids(self) -> tuple[str, ...]:
        """Ids of the factors, in the order of the report."""
        return tuple(tag.id for tag in self.factors)

    def confidences(self) -> dict[str, float]:
        """The confidence in each factor of the report by its id."""
        return {tag.id: tag.confidence for tag in self.factors}
