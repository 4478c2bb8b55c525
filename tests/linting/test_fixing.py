"""Rewrites are applied to files without touching anything else in them."""

import os
from pathlib import Path

import pytest
from fake_linter import again, check, linted

from api.linting.fixing import ROUNDS, Fixing, applied, chosen, difference
from api.linting.run import Run
from api.linting.sources import Draft, read_draft
from api.linting.writing import replace_file
from models.errors import BadInputError, ConflictError
from models.findings import Rewrite


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def edit(start: int, end: int, replacement: str = "") -> Rewrite:
    return Rewrite(start=start, end=end, replacement=replacement, safe=True)


def test_of_edits_that_overlap_the_first_and_the_longest_is_chosen() -> None:
    base = linted("bad bad bad bad").report.findings
    offered = [edit(0, 2), edit(0, 5), edit(4, 6), edit(5, 7), edit(7, 7, "x"), edit(7, 9)]
    findings = [base[0].model_copy(update={"rewrites": (one,)}) for one in offered]
    assert chosen(findings, unsafe=False) == [edit(0, 5), edit(5, 7), edit(7, 9)]


def test_only_safe_rewrites_unless_all_are_asked_for() -> None:
    draft = linted("SAFE one LOUD bad")
    assert Fixing(write=False)(draft, again).draft.text == "one LOUD bad"
    done = Fixing(write=False, unsafe=True)(draft, again)
    assert done.draft.text == "one calm bad"  # "LOUD" becomes "SAFE calm", and that in the next round "calm"
    assert done.fixed == 3
    assert [finding.quote for finding in done.report.findings] == ["bad"]


def test_a_draft_that_never_settles_ends() -> None:
    def swapping(draft: Draft):
        start = draft.text.index("bad")
        one = check(draft.path, draft.text).findings[0]
        turned = one.model_copy(update={"rewrites": (edit(start, start + 3, "bad!"),)})
        return linted(draft.text).keeping([turned])

    done = Fixing(write=False)(swapping(linted("bad").draft), swapping)
    assert done.fixed == ROUNDS
    same = Fixing(write=False)(
        linted("bad").keeping([linted("bad").report.findings[0].model_copy(update={"rewrites": (edit(0, 0),)})]), again
    )
    assert same.fixed == 0


@pytest.mark.parametrize(
    "data", [b"SAFE one\r\nbad\r\n", b"\xef\xbb\xbfSAFE one\nSAFE two", "é SAFE 日本\r\n\x0c\u2028x".encode(), b"SAFE "]
)
def test_bytes_beside_the_rewrite_stay(tmp_path: Path, data: bytes) -> None:
    path = written(tmp_path / "a.md", data)
    path.chmod(0o640)
    (done,) = Run(check, mend=Fixing()).outcomes([path])
    assert path.read_bytes() == data.replace(b"SAFE ", b"")
    assert path.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["a.md"]
    assert done.fixed == data.count(b"SAFE ")


def test_nothing_is_written_where_nothing_is_fixed(tmp_path: Path) -> None:
    path = written(tmp_path / "a.md", b"bad LOUD")
    before = path.stat().st_mtime_ns, path.stat().st_ino
    list(Run(check, mend=Fixing()).outcomes([path]))
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    written(tmp_path / "real.md", b"SAFE one")
    link = tmp_path / "link.md"
    link.symlink_to("real.md")
    list(Run(check, mend=Fixing()).outcomes([link]))
    assert link.is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"one"


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = written(tmp_path / "a.md", b"SAFE one")

    def slow(name: Path, text: str):
        path.write_bytes(b"SAFE two")
        return check(name, text)

    (done,) = Run(slow, mend=Fixing()).outcomes([path])
    assert "changed in the meantime" in done.error
    assert path.read_bytes() == b"SAFE two"
    assert os.listdir(tmp_path) == ["a.md"]


def test_a_read_only_file_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "a.md", b"SAFE one")
    monkeypatch.setattr(os, "access", lambda *asked: False)  # root may write anything
    with pytest.raises(BadInputError, match="read-only"):
        replace_file(path, b"one")
    assert path.read_bytes() == b"SAFE one"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"nowhere/out\.txt cannot be written"):
        replace_file(tmp_path / "nowhere/out.txt", b"x")


def test_a_new_file_gets_the_mode_of_new_files(tmp_path: Path) -> None:
    replace_file(tmp_path / "new", b"x")
    written(tmp_path / "other", b"x")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "other").stat().st_mode
    with pytest.raises(ConflictError):
        replace_file(tmp_path / "new", b"y", expected=b"z")


@pytest.mark.parametrize("text", ["SAFE one\r\ntwo\r\n", "zero\nSAFE one", "SAFE \n", "a\x0bSAFE b\u2028c\n"])
def test_the_difference_can_be_applied(tmp_path: Path, text: str) -> None:
    path = written(tmp_path / "a.md", text.encode())
    (done,) = Run(check, mend=Fixing(write=False)).outcomes([path])
    assert path.read_bytes() == text.encode()
    told = difference(done.draft, text)
    assert ("\\ No newline at end of file" in told) == (not text.endswith("\n"))
    assert difference(done.draft, done.draft.text) == ""
    import subprocess

    relative = told.replace(str(path), "a.md")
    subprocess.run(["git", "apply", "-p0", "-"], input=relative.encode(), cwd=tmp_path, check=True)
    assert path.read_bytes() == text.replace("SAFE ", "").encode()


def test_applying_nothing_changes_nothing(tmp_path: Path) -> None:
    assert applied("abc", []) == "abc"
    draft = read_draft(written(tmp_path / "a.md", b"\xef\xbb\xbfx\r\n"))
    assert (draft.text, draft.encoded) == ("x\r\n", b"\xef\xbb\xbfx\r\n")


def test_what_is_no_plain_file_is_written_to(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    replace_file(Path(f"/dev/fd/{writing}"), b"x")
    assert os.read(reading, 9) == b"x"
    os.close(reading)
    os.close(writing)
    replace_file(Path(os.devnull), b"x")
    assert not Path(os.devnull).is_file()
