"""The command line as its users see it: output, exit codes, errors in one line."""

import asyncio
import json
import socket
from pathlib import Path

import pytest
from fakes import BagOfWords
from typer.testing import CliRunner

import api.building
from api.cli import inputs
from api.cli.main import app, main
from api.cli.serve_command import tcp_socket
from models.findings import Family

BLAME = "# Queue grew\n\n## Summary\nDave forgot to check the queue, which ran out of room.\n"
CLEAN = "The queue ran out of room at 10:02 because its limit was set for last year's load.\n"


@pytest.fixture(autouse=True)
def _encoder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(api.building, "load_encoder", lambda directory, *, threads: BagOfWords())
    monkeypatch.chdir(tmp_path)


def run(*arguments: str, given: str | bytes | None = None, code: int = 0) -> str:
    done = CliRunner().invoke(app, list(arguments), input=given)
    assert done.exit_code == code, done.output + str(done.exception)
    return done.stdout


def test_lint_tells_place_rule_and_question(tmp_path: Path) -> None:
    Path("draft.md").write_text(BLAME, encoding="utf-8")
    out = run("lint", "draft.md", code=1)
    assert "draft.md:4:" in out
    assert "[omission/" in out
    assert "\x1b" not in out
    run("lint", "--exit-zero", "draft.md")
    run("lint", "--level", "omission=off", "--level", "named-individual=off", "draft.md")
    listed = json.loads(run("lint", "--format", "json", "draft.md", code=1))["files"][0]
    for finding in listed["findings"]:
        assert BLAME[finding["start"] : finding["end"]] == finding["quote"]


def test_the_readme_shows_what_lint_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    root = Path(api.building.__file__).parent.parent
    monkeypatch.chdir(root / "docs")
    shown = (
        (root / "README.md").read_text(encoding="utf-8").partition("$ postmortem lint --quiet example-draft.md\n")[2].partition("```")[0]
    )
    assert run("lint", "--quiet", "example-draft.md", code=1) == shown


def test_lint_reads_standard_input_and_folders(tmp_path: Path) -> None:
    assert "Nothing to mark" in run("lint", "-", given=CLEAN)
    Path("drafts").mkdir()
    Path("drafts/a.md").write_text(BLAME, encoding="utf-8")
    Path("drafts/b.txt").write_text(CLEAN, encoding="utf-8")
    assert len(json.loads(run("lint", "--format", "json", "drafts", code=1))["files"]) == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["lint", "missing.md"], "No such file: missing.md"),
        (["lint", "latin.md"], "latin.md is not UTF-8: byte 3"),
        (["lint", "empty.md"], "empty.md: The text is empty"),
        (["similar", "missing.md", "--data", "archive"], "No such file: missing.md"),
        (["backup", "copy.db", "--data", "nowhere"], "no archive"),
        (["lint", "--level", "omision=off", "ok.md"], "omission"),
        (["lint", "--level", "omission", "ok.md"], "FAMILY=LEVEL"),
        (["similar", "x", "--data", "nowhere"], "no archive"),
        (["similar"], "--id"),
        (["similar", "x", "--since", "soon"], "--since"),
        (["import", "missing"], "No such file or folder: missing"),
        (["import", "--map", "titel=a", "ok.md"], "title"),
        (["serve", "--host", "0.0.0.0"], "API_KEY"),
    ],
)
def test_wrong_use_is_told_in_one_line_with_exit_code_2(
    arguments: list[str], message: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("latin.md").write_bytes(b"caf\xe9 stopped")
    Path("empty.md").write_text(" \n", encoding="utf-8")
    Path("ok.md").write_text(CLEAN, encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["postmortem", *arguments])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1


def test_lint_goes_on_after_a_file_that_cannot_be_read() -> None:
    Path("a.md").write_text(BLAME, encoding="utf-8")
    Path("latin.md").write_bytes(b"caf\xe9 stopped")
    told = json.loads(run("lint", "--format", "json", "latin.md", "a.md", "missing.md", code=2))
    assert [one["path"] for one in told["files"]] == ["a.md"]
    assert [one["path"] for one in told["errors"]] == ["latin.md", "missing.md"]


def test_analyze_makes_no_archive() -> None:
    Path("draft.md").write_text(CLEAN, encoding="utf-8")
    assert "Nothing like this among 0 incidents" in run("analyze", "draft.md", "--data", "fresh")
    assert not Path("fresh").exists()


def test_output_that_cannot_be_written_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    Path("pump.md").write_text(CLEAN, encoding="utf-8")
    run("import", "pump.md", "--data", "archive")
    monkeypatch.setattr("sys.argv", ["postmortem", "export", "-o", "nowhere/out.ndjson", "--data", "archive"])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 2
    error = capsys.readouterr().err
    assert "nowhere/out.ndjson" in error
    assert error.count("\n") == 1


def test_import_export_similar_tag_analyze_backup(tmp_path: Path) -> None:
    Path("old").mkdir()
    Path("old/queue.md").write_text(BLAME, encoding="utf-8")
    cert = "---\ndate: 2024-03-10\n---\n# Certificate expired\n\nThe gateway's certificate expired on Sunday.\n"
    Path("old/cert.md").write_text(cert, encoding="utf-8")
    assert "2 created" in run("import", "old", "--data", "archive")
    assert "2 unchanged" in run("import", "old", "--data", "archive")
    Path("bad.ndjson").write_text('{"title": "Fine", "text": "The pump stopped."}\n{broken\n', encoding="utf-8")
    out = run("import", "bad.ndjson", "--data", "archive", code=1)
    assert "1 created" in out
    assert "bad.ndjson" in out
    exported = run("export", "--data", "archive")
    assert len(exported.splitlines()) == 3
    Path("copy.ndjson").write_text(exported, encoding="utf-8")
    assert "3 created" in run("import", "copy.ndjson", "--data", "second")
    assert run("export", "--data", "second") == exported
    found = json.loads(run("similar", "expired certificate", "--data", "archive", "--format", "json"))
    assert found["results"][0]["title"] == "Certificate expired"
    assert "  2024-03-10  Certificate expired" in run("similar", "expired certificate", "--data", "archive")
    assert "Certificate expired" not in run("similar", "--id", found["results"][0]["id"], "--data", "archive")
    screen = run("analyze", "old/queue.md", "--data", "archive")
    assert "✓ summary" in screen
    assert "Seen before?" in screen
    assert "structure-sections" not in screen
    assert len(screen.splitlines()) < 60
    assert json.loads(run("tag", "--all", "--format", "json", "old/queue.md"))["factors"]
    run("backup", "copy.db", "--data", "archive")
    assert Path("copy.db").stat().st_size > 0


def test_an_import_tells_how_fields_were_read_and_what_was_left_out(tmp_path: Path) -> None:
    Path("old").mkdir()
    Path("old/LICENSE").write_text("Do as you like.\n", encoding="utf-8")
    Path("old/feed.csv").write_text("id,headline,notes\n7,Pump stopped,The pump stopped at noon.\n", encoding="utf-8")
    out = run("import", "old", "--map", "title=headline,text=notes", "--data", "archive")
    assert "feed.csv: read as id=id,title=headline,text=notes" in out
    assert "LICENSE: left out: " in out
    told = json.loads(run("import", "old", "--map", "title=headline,text=notes", "--data", "archive", "--format", "json"))
    assert told["unchanged"] == 1
    assert [one["source"] for one in told["left_out"]] == ["LICENSE"]
    assert told["mappings"][0]["map"] == "id=id,title=headline,text=notes"


def test_factors_of_another_taxonomy_are_kept_beside_the_incident(tmp_path: Path) -> None:
    head = "---\nfactors: [monitoring-gap, gremlins]\n---\n"
    Path("pump.md").write_text(head + "# Pump stopped\n\nThe pump stopped at noon.\n", encoding="utf-8")
    assert "1 created" in run("import", "pump.md", "--data", "archive")
    assert "1 unchanged" in run("import", "pump.md", "--data", "archive")
    kept = json.loads(run("export", "--data", "archive"))
    assert [one["factor"] for one in kept["decisions"]] == ["monitoring-gap"]
    assert kept["metadata"]["unknown_factors"] == [{"factor": "gremlins", "decision": "confirmed", "by": "import"}]


def test_rules_and_factors_are_listed() -> None:
    assert run("--version").strip()
    assert len({rule["family"] for rule in json.loads(run("rules", "--format", "json"))}) == len(Family)
    assert len(json.loads(run("factors", "--format", "json"))["factors"]) == 32
    assert "omission" in run("rules")
    assert "monitoring-gap" in run("factors")


def test_without_the_service_extra_the_server_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "find_spec", lambda name: None)
    done = CliRunner().invoke(app, ["similar", "x"])
    assert done.exit_code == 1
    assert "postmortem[service]" in str(done.exception)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_answers_do_not_wait_for_the_acknowledgement_of_their_first_half(host: str) -> None:
    async def delays() -> int:
        sockets = []

        def accepted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            sockets.append(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        with tcp_socket(host) as listening:
            listening.bind((host, 0))
            async with await asyncio.start_server(accepted, sock=listening):
                reader, writer = await asyncio.open_connection(host, listening.getsockname()[1])
                await reader.read()
                writer.close()
                await writer.wait_closed()
        return sockets[0]

    assert asyncio.run(delays())
