"""Comments that switch findings off, each with room for a reason:

    <!-- postmortem-ignore omission, hindsight/obviously: quoted from the regulator -->   the next block, or the block that it stands in
    <!-- postmortem-ignore-start single-cause: their form --> … <!-- postmortem-ignore-end -->   everything between
    <!-- postmortem-ignore-file named-individual: names agreed -->   the whole text

Ids are those of rules or families; without any, all findings are meant.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from analyzer.stretches import Stretches
from models.findings import Finding
from models.text import BlockKind, MaskKind, Postmortem, Span

# Up to the colon before the reason, or up to what has to be the end. The reason is looked for apart from it (`_written`), since a
# pattern over both would read on to the end of the text from every comment that is begun and never ended.
_OPENING = re.compile(
    r"<!--\s*+postmortem-ignore(?P<scope>-start|-end|-file)?(?![\w-])\s*+(?P<ids>(?:[\w/, \t]|-(?!->))*+)\s*+(?P<colon>:)?", re.IGNORECASE
)
_BEGUN = re.compile(r"<!--\s*+postmortem-ignore", re.IGNORECASE)
_ID = re.compile(r"[^,\s]+")
_VISIBLE = re.compile(r"\S")
_ALL = ""


class Suppression(NamedTuple):
    """A stretch in which findings of the given rules or families are off; no ids means all. `comment` is where it is written."""

    comment: Span
    span: Span
    ids: frozenset[str]
    reason: str
    places: tuple[tuple[str, Span], ...] = ()
    scope: str = ""
    matched: bool = True


def suppressions(postmortem: Postmortem) -> tuple[Suppression, ...]:
    """All suppressions of a text, in order. A start without an end reaches to the end of the text; an end without a start does nothing."""
    return tuple(one for one in comments(postmortem) if one.matched or one.scope != "-end")


def comments(postmortem: Postmortem) -> tuple[Suppression, ...]:
    """All suppressions of a text and the ends without a start, in order."""
    if "postmortem-ignore" not in postmortem.text.lower():
        return ()
    whole = Span(start=0, end=len(postmortem.text))
    # Plain texts have no comment masks, so what is no code is taken for a comment.
    code = Stretches(mask.span for mask in postmortem.masks if mask.kind is MaskKind.CODE)
    blocks = _Blocks(postmortem)
    found: list[Suppression] = []
    opened: list[Suppression] = []
    for comment, opening, reason in _written(postmortem.text):
        if code.meet(comment.start, comment.end):
            continue
        places = _places(opening)
        ids = frozenset(places)
        scope = (opening["scope"] or "").lower()
        if scope == "-end":
            if opened:
                start = opened.pop()
                found.append(start._replace(span=Span(start=start.comment.end, end=comment.start), matched=True))
            else:
                found.append(Suppression(comment, Span(start=comment.end, end=comment.end), ids, reason, scope=scope, matched=False))
        elif scope == "-start":
            opened.append(Suppression(comment, Span(start=comment.end, end=whole.end), ids, reason, tuple(places.items()), scope, False))
        else:
            found.append(Suppression(comment, whole if scope else blocks.meant_by(comment), ids, reason, tuple(places.items()), scope))
    return tuple(sorted([*found, *opened], key=lambda one: one.comment.start))


def without_suppressed(postmortem: Postmortem, findings: Iterable[Finding], *, require_reason: bool = False) -> list[Finding]:
    """The findings that no suppression covers: none whose stretch they start in, and which means them. With `require_reason`
    a suppression without one covers nothing."""
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    for one in suppressions(postmortem):
        if require_reason and not one.reason:
            continue
        for name in one.ids or {_ALL}:
            spans[name].append(one.span)
    off = {name: Stretches(those) for name, those in spans.items()}
    return [
        finding
        for finding in findings
        if not any(name in off and off[name].hold(finding.start) for name in (_ALL, finding.rule, finding.family.value))
    ]


def _places(opening: re.Match[str]) -> dict[str, Span]:
    """The ids of a comment, each where it first stands."""
    places: dict[str, Span] = {}
    for one in _ID.finditer(opening.string, *opening.span("ids")):
        places.setdefault(one.group().lower(), Span(start=one.start(), end=one.end()))
    return places


def _written(text: str) -> Iterator[tuple[Span, re.Match[str], str]]:
    """Every comment of this kind that can be read: where it stands, its opening, and its reason."""
    for span, opening, rest in _begun(text):
        if opening["colon"] is not None or not rest:
            yield span, opening, rest.strip().removesuffix("--").strip()


def unreadable(postmortem: Postmortem) -> Iterator[Span]:
    """Comments that begin as a suppression does and are none: something stands where ids, a colon or the end should be."""
    code = Stretches(mask.span for mask in postmortem.masks if mask.kind is MaskKind.CODE)
    read = {span.start for span, _, _ in _written(postmortem.text)}
    end = 0
    for found in _BEGUN.finditer(postmortem.text):
        if end < found.end():
            end = postmortem.text.find("-->", found.end())
        if end < 0:
            return
        if found.start() not in read and not code.meet(found.start(), end + 3):
            yield Span(start=found.start(), end=end + 3)


def _begun(text: str) -> Iterator[tuple[Span, re.Match[str], str]]:
    """Comments with a known scope, each with what stands between its ids (or the colon behind these) and its end."""
    done = closing = 0
    for opening in _OPENING.finditer(text):
        after = opening.end()
        if opening.start() < done:
            continue
        if closing < after:
            closing = text.find("-->", after)
        if closing < 0:
            return
        done = closing + 3
        yield Span(start=opening.start(), end=done), opening, text[after:closing]


class _Blocks:
    """The blocks of one text, ready to be asked by many comments which of them is meant."""

    def __init__(self, postmortem: Postmortem) -> None:
        self._text, self._blocks = postmortem.text, postmortem.blocks

    @cached_property
    def _ends(self) -> list[int]:
        return [block.span.end for block in self._blocks]

    @cached_property
    def _next_of_text(self) -> list[int]:
        """For each block the first one from it on that is no comment and no HTML."""
        following = [len(self._blocks)] * (len(self._blocks) + 1)
        for index in range(len(self._blocks) - 1, -1, -1):
            silent = self._blocks[index].kind in {BlockKind.COMMENT, BlockKind.HTML}
            following[index] = following[index + 1] if silent else index
        return following

    @cached_property
    def _ends_of_tables(self) -> dict[int, int]:
        return {block.table: block.span.end for block in self._blocks if block.table is not None}

    def meant_by(self, comment: Span) -> Span:
        """The block that the comment stands in, if that has text of its own; else the next one (for a table cell, its whole table)."""
        index = self._next_of_text[bisect_right(self._ends, comment.start)]
        while index < len(self._blocks):
            block = self._blocks[index]
            if not block.span.holds(comment) or self._has_text(block.content, comment):
                return block.span if block.table is None else Span(start=block.span.start, end=self._ends_of_tables[block.table])
            index = self._next_of_text[index + 1]
        return Span(start=comment.end, end=comment.end)

    def _has_text(self, content: Span, comment: Span) -> bool:
        """Whether the block says something beside the comment; looks no further than the first thing that it says."""
        before = _VISIBLE.search(self._text, content.start, comment.start)
        return before is not None or _VISIBLE.search(self._text, comment.end, content.end) is not None
