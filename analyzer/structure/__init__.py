"""What a draft holds beside its wording: the eight parts, causes, perspectives, action items."""

import re

from analyzer.structure.finding import finding
from models.findings import Family, Finding, Severity
from models.reviews import Part, StructureReport
from models.text import EIGHT_PARTS, ActionItem, ActionState, BlockKind, Postmortem, SectionKind, Span

WHOLE_WORDS = 150
_CLOSED = frozenset({ActionState.DONE, ActionState.DROPPED})
_VAGUE = re.compile(r"(?:investigate|look into|explore|consider|think about|improve communication|discuss|review the situation)\b", re.IGNORECASE)
_ASKS = {
    "summary": "What would a reader from another team need to know in three sentences?",
    "impact": "Who noticed it, for how long, and what could they not do?",
    "timeline": "What did people see and do, minute by minute, beginning before the trigger?",
    "detection": "Which signal told it first, and how long after the start?",
    "response": "What was tried, what helped, and what slowed the recovery?",
    "contributing-factors": "Which conditions had to come together for this to happen?",
    "lessons": "What went well, what was hard, and where did luck help?",
    "action-items": "Which change to the system would make the next one smaller, who owns it, and by when?",
}


def check(postmortem: Postmortem) -> tuple[Finding, ...]:
    """Findings about the parts of the draft and its action items, in no order."""
    return (*_missing_parts(postmortem), *_single_cause(postmortem), *(found for item in postmortem.actions for found in _action(postmortem, item)))


def structure_report(postmortem: Postmortem) -> StructureReport:
    """Which of the eight parts are there, and how complete the action items are."""
    parts = []
    for name, kinds in EIGHT_PARTS.items():
        sections = tuple(section.index for section in postmortem.sections if section.kind in kinds)
        parts.append(Part(part=name, present=bool(sections) or (name == "timeline" and len(postmortem.timeline) >= 3), sections=sections))
    return StructureReport(
        parts=tuple(parts),
        actions=len(postmortem.actions),
        actions_with_owner=sum(item.owner is not None for item in postmortem.actions),
        actions_with_due_date=sum(item.due is not None or item.due_text is not None for item in postmortem.actions),
    )


def _missing_parts(postmortem: Postmortem) -> list[Finding]:
    if len(postmortem.sections) < 2 and postmortem.words < WHOLE_WORDS:
        return []  # a fragment, not meant as a whole postmortem
    first = next((block for block in postmortem.blocks if block.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM} and block.content.start < block.content.end), None)
    if first is None:
        return []
    return [
        finding(
            postmortem,
            _first_line(postmortem.text, first.content),
            rule=f"structure-sections/no-{part.part}",
            family=Family.STRUCTURE_SECTIONS,
            severity=Severity.SUGGESTION,
            message=f"There is no part about {part.part.replace('-', ' ')}.",
            why="A postmortem with all eight parts is understood by people who were not there.",
            question=_ASKS[part.part],
        )
        for part in structure_report(postmortem).parts
        if not part.present
    ]


def _single_cause(postmortem: Postmortem) -> list[Finding]:
    found = []
    for section in postmortem.sections:
        if section.kind is not SectionKind.FACTORS or section.heading is None:
            continue
        sentences = [sentence for sentence in postmortem.sentences if sentence.section == section.index and not section.heading.holds(sentence.span)]
        deeper = any(other.kind is SectionKind.FACTORS and other.index != section.index for other in postmortem.sections)
        if len(sentences) == 1 and not deeper:
            found.append(
                finding(
                    postmortem,
                    sentences[0].span,
                    rule="structure-causes/one-cause-only",
                    family=Family.STRUCTURE_CAUSES,
                    severity=Severity.SUGGESTION,
                    message="One cause is given.",
                    why="Incidents need several conditions at once; each that is named is one that can be changed.",
                    question="What else had to be true for this to happen, and to last as long as it did?",
                )
            )
    return found


def _action(postmortem: Postmortem, item: ActionItem) -> list[Finding]:
    if item.state in _CLOSED:
        return []
    found = []
    if item.owner is None:
        found.append(
            finding(
                postmortem,
                item.span,
                rule="action-owner/none",
                family=Family.ACTION_OWNER,
                severity=Severity.SUGGESTION,
                message="This action item has no owner.",
                why="An action item with an owner is far more often done.",
                question="Which team or person takes this on?",
            )
        )
    if item.due is None and item.due_text is None:
        found.append(
            finding(
                postmortem,
                item.span,
                rule="action-date/none",
                family=Family.ACTION_DATE,
                severity=Severity.SUGGESTION,
                message="This action item has no date.",
                why="A date makes it possible to see later whether the improvement came.",
                question="By when will this be in place?",
            )
        )
    if match := _VAGUE.match(item.text):
        found.append(
            finding(
                postmortem,
                item.span,
                rule="action-wording/vague-verb",
                family=Family.ACTION_WORDING,
                severity=Severity.SUGGESTION,
                message=f"“{match.group()}” does not say when it is done.",
                why="An action item with an outcome that can be seen can be finished, and its effect can be told.",
                question="What will be different in the system when this is done?",
            )
        )
    return found


def _first_line(text: str, span: Span) -> Span:
    line = re.split(r"[\r\n]", span.of(text), maxsplit=1)[0].rstrip()
    return Span(start=span.start, end=span.start + max(1, len(line)))
