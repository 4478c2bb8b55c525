"""Rewrites are applied: those of a round do not overlap, then the draft is linted again, until nothing is left to apply."""

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from api.linting.changes import Changes
from api.linting.outcomes import Linted
from api.linting.sources import Draft
from api.linting.writing import replace_file
from models.findings import Finding, Rewrite

ROUNDS = 20
"""A rewrite is offered where it leaves less to mark, so that a draft settles in a few rounds; this ends one that would not."""

_NO_END = "\n\\ No newline at end of file\n"


@dataclass(frozen=True)
class Fixing:
    """Which rewrites are applied, and to what end: `write` puts the text back into its file; `changes` are told of every edit."""

    unsafe: bool = False
    write: bool = True
    changes: Changes | None = None

    def __call__(self, linted: Linted, again: Callable[[Draft], Linted]) -> Linted:
        """The draft with its rewrites applied and the findings that remain."""
        data, seen, fixed = linted.draft.data, {linted.draft.text}, 0
        for _ in range(ROUNDS):
            edits = chosen(linted.report.findings, unsafe=self.unsafe)
            text = applied(linted.draft.text, edits)
            if text in seen:
                break
            seen.add(text)
            self._tell(linted.draft, edits)
            fixed += len(edits)
            linted = again(linted.draft.with_text(text))
        if fixed and self.write and not linted.draft.from_stdin:
            replace_file(linted.draft.path, linted.draft.encoded, expected=data)
        return replace(linted, fixed=fixed)

    def _tell(self, draft: Draft, edits: list[Rewrite]) -> None:
        if self.changes is not None:
            for edit in reversed(edits):
                self.changes.edited(draft.path, draft.lines.touched(edit.start, edit.end), lines_after(draft, edit))


def lines_after(draft: Draft, edit: Rewrite) -> int:
    """How many lines an edit leaves of those that it touches."""
    touched = draft.lines.touched(edit.start, edit.end)
    return len(touched) - draft.text[edit.start : edit.end].count("\n") + edit.replacement.count("\n")


def chosen(findings: Iterable[Finding], *, unsafe: bool) -> list[Rewrite]:
    """One rewrite a finding, the first that may be applied; of those that overlap the first, and of those the longest."""
    offered = [
        rewrite
        for finding in findings
        for rewrite in [next((one for one in finding.rewrites if one.safe or unsafe), None)]
        if rewrite is not None
    ]
    edits: list[Rewrite] = []
    for rewrite in sorted(offered, key=lambda one: (one.start, -one.end)):
        if not edits or (rewrite.start >= edits[-1].end and rewrite.start > edits[-1].start):
            edits.append(rewrite)
    return edits


def applied(text: str, edits: Iterable[Rewrite]) -> str:
    """The text with all edits, which are in order and do not overlap."""
    pieces, at = [], 0
    for edit in edits:
        pieces += [text[at : edit.start], edit.replacement]
        at = edit.end
    return "".join([*pieces, text[at:]])


def difference(draft: Draft, before: str) -> str:
    """What became of a text as a unified diff, which `patch -p0` reads; nothing where it is the same."""
    old, new = (kept_ends(text) for text in (before, draft.text))
    lines = difflib.unified_diff(old, new, draft.name, draft.name)
    return "".join(line if line.endswith("\n") else line + _NO_END for line in lines)


def kept_ends(text: str) -> list[str]:
    """The lines with their ends; a line ends with LF alone, as for `patch`."""
    lines = text.split("\n")
    return [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def original(draft: Draft) -> str:
    """The text as it was read."""
    return draft.data.decode("utf-8-sig")
