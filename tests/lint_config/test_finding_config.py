"""Which configuration a draft has, and which drafts are left out of a folder."""

from pathlib import Path

import pytest

from api.lint_config.finding import Policies
from models.findings import Level
from models.lint_config import Profile

SUFFIXES = frozenset({".md"})


def write(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_nearest_file_counts_and_those_above_are_not_read(tmp_path: Path) -> None:
    write(tmp_path / ".postmortem.toml", "this is no TOML")
    write(tmp_path / "team" / ".postmortem.toml", 'profile = "blame-aware"')
    policy = Policies().of(tmp_path / "team" / "2024" / "a.md")
    assert policy.config.profile is Profile.BLAME_AWARE


def test_the_own_file_outranks_pyproject_and_a_pyproject_without_the_table_is_passed(tmp_path: Path) -> None:
    write(tmp_path / ".postmortem.toml", 'profile = "blame-aware"')
    write(tmp_path / "pyproject.toml", '[tool.postmortem]\nprofile = "strict-anonymous"')
    write(tmp_path / "in" / "pyproject.toml", "[tool.other]\nx = 1")
    assert Policies().of(tmp_path / "in" / "a.md").config.profile is Profile.BLAME_AWARE


def test_a_named_file_serves_for_all_and_isolated_reads_none(tmp_path: Path) -> None:
    named = write(tmp_path / "named.toml", 'profile = "strict-anonymous"')
    write(tmp_path / "team" / ".postmortem.toml", 'profile = "blame-aware"')
    assert Policies(config=named).of(tmp_path / "team" / "a.md").config.profile is Profile.STRICT_ANONYMOUS
    assert Policies(isolated=True).of(tmp_path / "team" / "a.md").config.profile is Profile.BLAMELESS


def test_a_folder_is_walked_without_what_is_excluded_or_hidden(tmp_path: Path) -> None:
    write(tmp_path / ".postmortem.toml", 'exclude = ["templates/", "*.draft.md"]')
    for name in ("a.md", "b.draft.md", "templates/c.md", "deep/d.md", ".github/e.md", "node_modules/x/f.md", "deep/g.txt"):
        write(tmp_path / name)
    found = [path.relative_to(tmp_path).as_posix() for path in Policies().drafts_in(tmp_path, SUFFIXES)]
    assert found == ["a.md", "deep/d.md"]


@pytest.mark.parametrize(
    ("path", "level"),
    [("a.md", Level.ERROR), ("vendors/a.md", Level.OFF), ("vendors/deep/a.md", Level.OFF), ("vendors/ours/a.md", Level.SUGGESTION)],
)
def test_levels_by_path_outrank_those_for_all_and_later_ones_the_earlier(tmp_path: Path, path: str, level: Level) -> None:
    write(
        tmp_path / ".postmortem.toml",
        '[levels]\nomission = "error"\n[per-path."vendors/**"]\nlevels = { omission = "off" }\n'
        '[per-path."vendors/ours/**"]\nlevels = { omission = "suggestion" }\n',
    )
    assert Policies().of(tmp_path / path).levels(tmp_path / path)["omission"] is level


def test_a_profile_by_path(tmp_path: Path) -> None:
    write(tmp_path / ".postmortem.toml", '[per-path."public/"]\nprofile = "strict-anonymous"\n')
    policy = Policies().of(tmp_path / "a.md")
    assert "named-individual" not in policy.levels(tmp_path / "a.md")
    assert policy.levels(tmp_path / "public" / "a.md")["named-individual"] is Level.ERROR
    assert policy.levels(tmp_path / "public" / "a.md", profile=Profile.BLAME_AWARE)["named-individual"] is Level.OFF
