"""Candidates from the learned part: lines gathered into passages, spans brought back to their lines."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from analyzer.blame.guards import rejected
from analyzer.blame.learned import BlameSpans, Passage, heading_of
from analyzer.blame.lines import Line
from analyzer.blame.matching import Candidate
from analyzer.blame.rule import Rule
from analyzer.blame.spans import Spotted

_LONGEST = 100
"""Words of a passage; a longer paragraph is read in parts, between sentences."""
_TRIMMED = " \t,;:.–—-\"'“”*_()[]"


def learned_candidates(
    lines: Sequence[Line], rules: Mapping[str, Rule], finder: BlameSpans, *, least: float | None = None
) -> dict[int, list[Candidate]]:
    """For the index of each line what the learned part marks in it, from the score `least` on or else from that of a finding. `rules` are the learned
    rules by family; families without one are left alone."""
    gathered = list(passages_of(lines))
    families: Sequence[str] = finder.described["families"]
    least = finder.described["least"] if least is None else least
    found: dict[int, list[Candidate]] = {}
    spans = finder.spans(
        [
            Passage(heading_of(lines[part[0]].section, lines[part[0]].block), " ".join(lines[place].text for place in part))
            for part in gathered
        ]
    )
    for part, spotted in zip(gathered, spans, strict=True):
        for one in spotted:
            rule = rules.get(families[one.label])
            if rule is None or one.score < least:
                continue
            place, start, end = _in_line(lines, part, one)
            text = lines[place].text
            start, end = _trimmed(text, start, end)
            if end > start and not rejected(text, start, end, rule.family):
                found.setdefault(place, []).append(Candidate(rule, rule.severity, start, end, (start, end)))
    return found


def besides(found: Sequence[Candidate], learned: Sequence[Candidate]) -> list[Candidate]:
    """The learned candidates that touch none of the rules' own: those say more exactly what is meant."""
    return [one for one in learned if not any(one.start < other.end and other.start < one.end for other in found)]


def passages_of(lines: Sequence[Line]) -> Iterator[list[int]]:
    """The indexes of the lines that are read together: those of one block, or of a part of a long one."""
    for _, group in groupby(range(len(lines)), key=lambda place: lines[place].paragraph):
        part: list[int] = []
        words = 0
        for place in group:
            count = lines[place].text.count(" ") + 1
            if part and words + count > _LONGEST:
                yield part
                part, words = [], 0
            part.append(place)
            words += count
        if part:
            yield part


def _in_line(lines: Sequence[Line], part: Sequence[int], span: Spotted) -> tuple[int, int, int]:
    """The line of the passage that holds most of the span, and the span's part in it."""
    best, offset = (part[0], 0, 0), 0
    for place in part:
        length = len(lines[place].text)
        start, end = max(span.start - offset, 0), min(span.end - offset, length)
        if end - start > best[2] - best[1]:
            best = (place, start, end)
        offset += length + 1
    return best


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _TRIMMED:
        start += 1
    while end > start and text[end - 1] in _TRIMMED:
        end -= 1
    return start, end
