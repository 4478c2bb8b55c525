"""Action items: bullets and table rows of action sections, with owner, due date, state and ticket where they are given."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from analyzer.dates import Calendar, find_day
from analyzer.pieces import Piece
from models.text import ActionItem, ActionState, Block, BlockKind, Section, SectionKind, Span

_STATES: dict[ActionState, str] = {
    ActionState.DONE: r"done|completed?|closed|resolved|fixed|merged|shipped|deployed|implemented|finished|live|rolled out|✅|✔️?|☑️?",
    ActionState.IN_PROGRESS: r"in[ -]progress|wip|started|ongoing|doing|in review|under ?way|in development|partially done|partly done|active|🚧|⏳|🔄",
    ActionState.DROPPED: r"won'?t[ -]?(?:fix|do)|cancell?ed|dropped|rejected|abandoned|obsolete|declined|will not do|not doing|❌|🚫",
    ActionState.OPEN: r"open|to[ -]?do|not (?:yet )?started|new|planned|backlog|pending|ready|scheduled|unassigned|filed|triaged|⬜|☐",
}
_STATE_WORD = {state: re.compile(rf"(?:{words})", re.IGNORECASE) for state, words in _STATES.items()}
_ANY_STATE = "|".join(_STATES.values())
_TASKS = {
    " ": ActionState.OPEN,
    "x": ActionState.DONE,
    "/": ActionState.IN_PROGRESS,
    "~": ActionState.IN_PROGRESS,
    "-": ActionState.DROPPED,
}

_TICKET_KEY = re.compile(
    r"(?<![\w\-/])(?!(?:UTF|SHA|ISO|RFC|HTTP|SEV|TLS|CVE|AES|CRC|MD|IPV|PCI|SOC|COVID|BASE|AI|P|Q|T|H|X|A|B)-\d)[A-Z][A-Z0-9]{1,9}-\d{1,6}\b(?!-)"
)
_TICKET_URL = re.compile(
    r"https?://[^\s<>()\[\]\"]+/(?:issues?|pull|pulls|browse|merge_requests|-/issues|cases?|tickets?|stories|story|card|c|work_items|bug|bugs)/[^\s<>()\[\]\"]+"
)
_TICKET_NUMBER = re.compile(r"(?<![\w&/#])(?:[\w.\-]{1,40}/[\w.\-]{1,60})?#\d{1,7}\b")

_OWNER_LABEL = re.compile(
    r"(?:^|[\s(\[*_,;|.\-–—])(?:owners?|owned by|assignees?|assigned(?: to)?|dri|responsible(?: party)?|action owner|lead|who|poc)\s*[*_]*\s*(?::|=|\bis\b)?\s*[*_]*\s*(?P<name>@?[^\s,;|)\].:=][^,;|)\]\r\n]{0,60})",
    re.IGNORECASE,
)
_OWNER_ENDS = re.compile(
    r"(?:\s+[-–—]+\s+|\s+(?:due|by|before|eta|until|status|ticket|deadline|target|priority)\b|\.(?:\s|$)|\s{2,}).*$",
    re.IGNORECASE | re.DOTALL,
)
_HANDLE = re.compile(r"(?<![\w.@/`\"'])@(?!(?:here|channel|everyone|all|team)\b)[A-Za-z0-9][\w.\-]{0,38}[A-Za-z0-9_]\b(?!/|@)")
_LEADING_TAG = re.compile(r"\s*\[(?P<name>[A-Za-z@][^\[\]\r\n]{1,40})\](?!\()\s*:?")
_TRAILING_NOTE = re.compile(r"[(\[](?P<note>[^()\[\]\r\n]{1,120})[)\]]\s*[.;,]?\s*$")
_TRAILING_DASH = re.compile(r"\s(?:—|–|--|-)\s+(?P<note>[^—–\r\n]{1,80}?)\s*[.;]?\s*$")
_NAME = re.compile(r"@?[A-ZÀ-ÖØ-Þ][\w'’.\-]*(?:\s+(?:de|van|von|der|da|di|la|al|bin|&|and|of|/|[A-ZÀ-ÖØ-Þ][\w'’.\-]*)){0,4}$")
_TEAM = re.compile(
    r"(?:the\s+)?[\w&/ \-]{0,40}\b(?:team|squad|sre|sres|ops|devops|infra|infrastructure|platform|security|networking|engineering|eng|support|qa|dba|dbas|on-?call|group|guild|"
    r"department|management|operations|office|tribe|crew|desk)\b[\w&/ \-]{0,20}$",
    re.IGNORECASE,
)
_IS_TO = re.compile(
    r"\s*(?P<name>@?[A-ZÀ-ÖØ-Þ][\w'’.\-]+(?:\s+[A-ZÀ-ÖØ-Þ][\w'’.\-]+){0,2}|(?:the\s+)?[\w\- ]{2,30}\s(?:team|squad))\s+(?:to|will|shall)\s+[a-z]",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:everyone|everybody|all|we|nobody|no ?one|none|n/?a|tbd|tba|unassigned|todo|unknown|someone|somebody|anyone|staff|people|engineers?|it|this|that|they|these|"
    r"those|there|alerts?|deploys?|[-–—?.]+)$",
    re.IGNORECASE,
)
_NOT_AN_OWNER = re.compile(
    rf"(?:p\d|sev-?\d|s\d|high|medium|low|critical|urgent|blocker|major|minor|mitigate|mitigation|prevent|prevention|preventative|preventive|detect|detection|process|repair|investigate|"
    rf"improve|improvement|short[ -]term|long[ -]term|medium[ -]term|immediate|optional|required|new|bug|feature|task|action|ai|e\.?g\.?.*|i\.?e\.?.*|see .*|{_ANY_STATE})$",
    re.IGNORECASE,
)
_DUE_LABEL = re.compile(
    r"\b(?:due(?:\s+date|\s+by|\s+on)?|deadline|eta|target(?:\s+date)?|by\s+when|when|complete\s+by|finish\s+by|expected)\s*[*_]*\s*[:=]?\s*[*_]*\s*(?P<due>[^,;|)\]\r\n]{1,50})",
    re.IGNORECASE,
)
_PERIOD = (
    r"(?:(?:20\d\d[-\s]?)?Q[1-4](?:[-\s/]?(?:20)?\d\d)?|H[12](?:[-\s](?:20)?\d\d)?|EO[DWMQY]|end of (?:the )?(?:day|week|month|quarter|year|sprint|q[1-4]|[A-Z][a-z]+)|"
    r"(?:this|next|the next|current) (?:week|month|quarter|sprint|year|release)|(?:next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today|asap|"
    r"(?:early|mid|late)[- ][A-Z][a-z]+|week (?:of .{1,12}|\d{1,2})|sprint \d{1,3}|within (?:\w+ ){1,2}(?:days?|weeks?|months?)|(?:20\d\d-)?W\d{1,2}|20\d\d-\d\d(?!-?\d)|"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: 20\d\d)?)"
)
_BY = re.compile(rf"\b(?:by|before|until|no later than)\s+(?P<due>(?:the\s+)?(?:{_PERIOD}))\b", re.IGNORECASE)
_BY_DAY = re.compile(r"\b(?:by|before|until|no later than|due|on)\s+(?P<due>.{4,30})", re.IGNORECASE)
_WHOLE_PERIOD = re.compile(rf"(?:by |before |in )?(?P<due>{_PERIOD})$", re.IGNORECASE)
_STATE_LABEL = re.compile(rf"\bstat(?:us|e)\s*[*_]*\s*[:=]\s*[*_]*\s*(?P<state>{_ANY_STATE})", re.IGNORECASE)
_STATE_LEAD = re.compile(
    rf"\s*(?:\[(?P<tag>{_ANY_STATE})\]|(?P<word>done|completed|wontfix|in progress|wip|todo)\s*[:\-–—]|(?P<sign>✅|✔️?|☑️?|🚧|⏳|🔄|❌|🚫|⬜|☐))",
    re.IGNORECASE,
)

_FIELD_LINE = re.compile(
    r"\s*(?:owner|assignee|assigned to|dri|due(?: date)?|deadline|status|state|ticket|issue|jira|priority|eta|who|when|tracking)\b\s*[*_]*\s*:",
    re.IGNORECASE,
)
_COLUMNS: dict[str, re.Pattern[str]] = {
    "action": re.compile(r"(?:action(?: items?)?|task|item|follow[ -]?up|description|what|todo|to do|improvement|measure|corrective action|recommendation|remediation|summary|details|title|work item)s?\b.*", re.IGNORECASE),
    "owner": re.compile(r"(?:action )?(?:owners?|assignees?|assigned(?: to)?|who|dri|responsible.*|lead|team|poc|person|contact)\b.*", re.IGNORECASE),
    "due": re.compile(r"(?:due.*|deadline|eta|target.*|when|by when|date|expected.*|timeframe|completion.*)", re.IGNORECASE),
    "state": re.compile(r"(?:status|state|progress|done\??|complete[d]?\??)", re.IGNORECASE),
    "ticket": re.compile(r"(?:ticket|issue|jira|bug|link|tracking.*|tracker|reference|ref|pr|key)s?\b.*", re.IGNORECASE),
}  # fmt: skip


class _Facts(NamedTuple):
    owner: str | None = None
    due: dt.date | None = None
    due_text: str | None = None
    state: ActionState | None = None
    ticket: str | None = None


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
        facts = _facts("; ".join(shown[block.content.start : block.content.end].strip() for block in item), calendar)
        task = pieces[first.index].task
        state = facts.state if task is None or (task == " " and facts.state) else _TASKS[task]
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
        facts = _facts(text, calendar)
        due, due_text = _due(values["due"], calendar) if "due" in values else (facts.due, facts.due_text)
        state = _state(values["state"]) if "state" in values else facts.state or (_state(values.get("due", "")))
        ordered = [row[column] for column in sorted(column for column in row if column is not None)]
        yield ActionItem(
            span=Span(start=ordered[0].span.start, end=ordered[-1].span.end),
            text=text,
            owner=_cleaned_owner(values["owner"]) if "owner" in values else facts.owner,
            due=due,
            due_text=due_text if due_text and not _state(due_text) and not _NOBODY.match(due_text) else None,
            state=state,
            ticket=_ticket(values.get("ticket", "")) or facts.ticket or values.get("ticket") or None,
        )


def _columns(head: Mapping[int, str]) -> dict[str, int]:
    """Which column holds what; each name is given once, to the first that fits."""
    found: dict[str, int] = {}
    for column, title in head.items():
        for name, pattern in _COLUMNS.items():
            if name not in found and column not in found.values() and pattern.fullmatch(title):
                found[name] = column
    return found


def _facts(text: str, calendar: Calendar) -> _Facts:
    due, due_text = _labelled_due(text, calendar)
    owner = _labelled_owner(text)
    notes = [match["note"] for pattern in (_TRAILING_NOTE, _TRAILING_DASH) if (match := pattern.search(text[-200:]))]
    state = _labelled_state(text)
    for part in (part.strip() for note in notes for part in re.split(r"[,;/|]|\s[-–—]\s", note)):
        part_state = _whole_state(part)
        state = state or part_state
        if due_text is None and part_state is None:
            due, due_text = _due(part, calendar, strict=True)
            if due_text is not None:
                continue
        if owner is None and part_state is None and _is_owner(part):
            owner = _cleaned_owner(part)
    if due_text is None and (by := _BY.search(text)):
        due_text = by["due"]
    if owner is None and (to := _IS_TO.match(text)) and _is_owner(to["name"]):
        owner = _cleaned_owner(to["name"])
    return _Facts(owner, due, due_text, state, _ticket(text))


def _labelled_owner(text: str) -> str | None:
    for label in _OWNER_LABEL.finditer(text):
        separator = text[label.start() : label.start("name")]
        name = _OWNER_ENDS.sub("", label["name"]).strip()
        if (":" in separator or "=" in separator or "assigned to" in separator.lower() or "owned by" in separator.lower()) and name:
            return _cleaned_owner(name)
    if handle := _HANDLE.search(text):
        return handle[0]
    if (tag := _LEADING_TAG.match(text)) and _is_owner(tag["name"]):
        return _cleaned_owner(tag["name"])
    return None


def _is_owner(name: str) -> bool:
    name = name.strip()
    if not name or _NOBODY.match(name) or _NOT_AN_OWNER.match(name) or _TICKET_KEY.match(name) or find_day(name):
        return False
    return bool(_HANDLE.match(name) or _NAME.match(name) or _TEAM.match(name)) and len(name.split()) <= 6


def _cleaned_owner(name: str) -> str | None:
    name = name.strip(" \t*_`.,;:")
    return None if not name or _NOBODY.match(name) else name


def _labelled_due(text: str, calendar: Calendar) -> tuple[dt.date | None, str | None]:
    for pattern in (_DUE_LABEL, _BY_DAY):
        for label in pattern.finditer(text):
            due = _due(label["due"], calendar, strict=True, leading=True)
            if due[1] is not None:
                return due
    return None, None


def _due(text: str, calendar: Calendar, *, strict: bool = False, leading: bool = False) -> tuple[dt.date | None, str | None]:
    """The due date in `text` and its words. `strict` takes a date or a known period only, `leading` only at the very start."""
    text = text.strip(" \t*_.:")
    found = find_day(text, day_first=calendar.day_first)
    if found and (not leading or text.lower().startswith(found[0].lower())) and (not strict or len(text) <= len(found[0]) + 24):
        return calendar.next_after(found[1]), found[0]
    if period := _WHOLE_PERIOD.match(text):
        return None, period["due"]
    if leading and (period := re.match(_PERIOD, text, re.IGNORECASE)):
        return None, period[0]
    return None, None if strict or not text else text


def _state(text: str) -> ActionState | None:
    text = text.strip(" \t*_.:[]()")
    if not text:
        return None
    if text.lower() in {"yes", "y", "x", "100%"}:
        return ActionState.DONE
    return next((state for state, pattern in _STATE_WORD.items() if pattern.match(text) and len(text.split()) <= 6), None)


def _whole_state(text: str) -> ActionState | None:
    return next((state for state, pattern in _STATE_WORD.items() if pattern.fullmatch(text.strip(" \t*_.:"))), None)


def _labelled_state(text: str) -> ActionState | None:
    if label := _STATE_LABEL.search(text):
        return _whole_state(label["state"])
    if lead := _STATE_LEAD.match(text):
        return _whole_state(lead[lead.lastgroup or 0])
    return None


def _ticket(text: str) -> str | None:
    for pattern in (_TICKET_KEY, _TICKET_URL, _TICKET_NUMBER):
        if match := pattern.search(text):
            return match[0].rstrip(".,;:")
    return None
