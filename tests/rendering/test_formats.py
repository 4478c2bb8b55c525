"""Every format shows the same run as its snapshot does. A snapshot that is not what the program prints is written anew, and the test fails."""

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import jsonschema_rs
import pytest
from shared_run import FINDINGS, RUN, TEXT, VIEW

from api.linting.outcomes import Linted
from api.linting.sources import Draft
from api.rendering import github, sarif
from api.rendering.registry import FORMATS, format_named
from models.errors import UnknownFieldValueError
from models.findings import LintReport

HERE = Path(__file__).parent
SCHEMA = HERE / "sarif-2.1.0-rtm.5.json"


def shown(name: str) -> str:
    return "".join(FORMATS[name].render(iter(RUN), VIEW))


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_prints_its_snapshot(name: str) -> None:
    path = HERE / "snapshots" / f"report.{name}"
    printed = shown(name).encode("utf-8")
    if not path.exists() or path.read_bytes() != printed:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(printed)
        pytest.fail(f"{path.name} was not what is printed; it was written anew: read the difference.")


def test_there_is_no_snapshot_without_a_format() -> None:
    assert {path.name for path in (HERE / "snapshots").iterdir()} == {f"report.{name}" for name in FORMATS}


def test_an_unknown_format_names_the_nearest() -> None:
    with pytest.raises(UnknownFieldValueError, match="'sarif'"):
        format_named("sariv")


@pytest.mark.parametrize("run", [RUN, RUN[:1], RUN[1:2], ()], ids=["all", "findings", "unread", "nothing"])
def test_sarif_keeps_to_the_schema(run) -> None:
    log = json.loads("".join(sarif.render(iter(run), VIEW)))
    schema = json.loads(SCHEMA.read_text(encoding="utf-8").replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}?$"))  # a bracket too many, as published
    errors = [f"{error.instance_path}: {error.message}" for error in jsonschema_rs.Draft4Validator(schema).iter_errors(log)]
    assert errors == []


def test_sarif_points_at_what_was_found() -> None:
    (run,) = json.loads(shown("sarif"))["runs"]
    lines = TEXT.split("\r\n")
    for told, finding in zip(run["results"], FINDINGS, strict=True):
        region = told["locations"][0]["physicalLocation"]["region"]
        assert lines[region["startLine"] - 1][region["startColumn"] - 1 :].startswith(finding.quote.split("\r\n")[0])
        assert lines[region["endLine"] - 1][: region["endColumn"] - 1].endswith(finding.quote.split("\r\n")[-1])
        assert run["tool"]["driver"]["rules"][told["ruleIndex"]]["id"] == told["ruleId"] == finding.rule
        assert told["partialFingerprints"] == {"postmortemFinding/v1": finding.id}
    assert run["invocations"][0]["executionSuccessful"] is False
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "drafts/a%20b%2C50%25.md"


@pytest.mark.parametrize(
    ("name", "uri"),
    [("a.md", "a.md"), ("./b/a.md", "b/a.md"), ("/work/team/a:b.md", "a%3Ab.md"), ("/else/é.md", "file:///else/%C3%A9.md"), ("-", "-")],
)
def test_sarif_locations(name: str, uri: str) -> None:
    assert sarif.location(name, VIEW)["uri"] == uri


def test_rdjson_counts_bytes_of_the_file() -> None:
    told = json.loads(shown("rdjson"))["diagnostics"]
    lines = ("\ufeff" + TEXT).encode().split(b"\n")
    for one, finding in zip(told, FINDINGS, strict=False):
        start, end = one["location"]["range"]["start"], one["location"]["range"]["end"]
        assert lines[start["line"] - 1][start["column"] - 1 :].startswith(finding.quote.encode().split(b"\n")[0])
        assert lines[end["line"] - 1][: end["column"] - 1].endswith(finding.quote.encode().split(b"\n")[-1])
    (suggestion,) = told[0]["suggestions"]
    assert suggestion["range"]["start"] == {"line": 1, "column": 6}


def test_junit_is_xml_whatever_is_quoted() -> None:
    root = ElementTree.fromstring(shown("junit"))
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("8", "4", "1")
    assert "> � and a turn" in "".join(root.itertext())


def test_workflow_commands_are_escaped() -> None:
    assert github.command("error", {"file": "a:b,c%\n"}, "50%\r\n: all, of it") == "::error file=a%3Ab%2Cc%25%0A::50%25%0D%0A: all, of it\n"


def test_nothing_that_is_printed_for_people_steers_a_terminal() -> None:
    for name in ("text", "concise"):
        assert not set(shown(name)) & {"\x07", "\x1b", "\u202e", "\r", "\t"}


def test_paint_goes_around_words_and_moves_nothing() -> None:
    painted = replace(VIEW, paint=lambda words, style: f"<{style}>{words}</>")
    printed = "".join(FORMATS["text"].render(iter(RUN), painted))
    assert "<yellow>warning</>" in printed
    assert "<red>^^^^" in printed


def test_quiet_text_is_concise() -> None:
    assert "".join(FORMATS["text"].render(iter(RUN), replace(VIEW, quiet=True))) == shown("concise")


def test_the_closing_line_tells_what_could_be_mended() -> None:
    (first, *_) = RUN
    assert isinstance(first, Linted)
    for fixing, words in (
        (False, "6 findings (1 known from the baseline, 1 fixable with --fix, 1 with --fix --unsafe-fixes)\n"),
        (True, "Fixed 0, 6 remain (1 known from the baseline, 1 more with --unsafe-fixes)\n"),
    ):
        assert "".join(FORMATS["text"].render([first], replace(VIEW, fixing=fixing))).endswith(words)
    clean = Linted(Draft(Path("a.md"), b"x", "x"), LintReport(findings=(), words=1))
    assert "".join(FORMATS["text"].render([clean], VIEW)) == "Nothing to mark.\n"
