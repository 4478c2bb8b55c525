"""Findings in lines that a revision does not have: the others are left out."""

from collections.abc import Callable
from pathlib import Path

from api.linting.git import ALL_LINES, Revision
from api.linting.outcomes import Linted
from api.linting.sources import STDIN
from models.errors import BadInputError
from models.findings import Family, Finding


class Changes:
    """Keeps the findings that touch a changed line. A part that is missing is missing from the whole draft, and is told of new drafts alone."""

    def __init__(self, revision: str, *, changed_lines: Callable[[Path], frozenset[int] | None] | None = None) -> None:
        self._changed_lines = changed_lines or Revision(revision).changed_lines
        self._lines: dict[Path, frozenset[int] | None] = {}

    def check_paths(self, paths: list[Path]) -> None:
        """Asks git of each file before anything is linted. Raises BadInputError where it has no answer."""
        for path in paths:
            if str(path) == STDIN:
                raise BadInputError("--diff needs files: standard input has no lines of a revision.")
            if path.exists():
                self._lines[path] = self._changed_lines(path)

    def kept(self, linted: Linted) -> Linted:
        """The draft with the findings in changed lines."""
        changed = self._lines.get(linted.draft.path, frozenset())
        if changed is ALL_LINES:
            return linted
        findings = linted.report.findings
        kept = [finding for finding in findings if self._touches(linted, finding, changed)]
        return linted.keeping(kept, outside=len(findings) - len(kept))

    @staticmethod
    def _touches(linted: Linted, finding: Finding, changed: frozenset[int]) -> bool:
        if finding.family is Family.STRUCTURE_SECTIONS:
            return False
        return not changed.isdisjoint(linted.draft.lines.touched(finding.start, finding.end))

    def edited(self, path: Path, before: range, lines: int) -> None:
        """Moves the changed lines of a file where the lines `before` became so many `lines`, all of them changed."""
        changed = self._lines.get(path)
        if changed is ALL_LINES:
            return
        grown = lines - len(before)
        kept = {line if line < before.start else line + grown for line in changed if line not in before}
        self._lines[path] = frozenset(kept | set(range(before.start, before.start + lines)))
