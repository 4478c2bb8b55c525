"""A run over drafts: each is read, linted, mended where that is asked, and its findings are narrowed to those that are reported."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from api.linting.outcomes import Linted, Outcome, Unread
from api.linting.sources import Draft, read_draft, readable
from models.errors import BadInputError, ConflictError, EmptyTextError, NotFoundError
from models.findings import LintReport

Check = Callable[[Path, str], LintReport]
"""Lints the text of the draft at a path; raises BadInputError where it cannot be read as a draft."""

Mend = Callable[[Linted, Callable[[Draft], Linted]], Linted]
"""Applies rewrites to a linted draft; the function that it is given lints the draft again."""


class Narrowing(Protocol):
    """Leaves out findings that are not to be reported."""

    def kept(self, linted: Linted) -> Linted:
        """The draft with the findings that are left."""


@dataclass(frozen=True)
class Run:
    """How each draft is treated; `stdin_name` is what reports call standard input."""

    check: Check
    narrowings: Sequence[Narrowing] = ()
    mend: Mend | None = None
    stdin_name: Path | None = None

    def outcomes(self, paths: Iterable[Path]) -> Iterator[Outcome]:
        """One outcome a path, as they come; what cannot be read does not end the run."""
        for path in paths:
            try:
                yield self._treated(read_draft(path, stdin_name=self.stdin_name))
            except EmptyTextError:
                yield Unread(readable(path), f"{readable(path)}: The text is empty: a postmortem has at least one word.")
            except (BadInputError, NotFoundError, ConflictError) as error:
                name, told = readable(path), str(error)
                yield Unread(name, told if name in told else f"{name}: {told}")

    def _treated(self, draft: Draft) -> Linted:
        linted = self.reviewed(draft)
        return linted if self.mend is None else self.mend(linted, self.reviewed)

    def reviewed(self, draft: Draft) -> Linted:
        """The draft with the findings that are reported."""
        linted = Linted(draft, self.check(draft.path, draft.text))
        for narrowing in self.narrowings:
            linted = narrowing.kept(linted)
        return linted
