"""What one action item says of itself: its owner, due date, state and ticket."""

import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple

from analyzer.dates import Calendar, find_day
from models.text import ActionState

_REMEMBERED_CHARS = 1_000
_STATES: dict[ActionState, str] = {
    ActionState.DONE: r"done|completed?|closed|resolved|fixed|merged|shipped|deployed|implemented|finished|live|rolled out|✅|✔️?|☑️?",
    ActionState.IN_PROGRESS: r"in[ -]progress|wip|started|ongoing|doing|in review|under ?way|in development|partially done|partly done|active|🚧|⏳|🔄",
    ActionState.DROPPED: r"won'?t[ -]?(?:fix|do)|cancell?ed|dropped|rejected|abandoned|obsolete|declined|will not do|not doing|❌|🚫",
    ActionState.OPEN: r"open|to[ -]?do|not (?:yet )?started|new|planned|backlog|pending|ready|scheduled|unassigned|filed|triaged|⬜|☐",
}
_STATE_WORD = {state: re.compile(rf"(?:{words})(?!\w)", re.IGNORECASE) for state, words in _STATES.items()}
_ANY_STATE = "|".join(_STATES.values())
TASK_STATES = {
    " ": ActionState.OPEN,
    "x": ActionState.DONE,
    "/": ActionState.IN_PROGRESS,
    "~": ActionState.IN_PROGRESS,
    "-": ActionState.DROPPED,
}

_TICKET_KEY = re.compile(
    r"(?<![\w\-/])(?!(?:UTF|SHA|ISO|RFC|HTTP|SEV|TLS|CVE|AES|CRC|MD|IPV|PCI|SOC|COVID|BASE|AI|P|Q|T|H|X|A|B)-\d)[A-Z][A-Z0-9]{1,9}-\d{1,6}\b(?!-)"
)
# An address is read once, from where it begins to its end, and then asked whether it leads to a ticket: one pattern for both would try
# "http://http://…" anew from each of its parts.
_ADDRESS = re.compile(r"https?://(?P<path>[^\s<>()\[\]\"]++)")
_TO_TICKET = re.compile(
    r"./(?:issues?|pull|pulls|browse|merge_requests|-/issues|cases?|tickets?|stories|story|card|c|work_items|bug|bugs)/."
)
_TICKET_NUMBER = re.compile(r"(?<![\w&/#])(?:[\w.\-]{1,40}/[\w.\-]{1,60})?#\d{1,7}\b")

_OWNER_LABEL = re.compile(
    r"(?:^|[\s(\[*_,;|.\-–—])(?:owners?|owned by|assignees?|assigned(?: to)?|dri|responsible(?: party)?|action owner|lead|who|poc)\s*+[*_]*\s*+(?::|=|\bis\b)?\s*+[*_]*\s*+(?P<name>@?[^\s,;|)\].:=][^,;|)\]\r\n]{0,60})",
    re.IGNORECASE,
)
_OWNER_ENDS = re.compile(
    r"(?:\s+[-–—]+\s+|\s+(?:due|by|before|eta|until|status|ticket|deadline|target|priority)\b|\.(?:\s|$)|\s{2,}).*$",
    re.IGNORECASE | re.DOTALL,
)
_HANDLE = re.compile(r"(?<![\w.@/`\"'])@(?!(?:here|channel|everyone|all|team)\b)[A-Za-z0-9][\w.\-]{0,38}[A-Za-z0-9_]\b(?!/|@)")
_LEADING_TAG = re.compile(r"\s*\[(?P<name>[A-Za-z@][^\[\]\r\n]{1,40})\](?!\()\s*:?")
_TRAILING_NOTE = re.compile(r"[(\[](?P<note>[^()\[\]\r\n]{1,120})[)\]]\s*+(?:[.;,]\s*+)?$")
_TRAILING_DASH = re.compile(r"\s(?:—|–|--|-)\s++(?P<note>[^—–\r\n]{1,80}?)\s*+(?:[.;]\s*+)?$")
_NAME = re.compile(r"@?[A-ZÀ-ÖØ-Þ][\w'’.\-]*(?:\s+(?:de|van|von|der|da|di|la|al|bin|&|and|of|/|[A-ZÀ-ÖØ-Þ][\w'’.\-]*)){0,4}$")
_TEAM = re.compile(
    r"(?:the\s+)?[\w&/ \-]{0,40}\b(?:team|squad|sre|sres|ops|devops|infra|infrastructure|platform|security|networking|engineering|eng|support|qa|dba|dbas|on-?call|group|guild|"
    r"department|management|operations|office|tribe|crew|desk)\b[\w&/ \-]{0,20}$",
    re.IGNORECASE,
)
# "Kim to add …", "Kim Lee will …", "The data team to …"; not "Alert to be raised", nor "Parser to accept …", where a thing is to do it.
_IS_TO = re.compile(
    r"\s*(?P<name>@?[A-ZÀ-ÖØ-Þ][\w'’.\-]+(?:\s+[A-ZÀ-ÖØ-Þ][\w'’.\-]+){0,2}|(?:[Tt]he\s+)?[\w\- ]{2,30}\s(?:team|squad))\s+(?:to|will|shall)\s+(?!be\b)[a-z]"
)
_IS_A_THING = re.compile(r"\w+(?:er|or|ing|ion|ment|s)$")
_ROLE = re.compile(r"[a-z][a-z\- ]{2,40}")
NOBODY = re.compile(
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
    r"\b(?:due(?:\s+date|\s+by|\s+on)?|deadline|eta|target(?:\s+date)?|by\s+when|when|complete\s+by|finish\s+by|expected)\s*+[*_]*+\s*+[:=]?+\s*+[*_]*+\s*+(?P<due>[^,;|)\]\r\n]{1,50})",
    re.IGNORECASE,
)
_PERIOD = (
    r"(?:(?:20\d\d[-\s]?)?Q[1-4](?:[-\s/]?(?:20)?\d\d)?|H[12](?:[-\s](?:20)?\d\d)?|EO[DWMQY]|end of (?:the )?(?:day|week|month|quarter|year|sprint|q[1-4]|[A-Z][a-z]+)|"
    r"(?:this|next|the next|current) (?:week|month|quarter|sprint|year|release)|(?:next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today|asap|"
    r"(?:early|mid|late)[- ][A-Z][a-z]+|week (?:of .{1,12}|\d{1,2})|sprint \d{1,3}|within (?:\w+ ){1,2}(?:days?|weeks?|months?)|(?:20\d\d-)?W\d{1,2}|20\d\d-\d\d(?!-?\d)|"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: 20\d\d)?)"
)
_BY = re.compile(rf"\b(?:by|before|until|no later than)\s+(?P<due>(?:the\s+)?(?:{_PERIOD}))\b", re.IGNORECASE)
_BY_DAY = re.compile(r"\b(?:by|before|until|no later than|due)\s+(?P<due>.{4,30})", re.IGNORECASE)
_WHOLE_PERIOD = re.compile(rf"(?:by |before |in )?(?P<due>{_PERIOD})$", re.IGNORECASE)
_STATE_LABEL = re.compile(rf"\bstat(?:us|e)\s*+[*_]*+\s*+[:=]\s*+[*_]*+\s*+(?P<state>{_ANY_STATE})", re.IGNORECASE)
_STATE_LEAD = re.compile(
    rf"\s*(?:\[(?P<tag>{_ANY_STATE})\]|(?P<word>done|completed|wontfix|in progress|wip|todo)\s*[:\-–—]|(?P<sign>✅|✔️?|☑️?|🚧|⏳|🔄|❌|🚫|⬜|☐))",
    re.IGNORECASE,
)


class ActionFacts(NamedTuple):
    """What could be read; None where an item does not say."""

    owner: str | None = None
    due: dt.date | None = None
    due_text: str | None = None
    state: ActionState | None = None
    ticket: str | None = None


def action_facts(text: str, calendar: Calendar) -> ActionFacts:
    """The facts in an item's `text`: labelled (`owner: Kim`), in brackets or behind a dash at its end, or in the way it is put."""
    return _known_facts(text, calendar) if len(text) <= _REMEMBERED_CHARS else _facts(text, calendar)


@lru_cache(maxsize=2_048)
def _known_facts(text: str, calendar: Calendar) -> ActionFacts:
    return _facts(text, calendar)


def _facts(text: str, calendar: Calendar) -> ActionFacts:
    due, due_text = _labelled_due(text, calendar)
    owner = _labelled_owner(text)
    notes = [match["note"] for pattern in (_TRAILING_NOTE, _TRAILING_DASH) if (match := pattern.search(text[-200:]))]
    state = _labelled_state(text)
    parts = [part.strip() for note in notes for part in re.split(r"[,;/|]|\s[-–—]\s", note)]
    for part in parts:
        part_state = _whole_state(part)
        state = state or part_state
        if due_text is None and part_state is None:
            due, due_text = due_date(part, calendar, strict=True)
            if due_text is not None:
                continue
        if owner is None and part_state is None and _is_owner(part):
            owner = cleaned_owner(part)
    if owner is None and due_text in parts:
        # Beside a date, a lower-case role is an owner, too: "(supplier, 31 August)".
        roles = [
            part
            for part in parts
            if part != due_text and len(part.split()) <= 3 and _ROLE.fullmatch(part) and not _NOT_AN_OWNER.match(part)
        ]
        owner = cleaned_owner(roles[0]) if roles else None
    if due_text is None and (by := _BY.search(text)):
        due_text = by["due"]
    if owner is None and (to := _IS_TO.match(text)) and _is_owner(to["name"]) and not _IS_A_THING.match(to["name"]):
        owner = cleaned_owner(to["name"])
    return ActionFacts(owner, due, due_text, state, ticket_of(text))


def _labelled_owner(text: str) -> str | None:
    for label in _OWNER_LABEL.finditer(text):
        separator = text[label.start() : label.start("name")]
        name = _OWNER_ENDS.sub("", label["name"]).strip()
        if (":" in separator or "=" in separator or "assigned to" in separator.lower() or "owned by" in separator.lower()) and name:
            return cleaned_owner(name)
    if handle := _HANDLE.search(text):
        return handle[0]
    if (tag := _LEADING_TAG.match(text)) and _is_owner(tag["name"]):
        return cleaned_owner(tag["name"])
    return None


def _is_owner(name: str) -> bool:
    name = name.strip()
    if not name or NOBODY.match(name) or _NOT_AN_OWNER.match(name) or _TICKET_KEY.match(name) or find_day(name):
        return False
    return bool(_HANDLE.match(name) or _NAME.match(name) or _TEAM.match(name)) and len(name.split()) <= 6


def cleaned_owner(name: str) -> str | None:
    """The owner's name without punctuation; None for nobody in particular (TBD, everyone, n/a)."""
    name = name.strip(" \t*_`.,;:")
    return None if not name or NOBODY.match(name) else name


def _labelled_due(text: str, calendar: Calendar) -> tuple[dt.date | None, str | None]:
    for pattern in (_DUE_LABEL, _BY_DAY):
        for label in pattern.finditer(text):
            due = due_date(label["due"], calendar, strict=True, leading=True)
            if due[1] is not None:
                return due
    return None, None


def due_date(text: str, calendar: Calendar, *, strict: bool = False, leading: bool = False) -> tuple[dt.date | None, str | None]:
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


def state_of(text: str) -> ActionState | None:
    """The state that a status cell tells, if its words are known."""
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


def ticket_of(text: str) -> str | None:
    """The first ticket in `text`: a key (`OPS-123`), else an issue's address, else a number (`#123`)."""
    key = _TICKET_KEY.search(text)
    address = next((found for found in _ADDRESS.finditer(text) if _TO_TICKET.search(found["path"])), None) if key is None else None
    match = key or address or _TICKET_NUMBER.search(text)
    return match[0].rstrip(".,;:") if match else None
