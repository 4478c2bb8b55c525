"""Dates and times as people and programs write them. What may mean two days is an error, not a guess."""

import datetime as dt
import re
from typing import NamedTuple

from dateutil import parser

from models.errors import BadInputError

_NOTHING = frozenset({"", "-", "--", "—", "?", "n/a", "na", "nan", "nat", "none", "null", "unknown", "tbd", "tba", "ongoing"})
# The zones of RFC 5322 4.3 and those of Europe and Japan; other letters name several zones each (IST, BST, AST).
_ZONES = {
    "UTC": 0, "GMT": 0, "Z": 0, "PST": -8, "PDT": -7, "MST": -7, "MDT": -6, "CST": -6, "CDT": -5, "EST": -5, "EDT": -4,
    "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "WET": 0, "WEST": 1, "JST": 9,
}  # fmt: skip
_LONGEST = 80


class Moment(NamedTuple):
    """A day, and the time where one was written (naive where no zone was). `whole` is False where the source said more than this."""

    date: dt.date
    at: dt.datetime | None
    whole: bool = True


def read_moment(value: object) -> Moment | None:
    """The moment that `value` tells: a date, a datetime, seconds or milliseconds since 1970, ISO 8601, or a date in words.

    None for "", "n/a", "TBD" and their like. Raises BadInputError for what is no date, is incomplete, or may mean two days."""
    if isinstance(value, dt.datetime):
        return Moment(value.date(), value)
    if isinstance(value, dt.date):
        return Moment(value, None)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _since_1970(value)
    if not isinstance(value, str):
        raise BadInputError(f"{str(value)[:_LONGEST]!r} is no date: write it as 2024-03-07 or 2024-03-07T14:05:00Z.")
    text = " ".join(value.split())
    if text.casefold() in _NOTHING:
        return None
    # Notion writes a period as "March 7, 2024 → March 8, 2024": it begins on the first day.
    first, arrow, _ = text.partition("→")
    moment = _read_text(first.strip())
    return moment._replace(whole=False) if arrow else moment


def _since_1970(seconds: float) -> Moment:
    if not 0 < seconds < 1e14:
        raise BadInputError(f"{seconds} is no date: write it as 2024-03-07 or 2024-03-07T14:05:00Z.")
    at = dt.datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, dt.UTC)
    return Moment(at.date(), at)


def _read_text(text: str) -> Moment:
    if len(text) > _LONGEST:
        raise BadInputError(f"{text[:_LONGEST]!r}… is no date: write it as 2024-03-07 or 2024-03-07T14:05:00Z.")
    if re.fullmatch(r"\d{10}|\d{13}", text):
        return _since_1970(int(text))
    try:
        if re.fullmatch(r"\d{4}-?\d\d-?\d\d", text):
            return Moment(dt.date.fromisoformat(text), None)
        if re.match(r"\d{4}-?\d\d-?\d\d[T ]\d", text):
            at = dt.datetime.fromisoformat(text)
            return Moment(at.date(), at)
    except ValueError:
        pass  # The other notations, and the message of what is none, come next.
    return _read_words(text)


def _read_words(text: str) -> Moment:
    # Two readings with two defaults show what the text left out: that is filled from the default, and differs.
    one, two = dt.datetime(2000, 1, 1, 0, 0), dt.datetime(2004, 2, 2, 1, 1)
    try:
        first = parser.parse(text, default=one, tzinfos=_zone, dayfirst=False)
        second = parser.parse(text, default=two, tzinfos=_zone, dayfirst=False)
        year_first = re.match(r"\d{4}\b", text) is not None
        other = first if year_first else parser.parse(text, default=one, tzinfos=_zone, dayfirst=True)
    except BadInputError:
        raise
    except (ValueError, OverflowError, TypeError, AttributeError) as error:
        raise BadInputError(f"{text!r} is no date: write it as 2024-03-07 or 2024-03-07T14:05:00Z.") from error
    if first.date() != second.date():
        raise BadInputError(f"{text!r} is an incomplete date: write year, month and day, as 2024-03-07.")
    if first.date() != other.date():
        raise BadInputError(f"{text!r} may be {first.date()} or {other.date()}: write the date as one of these.")
    return Moment(first.date(), first if first.hour == second.hour else None)


def _zone(name: str | None, offset: int | None) -> dt.tzinfo | None:
    if offset is not None:
        return dt.timezone(dt.timedelta(seconds=offset))
    if name is None:
        return None
    if name.upper() not in _ZONES:
        raise BadInputError(f"The time zone {name!r} is not known: write an offset from UTC, as +02:00.")
    return dt.timezone(dt.timedelta(hours=_ZONES[name.upper()]))
