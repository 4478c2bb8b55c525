"""Timelines: lines that begin with a time become entries."""

import datetime as dt
import re
from collections.abc import Sequence

from dateutil import parser as dates
from dateutil.parser import ParserError

from models.text import Block, BlockKind, Section, SectionKind, Span, TimelineEntry

_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
_DATE = rf"(?:\d{{4}}-\d\d-\d\d|\d{{4}}/\d\d/\d\d|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?:,? \d{{4}})?)"
_CLOCK = r"(?:\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?\s?(?:[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?)"
_ZONE = r"(?:Z|UTC|GMT|[A-Z]{2,4}T|[+-]\d\d:?\d\d)"
_STAMP = rf"(?:{_DATE}[T,]?\s*(?:at\s+)?)?{_CLOCK}(?:\s?\(?{_ZONE}\)?)?(?:\s?[-–—]\s?{_CLOCK}(?:\s?{_ZONE})?)?|{_DATE}|T\s?[+-]\s?\d+\s?\w{{0,7}}|\+\d\d:\d\d(?::\d\d)?"
_ENTRY = re.compile(rf"[*_`\[(~\s]*(?P<time>(?:about |around |~|circa )?(?:{_STAMP}))(?![\w:])[*_`\])]*\s*(?:[-–—:|,.]+\s*|\s)[*_`]*", re.IGNORECASE)
_DATED = re.compile(_DATE, re.IGNORECASE)
_CLOCKED = re.compile(_CLOCK, re.IGNORECASE)


def timeline_of(text: str, blocks: Sequence[Block], sections: Sequence[Section], date: dt.date | None) -> tuple[TimelineEntry, ...]:
    """The timed lines of a postmortem, in order. `date` is the incident's, for clock times without a date of their own.

    Inside a timeline section every timed block counts, elsewhere only timed list items. A table row is timed by its first cell."""
    entries: list[TimelineEntry] = []
    current = date
    rows: dict[tuple[int | None, int | None], list[Block]] = {}
    for block in blocks:
        if block.kind is BlockKind.TABLE_CELL:
            rows.setdefault((block.table, block.row), []).append(block)
    for block in blocks:
        inside = sections[block.section].kind is SectionKind.TIMELINE
        if block.kind is BlockKind.HEADING and inside:
            current = _date_in(block.content.of(text), current) or current
        timed = block.kind is BlockKind.LIST_ITEM or (inside and block.kind is BlockKind.PARAGRAPH) or (inside and block.kind is BlockKind.TABLE_CELL and block.column == 0)
        if not timed:
            continue
        content = block.content.of(text)
        for start, line in _timed_lines(content) if block.kind is BlockKind.PARAGRAPH else [(0, content)]:
            match = _ENTRY.match(line + " ")
            if match is None:
                continue
            begin = block.content.start + start
            end, told = begin + len(line.rstrip()), line[match.end() :].strip()
            if block.kind is BlockKind.TABLE_CELL:
                cells = rows[block.table, block.row]
                end, told = cells[-1].content.end, " ".join(cell.content.of(text) for cell in cells[1:])
            time = match.group("time").strip()
            current = _date_in(time, current) or current
            entries.append(TimelineEntry(span=Span(start=begin, end=max(end, begin)), time=time, at=_moment(time, current), text=told))
    return tuple(entries)


def _timed_lines(content: str) -> list[tuple[int, str]]:
    return [(match.start(), match.group()) for match in re.finditer(r"[^\r\n]+", content)]


def _date_in(text: str, default: dt.date | None) -> dt.date | None:
    match = _DATED.search(text)
    if match is None or (default is None and not re.search(r"\d{4}", match.group())):
        return None
    try:
        base = dt.datetime.combine(default, dt.time()) if default else dt.datetime(2000, 1, 1)
        return dates.parse(match.group(), default=base).date()
    except (ParserError, OverflowError, ValueError):
        return None


def _moment(time: str, date: dt.date | None) -> dt.datetime | None:
    clock = _CLOCKED.search(_DATED.sub(" ", time))
    if date is None or clock is None or time.lstrip().startswith(("T", "+")):
        return None
    try:
        moment = dates.parse(clock.group().replace(".m.", "m"), default=dt.datetime.combine(date, dt.time()))
    except (ParserError, OverflowError, ValueError):
        return None
    return moment.replace(tzinfo=dt.UTC) if re.search(r"\b(?:UTC|GMT)\b|\dZ", time) else moment.replace(tzinfo=None)
