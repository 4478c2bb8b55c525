"""A baseline: the findings that were there when a team began to lint. They are known, and are not reported again.

An entry is a path, relative to the folder of the baseline, and the id of a finding, which stays while its sentence moves."""

import json
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath

from pydantic import Field, TypeAdapter, ValidationError

from api.linting.outcomes import Linted
from api.linting.sources import STDIN, file_bytes, readable
from api.linting.writing import replace_file
from models.base import Noun
from models.errors import BadInputError, NotFoundError, shortened

VERSION = 1
QUOTED = 60


class Entry(Noun):
    """A known finding. What is known is its id; rule and words are for those who read the file."""

    id: str
    rule: str = ""
    quote: str = ""


class Stored(Noun):
    """The file."""

    version: int
    files: dict[str, tuple[Entry, ...]] = Field(default_factory=dict)


class Baseline:
    """The known findings of a file of them. `updating` collects what is found instead, to be written in its place."""

    def __init__(self, path: Path, *, updating: bool = False) -> None:
        self.path = path
        self._folder = Path(os.path.realpath(path)).parent
        self._updating = updating
        self._known = _loaded(path, may_be_missing=updating)
        self._found: dict[str, tuple[Entry, ...]] = {}

    def kept(self, linted: Linted) -> Linted:
        """The draft with the findings that are not known; none at all where the baseline is made anew."""
        name = self._name(linted.draft.path)
        findings = linted.report.findings
        self._found[name] = tuple(
            Entry(id=finding.id, rule=finding.rule, quote=shortened(" ".join(finding.quote.split()), QUOTED)) for finding in findings
        )
        known = {entry.id for entry in (self._found if self._updating else self._known).get(name, ())}
        kept = [finding for finding in findings if finding.id not in known]
        return linted.keeping(kept, known=len(findings) - len(kept))

    def gone(self) -> Iterator[tuple[str, Entry]]:
        """Entries that no longer occur: of the drafts that were linted, and of those that are no more."""
        for name, entries in self._known.items():
            if name in self._found:
                present = {entry.id for entry in self._found[name]}
                yield from ((name, entry) for entry in entries if entry.id not in present)
            elif name != STDIN and not (self._folder / name).exists():
                yield from ((name, entry) for entry in entries)

    def write(self) -> tuple[int, int, int]:
        """Writes what was found, and what is known of drafts that were not linted; how many entries there are, are new, and are gone."""
        gone = defaultdict(set)
        for name, entry in self.gone():
            gone[name].add(entry.id)
        kept = {name: entries for name, entries in self._known.items() if name not in self._found and name not in gone}
        files = {name: entries for name, entries in (kept | self._found).items() if entries}
        replace_file(self.path, written(files).encode("utf-8"))
        before = {(name, entry.id) for name, entries in self._known.items() for entry in entries}
        after = {(name, entry.id) for name, entries in files.items() for entry in entries}
        return len(after), len(after - before), len(before - after)

    def _name(self, path: Path) -> str:
        if str(path) == STDIN:
            return STDIN
        return readable(PurePath(os.path.relpath(Path(os.path.realpath(path.parent)) / path.name, self._folder))).replace(os.sep, "/")


def written(files: Mapping[str, tuple[Entry, ...]]) -> str:
    """The file: sorted, an entry a line, so that a change of one finding is a change of one line."""
    drafts = []
    for name in sorted(files):
        entries = sorted(files[name], key=lambda entry: (entry.rule, entry.id))
        lines = ",\n".join(f"      {json.dumps(entry.model_dump(), ensure_ascii=False)}" for entry in entries)
        drafts.append(f"    {json.dumps(name, ensure_ascii=False)}: [\n{lines}\n    ]")
    inner = "{\n" + ",\n".join(drafts) + "\n  }" if drafts else "{}"
    return f'{{\n  "version": {VERSION},\n  "files": {inner}\n}}\n'


def _loaded(path: Path, *, may_be_missing: bool) -> dict[str, tuple[Entry, ...]]:
    try:
        data = file_bytes(path)
    except NotFoundError as error:
        if may_be_missing:
            return {}
        raise NotFoundError(f"There is no baseline {path}: make it with --update-baseline.") from error
    try:
        plain = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BadInputError(f"{path} is no baseline: {error}.") from error
    version = plain.get("version") if isinstance(plain, dict) else None
    if version != VERSION:
        raise BadInputError(f"{path} is no baseline that this program reads: its version is {version!r}, not {VERSION}.")
    try:
        return TypeAdapter(Stored).validate_python(plain).files
    except ValidationError as error:
        first = error.errors()[0]
        place = "/".join(map(str, first["loc"]))
        raise BadInputError(f"{path} is no baseline: {place}: {first['msg']}.") from error
