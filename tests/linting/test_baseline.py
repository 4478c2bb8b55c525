"""Baselines: what is known stays known wherever its sentence goes."""

import json
from pathlib import Path

import pytest
from fake_linter import check

from api.linting.baseline import Baseline
from api.linting.outcomes import Linted
from api.linting.run import Run
from models.errors import BadInputError, NotFoundError


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("drafts").mkdir()
    Path("drafts/a.md").write_text("A bad day.\n\nGood.\n", encoding="utf-8")
    Path("drafts/b.md").write_text("A bad day.\nA bad day.\n", encoding="utf-8")


def run(baseline: Baseline, *names: str) -> list[Linted]:
    return [one for one in Run(check, narrowings=[baseline]).outcomes(map(Path, names)) if isinstance(one, Linted)]


def made(*names: str) -> tuple[int, int, int]:
    baseline = Baseline(Path("known.json"), updating=True)
    assert all(one.report.findings == () for one in run(baseline, *names))
    return baseline.write()


def test_known_findings_are_not_reported_wherever_they_move() -> None:
    assert made("drafts/a.md", "drafts/b.md") == (3, 3, 0)
    Path("drafts/a.md").write_text("# New\n\nGood.\n\nA  BAD\nbad one.\nA bad day.\n", encoding="utf-8")
    known = Baseline(Path("known.json"))
    (a,) = run(known, "drafts/a.md")
    assert [finding.quote for finding in a.report.findings] == ["bad"]
    assert a.known == 1
    assert a.report.counts == {"judgment": 1}
    assert list(known.gone()) == []


def test_paths_are_relative_to_the_baseline(monkeypatch: pytest.MonkeyPatch) -> None:
    made("drafts/a.md", str(Path("drafts/b.md").absolute()))
    monkeypatch.chdir("drafts")
    (a,) = run(Baseline(Path("../known.json")), "a.md")
    assert a.report.findings == ()


def test_what_no_longer_occurs_is_told() -> None:
    made("drafts/a.md", "drafts/b.md")
    Path("drafts/b.md").write_text("A bad day.\n", encoding="utf-8")
    Path("drafts/a.md").unlink()
    known = Baseline(Path("known.json"))
    run(known, "drafts/b.md")
    assert sorted(name for name, _ in known.gone()) == ["drafts/a.md", "drafts/b.md"]


def test_writing_again_keeps_what_was_not_linted_and_drops_what_is_gone() -> None:
    made("drafts/a.md", "drafts/b.md")
    Path("drafts/b.md").write_text("Another bad day.\n", encoding="utf-8")
    assert made("drafts/b.md") == (2, 1, 2)
    Path("drafts/a.md").unlink()
    assert made("drafts/b.md") == (1, 0, 1)


def test_the_file_is_sorted_an_entry_a_line_and_the_same_each_time() -> None:
    made("drafts/b.md", "drafts/a.md")
    first = Path("known.json").read_text(encoding="utf-8")
    made("drafts/a.md", "drafts/b.md")
    assert Path("known.json").read_text(encoding="utf-8") == first
    plain = json.loads(first)
    assert plain["version"] == 1
    assert list(plain["files"]) == ["drafts/a.md", "drafts/b.md"]
    assert sum('"id"' in line for line in first.splitlines()) == 3
    assert first.endswith("}\n")
    Path("drafts/a.md").write_text("Good.\n", encoding="utf-8")
    Path("drafts/b.md").write_text("Good.\n", encoding="utf-8")
    made("drafts/a.md", "drafts/b.md")
    assert json.loads(Path("known.json").read_text(encoding="utf-8")) == {"version": 1, "files": {}}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "is no baseline"),
        ("[]", "version is None"),
        ('{"version": 2}', "version is 2"),
        ('{"version": 1, "files": {"a": [{"rule": "x"}]}}', "files/a/0/id"),
        ('{"version": 1, "files": {}, "more": 1}', "more"),
        ("[" * 100_000, "is no baseline"),
        (b"\xff\xfe", "is no baseline"),
    ],
)
def test_a_bad_baseline_is_told(text: str | bytes, told: str) -> None:
    Path("known.json").write_bytes(text if isinstance(text, bytes) else text.encode())
    for updating in (False, True):
        with pytest.raises(BadInputError, match=told):
            Baseline(Path("known.json"), updating=updating)


def test_a_missing_baseline_is_told() -> None:
    with pytest.raises(NotFoundError, match="--update-baseline"):
        Baseline(Path("known.json"))
