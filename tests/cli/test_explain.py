"""`postmortem explain`: every rule can be asked for, and nothing that it says blames anybody."""

import json

import pytest
from typer.testing import CliRunner

from analyzer.references import asked_for, references
from api.cli.main import app
from models.errors import UnknownFieldValueError
from models.findings import Family


def explained(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["explain", *arguments])
    assert done.exit_code == 0, done.output + str(done.exception)
    return done.stdout


def test_every_family_has_rules_and_every_rule_has_its_words() -> None:
    known = references()
    assert {rule.family for rule in known} == set(Family)
    assert len({rule.id for rule in known}) == len(known)
    for rule in known:
        assert rule.id.startswith(f"{rule.family}/")
        assert rule.why.endswith(".")
        assert rule.question.endswith("?")
        assert rule.source
        assert rule.hits
        assert rule.misses


def test_a_rule_is_explained_whole() -> None:
    out = explained("omission/forgot")
    for words in ("omission/forgot (warning)", "Why", "Question", "Source", "Marks", "Leaves alone", "--level omission/forgot=off"):
        assert words in out
    assert "<!-- postmortem-ignore omission/forgot: REASON -->" in out


def test_rules_of_structure_are_explained_too() -> None:
    out = explained("action-owner/missing-owner")
    assert "Which team or role" in out
    assert "    - Add a limit to the importer" in out


def test_a_family_lists_its_rules() -> None:
    out = explained("omission")
    assert "omission/forgot " in out
    assert "--level omission=off" in out
    assert "hindsight/" not in out


def test_without_a_rule_all_are_listed() -> None:
    out = explained()
    assert all(rule.id in out for rule in references())


def test_as_json() -> None:
    (told,) = json.loads(explained("structure-sections/missing-impact", "--format", "json"))
    assert told["turned_off_by"]["run"] == "--level structure-sections/missing-impact=off"
    assert told["hits"]


def test_an_unknown_rule_names_the_nearest() -> None:
    with pytest.raises(UnknownFieldValueError, match="'omission/forgot'"):
        asked_for("omision/forgot", references())
    assert isinstance(CliRunner().invoke(app, ["explain", "omision"]).exception, UnknownFieldValueError)
