"""Rewrites as a writer is offered them: each is applied to its sentence, which has to read as written here."""

import pytest

from analyzer.blame.linter import Linter
from analyzer.language import load_language
from analyzer.reading import Reader
from analyzer.rewriting.checks import facts, keeps_facts
from analyzer.verb_forms import verb


@pytest.fixture(scope="module")
def rewritten():
    """The text with the first rewrite of each finding of a family, applied alone."""
    reader, linter = Reader(load_language()), Linter(load_language())

    def run(text: str, family: str) -> list[str]:
        report = linter.lint(reader.read(text))
        return [
            text[: one.start] + one.replacement + text[one.end :]
            for finding in report.findings
            if finding.family == family
            for one in finding.rewrites
        ]

    return run


CASES = [
    ("omission", "The porter did not check the gate of yard 7.", "The gate of yard 7 was not checked."),
    ("omission", "The technician forgot to switch off the pump at 09:40.", "The pump was not switched off at 09:40."),
    ("omission", "Nobody told the depot that the valve was shut.", "The depot was not told that the valve was shut."),
    ("omission", "The crew failed to check `pump.cfg` before the start.", "`pump.cfg` was not checked before the start."),
    (
        "omission",
        "The operator closed the ticket without reading the **second** page.",
        "The operator closed the ticket while the **second** page had not been read.",
    ),
    ("counterfactual", "The mechanic should have tested the brakes on the ramp.", "The brakes on the ramp were not tested."),
    ("negative-intent", "The supervisor chose to ignore the alarm on pump 3.", "The alarm on pump 3 was not acted on."),
    ("person-as-cause", "The contractor broke the intake valve during the night.", "The intake valve broke during the night."),
    ("counterfactual", "It should have been obvious that the tank was empty.", "The tank was empty."),
    ("loaded-verb", "The dispatcher admitted that the form was old.", "The dispatcher said that the form was old."),
    (
        "human-error",
        "The leak was due to human error during work order WO-3141.",
        "The leak followed a manual action during work order WO-3141.",
    ),
    ("accusatory-question", "Who approved the change of the valve?", "How did the change of the valve come to be approved?"),
    ("vigilance-fix", "Remind all drivers to check the brakes before a trip.", "Add a check that the brakes are checked before a trip."),
    ("named-individual", "Marcus restarted the pump at 10:02.", "A team member restarted the pump at 10:02."),
    ("single-cause", "The root cause was a stuck valve.", "A contributing factor was a stuck valve."),
    ("omission", "Nobody looked at the gauge at 10:04.", "The gauge was not looked at at 10:04."),
    ("omission", "The crew shut the valve without telling the depot.", "The crew shut the valve while the depot had not been told."),
    ("omission", "The crew closed the hatch without taking any sample.", "The crew closed the hatch while no sample had been taken."),
    ("omission", "Failure of the crew to follow the loading plan.", "The loading plan was not followed."),
    (
        "omission",
        "01:12 The fitter forgot to bring the pump back up after the test.",
        "01:12 The pump was not brought back up after the test.",
    ),
    ("counterfactual", "The second custodian should have been reachable on Sunday.", "The second custodian was not reachable on Sunday."),
    ("vigilance-fix", "Workshop staff to be reminded that brakes must be tested.", "Add a check that brakes are tested."),
    ("vigilance-fix", "Be careful when editing rules.", "Find out what can go wrong when editing rules, and add a guard for it."),
    ("accusatory-question", "How could this happen?", "How did this come about?"),
    ("loaded-verb", "The depot assured us that the gate was shut.", "The depot told us that the gate was shut."),
    ("judgment", "The gate was open. I find this totally unacceptable.", "The gate was open. "),
]


@pytest.mark.parametrize(("family", "was", "becomes"), CASES)
def test_the_sentence_reads_well_with_its_rewrite(family: str, was: str, becomes: str, rewritten) -> None:
    assert becomes in rewritten(was, family)


def test_a_role_that_the_draft_gives_takes_the_place_of_the_name(rewritten) -> None:
    text = "## Attendees\n\n- Marcus (shift lead)\n\n## Response\n\nMarcus restarted the pump at 10:02.\n"
    assert any("The shift lead restarted the pump at 10:02." in one for one in rewritten(text, "named-individual"))


@pytest.mark.parametrize(
    ("family", "text"),
    [
        ("omission", "The technician forgot his badge and his keys."),
        ("omission", "The operator, who had been on shift since 04:00, did not check the gauge."),
        ("punitive", "The technician was given a written warning."),
        ("judgment", "The driver was careless."),
        ("omission", "Few of the crew failed to check the gauge."),
        ("omission", "Nobody lifted a finger about the gauge."),
        ("omission", "The crew did not tell anyone they had shut the valve."),
        ("counterfactual", "If the crew had looked at the gauge for one minute, we would be home."),
        ("vigilance-fix", "Follow the checklist, no exceptions."),
        ("single-cause", "The culprit component was replaced."),
        ("overgeneralisation", "Nobody here reads a label."),
    ],
)
def test_where_a_rewrite_would_lose_something_none_is_offered(family: str, text: str, rewritten) -> None:
    assert rewritten(text, family) == []


def test_a_finding_without_a_rewrite_asks_about_its_deed_and_time() -> None:
    reader, linter = Reader(load_language()), Linter(load_language())
    report = linter.lint(reader.read("At 14:02 the operator, who had been on shift since 04:00, did not check the gauge on tank 9."))
    finding = next(one for one in report.findings if one.family == "omission")
    assert finding.rewrites == ()
    assert "checking the gauge on tank 9" in finding.question
    assert "14:02" in finding.question


@pytest.mark.parametrize(
    ("was", "becomes", "kept"),
    [
        ("He wiped `db-3` at 10:02.", "`db-3` was wiped at 10:02.", True),
        ("He wiped `db-3` at 10:02.", "`db-3` was wiped.", False),
        ("He wiped it.", "It was wiped at 10:02.", False),
        ("See https://x.example/a for PR 77.", "See https://x.example/a for PR 77!", True),
        ("See src/main for it.", "See it.", False),
    ],
)
def test_facts_are_kept_and_none_is_made_up(was: str, becomes: str, kept: bool) -> None:
    assert keeps_facts(was, becomes) is kept


def test_facts_of_a_text() -> None:
    assert set(facts("At 10:02 `db-3` and API lost 4.5 GB, see a/b.")) == {"10:02", "`db-3`", "API", "4.5", "GB", "a/b"}


@pytest.mark.parametrize(
    ("base", "participle", "gerund"),
    [
        ("stop", "stopped", "stopping"), ("re-run", "re-run", "re-running"), ("overwrite", "overwritten", "overwriting"), ("copy", "copied", "copying"),
        ("check", "checked", "checking"), ("die", "died", "dying"), ("agree", "agreed", "agreeing"), ("panic", "panicked", "panicking"), ("switch off", "switched off", "switching off"),
    ],
)  # fmt: skip
def test_forms_of_verbs(base: str, participle: str, gerund: str) -> None:
    assert (verb(base).participle, verb(base).gerund) == (participle, gerund)


def test_odd_texts_get_rewrites_within_their_bounds(rewritten) -> None:
    """A rewrite replaces a stretch of the text that was sent, whatever stands in it."""
    reader, linter = Reader(load_language()), Linter(load_language())
    for text in (
        "> The crew did not check\n> the *gauge* of the tank.",
        "- The crew forgot to check [the gauge](http://x.example/1) 🔥 at 10:02",
        "| who | what |\n|---|---|\n| Marcus | The crew did not check `a|b` |",
        "Who who who failed to not never check the the?",
        "nobody nobody did not fail to forget to neglect to check it",
    ):
        for finding in linter.lint(reader.read(text)).findings:
            for one in finding.rewrites:
                assert 0 <= one.start <= one.end <= len(text)
                assert text[one.start : one.end] != one.replacement
