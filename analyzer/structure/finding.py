"""How a structure finding is made."""

from analyzer.identity import finding_id
from models.findings import Family, Finding, Severity
from models.text import Postmortem, Span


def structure_finding(
    postmortem: Postmortem, span: Span, *, rule: str, severity: Severity, message: str, why: str, question: str
) -> Finding:
    """A finding of the family before the slash in `rule`."""
    quote = postmortem.quote(span)
    return Finding(
        id=finding_id(rule, quote, 0),
        rule=rule,
        family=Family(rule.partition("/")[0]),
        severity=severity,
        start=span.start,
        end=span.end,
        quote=quote,
        message=message,
        why=why,
        question=question,
    )
