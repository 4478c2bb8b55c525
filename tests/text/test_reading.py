"""Reading: sections, timelines, actions, and offsets that hold whatever is submitted."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.language import load_language
from analyzer.markdown.section_names import section_kind
from analyzer.masking import OBJECT
from analyzer.reading import Reader, masked
from models.errors import EmptyTextError
from models.text import ActionState, BlockKind, MaskKind, Postmortem, SectionKind, TextFormat

READER = Reader(load_language())
DRAFT = """---
title: Checkout 🛒 stopped
date: 2026-03-07
---
# Checkout 🛒 stopped

## Summary
The pool ran out, e.g. on host 3. See `SELECT 1.` and https://example.com/a.b?c=d for more. It took 10.4 s.

## Timeline (UTC)
- 10:02 UTC: release 5.14 went out
- **10:09** – the pager rang
| Time | Event |
|------|-------|

## Root cause:
> [bot] who did this?

The log read "connection refused by host 7".

**What went well**

1. Rollback took two minutes

## Action items
- [x] Add a canary stage (owner: platform, due 2026-12-01) OPS-12
- [ ] Write the runbook @sam by Friday

| Action | Owner | Due | Status |
|---|---|---|---|
| Alert on pool use | SRE | 2026-11-30 | in progress |
"""
PIECES = st.sampled_from(
    ["# A", "## Timeline", "- 10:02 x", "  - y", "> q", "```", "`c`", "| a | b |", "|---|---|", "**Impact**", "Impact:", "---", "<!-- c -->", "<b>", "[l](u)", "a. B? c!",
     "\r\n", "\n", "\n\n", "\r", "\t", "\u2028", "\x0c", "é", "e\u0301", "👩‍🔧", "\ufeff", "\x00", "https://x.y/z", '"a b c d e f"', "1. z", "    code", "T+5m", " ", "===", "\\|"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(), st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=40).map("".join), st.lists(PIECES, max_size=30).map("\n".join)
)


def held(postmortem: Postmortem) -> None:
    text = postmortem.text
    at = 0
    for block in postmortem.blocks:
        assert at <= block.span.start <= block.span.end <= len(text)
        assert block.content.start <= block.content.end <= len(text)
        gap = text[at : block.span.start]
        assert not any(character.isalnum() for character in gap), f"lost between blocks: {gap!r}"
        at = block.span.end
    assert not any(character.isalnum() for character in text[at:])
    end = 0
    for sentence in postmortem.sentences:
        block = postmortem.blocks[sentence.block]
        assert block.content.holds(sentence.span)
        assert sentence.span.start >= end
        end = sentence.span.end
        assert postmortem.quote(sentence.span).strip()
    for mask in postmortem.masks:
        assert mask.span.end <= len(text)
    blanked = masked(postmortem)
    assert len(blanked) == len(text)
    for section in postmortem.sections:
        assert section.span.end <= len(text)
        assert section.heading is None or section.heading.end <= len(text)
    for entry in postmortem.timeline:
        assert entry.time.split()[0] in postmortem.quote(entry.span)
    for action in postmortem.actions:
        assert action.text.split()[0] in postmortem.quote(action.span)


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, format=st.sampled_from(TextFormat))
def test_any_text_is_read_without_loss(text: str, format: TextFormat) -> None:
    if text.strip().strip("\ufeff"):
        held(READER.read(text, format=format))
    else:
        with pytest.raises(EmptyTextError):
            READER.read(text, format=format)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_draft_is_read_the_same_under_every_line_ending(ending: str) -> None:
    postmortem = READER.read(DRAFT.replace("\n", ending))
    held(postmortem)
    assert postmortem.title == "Checkout 🛒 stopped"
    kinds = [section.kind for section in postmortem.sections]
    assert kinds == [
        SectionKind.PREAMBLE, SectionKind.PREAMBLE, SectionKind.SUMMARY, SectionKind.TIMELINE, SectionKind.FACTORS, SectionKind.WENT_WELL, SectionKind.ACTIONS,
    ]  # fmt: skip
    quotes = [postmortem.quote(sentence.span) for sentence in postmortem.sentences]
    assert "The pool ran out, e.g. on host 3." in quotes
    assert "See `SELECT 1.` and https://example.com/a.b?c=d for more." in quotes
    assert "It took 10.4 s." in quotes
    times = [(entry.time, entry.at, entry.text) for entry in postmortem.timeline]
    assert times[0] == ("10:02 UTC", dt.datetime(2026, 3, 7, 10, 2, tzinfo=dt.UTC), "release 5.14 went out")
    assert times[1][1] == dt.datetime(2026, 3, 7, 10, 9, tzinfo=dt.UTC)
    first, second, third = postmortem.actions
    assert (first.owner, first.due, first.state, first.ticket) == ("platform", dt.date(2026, 12, 1), ActionState.DONE, "OPS-12")
    assert (second.owner, second.due, second.due_text, second.state) == ("@sam", None, "Friday", ActionState.OPEN)
    assert (third.text, third.owner, third.due, third.state) == ("Alert on pool use", "SRE", dt.date(2026, 11, 30), ActionState.IN_PROGRESS)


def test_masked_text_keeps_a_noun_where_code_and_quotations_stood() -> None:
    postmortem = READER.read(DRAFT)
    blanked = masked(postmortem)
    assert "SELECT" not in blanked
    assert "who did this" not in blanked
    assert "connection refused" not in blanked
    assert f"See {OBJECT * len('`SELECT 1.`')} and" in blanked
    assert "connection refused" in masked(postmortem, keep=frozenset({MaskKind.QUOTATION}))


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("TL;DR", SectionKind.SUMMARY), ("1. Executive Summary", SectionKind.SUMMARY), ("💥 Impact on customers", SectionKind.IMPACT), ("Timeline (all times UTC)", SectionKind.TIMELINE),
        ("Root Cause(s)", SectionKind.FACTORS), ("5 Whys", SectionKind.FACTORS), ("What Didn’t Go Well", SectionKind.WENT_POORLY), ("Where we got lucky", SectionKind.LUCK),
        ("**Follow-ups:**", SectionKind.ACTIONS), ("Lessons learned", SectionKind.LESSONS), ("Impact of the root-cause analysis tool", None),
        ("The database", None), ("10:40", None), ("Release 5.14", None),
    ],
)  # fmt: skip
def test_sections_are_known_by_the_names_that_teams_use(title: str, kind: SectionKind | None) -> None:
    assert section_kind(title) is kind


def test_plain_text_knows_headings_and_bullets() -> None:
    postmortem = READER.read(
        "Outage of the queue\n\nIMPACT\nOrders waited 40 minutes.\n\nAction items:\n* Add an alert\n", format=TextFormat.TEXT
    )
    held(postmortem)
    assert [section.kind for section in postmortem.sections] == [SectionKind.PREAMBLE, SectionKind.IMPACT, SectionKind.ACTIONS]
    assert [action.text for action in postmortem.actions] == ["Add an alert"]


@pytest.mark.parametrize(
    "text", ["word " * 200_000, ">" * 10_000 + " deep", "- " * 10_000 + "deep", "```\nnever closed\n" * 5_000, "[" * 100_000, '"' * 100_000, "<!--" * 30_000], ids=str.__len__
)  # fmt: skip
def test_hostile_markdown_is_read_without_loss(text: str) -> None:
    held(READER.read(text))


def test_an_unclosed_fence_is_code() -> None:
    postmortem = READER.read("Before.\n\n```\nBob broke it\n")
    assert postmortem.blocks[-1].kind is BlockKind.CODE
    assert "Bob" not in masked(postmortem)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It broke. We fixed it! Really? Yes.", 4),
        ("Version v1.2.3 took 10.4 s, i.e. too long vs. the norm.", 1),
        ("At 9 a.m. the U.S. sites slowed.", 1),
        ("It rang at 9 a.m. Nobody heard.", 2),
        ("See config.yaml for it... then stop.", 1),
        ("J. Doe wrote it.", 1),
        ("She said “stop.” Then it stopped.", 2),
    ],
)
def test_sentences_end_where_they_end(text: str, sentences: int) -> None:
    assert len(load_language().sentences(text)) == sentences
