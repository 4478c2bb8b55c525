"""Timelines: dated or timed lines, bullets and table rows become entries; dates are carried from one to the next."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from analyzer.dates import Calendar, Moment, leading_moment, zone_named
from analyzer.markdown.lines import trimmed
from models.text import Block, BlockKind, Section, SectionKind, Span, TimelineEntry

_TIME_COLUMNS = re.compile(r"(?:date|time|when|timestamp|date and time|date ?/ ?time|datetime|utc|at|start|day)\b.{0,20}", re.IGNORECASE)
_LINE_START = re.compile(r"(?:\r\n?|\n)[ \t]*")
_ALL_TIMES = re.compile(r"\btimes?\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?", re.IGNORECASE)
_LATE, _EARLY = dt.time(18), dt.time(6)


def read_timeline(text: str, blocks: Sequence[Block], sections: Sequence[Section], calendar: Calendar) -> tuple[TimelineEntry, ...]:
    """Entries in the order of the text, which has its markup blanked: every dated or timed line, bullet and row of timeline sections,
    and timed bullets and rows elsewhere."""
    reader = _TimelineReader(text, blocks, sections, calendar)
    return tuple(reader.entries())


class _TimelineReader:
    """Carries the current day and time zone through the blocks of one text."""

    def __init__(self, text: str, blocks: Sequence[Block], sections: Sequence[Section], calendar: Calendar) -> None:
        self._text, self._blocks, self._sections, self._calendar = text, blocks, sections, calendar
        self._parents = _parents(sections)
        self._day = calendar.day
        self._zone: dt.timezone | None = None
        self._last: dt.time | None = None

    def entries(self) -> Iterator[TimelineEntry]:
        """All entries."""
        for section, members in groupby(self._blocks, key=lambda block: block.section):
            inside = self._sections[section].kind is SectionKind.TIMELINE
            own = list(members)
            self._zone = self._zone_of(self._sections[section], own) if inside else None
            yield from self._of_section(own, inside=inside)

    def _zone_of(self, section: Section, blocks: Sequence[Block]) -> dt.timezone | None:
        titles = [section.title]
        above = self._parents[section.index]
        while above is not None:
            titles.append(self._sections[above].title)
            above = self._parents[above]
        notes = [block.content.of(self._text)[:200] for block in blocks if block.kind is BlockKind.PARAGRAPH]
        for line in [*titles, *(note for note in notes if _ALL_TIMES.search(note))]:
            if zone := zone_named(line):
                return zone
        return None

    def _of_section(self, blocks: Sequence[Block], *, inside: bool) -> Iterator[TimelineEntry]:
        for table, members in groupby(blocks, key=lambda block: block.table):
            if table is not None:
                yield from self._of_table(list(members), inside=inside)
                continue
            for number, block in enumerate(own := list(members)):
                if block.kind is BlockKind.HEADING:
                    yield from self._of_heading(block, own[number + 1 :], inside=inside)
                elif block.kind is BlockKind.LIST_ITEM or (block.kind is BlockKind.PARAGRAPH and inside):
                    yield from self._of_lines(block, inside=inside)

    def _of_heading(self, block: Block, below: Sequence[Block], *, inside: bool) -> Iterator[TimelineEntry]:
        moment = self._moment(block.content.start, block.content.end)
        if moment is None:
            return
        if moment.time is None or not inside:
            self._carry(moment)
            return
        body = [part for part in below if part.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}]
        said = self._said(moment.after, block.content.end) or (self._said(body[0].content.start, body[0].content.end) if body else "")
        end = body[0].content.end if body and moment.after >= block.content.end else block.content.end
        if said:
            yield self._entry(moment, block.content.start, end, said)

    def _of_lines(self, block: Block, *, inside: bool) -> Iterator[TimelineEntry]:
        low, high = block.content.start, block.content.end
        starts = [low, *(match.end() for match in _LINE_START.finditer(self._text, low, high))] if inside else [low]
        timed = [(start, moment) for start in starts if (moment := self._moment(start, high)) and (inside or self._convinces(moment))]
        for number, (start, moment) in enumerate(timed):
            end = trimmed(self._text, start, timed[number + 1][0] if number + 1 < len(timed) else high)[1]
            said = self._said(moment.after, end)
            if said and not (moment.time is None and moment.dated and not moment.separated and block.kind is BlockKind.PARAGRAPH):
                yield self._entry(moment, start, end, said)
            else:
                self._carry(moment)

    def _of_table(self, cells: Sequence[Block], *, inside: bool) -> Iterator[TimelineEntry]:
        rows = [list(row) for _, row in groupby(cells, key=lambda cell: cell.row)]
        head = {cell.column for cell in rows[0] if _TIME_COLUMNS.fullmatch(cell.content.of(self._text).strip())} if rows else set()
        if inside and not head:
            head = {0}
        if not head:
            return
        zone = next((found for cell in rows[0] if cell.column in head and (found := zone_named(cell.content.of(self._text)))), None)
        self._zone = zone or self._zone
        for row in rows[1:]:
            rest: list[Block] = []
            moments: list[Moment] = []
            for cell in row:
                when = self._moment(cell.content.start, cell.content.end) if cell.column in head else None
                if when is not None:
                    moments.append(when)
                elif not _WEEKDAY.fullmatch(cell.content.of(self._text).strip()):
                    rest.append(cell)
            said = " | ".join(filter(None, (self._said(cell.content.start, cell.content.end) for cell in rest)))
            if not moments or not said or not (inside or any(moment.time for moment in moments)):
                continue
            moment = moments[0]
            written = [moment.written]
            for other in moments[1:]:
                if (moment.time is None) != (other.time is None) or moment.dated != other.dated:
                    written.append(other.written)
                    moment = moment._replace(
                        day=moment.day or other.day,
                        dated=moment.dated or other.dated,
                        time=moment.time or other.time,
                        zone=moment.zone or other.zone,
                    )
            yield self._entry(moment._replace(written=" ".join(written)), row[0].span.start, row[-1].span.end, said)

    def _moment(self, start: int, end: int) -> Moment | None:
        return leading_moment(self._text, start, min(end, start + 160), day_first=self._calendar.day_first)

    def _convinces(self, moment: Moment) -> bool:
        """Outside a timeline only a clock time makes a bullet an entry."""
        return moment.time is not None

    def _said(self, start: int, end: int) -> str:
        return " ".join(self._text[start:end].split())

    def _carry(self, moment: Moment) -> dt.date | None:
        """The day of `moment`, which later entries without a date share; past midnight the next day begins."""
        if moment.dated:
            known = self._day or self._calendar.day
            self._day = moment.day.in_year(known.year if known else None) if moment.day else None
        elif self._day and self._last and moment.time and self._last >= _LATE and moment.time < _EARLY and self._day < dt.date.max:
            self._day += dt.timedelta(days=1)
        if moment.time:
            self._last = moment.time
        elif moment.dated:
            self._last = None
        return self._day

    def _entry(self, moment: Moment, start: int, end: int, said: str) -> TimelineEntry:
        day = self._carry(moment)
        at = dt.datetime.combine(day, moment.time, tzinfo=moment.zone or self._zone) if day and moment.time else None
        return TimelineEntry(span=Span(start=start, end=end), time=moment.written, at=at, text=said)


def _parents(sections: Sequence[Section]) -> list[int | None]:
    """For each section the index of the nearest one before it with a higher heading, found in one pass over all of them."""
    parents: list[int | None] = []
    open_ones: list[Section] = []
    for section in sections:
        while open_ones and open_ones[-1].level >= section.level:
            open_ones.pop()
        parents.append(open_ones[-1].index if open_ones else None)
        open_ones.append(section)
    return parents
