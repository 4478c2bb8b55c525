"""`postmortem lint` with its options, as they are typed."""

import json
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner, Result

from api.cli.main import app, main

DRAFT = "# Queue grew\n\n## Summary\n\nObviously, the queue was too small. Dave forgot to check it.\n\n## Root cause\n\nA disk filled up.\n"
CLEAN = "The queue ran out of room at 10:02 because its limit was set for last year's load.\n"


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    Path("draft.md").write_text(DRAFT, encoding="utf-8")


def lint(*arguments: str, given: str | bytes | None = None, code: int = 0) -> Result:
    done = CliRunner().invoke(app, ["lint", *arguments], input=given)
    assert done.exit_code == code, done.output + str(done.exception)
    return done


def test_an_excerpt_points_at_the_words() -> None:
    out = lint("draft.md", code=1).stdout
    assert "\n   |\n 5 | Obviously, the queue was too small. Dave forgot to check it.\n" in out
    assert "\n   | " + " " * DRAFT.splitlines()[4].index("Dave") + "^" * len("Dave forgot to check it") + "\n" in out
    assert "= rewrite: Obviously, the → The\n" in out


def test_every_format_ends_with_the_same_exit_code() -> None:
    for name in ("concise", "json", "sarif", "github", "rdjson", "junit"):
        assert lint("--format", name, "draft.md", code=1).stdout
        lint("--format", name, "--exit-zero", "draft.md")
    assert ElementTree.fromstring(lint("--format", "junit", "--fail-on", "error", "draft.md").stdout).get("failures") == "0"


def test_a_report_goes_to_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    done = lint("--format", "json", "-o", "report.json", "draft.md", code=1)
    assert done.stdout == ""
    assert json.loads(Path("report.json").read_text(encoding="utf-8"))["schema_version"] == 1
    lint("-o", "report.txt", "draft.md", code=1)
    assert "\x1b" not in Path("report.txt").read_text(encoding="utf-8")


def test_sarif_links_to_published_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "helpUri" not in lint("--format", "sarif", "draft.md", code=1).stdout
    monkeypatch.setenv("POSTMORTEM_RULES_URL", "https://wiki.example.com/rules")
    assert '"helpUri": "https://wiki.example.com/rules#omissionforgot"' in lint("--format", "sarif", "draft.md", code=1).stdout


def test_standard_input_has_the_name_that_it_is_given() -> None:
    assert lint("--format", "concise", "--stdin-filename", "docs/a.md", "-", given=DRAFT, code=1).stdout.startswith("docs/a.md:")
    code = "```\nDave forgot to check the queue.\n```\n"
    assert lint("--format", "concise", "--stdin-filename", "a.md", "-", given=code).stdout == ""
    assert "[omission/" in lint("--format", "concise", "--stdin-filename", "a.txt", "-", given=code, code=1).stdout


def test_fix_applies_safe_rewrites_alone() -> None:
    out = lint("--fix", "draft.md", code=1).stdout
    assert Path("draft.md").read_text(encoding="utf-8") == DRAFT.replace("Obviously, the", "The")
    assert "Fixed 1, " in out
    assert "more with --unsafe-fixes" in out
    assert "Fixed 0, " in lint("--fix", "--format", "json", "draft.md", code=1).stderr


def test_unsafe_fixes_apply_all() -> None:
    lint("--fix", "--unsafe-fixes", "draft.md")
    fixed = Path("draft.md").read_text(encoding="utf-8")
    assert "## Contributing factors" in fixed
    assert "Dave" not in fixed
    assert "was not checked" in fixed
    assert "Obviously" not in fixed


def test_fixing_standard_input_prints_the_text() -> None:
    done = lint("--fix", "-", given=b"\xef\xbb\xbf" + DRAFT.replace("\n", "\r\n").encode(), code=1)
    assert done.stdout_bytes == b"\xef\xbb\xbf" + DRAFT.replace("\n", "\r\n").replace("Obviously, the", "The").encode()
    assert "Fixed 1, " in done.stderr
    done = lint("--fix", "--stdin-filename", "draft.md", "-", given=DRAFT, code=1)
    assert Path("draft.md").read_text(encoding="utf-8") == DRAFT


def test_the_difference_is_shown_and_nothing_is_changed() -> None:
    done = lint("--diff-fixes", "draft.md", code=1)
    assert "-Obviously, the queue was too small. Dave forgot to check it.\n+The queue was too small." in done.stdout
    assert "Would fix 1, " in done.stderr
    assert Path("draft.md").read_text(encoding="utf-8") == DRAFT
    Path("clean.md").write_text(CLEAN, encoding="utf-8")
    assert lint("--diff-fixes", "clean.md").stdout == ""


def test_a_baseline_makes_known_what_is_there() -> None:
    assert "known findings" in lint("--baseline", "known.json", "--update-baseline", "draft.md").stderr
    assert "known from the baseline" in lint("--baseline", "known.json", "draft.md").stdout
    Path("draft.md").write_text("# Queue grew\n\n" + DRAFT.partition("\n\n")[2].replace("A disk", "The disk"), encoding="utf-8")
    lint("--baseline", "known.json", "draft.md")
    Path("draft.md").write_text(DRAFT.replace("Obviously, t", "T"), encoding="utf-8")
    done = lint("--baseline", "known.json", "draft.md")
    assert "[hindsight/" in done.stderr
    assert "no longer occurs" in done.stderr
    Path("draft.md").write_text(DRAFT.replace("check it", "check it in time"), encoding="utf-8")
    assert "[omission/" in lint("--baseline", "known.json", "draft.md", code=1).stdout  # the sentence is another one now


def test_only_changed_lines_are_reported() -> None:
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@example.com", *arguments], check=True, capture_output=True)
    assert "Nothing to mark (" in lint("--diff", "HEAD", "draft.md").stdout
    Path("draft.md").write_text(DRAFT.replace("# Queue grew", "# The queue grew") + "\nDave broke it.\n", encoding="utf-8")
    told = json.loads(lint("--diff", "HEAD", "--format", "json", "draft.md", code=1).stdout)["files"][0]
    assert {finding["line"] for finding in told["findings"]} == {11}
    assert told["outside_changes"] > 3
    Path("new.md").write_text(DRAFT, encoding="utf-8")
    assert "[structure-sections/" in lint("--diff", "HEAD", "new.md", code=1).stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--format", "sariv"], "'sarif'"),
        (["--unsafe-fixes"], "--fix or --diff-fixes"),
        (["--update-baseline"], "--baseline FILE"),
        (["--baseline", "b.json", "--update-baseline", "--fix"], "leave out"),
        (["--baseline", "missing.json"], "--update-baseline"),
        (["--diff", "HEAD"], "not a git repository"),
        (["--diff=-x"], "revision"),
        (["--fix", "-"], "alone"),
        (["-o", "nowhere/report.txt"], "cannot be written"),
        (["-o", ""], "path is empty"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    arguments: list[str], told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lint_words
) -> None:
    monkeypatch.setattr("sys.argv", ["postmortem", "lint", "draft.md", *arguments])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 2
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1
    assert lint_words(error) == []


@pytest.fixture(scope="module")
def lint_words():
    from api.analysis import build_analysis
    from models.settings import Settings

    analysis = build_analysis(Settings())
    return lambda words: [finding.quote for finding in analysis.lint(analysis.read(words)).findings]
