"""CSV and TSV: a record a row, fields named by the first row."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

from corpus.importers.building import Draft, build
from corpus.importers.items import Failed, Item
from corpus.importers.mapping import FieldMapping
from corpus.importers.outcomes import Numbering, attempted
from corpus.importers.records import Unseen, nearest
from corpus.importers.sources import Source, peek, suffix
from corpus.importers.values import at_path, listed
from models.errors import BadInputError

SUFFIXES = frozenset({".csv", ".tsv", ".tab", ".psv"})
DELIMITERS = (",", "\t", ";", "|")
MAX_COLUMNS = 5_000
MAX_FIELD_CHARS = 32_000_000


def identify(name: str, head: bytes) -> bool:
    """A name of CSV, or (in a file without an ending that tells otherwise) a first row of short distinct names that the next rows
    match in number, among them one that a mapping can be guessed from."""
    if suffix(name) in SUFFIXES:
        return True
    if suffix(name) not in {"", ".txt"}:
        return False
    lines = peek(head).splitlines(keepends=True)
    if not lines:
        return False
    delimiter = _delimiter(lines[0])
    try:
        rows = [row for _, row in zip(range(4), csv.reader(lines, delimiter=delimiter), strict=False) if row]
    except csv.Error:
        return False
    names = [name.strip() for name in rows[0]] if rows else []
    if len(rows) < 2 or len(names) < 2 or len(set(names)) < len(names) or any(len(row) != len(names) for row in rows[:-1]):
        return False
    if not all(re.fullmatch(r"[\w][\w .:()/#-]{0,59}", name) for name in names):
        return False
    guessed = FieldMapping().completed(dict.fromkeys(names, "x"), has_body=False).sources
    return "text" in guessed and len(guessed) > 1


def extract(source: Source, *, mapping: FieldMapping | None = None) -> Iterator[Item]:
    """An incident from every row. A row with another number of fields than the first, or with bytes that are not UTF-8, fails by
    itself. Rows are read one at a time."""
    csv.field_size_limit(MAX_FIELD_CHARS)  # One limit for the process, and nobody else here reads CSV.
    try:
        yield from _Rows(source, mapping).items()
    except BadInputError as error:
        yield Failed(source=source.name, where="", error=str(error))


class _Rows:
    def __init__(self, source: Source, mapping: FieldMapping | None) -> None:
        self.source, self.mapping = source, mapping
        self.problems: dict[int, str] = {}
        first = next((line for line in source.lines() if line.text.strip() or line.problem), None)
        if first is None:
            raise BadInputError("It is empty." if not source.head else "There is nothing in it but white space.")
        self.reader = csv.reader(self.texts(), delimiter=_delimiter(first.text), strict=True)

    def texts(self) -> Iterator[str]:
        for line in self.source.lines():
            if line.problem:
                self.problems[line.number] = line.problem
            yield line.text

    def rows(self) -> Iterator[tuple[int, list[str] | str]]:
        """Rows with the line that they begin in; in place of a row that cannot be read, what is wrong with it."""
        while True:
            start = self.reader.line_num + 1
            try:
                row = next(self.reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield start, f"The row cannot be read: {error} (line {self.reader.line_num}). Is a double quote missing or not doubled?"
                continue
            problems = [self.problems.pop(line) for line in range(start, self.reader.line_num + 1) if line in self.problems]
            if problems:
                yield start, problems[0]
            elif any(cell.strip() for cell in row):
                yield start, row

    def items(self) -> Iterator[Item]:
        rows = self.rows()
        _, names = next(rows, (1, "It is empty."))
        if isinstance(names, str):
            raise BadInputError(f"The first row, which names the fields: {names}")
        if len(names) > MAX_COLUMNS:
            raise BadInputError(f"The first row names {len(names):,} fields; {MAX_COLUMNS:,} are allowed.")
        names = [name.strip() for name in names]
        self.check(names)
        repeated = {name for name, count in Counter(names).items() if name and count > 1}
        numbering, unseen = Numbering(), Unseen(self.mapping)
        count = 0
        for line, row in rows:
            count += 1
            where = f"line {line}"
            if isinstance(row, str):
                yield Failed(source=self.source.name, where=where, error=row)
                continue
            if len(row) != len(names) and (len(row) < len(names) or any(cell.strip() for cell in row[len(names) :])):
                error = f"The row has {len(row)} fields, but the first row names {len(names)}"
                hint = "is a value with a comma or a line end not in quotes?"
                yield Failed(source=self.source.name, where=where, error=f"{error}: {hint}")
                continue
            record = _record(names, row, repeated)
            unseen.look(record)
            item = attempted(self.source, where, partial(build, self.source, Draft(fields=record, where=where), mapping=self.mapping))
            yield item if self.mapping and "id" in self.mapping.given else numbering.numbered(item)
        if not count:
            yield Failed(source=self.source.name, where="", error="There is no row below the names of the fields.")

    def check(self, names: list[str]) -> None:
        """Refuses a file whose first row cannot serve, before every row fails for the same reason."""
        columns = {name: "x" for name in names if name}
        for target, fields in self.mapping.sources.items() if self.mapping else ():
            for name in fields:
                if at_path(columns, name) is None and at_path(columns, name.split(".")[0]) is None:
                    raise BadInputError(f"There is no column {name!r} (for {target}){nearest(name, columns)}.")
        used = (self.mapping or FieldMapping()).completed(columns, has_body=False).sources
        if "text" not in used:
            parted = " There is one column only: fields are parted by a comma, semicolon, tab or bar." if len(names) == 1 else ""
            raise BadInputError(f"No column is known to hold the text; the columns are {listed(names)}: say --map text=COLUMN.{parted}")


def _record(names: list[str], row: list[str], repeated: set[str]) -> dict[str, Any]:
    """The row by its columns; a column that occurs several times (Jira) becomes a list, one without a name is named by its place."""
    record: dict[str, Any] = {}
    for index, (name, cell) in enumerate(zip(names, row, strict=False), 1):
        key = name or f"column {index}"
        if name in repeated:
            record.setdefault(key, [])
            if cell.strip():
                record[key].append(cell)
        else:
            record[key] = cell
    return record


def _delimiter(line: str) -> str:
    """The one that parts the first row into most fields."""

    def fields(delimiter: str) -> int:
        try:
            return len(next(csv.reader([line], delimiter=delimiter), []))
        except csv.Error:
            return 0

    return max(DELIMITERS, key=fields)
