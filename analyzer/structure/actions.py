"""Action items without an owner or a date, and those whose verb binds nobody to anything (;login: Spring 2017)."""

import re
from collections.abc import Iterator

from analyzer.structure.rule import StructureRule
from models.findings import Family, Finding, Severity
from models.text import ActionItem, ActionState, Postmortem, Span

_SOURCE = "Lunney, Lueder and O'Connor Beyer, Postmortem Action Items, ;login: Spring 2017"
NO_OWNER = StructureRule(
    id="action-owner/missing-owner",
    family=Family.ACTION_OWNER,
    severity=Severity.WARNING,
    message="This action item has no owner.",
    why="What everybody owns is done by nobody in particular, and mostly not at all.",
    question="Which team or role will see this through?",
    source=_SOURCE,
    hits=("## Action items\n\n- Add a limit to the importer (due 2026-03-01)\n",),
    misses=(
        "## Action items\n\n- Add a limit to the importer (owner: Harbour team)\n",
        "## Action items\n\n- [x] Add a limit to the importer\n",
    ),
)
NO_DATE = StructureRule(
    id="action-date/missing-date",
    family=Family.ACTION_DATE,
    severity=Severity.SUGGESTION,
    message="This action item has no date.",
    why="Without a date it competes with dated work, and loses.",
    question="By when would this have to be in place to be worth doing?",
    source=_SOURCE,
    hits=("## Action items\n\n- Add a limit to the importer (owner: Harbour team)\n",),
    misses=(
        "## Action items\n\n- Add a limit to the importer (due 2026-03-01)\n",
        "## Action items\n\n- [x] Add a limit to the importer\n",
    ),
)
VAGUE_VERB = StructureRule(
    id="action-wording/vague-verb",
    family=Family.ACTION_WORDING,
    severity=Severity.SUGGESTION,
    message="This verb leaves open what will be there when the item is done.",
    why="An item that cannot be seen to be done stays open for ever.",
    question="What will exist afterwards that does not exist now, and how would one see it?",
    source=_SOURCE,
    hits=(
        "## Action items\n\n- Investigate the importer (owner: Harbour team)\n",
        "## Action items\n\n- Improve monitoring of the queue\n",
    ),
    misses=("## Action items\n\n- Review the limit and write up the decision\n", "## Action items\n\n- Add a limit to the importer\n"),
)
RULES = (NO_OWNER, NO_DATE, VAGUE_VERB)
_CLOSED = frozenset({ActionState.DONE, ActionState.DROPPED})
_LEAD = r"^[\s\-*•\d.)(#|\[\]xX✅☐]{0,12}(?:\*\*|__)?(?:we (?:should|will|need to|must|want to) |to |please |should |need to |let's )?"
_VAGUE = re.compile(
    _LEAD
    + r"(?P<verb>(?:investigate|look into|look at|explore|consider|think about|discuss|evaluate|improve|try to|try and|work on|be better at|revisit|re-?think|re-?assess|assess|analy[sz]e|examine|study|review|find out|figure out|brainstorm|keep an eye on|take a look at|see if|check if|check whether|optimi[sz]e|enhance|strengthen|raise|encourage|promote|address))\b",
    re.IGNORECASE,
)
_BOUNDED = re.compile(
    r"\b(?:by (?:\w+day|\d|the end)|write (?:up|down)|decision|document|report|until|so that|from \d|to \d|below \d|above \d|within \d|at least \d|\d+ ?%)\b",
    re.IGNORECASE,
)


def check(postmortem: Postmortem) -> Iterator[Finding]:
    """Findings for action items that are still open; what is done or dropped needs no owner and no date."""
    for action in postmortem.actions:
        if action.state in _CLOSED or not postmortem.quote(action.span).strip():
            continue
        if action.owner is None:
            yield NO_OWNER.finding(postmortem, action.span)
        if action.due is None and action.due_text is None:
            yield NO_DATE.finding(postmortem, action.span)
        yield from _vague(postmortem, action)


def _vague(postmortem: Postmortem, action: ActionItem) -> Iterator[Finding]:
    # A table row holds other cells before the action, so the verb is looked for in the text of the action itself.
    quote = postmortem.quote(action.span)
    at = quote.find(action.text) if action.text else 0
    match = _VAGUE.match(action.text or quote)
    if match is None or at < 0 or _BOUNDED.search(action.text or quote):
        return
    start = action.span.start + at + match.start("verb")
    yield VAGUE_VERB.finding(postmortem, Span(start=start, end=start + len(match["verb"])))
