"""What git calls changed is reported, whatever happened to the file."""

import os
import subprocess
from pathlib import Path

import pytest
from fake_linter import check

from api.linting import git
from api.linting.changes import Changes
from api.linting.fixing import Fixing
from api.linting.outcomes import Linted
from api.linting.run import Run
from models.errors import BadInputError

OLD = "".join(f"line {number} is bad\n" for number in range(1, 11))


@pytest.fixture(autouse=True)
def _repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    top = tmp_path / "a repository"
    top.mkdir()
    monkeypatch.chdir(top)
    told_git("init", "-q")
    Path("drafts").mkdir()
    for name in ("a.md", "b.md", "ü x.md"):
        Path("drafts", name).write_text(OLD, encoding="utf-8")
    commit()


def told_git(*arguments: str) -> None:
    subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@example.com", *arguments], check=True, capture_output=True)


def commit() -> None:
    told_git("add", "-A")
    told_git("commit", "-qm", "x")


def reported(name: str, revision: str = "HEAD") -> list[int]:
    changes = Changes(revision)
    changes.check_paths([Path(name)])
    (one,) = Run(check, narrowings=[changes]).outcomes([Path(name)])
    assert isinstance(one, Linted)
    return [one.draft.lines.place(finding.start)[0] for finding in one.report.findings]


def rewrite(name: str, text: str) -> None:
    with Path(name).open("w", encoding="utf-8", newline="") as file:
        file.write(text)


@pytest.mark.parametrize("name", ["drafts/a.md", "drafts/ü x.md"])
def test_only_changed_lines(name: str) -> None:
    assert reported(name) == []
    rewrite(name, OLD.replace("line 3 is", "line three is").replace("line 5 is bad\n", "") + "added bad\nand bad")
    assert reported(name) == [3, 10, 11]
    told_git("add", "-A")
    assert reported(name) == [3, 10, 11]


def test_against_an_older_revision() -> None:
    rewrite("drafts/a.md", OLD.replace("line 3", "line three"))
    commit()
    assert reported("drafts/a.md") == []
    assert reported("drafts/a.md", "HEAD~1") == [3]


def test_new_files_count_whole() -> None:
    rewrite("drafts/new.md", OLD)
    assert len(reported("drafts/new.md")) == 10
    told_git("add", "-A")
    assert len(reported("drafts/new.md")) == 10
    Path(".gitignore").write_text("ignored.md\n", encoding="utf-8")
    rewrite("ignored.md", OLD)
    assert len(reported("ignored.md")) == 10


def test_a_renamed_file_is_compared_with_what_it_was() -> None:
    told_git("mv", "drafts/a.md", "moved [1].md")
    rewrite("moved [1].md", OLD.replace("line 3", "line three"))
    assert reported("moved [1].md") == [3]


def test_a_file_that_git_no_longer_keeps_counts_whole() -> None:
    told_git("rm", "-q", "--cached", "drafts/a.md")
    assert len(reported("drafts/a.md")) == 10


def test_a_finding_over_several_lines_needs_one_of_them() -> None:
    changes = Changes("HEAD", changed_lines=lambda path: frozenset({2}))
    changes.check_paths([Path("drafts/a.md")])
    (one,) = Run(check).outcomes([Path("drafts/a.md")])
    assert isinstance(one, Linted)
    first = one.report.findings[0]
    spans = [(0, 5), (0, 14), (0, 15), (14, 15), (28, 40)]
    kept = changes.kept(one.keeping(first.model_copy(update={"start": start, "end": end}) for start, end in spans))
    assert [(finding.start, finding.end) for finding in kept.report.findings] == [(0, 15), (14, 15)]
    assert kept.outside == 3


def test_configuration_does_not_change_the_answer() -> None:
    for name, value in (
        ("color.ui", "always"),
        ("diff.external", "false"),
        ("diff.noprefix", "true"),
        ("diff.relative", "true"),
        ("diff.interHunkContext", "9"),
        ("diff.renames", "false"),
        ("core.quotePath", "true"),
        ("core.autocrlf", "true"),
    ):
        told_git("config", name, value)
    Path(".gitattributes").write_text("*.md -diff\n", encoding="utf-8")
    rewrite("drafts/a.md", OLD.replace("line 3", "line three").replace("line 6", "line six"))
    assert reported("drafts/a.md") == [3, 6]


def test_from_within_a_hook_and_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    rewrite("drafts/a.md", OLD.replace("line 3", "line three"))
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", "nowhere")
    monkeypatch.chdir("drafts")
    assert reported("a.md") == [3]
    Path("link.md").symlink_to("a.md")
    assert reported("link.md") == [3]


def test_crlf_and_a_form_feed_are_no_lines_of_their_own() -> None:
    rewrite("drafts/a.md", "one\x0c\u2028bad\r\ntwo bad\r\n")
    commit()
    rewrite("drafts/a.md", "one\x0c\u2028bad\r\ntwo is bad\r\n")
    assert reported("drafts/a.md") == [2]


@pytest.mark.parametrize("revision", ["", "-O", "--output=x", "nonsense", "HEAD:drafts", "HEAD..HEAD"])
def test_what_is_no_revision_is_told(revision: str) -> None:
    with pytest.raises(BadInputError, match="--diff"):
        reported("drafts/a.md", revision)
    assert not Path("x").exists()


def test_outside_a_repository(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(OLD, encoding="utf-8")
    with pytest.raises(BadInputError, match="not a git repository"):
        reported(str(tmp_path / "a.md"))


def test_without_git(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(BadInputError, match="needs git"):
        reported("drafts/a.md")


def test_standard_input_has_no_revision() -> None:
    with pytest.raises(BadInputError, match="standard input"):
        Changes("HEAD").check_paths([Path("-")])


def test_fixes_stay_within_the_changed_lines() -> None:
    rewrite("drafts/a.md", "SAFE one\nSAFE two\n")
    commit()
    rewrite("drafts/a.md", "SAFE one\nSAFE 2 LOUD\n")
    changes = Changes("HEAD")
    changes.check_paths([Path("drafts/a.md")])
    (one,) = Run(check, narrowings=[changes], mend=Fixing(unsafe=True, changes=changes)).outcomes([Path("drafts/a.md")])
    assert isinstance(one, Linted)
    assert Path("drafts/a.md").read_text(encoding="utf-8") == "SAFE one\n2 calm\n"
    assert (one.fixed, one.outside) == (3, 1)


def test_changed_lines_move_with_edits_over_several_lines() -> None:
    lines: dict[Path, frozenset[int] | None] = {Path("drafts/a.md"): frozenset({1, 4, 9})}
    changes = Changes("HEAD", changed_lines=lines.__getitem__)
    changes.check_paths([Path("drafts/a.md")])
    changes.edited(Path("drafts/a.md"), range(3, 6), 1)
    assert changes._lines == {Path("drafts/a.md"): frozenset({1, 3, 7})}


def test_names_before() -> None:
    listed = b"M\0a\0R090\0old\0new\0A\0b\0D\0c\0T\0d\0"
    assert git._names_before(listed) == {b"a": b"a", b"new": b"old", b"b": None, b"c": None, b"d": b"d"}
