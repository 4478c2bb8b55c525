"""One finding per stretch: where blame findings overlap, the weightiest stays."""

from bisect import bisect_left, insort
from collections.abc import Iterable

from analyzer.blame.matching import Candidate
from models.findings import Family


def resolved(found: Iterable[Candidate]) -> list[Candidate]:
    """The candidates of one line without overlaps, in text order. The more severe one wins, then the one that matched more words, then
    the earlier one. A name may stand inside another finding, so names compete with names only."""
    kept: dict[bool, list[Candidate]] = {False: [], True: []}
    for candidate in sorted(found, key=lambda one: (-one.severity.rank, -one.weight, one.start, one.rule.id)):
        rivals = kept[candidate.rule.family is Family.NAMED_INDIVIDUAL]
        # What is kept is disjoint and sorted, so only the neighbours can overlap.
        place = bisect_left(rivals, candidate.start, key=_start)
        if not any(one.start < candidate.end and candidate.start < one.end for one in rivals[max(0, place - 1) : place + 1]):
            insort(rivals, candidate, key=_start)
    return sorted([*kept[False], *kept[True]], key=lambda one: (one.start, one.end, one.rule.id))


def _start(candidate: Candidate) -> int:
    return candidate.start
