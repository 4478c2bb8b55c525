"""Scores of spans, counted as ../shared/eval/lint_eval.py counts them."""

from collections.abc import Iterable, Sequence

Spans = Sequence[tuple[int, int]]
LONGEST = 400
SHARE = 0.3


def meets(finding: tuple[int, int], span: tuple[int, int]) -> bool:
    """Whether a finding is right about a span: three tenths of it lie within the span, or it holds the whole of it."""
    overlap = min(finding[1], span[1]) - max(finding[0], span[0])
    length = finding[1] - finding[0]
    if overlap <= 0 or length > LONGEST:
        return False
    return (finding[0] <= span[0] and finding[1] >= span[1]) or overlap / length >= SHARE


def scores(rows: Iterable[tuple[Spans, Spans]]) -> dict[str, float]:
    """Precision, recall and F1 over (findings, labelled spans) of passages."""
    right = flagged = met = labelled = 0
    for findings, gold in rows:
        right += sum(any(meets(finding, span) for span in gold) for finding in findings)
        met += sum(any(meets(finding, span) for finding in findings) for span in gold)
        flagged, labelled = flagged + len(findings), labelled + len(gold)
    precision, recall = right / max(1, flagged), met / max(1, labelled)
    return {
        "p": round(precision, 3),
        "r": round(recall, 3),
        "f": round(2 * precision * recall / max(1e-9, precision + recall), 3),
        "spans": labelled,
    }
