"""What the reference tells of a rule, whichever part of the analyzer holds it."""

from models.base import Noun
from models.findings import Family, Severity


class RuleReference(Noun):
    """A rule in words: why it is there, on what ground, what it asks, what it marks and what it leaves alone."""

    id: str
    family: Family
    severity: Severity
    message: str
    why: str
    question: str
    source: str
    hits: tuple[str, ...]
    misses: tuple[str, ...]
