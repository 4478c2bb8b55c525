"""What the linter says of a draft."""

from enum import StrEnum

from pydantic import Field

from models.base import Noun


class Family(StrEnum):
    """The fourteen families of blame language, those of structure and action findings, and that of comments that switch findings off."""

    PERSON_AS_CAUSE = "person-as-cause"
    HUMAN_ERROR = "human-error"
    SINGLE_CAUSE = "single-cause"
    COUNTERFACTUAL = "counterfactual"
    OMISSION = "omission"
    HINDSIGHT = "hindsight"
    JUDGMENT = "judgment"
    NEGATIVE_INTENT = "negative-intent"
    ACCUSATORY_QUESTION = "accusatory-question"
    PUNITIVE = "punitive"
    VIGILANCE_FIX = "vigilance-fix"
    NAMED_INDIVIDUAL = "named-individual"
    LOADED_VERB = "loaded-verb"
    OVERGENERALISATION = "overgeneralisation"
    STRUCTURE_SECTIONS = "structure-sections"
    STRUCTURE_PERSPECTIVE = "structure-perspective"
    STRUCTURE_CAUSES = "structure-causes"
    ACTION_OWNER = "action-owner"
    ACTION_DATE = "action-date"
    ACTION_WORDING = "action-wording"
    SUPPRESSION = "suppression"


class Severity(StrEnum):
    """How sure and how weighty a finding is, lowest first; the order of `rank`."""

    SUGGESTION = "suggestion"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for a suggestion, 1 for a warning, 2 for an error."""
        return list(Severity).index(self)


class Level(StrEnum):
    """What a request may set a family or a rule to: a severity, or off."""

    OFF = "off"
    SUGGESTION = "suggestion"
    WARNING = "warning"
    ERROR = "error"


class Rewrite(Noun):
    """A replacement for text[start:end] that leaves grammatical text; `note` says what it changes, and `safe` is set where the
    sentence says the same with it."""

    start: int
    end: int
    replacement: str
    note: str = ""
    safe: bool = False


class Finding(Noun):
    """One marked stretch of the draft. `id` stays the same for the same finding in the same sentence wherever that moves."""

    id: str
    rule: str
    family: Family
    severity: Severity
    start: int
    end: int
    quote: str
    message: str
    why: str
    question: str
    rewrites: tuple[Rewrite, ...] = ()


class LintReport(Noun):
    """All findings of a draft in text order, their number by family, and the number of words read."""

    findings: tuple[Finding, ...]
    counts: dict[str, int] = Field(default_factory=dict)
    words: int
