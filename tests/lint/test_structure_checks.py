"""Structure: parts, single cause, one perspective, action items."""

import pytest

from analyzer import structure
from models.text import EIGHT_PARTS

WHOLE = """# Ferry booking outage

## Summary
Bookings failed for an hour.

## Impact
About 400 bookings were lost.

## Timeline
- 10:00 The queue began to grow.
- 10:20 The desk saw the first calls.
- 11:00 Bookings worked again.

## Detection
The desk heard of it by phone.

## Response
The importer was restarted.

## Contributing factors
- The importer had no limit.
- The alarm was set on the mean.

## Lessons
The restart takes twelve minutes.

## Action items
- Add a limit to the importer (owner: Harbour team, due 2026-03-01)
"""


def found(reader, text: str, family: str) -> list[str]:
    return [one.rule for one in structure.check(reader.read(text)) if one.family == family]


def test_a_whole_postmortem_misses_nothing(reader) -> None:
    assert structure.check(reader.read(WHOLE)) == ()
    report = structure.structure_report(reader.read(WHOLE))
    assert [part.part for part in report.parts] == list(EIGHT_PARTS)
    assert all(part.present and part.sections for part in report.parts)
    assert (report.actions, report.actions_with_owner, report.actions_with_due_date) == (1, 1, 1)


def test_each_missing_part_is_named(reader) -> None:
    for part, heading in (
        ("impact", "## Impact\nAbout 400 bookings were lost.\n\n"),
        ("detection", "## Detection\nThe desk heard of it by phone.\n\n"),
    ):
        text = WHOLE.replace(heading, "")
        assert text != WHOLE
        assert found(reader, text, "structure-sections") == [f"structure-sections/missing-{part}"]
        report = structure.structure_report(reader.read(text))
        assert [one.part for one in report.parts if not one.present] == [part]


def test_the_finding_stands_at_the_title(reader) -> None:
    text = WHOLE.replace("## Impact\nAbout 400 bookings were lost.\n\n", "")
    (one,) = structure.check(reader.read(text))
    assert one.quote == text[one.start : one.end]
    assert "Ferry booking outage" in one.quote


def test_a_short_note_is_no_postmortem(reader) -> None:
    assert structure.check(reader.read("The disk filled up. We deleted old logs.")) == ()
    assert len(found(reader, "The disk filled up again and again. " * 40, "structure-sections")) == len(EIGHT_PARTS)


def test_a_single_factor(reader) -> None:
    text = WHOLE.replace("- The alarm was set on the mean.\n", "")
    assert found(reader, text, "structure-causes") == ["structure-causes/single-cause"]
    prose = WHOLE.replace("- The importer had no limit.\n- The alarm was set on the mean.\n", "The importer had no limit.\n")
    assert found(reader, prose, "structure-causes") == ["structure-causes/single-cause"]
    assert found(reader, WHOLE, "structure-causes") == []


def test_one_perspective(reader) -> None:
    told = "\n".join(f"The operator {verb} the valve." for verb in ("closed", "opened", "checked", "moved", "turned", "watched"))
    text = WHOLE.replace("- The importer had no limit.\n- The alarm was set on the mean.\n", told + "\n").replace(
        "## Lessons\nThe restart takes twelve minutes.\n", "## Lessons\n"
    )
    assert found(reader, text, "structure-perspective") == ["structure-perspective/one-person"]
    assert found(reader, WHOLE, "structure-perspective") == []


def test_actions_without_owner_or_date(reader) -> None:
    text = "## Action items\n\n- Add a limit to the importer\n- Set the alarm on the maximum (owner: Harbour team)\n- [x] Restart script written\n"
    assert found(reader, text, "action-owner") == ["action-owner/missing-owner"]
    assert found(reader, text, "action-date") == ["action-date/missing-date"] * 2


def test_vague_verbs(reader) -> None:
    text = "## Action items\n\n- Investigate the importer (owner: Harbour team, due 2026-03-01)\n- Add a limit (owner: Harbour team, due 2026-03-01)\n"
    (one,) = [one for one in structure.check(reader.read(text)) if one.family == "action-wording"]
    assert one.quote == "Investigate"
    assert found(reader, text.replace("Investigate the importer", "Review the limit and write up the decision"), "action-wording") == []


def test_words_of_structure_findings_are_free_of_blame(reader, lint) -> None:
    text = (
        WHOLE.replace("- The alarm was set on the mean.\n", "")
        .replace("## Impact\nAbout 400 bookings were lost.\n\n", "")
        .replace(" (owner: Harbour team, due 2026-03-01)", "")
        .replace("Add a", "Improve the")
    )
    told = structure.check(reader.read(text))
    assert {one.family for one in told} == {"structure-sections", "structure-causes", "action-owner", "action-date", "action-wording"}
    for one in told:
        for words in (one.message, one.why, one.question):
            assert lint(words) == [], words


def test_every_rule_id_is_known(reader) -> None:
    text = "# T\n\n## Root cause\nA disk.\n\n## Actions\n- Improve it\n"
    assert {one.rule for one in structure.check(reader.read(text))} <= structure.rule_ids()


@pytest.mark.parametrize("rule", structure.all_rules(), ids=[rule.id for rule in structure.all_rules()])
def test_the_examples_of_every_rule_run(rule, reader, lint) -> None:
    for text in rule.hits:
        assert rule.id in {one.rule for one in structure.check(reader.read(text))}, text
    for text in rule.misses:
        assert rule.id not in {one.rule for one in structure.check(reader.read(text))}, text
    for words in (rule.message, rule.why, rule.question):
        assert lint(words) == [], words
