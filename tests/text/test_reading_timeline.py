"""Timelines: what becomes an entry, its time as written, and its moment where date and time are known."""

import datetime as dt

import pytest

from analyzer.dates import find_day, leading_moment, zone_of
from analyzer.language import load_language
from analyzer.reading import Reader
from models.text import TextFormat

READER = Reader(load_language())
UTC = dt.UTC


def entries(text: str, form: TextFormat = TextFormat.MARKDOWN) -> list[tuple[str, dt.datetime | None, str]]:
    return [(entry.time, entry.at, entry.text) for entry in READER.read(text, format=form).timeline]


def at(year: int, month: int, day: int, hour: int, minute: int, zone: dt.tzinfo | None = None) -> dt.datetime:
    return dt.datetime(year, month, day, hour, minute, tzinfo=zone)


@pytest.mark.parametrize(
    ("line", "time", "moment", "said"),
    [
        ("- 10:42 the pager fired", "10:42", None, "the pager fired"),
        ("- 10:42 UTC - the pager fired", "10:42 UTC", None, "the pager fired"),
        ("- **10:42** the pager fired", "10:42", None, "the pager fired"),
        ("- **10:42 UTC:** the pager fired", "10:42 UTC", None, "the pager fired"),
        ("- `10:42`: the pager fired", "10:42", None, "the pager fired"),
        ("- [10:42] the pager fired", "10:42", None, "the pager fired"),
        ("- ~10:42 the pager fired", "10:42", None, "the pager fired"),
        ("- At 10:42, the pager fired", "10:42", None, "the pager fired"),
        ("- 10:42–10:50 the pager fired", "10:42–10:50", None, "the pager fired"),
        ("- 10:42 PM: the pager fired", "10:42 PM", None, "the pager fired"),
        ("- 2024-03-07 10:42 the pager fired", "2024-03-07 10:42", at(2024, 3, 7, 10, 42), "the pager fired"),
        ("- 2024-03-07T10:42:00Z the pager fired", "2024-03-07T10:42:00Z", at(2024, 3, 7, 10, 42, UTC), "the pager fired"),
        ("- 2024-03-07 10:42 +02:00 the pager fired", "2024-03-07 10:42 +02:00", at(2024, 3, 7, 10, 42, dt.timezone(dt.timedelta(hours=2))), "the pager fired"),
        ("- Mar 3, 10:42 - the pager fired", "Mar 3, 10:42", None, "the pager fired"),
        ("- Thursday, March 7th, 2024, 10:42 AM - the pager fired", "Thursday, March 7th, 2024, 10:42 AM", at(2024, 3, 7, 10, 42), "the pager fired"),
        ("- 7 March 2024 22:42 CET the pager fired", "7 March 2024 22:42 CET", at(2024, 3, 7, 22, 42, dt.timezone(dt.timedelta(hours=1))), "the pager fired"),
        ("- 10:42 UTC on 7 March 2024: the pager fired", "10:42 UTC on 7 March 2024", at(2024, 3, 7, 10, 42, UTC), "the pager fired"),
        ("- 7.3.2024 10:42 the pager fired", "7.3.2024 10:42", at(2024, 3, 7, 10, 42), "the pager fired"),
        ("- 28/03/2024 10:42 the pager fired", "28/03/2024 10:42", at(2024, 3, 28, 10, 42), "the pager fired"),
        ("- 06/07/2024 10:42 the pager fired", "06/07/2024 10:42", None, "the pager fired"),
        ("- T+5m the pager fired", "T+5m", None, "the pager fired"),
        ("- T-10 the pager fired", "T-10", None, "the pager fired"),
        ("- +00:12 the pager fired", "+00:12", None, "the pager fired"),
        ("- 1042 UTC the pager fired", "1042 UTC", None, "the pager fired"),
        ("- 10h42 the pager fired", "10h42", None, "the pager fired"),
        ("10:42 - the pager fired", "10:42", None, "the pager fired"),
        ("03-07-2024 - the pager fired", "03-07-2024", None, "the pager fired"),
    ],
)  # fmt: skip
def test_one_line_of_a_timeline(line: str, time: str, moment: dt.datetime | None, said: str) -> None:
    assert entries(f"## Timeline\n\n{line}\n") == [(time, moment, said)]


@pytest.mark.parametrize(
    "line",
    [
        "- the pager fired at 10:42",
        "- 10:1 odds",
        "- 25:99 is no time",
        "- 3 pods restarted",
        "- v1.2.3 went out",
        "- 10:42",
        "Some prose.",
    ],
)
def test_what_is_no_entry(line: str) -> None:
    assert entries(f"## Timeline\n\n{line}\n") == []


def test_elsewhere_only_timed_bullets_count() -> None:
    assert entries("## What happened\n\n- 10:42 paged\n- 2024-03-07 a day\n\n10:45 - prose\n") == [("10:42", None, "paged")]


def test_dates_are_carried_and_midnight_is_passed() -> None:
    text = "---\ndate: 2024-03-07\n---\n## Timeline (UTC)\n\n- 23:50 down\n- 00:10 still down\n- 9 March 08:00 up\n- 08:30 done\n"
    assert [moment for _, moment, _ in entries(text)] == [
        at(2024, 3, 7, 23, 50, UTC), at(2024, 3, 8, 0, 10, UTC), at(2024, 3, 9, 8, 0, UTC), at(2024, 3, 9, 8, 30, UTC),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "above",
    ["---\ndate: 2024-03-07\n---\n", "---\nstarted_at: 2024-03-07T10:00:00Z\n---\n", "**Date:** 7 March 2024\n\n", "# Queue stalled on 2024-03-07\n\n", "- Date: 2024-03-07\n\n"],
)  # fmt: skip
def test_the_day_comes_from_above(above: str) -> None:
    assert entries(f"{above}## Timeline\n\n- 10:42 paged\n") == [("10:42", at(2024, 3, 7, 10, 42), "paged")]


def test_a_dated_heading_sets_the_day() -> None:
    text = "## Timeline (all times UTC)\n\n### 7 March 2024\n\n- 10:42 paged\n\n### 8 March 2024\n\n- 09:00 closed\n"
    assert [moment for _, moment, _ in entries(text)] == [at(2024, 3, 7, 10, 42, UTC), at(2024, 3, 8, 9, 0, UTC)]


def test_timed_headings_take_the_text_below() -> None:
    assert entries("## Timeline\n\n### 10:42\n\nThe pager fired.\n\n### 10:50 Restarted\n") == [
        ("10:42", None, "The pager fired."),
        ("10:50", None, "Restarted"),
    ]


def test_rows_of_a_table() -> None:
    text = (
        "## Timeline\n\n| Date | Time (UTC) | Day | Event |\n|---|---|---|---|\n| 2024-03-07 | 10:42 | Thu | paged |\n| | 10:45 | | ack |\n"
    )
    assert entries(text) == [
        ("2024-03-07 10:42", at(2024, 3, 7, 10, 42, UTC), "paged"),
        ("10:45", at(2024, 3, 7, 10, 45, UTC), "ack"),
    ]


def test_lines_of_one_paragraph_are_entries_each() -> None:
    text = "TIMELINE:\n10:42 - paged\n10:45 - ack, then\nlooked further\n"
    assert entries(text, TextFormat.TEXT) == [("10:42", None, "paged"), ("10:45", None, "ack, then looked further")]


def test_spans_cover_the_line() -> None:
    text = "## Timeline\n\n- 10:42 paged 🔥\n"
    assert [entry.span.of(text) for entry in READER.read(text).timeline] == ["10:42 paged 🔥"]


@pytest.mark.parametrize(
    ("name", "hours"),
    [("UTC", 0), ("Z", 0), ("+02:00", 2), ("-0330", -3.5), ("UTC+2", 2), ("PDT", -7), ("PT", None), ("IST", None), ("", None)],
)
def test_zones(name: str, hours: float | None) -> None:
    zone = zone_of(name)
    assert (zone.utcoffset(None) if zone else None) == (dt.timedelta(hours=hours) if hours is not None else None)


@pytest.mark.parametrize(
    ("text", "found"), [("31/02/2024", None), ("2024-13-01", None), ("on 29 Feb 2023", None), ("version 1.2.3", None), ("10/11/12 x", None)]
)
def test_impossible_or_ambiguous_days_are_none(text: str, found: None) -> None:
    day = find_day(text)
    assert day is None or day[1] is None or day[1].in_year(None) is found


def test_a_moment_needs_something_between_it_and_the_text() -> None:
    assert leading_moment("10:42abc", 0, 8) is None
    assert leading_moment("10:42", 0, 5) is not None
