"""Action items: what stands under such a heading as a bullet or a table row, with owner, due date, state and ticket."""

import datetime as dt
import re
from collections.abc import Sequence

from dateutil import parser as dates
from dateutil.parser import ParserError

from models.text import ActionItem, ActionState, Block, BlockKind, Section, SectionKind, Span

_OWNER = re.compile(r"\b(?:owners?|assignees?|assigned to|dri|who|responsible)\s*[:=]\s*@?(?P<owner>[^,;|()\[\]\n]{1,60})", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w.])@(?P<owner>[A-Za-z][\w./-]{0,40})")
_BRACKETED = re.compile(r"[(\[](?P<owner>[A-Z@][\w &/.'-]{1,40})(?:,|;|\)|\])(?P<rest>[^)\]]*)")
_TRAILING = re.compile(r"\s[—–-]\s(?P<owner>[A-Z@][\w &/.'-]{1,40}?)(?:,[^,]*)?\.?$")
_DUE = re.compile(r"\b(?:due|by|before|until|deadline|eta|target(?: date)?)\b\s*[:=]?\s*(?:on\s+|by\s+)?(?P<due>[^,;|()\[\]\n]{2,40})", re.IGNORECASE)
_ISO = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_TIMELY = re.compile(r"\d|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\bq[1-4]\b|week|month|quarter|sprint|today|tomorrow|year", re.IGNORECASE)
_TICKET = re.compile(r"\b[A-Z][A-Z0-9]{1,9}-\d{1,7}\b|(?<!\w)#\d{1,7}\b|https?://\S+/(?:issues|browse|pull|tickets?)/\S+")
_CHECKBOX = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[(?P<mark>[ xX])\]")
_STATES = (
    (ActionState.DROPPED, re.compile(r"\b(?:won'?t ?fix|dropped|cancel+ed|rejected|obsolete)\b", re.IGNORECASE)),
    (ActionState.DONE, re.compile(r"✅|\b(?:done|completed?|closed|shipped|fixed|resolved|implemented|finished)\b", re.IGNORECASE)),
    (ActionState.IN_PROGRESS, re.compile(r"\b(?:in[ -]progress|ongoing|started|underway|wip|doing)\b", re.IGNORECASE)),
    (ActionState.OPEN, re.compile(r"\b(?:open|to ?do|planned|not started|pending|backlog|recommended)\b", re.IGNORECASE)),
)
_STATE_FIELD = re.compile(r"\b(?:status|state)\s*[:=]\s*(?P<state>[^,;|()\[\]\n]{2,30})|[(\[](?P<short>[^()\[\]\n]{2,25})[)\]]\s*\.?$", re.IGNORECASE)
_COLUMNS = {
    "owner": re.compile(r"owner|assignee|assigned|who|dri|responsible|team", re.IGNORECASE),
    "due": re.compile(r"due|date|deadline|eta|when|target|by", re.IGNORECASE),
    "state": re.compile(r"status|state|progress|done", re.IGNORECASE),
    "ticket": re.compile(r"ticket|issue|bug|link|jira|tracking", re.IGNORECASE),
    "text": re.compile(r"action|item|task|what|description|todo|follow|improvement", re.IGNORECASE),
}


def actions_of(text: str, blocks: Sequence[Block], sections: Sequence[Section]) -> tuple[ActionItem, ...]:
    """The action items of a postmortem, in order."""
    inside = [block for block in blocks if sections[block.section].kind is SectionKind.ACTIONS]
    items = [_listed(text, block) for block in inside if block.kind is BlockKind.LIST_ITEM and len(block.content.of(text).split()) > 1]
    tables = sorted({block.table for block in inside if block.table is not None})
    for table in tables:
        items += _tabled(text, [block for block in inside if block.table == table])
    return tuple(sorted(items, key=lambda item: item.span.start))


def parse_due(text: str) -> dt.date | None:
    """A date out of a phrase that names day, month and year in some order; None for anything vaguer."""
    if match := _ISO.search(text):
        text = match.group()
    elif not re.search(r"\d{4}", text):
        return None
    try:
        first, second = (dates.parse(text, default=default).date() for default in (dt.datetime(2000, 1, 1), dt.datetime(2001, 2, 2)))
    except (ParserError, OverflowError, ValueError):
        return None
    return first if first == second else None


def state_of(text: str) -> ActionState | None:
    """The state that a word or phrase tells, or None."""
    return next((state for state, pattern in _STATES if pattern.search(text)), None)


def _listed(text: str, block: Block) -> ActionItem:
    content = block.content.of(text)
    owner = _OWNER.search(content) or _HANDLE.search(content) or _named_in_brackets(content) or _TRAILING.search(content)
    due = next((match.group("due").strip() for match in _DUE.finditer(content) if _TIMELY.search(match.group("due"))), None)
    if due is None and (iso := _ISO.search(content)):
        due = iso.group()
    field = _STATE_FIELD.search(content)
    state = state_of(field.group("state") or field.group("short")) if field else None
    if mark := _CHECKBOX.match(block.span.of(text)):
        state = ActionState.DONE if mark.group("mark") in "xX" else state or ActionState.OPEN
    ticket = _TICKET.search(content)
    return ActionItem(
        span=block.content,
        text=" ".join(content.split()),
        owner=owner.group("owner").strip(" .*_") or None if owner else None,
        due=parse_due(due) if due else None,
        due_text=due,
        state=state,
        ticket=ticket.group() if ticket else None,
    )


def _named_in_brackets(content: str) -> re.Match[str] | None:
    for match in _BRACKETED.finditer(content):
        inner = match.group("owner")
        if not _TICKET.fullmatch(inner) and state_of(inner) is None and not _TIMELY.search(inner) and content[match.end() : match.end() + 1] != "(":
            return match
    return None


def _tabled(text: str, cells: Sequence[Block]) -> list[ActionItem]:
    roles: dict[int, str] = {}
    for cell in cells:
        if cell.row == 0 and cell.column is not None:
            role = next((role for role, pattern in _COLUMNS.items() if pattern.search(cell.content.of(text)) and role not in roles.values()), None)
            if role:
                roles[cell.column] = role
    told = next((column for column, role in roles.items() if role == "text"), 0)
    items = []
    for row in sorted({cell.row for cell in cells if cell.row}):
        fields = {roles.get(cell.column or 0, ""): cell.content.of(text).strip() for cell in cells if cell.row == row}
        main = next((cell for cell in cells if cell.row == row and cell.column == told), None)
        if main is None:
            continue
        owner, due, ticket = fields.get("owner", "").strip("-–— *_@"), fields.get("due", "").strip("-–— "), fields.get("ticket") or None
        items.append(
            ActionItem(
                span=Span(start=main.content.start, end=main.content.end),
                text=" ".join(main.content.of(text).split()),
                owner=owner if owner and owner.lower() not in {"tbd", "none", "n/a", "?"} else None,
                due=parse_due(due) if due else None,
                due_text=due if due and due.lower() not in {"tbd", "none", "n/a", "?"} else None,
                state=state_of(fields.get("state", "")),
                ticket=ticket,
            )
        )
    return items
