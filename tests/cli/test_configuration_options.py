"""`--config`, `--isolated`, `--profile` and the commands that know of a team's own rules."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli.main import app
from models.errors import BadInputError, SettingsError

CONFIG = """
products = ["Otto"]
exclude = ["old/"]
[levels]
structure-sections = "off"
[per-path."vendors/**"]
levels = { omission = "off" }
[[rules]]
id = "judgment/yolo"
phrases = ["yolo merge"]
message = "This names a way of merging after a mood."
hits = ["It was a YOLO merge."]
misses = ["The merge ran."]
"""
DRAFT = "# Outage\n\nOtto failed to start. Marcus forgot to close the gate. It was a YOLO merge.\n"


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("POSTMORTEM_CONFIG", raising=False)
    Path(".postmortem.toml").write_text(CONFIG, encoding="utf-8")
    for name in ("draft.md", "vendors/draft.md", "old/draft.md"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(DRAFT, encoding="utf-8")


def run(*arguments: str, code: int = 0, given: str | None = None) -> str:
    done = CliRunner().invoke(app, arguments, input=given)
    assert done.exit_code == code, done.output + str(done.exception)
    return done.stdout


def rules_in(*arguments: str, given: str | None = None) -> dict[str, set[str]]:
    answer = json.loads(run("lint", "--format", "json", "--exit-zero", *arguments, given=given))
    return {file["path"]: {finding["rule"] for finding in file["findings"]} for file in answer["files"]}


FORGOT, NAME, YOLO = "omission/forgot", "named-individual/given-name", "judgment/yolo"


def test_each_draft_gets_the_levels_for_its_path_and_what_is_excluded_is_left_out() -> None:
    assert rules_in(".") == {"draft.md": {FORGOT, NAME, YOLO}, "vendors/draft.md": {NAME, YOLO}}
    assert rules_in("old/draft.md") == {"old/draft.md": {FORGOT, NAME, YOLO}}


def test_standard_input_gets_the_configuration_of_its_file_name() -> None:
    assert rules_in("-", given=DRAFT) == {"-": {FORGOT, NAME, YOLO}}
    assert rules_in("-", "--stdin-filename", "vendors/new.md", given=DRAFT) == {"vendors/new.md": {NAME, YOLO}}


def test_options_outrank_the_file() -> None:
    assert rules_in("draft.md", "--profile", "blame-aware")["draft.md"] == {FORGOT, YOLO}
    assert rules_in("draft.md", "--level", "judgment=off")["draft.md"] == {FORGOT, NAME}
    assert YOLO not in rules_in("draft.md", "--isolated")["draft.md"]
    Path("other.toml").write_text('profile = "blame-aware"\n[levels]\nstructure-sections = "off"\n', encoding="utf-8")
    assert rules_in("draft.md", "--config", "other.toml")["draft.md"] == {FORGOT}


def test_the_environment_may_name_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("other.toml").write_text('profile = "blame-aware"\n[levels]\nstructure-sections = "off"\n', encoding="utf-8")
    monkeypatch.setenv("POSTMORTEM_CONFIG", "other.toml")
    assert rules_in("draft.md")["draft.md"] == {FORGOT}


def test_a_bad_configuration_ends_the_run_before_anything_is_linted() -> None:
    Path("vendors/.postmortem.toml").write_text("levles = {}", encoding="utf-8")
    done = CliRunner().invoke(app, ["lint", "draft.md", "vendors"])
    assert isinstance(done.exception, SettingsError)
    assert "vendors/.postmortem.toml" in str(done.exception)
    assert done.stdout == ""
    done = CliRunner().invoke(app, ["lint", "draft.md", "--isolated", "--config", ".postmortem.toml"])
    assert isinstance(done.exception, BadInputError)


def test_own_rules_are_tried_listed_and_explained() -> None:
    assert "1 of 1 rules do what their examples say" in run("rules", "test")
    assert YOLO in run("rules")
    assert YOLO not in run("rules", "--isolated")
    assert "a way of merging" in run("explain", YOLO)
    Path(".postmortem.toml").write_text(CONFIG.replace("The merge ran.", "A yolo merge ran."), encoding="utf-8")
    assert "it marks “A yolo merge ran.”" in run("rules", "test", code=1)
    Path(".postmortem.toml").unlink()
    assert "No rules of your own" in run("rules", "test")


def test_reports_carry_the_own_rules() -> None:
    sarif = json.loads(run("lint", "--format", "sarif", "--exit-zero", "draft.md"))
    assert YOLO in {rule["id"] for rule in sarif["runs"][0]["tool"]["driver"]["rules"]}
