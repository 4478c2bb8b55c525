"""Pipes whose reader has gone, and paths that name nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from api.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
RUN = "from api.cli.main import main; main()"


@pytest.mark.parametrize("arguments", [["rules"], ["rules", "--format", "json"], ["lint", "docs/example-draft.md"], ["--help"]])
def test_a_closed_pipe_ends_the_command_without_noise(arguments: list[str]) -> None:
    with subprocess.Popen([sys.executable, "-c", RUN, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        noise = running.stderr.read().decode()
    assert (running.returncode, noise) == (0, "")


@pytest.mark.parametrize("command", ["lint", "import"])
def test_an_empty_path_is_not_the_current_folder(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("draft.md").write_text("Dave forgot it.\n", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["postmortem", command, ""])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "path is empty" in printed.err
