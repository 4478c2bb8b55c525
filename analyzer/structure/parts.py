"""Which of the eight parts are there (Google SRE Workbook ch. 10; PagerDuty postmortem guide)."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from analyzer.structure.rule import StructureRule
from models.findings import Family, Finding, Severity
from models.reviews import Part, StructureReport
from models.text import EIGHT_PARTS, BlockKind, Postmortem, Section, SectionKind, Span

_WHOLE_WORDS = 150
_QUESTIONS = {
    "summary": "What happened, in three sentences, for somebody who was not there?",
    "impact": "Who noticed what, for how long, and how many of them?",
    "timeline": "What did people see and do, and when, from before the first sign to the end?",
    "detection": "How did it come to light, and which earlier signs were there?",
    "response": "What was tried, in which order, and what did each step show?",
    "contributing-factors": "Which conditions had to come together for this to happen?",
    "lessons": "What was surprising, what went well, and where did luck help?",
    "action-items": "Which change to the system would lower the chance or the effect, and who will make it by when?",
}
_NAMES = {
    "contributing-factors": "the contributing factors",
    "action-items": "action items",
    "lessons": "the lessons",
    "summary": "a summary",
    "timeline": "a timeline",
    "impact": "the impact",
    "detection": "the detection",
    "response": "the response",
}
_HEADINGS = {part: part.replace("-", " ").capitalize() for part in EIGHT_PARTS}
_MISSING = {
    part: StructureRule(
        id=f"structure-sections/missing-{part}",
        family=Family.STRUCTURE_SECTIONS,
        severity=Severity.SUGGESTION,
        message=f"There is no section on {_NAMES[part]}.",
        why="Readers of a later incident look for the same eight parts, and a part that is left out leaves a gap in the picture.",
        question=_QUESTIONS[part],
        source="Google, Site Reliability Workbook, ch. 10; PagerDuty, Postmortem guide",
        hits=(f"# Ferry booking outage\n\n## {_HEADINGS['impact' if part != 'impact' else 'summary']}\n\nBookings stopped for an hour.\n",),
        misses=(f"# Ferry booking outage\n\n## {_HEADINGS[part]}\n\nBookings stopped for an hour.\n",),
    )
    for part in EIGHT_PARTS
}
RULES = tuple(_MISSING.values())


def structure_report(postmortem: Postmortem) -> StructureReport:
    """The eight parts, each with the indexes of the sections that provide it, and how many actions have an owner and a due date."""
    return StructureReport(
        parts=tuple(
            Part(part=part, present=bool(held), sections=held) for part in EIGHT_PARTS for held in [_sections_of(postmortem, part)]
        ),
        actions=len(postmortem.actions),
        actions_with_owner=sum(action.owner is not None for action in postmortem.actions),
        actions_with_due_date=sum(action.due is not None or action.due_text is not None for action in postmortem.actions),
    )


def is_whole(postmortem: Postmortem) -> bool:
    """Whether the text is meant as a whole postmortem and not as a note: it has a heading below its title, or is long."""
    return postmortem.words > _WHOLE_WORDS or any(section.heading is not None for section in postmortem.sections)


def check(postmortem: Postmortem) -> Iterator[Finding]:
    """One suggestion for each part that is missing, at the title or the first line."""
    missing = [part.part for part in structure_report(postmortem).parts if not part.present]
    place = opening(postmortem)
    for part in missing:
        yield _MISSING[part].finding(postmortem, place)


def opening(postmortem: Postmortem) -> Span:
    """The title, or else the first line of the text."""
    for section in postmortem.sections:
        if section.heading is not None and postmortem.quote(section.heading).strip():
            return section.heading
    for block in postmortem.blocks:
        if block.kind not in {BlockKind.FRONT_MATTER, BlockKind.COMMENT, BlockKind.RULE} and postmortem.quote(block.content).strip():
            line = postmortem.quote(block.content).splitlines()[0]
            return Span(start=block.content.start, end=block.content.start + len(line)) if line else block.content
    return Span(start=0, end=len(postmortem.text))


def text_of(postmortem: Postmortem, section: Section) -> str:
    """What stands under the section's heading."""
    start = section.heading.end if section.heading else section.span.start
    return postmortem.text[start : section.span.end]


def _sections_of(postmortem: Postmortem, part: str) -> tuple[int, ...]:
    # A timeline or actions may stand without a heading of their own; the reader finds them all the same.
    held = [
        section.index for section in postmortem.sections if section.kind in EIGHT_PARTS[part] and section.kind is not SectionKind.PREAMBLE
    ]
    if not held and part == "timeline" and len(postmortem.timeline) >= 3:
        held = _sections_at(postmortem, (entry.span.start for entry in postmortem.timeline))
    if not held and part == "action-items" and postmortem.actions:
        held = _sections_at(postmortem, (action.span.start for action in postmortem.actions))
    return tuple(held)


def _sections_at(postmortem: Postmortem, places: Iterable[int]) -> list[int]:
    """Indexes of the sections in which these places lie, each once; sections follow one another without a gap."""
    starts = [section.span.start for section in postmortem.sections]
    return sorted({max(bisect_right(starts, at) - 1, 0) for at in places})
