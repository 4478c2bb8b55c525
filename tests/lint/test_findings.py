"""Findings as a whole: offsets, ids, levels, overlaps, names, questions, order."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.blame.linter import Linter
from analyzer.blame.registry import all_rules
from analyzer.language import load_language
from analyzer.reading import Reader
from models.errors import EmptyTextError, UnknownFieldValueError
from models.findings import Level, Severity
from models.text import TextFormat

SENTENCE = "The night operator failed to notice the pressure drop."


@pytest.mark.parametrize(
    "text",
    [
        f"# 🔥 Outage 🔥\r\n\r\n😀 {SENTENCE}\r\n",
        f"- e\u0301tat\r\n- {SENTENCE}",
        "| a 🚒 | b |\n|---|---|\n| x | " + SENTENCE + " |",
        "The **night**   operator\n    *failed* to notice the\n\tpressure drop.",
        "\ufeff" + SENTENCE,
        f"First\u2028line.\n\n{SENTENCE}",
    ],
)
def test_offsets_slice_back(text, lint) -> None:
    found = lint(text)
    assert "omission/failed-to" in {one.rule for one in found}
    for one in found:
        assert text[one.start : one.end] == one.quote


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                *(hit for rule in all_rules() for hit in rule.hits),
                "😀",
                "\r\n",
                "\n\n",
                "**",
                "`x`",
                "- ",
                "| a | b |\n|--|--|\n",
                "\t",
                "<!-- x -->",
            ]
        ),
        min_size=1,
        max_size=12,
    ),
    st.booleans(),
)
def test_any_mixture_keeps_offsets_and_ids_right(lint, pieces, plain) -> None:
    text = " ".join(pieces)
    try:
        found = lint(text, structure=True, format=TextFormat.TEXT if plain else TextFormat.MARKDOWN)
    except EmptyTextError:
        return
    assert [text[one.start : one.end] for one in found] == [one.quote for one in found]
    assert len({one.id for one in found}) == len(found)
    assert [(one.start, one.end) for one in found] == sorted((one.start, one.end) for one in found)


def test_ids_stay_when_the_sentence_moves(lint) -> None:
    (alone,) = lint(SENTENCE)
    moved = lint(f"# New title\n\nFirst a line of another kind.\n\n- {SENTENCE}\n")
    assert alone.id in {one.id for one in moved}
    (wrapped,) = lint(SENTENCE.replace("failed to", "failed\nto"))
    assert wrapped.id == alone.id


def test_ids_differ_by_sentence_and_by_repetition(lint) -> None:
    (first,) = lint(SENTENCE)
    (other,) = lint(SENTENCE.replace("pressure", "voltage"))
    twice = lint(f"{SENTENCE}\n\n{SENTENCE}")
    assert first.id != other.id
    assert len(twice) == 2
    assert twice[0].id == first.id != twice[1].id


def test_a_family_can_be_off_or_set_to_a_level(lint) -> None:
    assert lint(SENTENCE, families={"omission": Level.OFF}) == []
    (raised,) = lint(SENTENCE, families={"omission": Level.ERROR})
    assert raised.severity is Severity.ERROR


def test_a_rule_outranks_its_family(lint) -> None:
    (kept,) = lint(SENTENCE, families={"omission": Level.OFF, "omission/failed-to": Level.SUGGESTION})
    assert kept.severity is Severity.SUGGESTION


def test_a_rule_that_is_off_wins_no_overlap(lint) -> None:
    text = "The crew forgot to check, and obviously failed to call."
    rules = {one.rule for one in lint(text)}
    assert "omission/forgot" in rules
    assert "omission/forgot" not in {one.rule for one in lint(text, families={"omission/forgot": Level.OFF})}


@pytest.mark.parametrize(("wrong", "nearest"), [("omision", "omission"), ("hindsite", "hindsight"), ("omission/forgt", "omission/forgot")])
def test_an_unknown_family_names_the_nearest(wrong, nearest, lint) -> None:
    with pytest.raises(UnknownFieldValueError) as raised:
        lint(SENTENCE, families={wrong: Level.OFF})
    assert repr(nearest) in str(raised.value)
    assert raised.value.pointer == "/families/" + wrong.replace("/", "~1")


def test_structure_checks_have_levels_too(lint) -> None:
    text = "# Draft\n\nThe disk filled up."
    assert any(one.family == "structure-sections" for one in lint(text, structure=True))
    assert lint(text, structure=True, families={"structure-sections": Level.OFF}) == []


def test_one_finding_per_stretch_and_the_weightier_wins(lint) -> None:
    found = lint("It was careless human error by the operator.")
    for one, other in pairwise(found):
        assert one.end <= other.start
    assert found[0].severity is Severity.ERROR


def test_a_name_may_stand_inside_another_finding(lint) -> None:
    found = lint("Marcus broke the deploy.")
    assert {one.rule for one in found} == {"named-individual/given-name", "person-as-cause/harm-by-person"}


def test_a_question_is_put_to_the_role_and_never_to_a_name(lint) -> None:
    (role,) = lint("The night operator failed to notice the drop.")
    assert "the night operator" in role.question
    blamed = next(one for one in lint("Marcus failed to notice the drop.") if one.family == "omission")
    assert "Marcus" not in blamed.question


def test_removal_keeps_capital_and_spacing(lint) -> None:
    text = "Obviously, the plan was too thin."
    (found,) = lint(text)
    (rewrite,) = found.rewrites
    assert text[: rewrite.start] + rewrite.replacement + text[rewrite.end :] == "The plan was too thin."
    assert rewrite.safe


def test_a_heading_is_replaced_in_place(lint) -> None:
    text = "## 3. Root cause 🔥\n\nA disk filled up.\n\n## Root cause\n\nA disk filled up."
    offered = [rewrite for one in lint(text) for rewrite in one.rewrites]
    assert [text[rewrite.start : rewrite.end] for rewrite in offered] == ["Root cause", "Root cause"]
    assert offered[0].replacement == "Contributing factors"
    assert not offered[0].safe


def test_counts_and_words(reader, linter) -> None:
    report = linter.lint(reader.read(f"{SENTENCE} Dave broke the deploy."))
    assert report.counts["omission"] == 1
    assert sum(report.counts.values()) == len(report.findings)
    assert report.words == 13


def test_linting_twice_gives_the_same(lint) -> None:
    text = "\n\n".join(hit for rule in all_rules() for hit in rule.hits[:1])
    assert lint(text, structure=True) == lint(text, structure=True)


def test_a_line_of_a_million_characters_is_linted(reader) -> None:
    """Every repetition in a pattern is bounded, so that a hostile line costs what its length costs."""
    text = "the crew had not failed to " * 10_000
    report = Linter(load_language()).lint(reader.read(text, format=TextFormat.TEXT))
    assert report.findings


def test_reader_and_linter_fit(reader: Reader) -> None:
    assert Linter(load_language(), rules=()).lint(reader.read("A note.")).findings == ()
