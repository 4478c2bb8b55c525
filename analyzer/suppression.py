"""Suppression comments in Markdown: `<!-- postmortem-ignore RULE: reason -->` for the next block, `-start`/`-end` for a region, `-file`."""

import re
from collections.abc import Iterable

from models.findings import Finding
from models.text import BlockKind, Postmortem, Span

_COMMENT = re.compile(r"<!--\s*postmortem-ignore(?P<scope>-start|-end|-file)?(?P<ids>[^:>]*?)(?::(?P<reason>.*?))?\s*-->", re.DOTALL)


def unsuppressed(postmortem: Postmortem, findings: Iterable[Finding]) -> list[Finding]:
    """The findings that no comment silences. A comment without ids silences all, one with ids those rules and families."""
    silenced = list(_silenced(postmortem))
    return [
        finding
        for finding in findings
        if not any(span.start <= finding.start < span.end and (not ids or {finding.rule, str(finding.family)} & ids) for span, ids in silenced)
    ]


def _silenced(postmortem: Postmortem) -> Iterable[tuple[Span, frozenset[str]]]:
    text = postmortem.text
    opened: list[tuple[int, frozenset[str]]] = []
    for match in _COMMENT.finditer(text):
        ids = frozenset(part for part in re.split(r"[,\s]+", match["ids"]) if part)
        if match["scope"] == "-file":
            yield Span(start=0, end=len(text)), ids
        elif match["scope"] == "-start":
            opened.append((match.end(), ids))
        elif match["scope"] == "-end":
            if opened:
                start, those = opened.pop()
                yield Span(start=start, end=match.start()), those
        else:
            following = next((block for block in postmortem.blocks if block.span.end > match.end() and block.kind is not BlockKind.COMMENT), None)
            if following is not None:
                yield Span(start=match.end(), end=following.span.end), ids
    for start, those in opened:
        yield Span(start=start, end=len(text)), those
