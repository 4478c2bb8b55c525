"""Comments that switch findings off."""

from analyzer.suppression import suppressions

BLAME = "The crew forgot to close the gate."
OTHER = "The crew failed to call the desk."


def rules(found) -> list[str]:
    return [one.rule for one in found]


def test_the_next_block(lint) -> None:
    text = f"<!-- postmortem-ignore omission: quoted from the regulator -->\n\n{BLAME}\n\n{OTHER}\n"
    assert rules(lint(text)) == ["omission/failed-to"]


def test_by_rule_and_by_family_and_all(lint) -> None:
    both = f"{BLAME} {OTHER}"
    assert rules(lint(f"<!-- postmortem-ignore omission/forgot: x -->\n{both}")) == ["omission/failed-to"]
    assert rules(lint(f"<!-- postmortem-ignore hindsight, omission -->\n\n{both}")) == []
    assert rules(lint(f"<!-- postmortem-ignore -->\n\n{both}")) == []
    assert rules(lint(f"<!-- postmortem-ignore: a reason alone -->\n\n{both}")) == []
    assert len(lint(f"<!-- postmortem-ignore hindsight: x -->\n\n{both}")) == 2


def test_a_region(lint) -> None:
    text = f"{OTHER}\n\n<!-- postmortem-ignore-start omission: their words -->\n\n{BLAME}\n\n- {BLAME}\n\n<!-- postmortem-ignore-end -->\n\n{OTHER}"
    assert rules(lint(text)) == ["omission/failed-to", "omission/failed-to"]


def test_a_region_without_an_end_reaches_to_the_end(lint) -> None:
    assert rules(lint(f"{OTHER}\n\n<!-- postmortem-ignore-start -->\n\n{BLAME}\n\n{BLAME}")) == ["omission/failed-to"]


def test_an_end_without_a_start_does_nothing(lint) -> None:
    assert len(lint(f"{OTHER}\n\n<!-- postmortem-ignore-end -->\n\n{BLAME}")) == 2


def test_the_whole_file(lint) -> None:
    assert rules(lint(f"{BLAME}\n\n<!-- postmortem-ignore-file omission/forgot: agreed -->\n\n{OTHER}")) == ["omission/failed-to"]


def test_structure_findings_too(lint) -> None:
    text = "<!-- postmortem-ignore-file structure-sections: a note -->\n\n# Note\n\nThe disk filled up."
    assert lint(text, structure=True) == []


def test_a_table_is_one_block(lint) -> None:
    table = f"| when | what |\n|---|---|\n| 10:00 | {BLAME} |\n| 10:04 | {OTHER} |\n"
    assert len(lint(table)) == 2
    assert lint(f"<!-- postmortem-ignore omission: log -->\n\n{table}") == []


def test_a_comment_in_a_code_block_is_no_comment(lint) -> None:
    assert len(lint(f"```\n<!-- postmortem-ignore-file -->\n```\n\n{BLAME}")) == 1


def test_what_is_read(reader) -> None:
    text = f"<!-- postmortem-ignore omission, hindsight/obviously: our reason -->\n\n{BLAME}"
    (one,) = suppressions(reader.read(text))
    assert one.ids == {"omission", "hindsight/obviously"}
    assert one.reason == "our reason"
    assert one.span.of(text) == BLAME
    assert suppressions(reader.read(BLAME)) == ()
