"""Builds a finding about structure."""

from analyzer.finding_ids import finding_id
from models.findings import Family, Finding, Severity
from models.text import Postmortem, Span


def finding(
    postmortem: Postmortem, span: Span, *, rule: str, family: Family, severity: Severity, message: str, why: str, question: str
) -> Finding:
    """The finding for text under `span`."""
    quote = postmortem.quote(span)
    return Finding(
        id=finding_id(rule, quote, 0),
        rule=rule,
        family=family,
        severity=severity,
        start=span.start,
        end=span.end,
        quote=quote,
        message=message,
        why=why,
        question=question,
    )
