"""One finding per stretch: where blame findings overlap, the weightiest stays."""

from collections.abc import Iterable

from analyzer.blame.matching import Candidate
from models.findings import Family


def resolved(found: Iterable[Candidate]) -> list[Candidate]:
    """The candidates of one line without overlaps, in text order. The more severe one wins, then the one that matched more words, then
    the earlier one. A name may stand inside another finding, so names compete with names only."""
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda one: (-one.severity.rank, -one.weight, one.start, one.rule.id)):
        if not any(_compete(candidate, other) for other in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda one: (one.start, one.end, one.rule.id))


def _compete(one: Candidate, other: Candidate) -> bool:
    names = Family.NAMED_INDIVIDUAL
    return (one.rule.family is names) == (other.rule.family is names) and one.start < other.end and other.start < one.end
