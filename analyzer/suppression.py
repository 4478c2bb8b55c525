"""Comments that switch findings off, each with room for a reason:

    <!-- postmortem-ignore omission, hindsight/obviously: quoted from the regulator -->   the next block, or the block that it stands in
    <!-- postmortem-ignore-start single-cause: their form --> … <!-- postmortem-ignore-end -->   everything between
    <!-- postmortem-ignore-file named-individual: names agreed -->   the whole text

Ids are those of rules or families; without any, all findings are meant.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from models.findings import Finding
from models.text import BlockKind, MaskKind, Postmortem, Span

_COMMENT = re.compile(
    r"<!--\s*postmortem-ignore(?P<scope>-start|-end|-file)?(?![\w-])\s*(?P<ids>[\w/, \t-]*?)\s*(?::(?P<reason>[^>]*))?-->", re.IGNORECASE
)
_SEPARATOR = re.compile(r"[,\s]+")


class Suppression(NamedTuple):
    """A stretch in which findings of the given rules or families are off; no ids means all. `comment` is where it is written."""

    comment: Span
    span: Span
    ids: frozenset[str]
    reason: str

    def covers(self, finding: Finding) -> bool:
        """Whether the finding starts within the stretch and is meant."""
        named = not self.ids or finding.rule in self.ids or finding.family.value in self.ids
        return named and self.span.start <= finding.start < self.span.end


def suppressions(postmortem: Postmortem) -> tuple[Suppression, ...]:
    """All suppressions of a text, in order. A start without an end reaches to the end of the text; an end without a start does nothing."""
    if "postmortem-ignore" not in postmortem.text.lower():
        return ()
    whole = Span(start=0, end=len(postmortem.text))
    found: list[Suppression] = []
    opened: list[Suppression] = []
    for match in _COMMENT.finditer(postmortem.text):
        comment = Span(start=match.start(), end=match.end())
        if not _is_comment(postmortem, comment):
            continue
        ids = frozenset(one.lower() for one in _SEPARATOR.split(match["ids"]) if one)
        reason = (match["reason"] or "").strip().removesuffix("--").strip()
        scope = (match["scope"] or "").lower()
        if scope == "-end":
            if opened:
                start = opened.pop()
                found.append(start._replace(span=Span(start=start.comment.end, end=comment.start)))
        elif scope == "-start":
            opened.append(Suppression(comment, Span(start=comment.end, end=whole.end), ids, reason))
        else:
            found.append(Suppression(comment, whole if scope else _next_block(postmortem, comment), ids, reason))
    return tuple(sorted([*found, *opened], key=lambda one: one.comment.start))


def without_suppressed(postmortem: Postmortem, findings: Iterable[Finding]) -> list[Finding]:
    """The findings that no suppression covers."""
    off = suppressions(postmortem)
    return [finding for finding in findings if not any(one.covers(finding) for one in off)]


def _is_comment(postmortem: Postmortem, span: Span) -> bool:
    """Whether it is a real comment, and not one shown in a code block. Plain texts have no comment masks: there it is taken as one."""
    return not any(mask.kind is MaskKind.CODE and mask.span.meets(span) for mask in postmortem.masks)


def _next_block(postmortem: Postmortem, comment: Span) -> Span:
    """The block that the comment stands in, if that has text of its own; else the next one (for a table cell, its whole table)."""
    for index, block in enumerate(postmortem.blocks):
        if block.span.end <= comment.start:
            continue
        if block.kind in {BlockKind.COMMENT, BlockKind.HTML} or (
            block.span.holds(comment) and not _has_text(postmortem, block.content, comment)
        ):
            continue
        if block.table is None:
            return block.span
        rows = [other.span for other in postmortem.blocks[index:] if other.table == block.table]
        return Span(start=block.span.start, end=rows[-1].end)
    return Span(start=comment.end, end=comment.end)


def _has_text(postmortem: Postmortem, content: Span, comment: Span) -> bool:
    around = postmortem.text[content.start : max(content.start, comment.start)] + postmortem.text[comment.end : content.end]
    return bool(around.strip())
