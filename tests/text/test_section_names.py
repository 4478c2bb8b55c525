"""Names of sections, those that must be known and those that must not."""

import pytest

from analyzer.language import load_language
from analyzer.markdown.section_names import is_exact_name, section_kind
from analyzer.reading import Reader
from models.text import SectionKind, TextFormat

READER = Reader(load_language())
K = SectionKind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Summary", K.SUMMARY), ("TL;DR:", K.SUMMARY), ("1. Executive summary", K.SUMMARY), ("What happened?", K.SUMMARY), ("Incident Overview", K.SUMMARY), ("II. Summary of the incident", K.SUMMARY),
        ("💥 Impact", K.IMPACT), ("Customer impact", K.IMPACT), ("Blast radius", K.IMPACT), ("Impact on partners", K.IMPACT), ("Who was affected?", K.IMPACT), ("What customers experienced", K.IMPACT),
        ("Timeline", K.TIMELINE), ("Timeline (UTC)", K.TIMELINE), ("Timeline – all times CET", K.TIMELINE), ("Sequence of events", K.TIMELINE), ("Incident log", K.TIMELINE), ("3.2 Chronology", K.TIMELINE),
        ("Timeline 3/4/2024 - 3/5/2024", K.TIMELINE),
        ("Detection", K.DETECTION), ("How we found out", K.DETECTION), ("How was the outage detected?", K.DETECTION), ("Detection & response", K.DETECTION),
        ("Resolution and recovery", K.RESPONSE), ("Mitigation", K.RESPONSE), ("The fix", K.RESPONSE), ("How we fixed it", K.RESPONSE), ("Remediation", K.RESPONSE),
        ("Contributing factors", K.FACTORS), ("Root cause(s)", K.FACTORS), ("Root Cause Analysis (RCA)", K.FACTORS), ("5 whys", K.FACTORS), ("Trigger", K.FACTORS),
        ("Why did this happen?", K.FACTORS), ("What caused the outage", K.FACTORS), ("D4 Root cause", K.FACTORS),
        ("What went well", K.WENT_WELL), ("What worked well?", K.WENT_WELL), ("✅ Went well", K.WENT_WELL),
        ("What went wrong", K.WENT_POORLY), ("What didn’t go well", K.WENT_POORLY), ("What could have gone better", K.WENT_POORLY), ("What could we have done better?", K.WENT_POORLY),
        ("Where we got lucky", K.LUCK), ("Where we got lucky :four_leaf_clover:", K.LUCK),
        ("Lessons learned", K.LESSONS), ("Key takeaways", K.LESSONS), ("What did we learn?", K.LESSONS), ("Lessons learnt and next steps", K.LESSONS),
        ("Action items", K.ACTIONS), ("Follow-ups", K.ACTIONS), ("Next steps", K.ACTIONS), ("Corrective and preventive actions", K.ACTIONS), ("TODO", K.ACTIONS), ("7) To-do list", K.ACTIONS),
        ("How will we prevent this from happening again?", K.ACTIONS), ("What we are doing about it", K.ACTIONS), ("Action Items [draft]", K.ACTIONS),
        ("Attendees", K.ATTENDEES), ("People involved", K.ATTENDEES), ("Background & context", K.BACKGROUND), ("How it normally works", K.BACKGROUND), ("Appendix A: graphs", K.REFERENCES),
        ("Related incidents", K.REFERENCES), ("Open questions", K.QUESTIONS), ("Q&A", K.QUESTIONS),
        ("Sumary", K.SUMMARY), ("Contibuting factors", K.FACTORS), ("Lessons leanred", K.LESSONS),
    ],
)  # fmt: skip
def test_names_that_teams_use(title: str, kind: SectionKind) -> None:
    assert section_kind(title) is kind


@pytest.mark.parametrize(
    "title",
    [
        "Impact of the root-cause analysis tool", "Summary table renderer crashed", "The payment database", "10:40", "Timeline service outage", "Detection gaps in the metrics agent of node 7",
        "Response times rose", "Action Cable stopped", "Trigger-happy autoscaler", "Recovery key rotation", "Scope creep", "Why the cache was cold on Monday",
        "Fix the deploy script", "Logs were missing", "Backgrounds worker", "", "🔥", "---", "a" * 500, "Lessonly was down", "Actions on Google outage",
    ],
)  # fmt: skip
def test_names_that_must_not_match(title: str) -> None:
    assert section_kind(title) is None


def test_exact_names_are_no_guesses() -> None:
    assert is_exact_name("3. Root Cause:")
    assert not is_exact_name("Sumary")


def test_no_name_is_listed_under_two_kinds() -> None:
    from analyzer.markdown import section_names

    listed = [name.strip() for names in section_names._NAMES.values() for name in names.split("|")]
    assert sorted(listed) == sorted(set(listed))
    assert all(
        section_kind(name) is kind for kind, names in section_names._NAMES.items() for name in (part.strip() for part in names.split("|"))
    )


def kinds(text: str, form: TextFormat = TextFormat.MARKDOWN) -> list[tuple[SectionKind, str, int]]:
    return [(section.kind, section.title, section.level) for section in READER.read(text, format=form).sections[1:]]


def test_subsections_inherit_and_the_title_is_preamble() -> None:
    text = "# INC-7: queue stalled\n\n## Timeline\n\n### 10:40\n\nx\n\n### Impact\n\n## Odds and ends\n\n### 11:00\n"
    assert kinds(text) == [
        (K.PREAMBLE, "INC-7: queue stalled", 1), (K.TIMELINE, "Timeline", 2), (K.TIMELINE, "10:40", 3), (K.IMPACT, "Impact", 3), (K.OTHER, "Odds and ends", 2), (K.OTHER, "11:00", 3),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "# T\n\n**What happened**\n\nIt broke.\n\n**Impact**\n\nAll.",
            [(K.PREAMBLE, "T", 1), (K.SUMMARY, "What happened", 2), (K.IMPACT, "Impact", 2)],
        ),
        ("Timeline:\n\n- 10:42 x", [(K.TIMELINE, "Timeline", 1)]),
        ("x\n\nTimeline:\n- 10:42 x", [(K.TIMELINE, "Timeline", 1)]),
        ("x\n\nRoot cause\n\ny", [(K.FACTORS, "Root cause", 1)]),
        ("**Summary**\nIt broke.", [(K.SUMMARY, "Summary", 1)]),
        (
            "# T\n\n**Impact:** all orders\n**Resolution**: rolled back",
            [(K.PREAMBLE, "T", 1), (K.IMPACT, "Impact", 2), (K.RESPONSE, "Resolution", 2)],
        ),
        ("# T\n\n**Some loud thing**\n\nx", [(K.PREAMBLE, "T", 1), (K.OTHER, "Some loud thing", 2)]),
        ("# T\n\n**Author:** Kim\n**Date:** today", [(K.PREAMBLE, "T", 1)]),
        ("# T\n\n**This is a whole sentence.**\n\n**10:42**\n\n**Owner: Kim**", [(K.PREAMBLE, "T", 1)]),
        ("# T\n\nThe impact was small\n\nNote: this is a draft", [(K.PREAMBLE, "T", 1)]),
        ("- **Impact**\n- **Timeline**", []),
        ("> **Impact**", []),
    ],
)
def test_headings_without_markup(text: str, expected: list[tuple[SectionKind, str, int]]) -> None:
    assert kinds(text) == expected


def test_an_implied_heading_has_its_words_as_content() -> None:
    text = "# T\n\n**Impact:** all orders failed."
    postmortem = READER.read(text)
    assert [block.content.of(text) for block in postmortem.blocks] == ["T", "Impact", "all orders failed."]
    assert postmortem.sections[2].heading.of(text) == "Impact"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: From above\n---\n# Below\n", "From above"), ("## Second\n\n# First\n", "First"), ("## Only second\n", "Only second"), ("**Bold one**\n\ntext", "Bold one"),
        ("Queue stalled for an hour\n\nIt was long.", "Queue stalled for an hour"), ("It was long. It was late.\n", None), ("# `code` and [link](u) **bold**\n", "and link bold"), ("```\nx\n```\n", None),
    ],
)  # fmt: skip
def test_the_title(text: str, title: str | None) -> None:
    assert READER.read(text).title == title
