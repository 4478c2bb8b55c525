"""Golden files: each folder below golden/ holds an input (a file or a folder, with mapping.txt beside it where it needs one) and
expected.json, all that must come of it. A missing or stale expectation is rewritten, and the test fails: read the difference."""

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.importers import Failed, FieldMapping, Imported, Item, load, load_bytes
from corpus.importers.registry import IMPORTERS, importer_for

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(path for path in GOLDEN.iterdir() if path.is_dir())


def input_of(case: Path) -> Path:
    (found,) = [path for path in case.iterdir() if path.name not in {"expected.json", "mapping.txt"}]
    return found


def mapping_of(case: Path) -> FieldMapping | None:
    path = case / "mapping.txt"
    return FieldMapping.parse(path.read_text(encoding="utf-8").strip()) if path.exists() else None


def shown(item: Item) -> dict[str, Any]:
    place = {"source": item.source, "where": item.where}
    if isinstance(item, Imported):
        incident = item.incident.model_dump(mode="json", exclude_defaults=True)
        decisions = [decision.model_dump(mode="json", exclude_defaults=True) for decision in item.decisions]
        return {"imported": place, "mapping": item.mapping, "incident": incident, "decisions": decisions}
    return {"failed": place, "error": item.error} if isinstance(item, Failed) else {"skipped": place, "reason": item.reason}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_input_becomes_what_is_expected(case: Path) -> None:
    found = [shown(item) for item in load(input_of(case), mapping=mapping_of(case))]
    expected = case / "expected.json"
    if not expected.exists() or json.loads(expected.read_text(encoding="utf-8")) != found:
        before = json.loads(expected.read_text(encoding="utf-8")) if expected.exists() else None
        expected.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        assert found == before, "expected.json was rewritten: read the difference"


@pytest.mark.parametrize("case", [case for case in CASES if input_of(case).is_file()], ids=lambda case: case.name)
def test_an_upload_gives_the_same_as_the_file(case: Path) -> None:
    path = input_of(case)
    assert list(load_bytes(path.name, path.read_bytes(), mapping=mapping_of(case))) == list(load(path, mapping=mapping_of(case)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_second_run_gives_the_same(case: Path) -> None:
    assert list(load(input_of(case), mapping=mapping_of(case))) == list(load(input_of(case), mapping=mapping_of(case)))


def test_every_importer_has_a_golden_file() -> None:
    chosen = set()
    for case in CASES:
        for path in [input_of(case)] if input_of(case).is_file() else [path for path in input_of(case).rglob("*") if path.is_file()]:
            importer = importer_for(path.name, path.read_bytes())
            chosen |= {importer.name} if importer else set()
    assert chosen == {importer.name for importer in IMPORTERS}
