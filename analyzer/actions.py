"""Action items: bullets and table rows of action sections, with owner, due date, state and ticket where they are given."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from analyzer.action_facts import NOBODY, TASK_STATES, action_facts, cleaned_owner, due_date, state_of, ticket_of
from analyzer.dates import Calendar
from analyzer.pieces import Piece
from models.text import ActionItem, Block, BlockKind, Section, SectionKind, Span

_FIELD_LINE = re.compile(
    r"\s*(?:owner|assignee|assigned to|dri|due(?: date)?|deadline|status|state|ticket|issue|jira|priority|eta|who|when|tracking)\b\s*+[*_]*+\s*+:",
    re.IGNORECASE,
)
_COLUMNS: dict[str, re.Pattern[str]] = {
    "action": re.compile(r"(?:action(?: items?)?|task|item|follow[ -]?up|description|what|todo|to do|improvement|measure|corrective action|recommendation|remediation|summary|details|title|work item)s?\b.*", re.IGNORECASE),
    "owner": re.compile(r"(?:action )?(?:owners?|assignees?|assigned(?: to)?|who|dri|responsible.*|lead|team|poc|person|contact)\b.*", re.IGNORECASE),
    "due": re.compile(r"(?:due.*|deadline|eta|target.*|when|by when|date|expected.*|timeframe|completion.*)", re.IGNORECASE),
    "state": re.compile(r"(?:status|state|progress|done\??|complete[d]?\??)", re.IGNORECASE),
    "ticket": re.compile(r"(?:ticket|issue|jira|bug|link|tracking.*|tracker|reference|ref|pr|key)s?\b.*", re.IGNORECASE),
}  # fmt: skip


def read_actions(
    shown: str, pieces: Sequence[Piece], blocks: Sequence[Block], sections: Sequence[Section], calendar: Calendar
) -> tuple[ActionItem, ...]:
    """The action items in the order of the text, which has its markup blanked but shows code and addresses.

    Items are the bullets and rows of sections of kind ACTIONS, and the rows of any table that has columns for an action and its owner.
    A bullet below another that only states a field (`Owner: Kim`) adds to it. A due date without a year lies in the year after the
    incident; where no year can be known, `due_text` alone tells it."""
    found: list[ActionItem] = []
    for (_, table), members in groupby(blocks, key=lambda block: (block.section, block.table)):
        own = list(members)
        inside = sections[own[0].section].kind is SectionKind.ACTIONS
        if table is not None:
            found.extend(_of_table(shown, own, calendar, inside=inside))
        elif inside:
            found.extend(_of_list(shown, pieces, own, calendar))
    return tuple(found)


def _of_list(shown: str, pieces: Sequence[Piece], blocks: Sequence[Block], calendar: Calendar) -> Iterator[ActionItem]:
    items: list[list[Block]] = []
    for block in blocks:
        if block.kind is not BlockKind.LIST_ITEM:
            continue
        deeper = bool(items) and block.level > items[-1][0].level
        if deeper and _FIELD_LINE.match(shown, block.content.start, block.content.end):
            items[-1].append(block)
        else:
            items.append([block])
    for number, item in enumerate(items):
        first = item[0]
        text = " ".join(shown[first.content.start : first.content.end].split())
        children = number + 1 < len(items) and items[number + 1][0].level > first.level
        if not text or (children and text.endswith(":")):
            continue
        facts = action_facts("; ".join(shown[block.content.start : block.content.end].strip() for block in item), calendar)
        task = pieces[first.index].task
        state = facts.state if task is None or (task == " " and facts.state) else TASK_STATES[task]
        yield ActionItem(
            span=Span(start=first.content.start, end=item[-1].content.end),
            text=text,
            owner=facts.owner,
            due=facts.due,
            due_text=facts.due_text,
            state=state,
            ticket=facts.ticket,
        )


def _of_table(shown: str, cells: Sequence[Block], calendar: Calendar, *, inside: bool) -> Iterator[ActionItem]:
    rows = [{cell.column: cell for cell in row} for _, row in groupby(cells, key=lambda cell: cell.row)]
    if not rows:
        return
    columns = _columns(
        {column: shown[cell.content.start : cell.content.end].strip() for column, cell in rows[0].items() if column is not None}
    )
    if "action" not in columns or not (inside or "owner" in columns):
        return
    for row in rows[1:]:
        values = {
            name: " ".join(shown[cell.content.start : cell.content.end].split()) for name, at in columns.items() if (cell := row.get(at))
        }
        text = values.get("action", "")
        if not text:
            continue
        facts = action_facts(text, calendar)
        due, due_text = due_date(values["due"], calendar) if "due" in values else (facts.due, facts.due_text)
        state = state_of(values["state"]) if "state" in values else facts.state or state_of(values.get("due", ""))
        ordered = [row[column] for column in sorted(column for column in row if column is not None)]
        yield ActionItem(
            span=Span(start=ordered[0].span.start, end=ordered[-1].span.end),
            text=text,
            owner=cleaned_owner(values["owner"]) if "owner" in values else facts.owner,
            due=due,
            due_text=due_text if due_text and not state_of(due_text) and not NOBODY.match(due_text) else None,
            state=state,
            ticket=ticket_of(values.get("ticket", "")) or facts.ticket or values.get("ticket") or None,
        )


def _columns(head: Mapping[int, str]) -> dict[str, int]:
    """Which column holds what; each name is given once, to the first that fits."""
    found: dict[str, int] = {}
    for column, title in head.items():
        for name, pattern in _COLUMNS.items():
            if name not in found and column not in found.values() and pattern.fullmatch(title):
                found[name] = column
    return found
