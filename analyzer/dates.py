"""Dates and times as people write them in postmortems, and the day that a text is about."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from models.text import Block, BlockKind

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|"
    r"dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?\s+)?"
_DATE = (
    rf"{_WEEKDAY}(?:the\s+)?(?:(?P<iso>\d{{4}})[-/.](?P<iso_month>\d{{1,2}})[-/.](?P<iso_day>\d{{1,2}})(?!\d)"
    r"|(?P<left>\d{1,2})(?P<mark>[/.\-])(?P<right>\d{1,2})(?P=mark)(?P<short_year>\d{4}|\d{2})(?!\d)"
    rf"|(?P<month>{_MONTH})\s*(?P<month_day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:,?\s+(?P<month_year>(?:19|20)\d\d)(?!\d))?"
    rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s\-](?P<day_month>{_MONTH})(?:,?[\s\-](?P<day_year>(?:19|20)\d\d)(?!\d))?)"
)
_ZONE = (
    r"(?:\s*\(?(?P<zone>UTC\s?[+\-]\d{1,2}(?::?\d\d)?|UTC|GMT|Z|[PMCE][SD]?T|AKST|AKDT|HST|CES?T|EES?T|WES?T|BST|IST|JST|KST|SGT|"
    r"AES?D?T|NZS?D?T)\b\)?|\s?(?P<offset>[+\-]\d\d:?\d\d)(?![\d:]))?"
)
_TIME = (
    r"(?:(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d{1,9})?)?(?![\d:])(?:\s?(?P<half>[ap]\.?m\b\.?))?"
    r"|(?P<half_hour>1[0-2]|0?[1-9])\s?(?P<bare_half>[ap]\.?m\b\.?)"
    r"|(?P<military>(?:[01]\d|2[0-3])[0-5]\d)(?=\s?(?:Z|UTC|GMT|hrs?|hours|[PMCE][SD]T)\b)(?:\s?(?:hrs?|hours)\b)?"
    r"|(?P<h_hour>[01]?\d|2[0-3])h(?P<h_minute>[0-5]\d)\b)" + _ZONE
)
_UNIT = r"(?:s|sec|secs|seconds?|m|min|mins|minutes?|h|hrs?|hours?|d|days?)"
_RELATIVE = (
    rf"(?P<relative>T\s?[+\-−]\s?\d{{1,3}}:\d\d(?::\d\d)?|T\s?[+\-−]\s?\d{{1,4}}(?:[.,]\d+)?(?:\s?{_UNIT})?\b|T0\b|T(?=[:\s]+[\-–—])"
    rf"|[+]\s?\d{{1,3}}:\d\d(?::\d\d)?|[+]\s?\d{{1,4}}\s?{_UNIT}\b)"
)
_APPROXIMATELY = r"(?:(?:at|on|around|about|approx(?:imately|\.)?|circa|ca?\.|by|from|between)\s+)*~?≈?"
_TO = r"(?:\s*(?:-|–|—|to|until|and|→)\s*(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\b\.?)?(?:\s*(?:UTC|GMT|Z|[PMCE][SD]?T|CES?T|BST)\b)?)?"
# The same groups occur twice, as a date may stand before a time or behind it; those of the second order are named t_….
_LATE_TIME = _TIME.replace("(?P<", "(?P<t_")
_LATE_DATE = _DATE.replace("(?P<", "(?P<t_").replace("(?P=", "(?P=t_")
_MOMENT = re.compile(
    rf"[\s*_`\[(]*{_APPROXIMATELY}(?P<written>(?:{_DATE}(?:(?:\s*,\s*|\s+at\s+|\s*[-–—@|:]\s*|T|\s+){_TIME})?"
    rf"|{_LATE_TIME}(?:\s*,?\s*(?:on\s+)?{_LATE_DATE})?|{_RELATIVE}){_TO})"
    r"(?P<closing>[*_`\])]*)(?P<space>\s*)(?P<separator>[:|,;\-–—→=>.]*)(?P<gap>\s*)",
    re.IGNORECASE,
)
_ANY_DATE = re.compile(rf"(?<![\w/.\-]){_DATE}(?![/\w])", re.IGNORECASE)
# The look back stands behind the first digit: a pattern that begins with a class of characters is scanned for many times as fast.
_NUMERIC = re.compile(r"(\d(?<![\d/.\-]\d)\d?)([/.\-])(\d{1,2})\2(?:\d{4}|\d\d)(?![\d/\-])")
_LABEL = re.compile(
    r"(?:^|[\r\n])[ \t*_>\-]*+(?:(?:incident|outage|event)\s+)?(?:date(?:\s+(?:of|and)\s+(?:the\s+)?\w+)?|day|start(?:ed)?(?:\s+(?:at|time|date))?|"
    r"when|occurred(?:\s+(?:on|at))?)\s*+[*_]*+\s*+[:|]\s*",
    re.IGNORECASE,
)
_ZONE_NAME = re.compile(r"\b(UTC(?:\s?[+\-]\d{1,2}(?::?\d\d)?)?|GMT|[PMCE][SD]T|CES?T|BST|JST|AES?D?T|SGT)\b")
_DAY_KEYS = (
    "date",
    "incident_date",
    "started_at",
    "start_time",
    "start",
    "started",
    "occurred_at",
    "occurred",
    "incident_start",
    "detected_at",
)
# Abbreviations that mean one offset only; PT, ET, CST and IST do not, so times that carry them stay naive.
_OFFSETS = {
    "UTC": 0, "GMT": 0, "Z": 0, "PST": -8, "PDT": -7, "MST": -7, "MDT": -6, "CDT": -5, "EST": -5, "EDT": -4,
    "WET": 0, "CET": 1, "CEST": 2, "WEST": 1, "EET": 2, "EEST": 3, "BST": 1, "JST": 9, "KST": 9, "SGT": 8, "AEST": 10, "AEDT": 11,
    "HST": -10, "AKST": -9, "AKDT": -8, "NZST": 12, "NZDT": 13,
}  # fmt: skip


class Day(NamedTuple):
    """A date as written; `year` is None where it was not given."""

    year: int | None
    month: int
    day: int

    def in_year(self, year: int | None) -> dt.date | None:
        """The date, in `year` where none was written; None where there is no such day or no year at all."""
        year = self.year or year
        try:
            return dt.date(year, self.month, self.day) if year else None
        except ValueError:
            return None


class Moment(NamedTuple):
    """A date, a time or both at the start of a line: `written` as it stands there, text[after:] is what it is said of. `dated` tells
    that a date is written; `day` is None where it could be either of two (06/07/2024). `separated` tells of a dash, colon or bracket."""

    written: str
    start: int
    after: int
    day: Day | None
    dated: bool
    time: dt.time | None
    zone: dt.timezone | None
    separated: bool


def leading_moment(text: str, start: int, end: int, *, day_first: bool | None = None) -> Moment | None:
    """The moment that text[start:end] begins with, behind brackets and words such as "at" or "around"; None if there is none.

    `day_first` tells how 06/07/2024 is to be read; None leaves it unread."""
    found = _leading(text[start:end], day_first)
    return found and found._replace(start=found.start + start, after=found.after + start)


@lru_cache(maxsize=4_096)
def _leading(text: str, day_first: bool | None) -> Moment | None:
    match = _MOMENT.match(text)
    if match is None or match.end() == match.end("written") < len(text):
        return None
    fields = match.groupdict()
    late = {key.removeprefix("t_"): value for key, value in fields.items() if key.startswith("t_")}
    date_first = _is_dated(fields)
    own = fields if date_first else late
    dated = date_first or _is_dated(late)
    time = _time(own)
    if not dated and time is None and fields["relative"] is None:
        return None
    return Moment(
        written=match["written"].strip(),
        start=match.start("written"),
        after=match.end(),
        day=_day(own, day_first=day_first) if dated else None,
        dated=dated,
        time=time,
        zone=zone_of(own["zone"] or own["offset"]),
        separated=bool(match["separator"] or "]" in match["closing"] or ")" in match["closing"]),
    )


def find_day(text: str, *, day_first: bool | None = None) -> tuple[str, Day | None] | None:
    """The first date in `text`, as written and read; the second is None where it could be either of two days, or none."""
    match = _ANY_DATE.search(text)
    return (match[0], _day(match.groupdict(), day_first=day_first)) if match else None


def zone_of(name: str | None) -> dt.timezone | None:
    """The fixed offset behind `UTC`, `PDT`, `+02:00`, `UTC+2` …; None for none, or for one that means several."""
    if not name:
        return None
    name = name.upper().replace(" ", "").replace("−", "-")
    if name in _OFFSETS:
        return dt.timezone(dt.timedelta(hours=_OFFSETS[name]))
    match = re.fullmatch(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d\d)?", name)
    if match is None or int(match[2]) > 14:
        return None
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return dt.timezone(dt.timedelta(minutes=-minutes if match[1] == "-" else minutes))


def zone_named(text: str) -> dt.timezone | None:
    """The time zone that a heading such as "Timeline (all times UTC)" names."""
    match = _ZONE_NAME.search(text)
    return zone_of(match[1]) if match else None


class Calendar(NamedTuple):
    """The day that a text is about, where it tells it, and whether its numeric dates put the day first (None: not known)."""

    day: dt.date | None
    day_first: bool | None

    @classmethod
    def of(cls, front_matter: Mapping[str, Any], text: str, blocks: Iterable[Block]) -> "Calendar":
        """From the front matter, else from a line such as `Date: 2024-03-07`, else from the first heading that holds a whole date."""
        day_first = _day_first(text)
        labelled = headed = None
        for block in blocks:
            if block.kind is BlockKind.HEADING and headed is None:
                headed = _full_date(block.content.of(text)[:300], day_first=day_first)
            elif block.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM} and labelled is None:
                content = block.content.of(text)
                if label := _LABEL.search(content):
                    labelled = _full_date(content[label.end() : label.end() + 60], day_first=day_first)
        return cls(_front_matter_day(front_matter) or labelled or headed, day_first)

    def date_of(self, day: Day | None) -> dt.date | None:
        """`day`, with this calendar's year where it has none."""
        return day.in_year(self.day.year if self.day else None) if day else None

    def next_after(self, day: Day | None) -> dt.date | None:
        """As `date_of`, for what is still to come: a day without a year lies in the twelve months after the incident."""
        date = self.date_of(day)
        if day is not None and date is not None and day.year is None and self.day is not None and date < self.day:
            return day.in_year(date.year + 1)
        return date


def _is_dated(fields: Mapping[str, str | None]) -> bool:
    return any(fields[key] for key in ("iso", "left", "month", "day"))


def _full_date(text: str, *, day_first: bool | None) -> dt.date | None:
    found = find_day(text, day_first=day_first)
    return found[1].in_year(None) if found and found[1] else None


def _front_matter_day(front_matter: Mapping[str, Any]) -> dt.date | None:
    for key in _DAY_KEYS:
        value = front_matter.get(key)
        if isinstance(value, dt.datetime):
            return value.date()
        if isinstance(value, dt.date):
            return value
        if isinstance(value, str) and (date := _full_date(value[:100].replace("T", " "), day_first=None)):
            return date
    return None


def _day_first(text: str) -> bool | None:
    """True or False where some numeric date of the text can be read in one way only, None where all fit both or they disagree."""
    orders = {int(match[1]) > 12 for match in _NUMERIC.finditer(text) if (int(match[1]) > 12) != (int(match[3]) > 12)}
    return orders.pop() if len(orders) == 1 else None


def _day(fields: Mapping[str, str | None], *, day_first: bool | None) -> Day | None:
    if fields["iso"]:
        return _valid(int(fields["iso"]), int(fields["iso_month"] or 0), int(fields["iso_day"] or 0))
    if fields["left"]:
        return _numeric_day(
            int(fields["left"]), int(fields["right"] or 0), int(fields["short_year"] or 0), fields["mark"] == ".", day_first
        )
    if fields["month"]:
        name: str | None = fields["month"]
        day, year = fields["month_day"], fields["month_year"]
    else:
        name, day, year = fields["day_month"], fields["day"], fields["day_year"]
    return _valid(int(year) if year else None, _MONTHS.index((name or "")[:3].lower()) + 1, int(day or 0))


def _numeric_day(left: int, right: int, year: int, dotted: bool, day_first: bool | None) -> Day | None:
    """07/03/2024: read by what is possible, then by the text's habit; with dots (07.03.2024) the day always comes first."""
    year += 2000 if year < 100 else 0
    if left > 12 or dotted or (day_first and right <= 12):
        return _valid(year, right, left)
    if right > 12 or day_first is False or left == right:
        return _valid(year, left, right)
    return None


def _valid(year: int | None, month: int, day: int) -> Day | None:
    found = Day(year, month, day)
    return found if found.in_year(2000) else None


def _time(fields: Mapping[str, str | None]) -> dt.time | None:
    half = None
    if fields["hour"]:
        hour, minute, half = int(fields["hour"]), int(fields["minute"] or 0), fields["half"]
    elif fields["half_hour"]:
        hour, minute, half = int(fields["half_hour"]), 0, fields["bare_half"]
    elif fields["military"]:
        hour, minute = int(fields["military"][:2]), int(fields["military"][2:])
    elif fields["h_hour"]:
        hour, minute = int(fields["h_hour"]), int(fields["h_minute"] or 0)
    else:
        return None
    if half and hour <= 12:
        hour = hour % 12 + (12 if half[0].lower() == "p" else 0)
    return dt.time(hour % 24, minute, int(fields["second"] or 0))
