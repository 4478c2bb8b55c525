"""One perspective only: one person or role is the subject of almost all of the analysis (Dekker: proximal focus; Etsy guide, ch. 4)."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from analyzer.agents.lexicon import AgentKind
from analyzer.blame.agents import first_subject, is_person
from analyzer.blame.lines import Line, read_line
from analyzer.reading import masked
from analyzer.structure.rule import StructureRule
from models.findings import Family, Finding, Severity
from models.text import BlockKind, Postmortem, SectionKind, Sentence

ONE_PERSON = StructureRule(
    id="structure-perspective/one-person",
    family=Family.STRUCTURE_PERSPECTIVE,
    severity=Severity.SUGGESTION,
    message="Almost all of this analysis is about one person or role.",
    why="Seen from one place only, the conditions around it stay out of the picture.",
    question="How would others who were there tell it, and what did the system look like from where they stood?",
    source="Dekker, Field Guide 2e, ch. 3 (proximal focus); Etsy, Debriefing Facilitation Guide, ch. 4",
    hits=(
        "# Flood gate\n\n## Response\n\nThe operator closed the valve. The operator opened the bypass. The operator checked the gauge. "
        "The operator moved the lever. The operator watched the level.\n",
    ),
    misses=(
        "# Flood gate\n\n## Response\n\nThe operator closed the valve. The pump kept running. The gauge showed the level of the other tank. "
        "The alarm was set on the mean. The bypass stayed open.\n",
    ),
)
RULES = (ONE_PERSON,)
_ANALYSIS = frozenset({SectionKind.FACTORS, SectionKind.WENT_POORLY, SectionKind.LESSONS, SectionKind.DETECTION, SectionKind.RESPONSE})
_LEAST_SENTENCES = 5
_SHARE = 0.7
_REMEMBERED_CHARS = 1_000
_PRONOUNS = frozenset({"he", "she", "they", "i", "we", "you"})


def check(postmortem: Postmortem) -> Iterator[Finding]:
    """A suggestion at the first sentence of the analysis whose subject is the person or role that 70 % or more of it is about."""
    sentences = [
        sentence
        for sentence in postmortem.sentences
        if postmortem.sections[sentence.section].kind in _ANALYSIS
        and postmortem.blocks[sentence.block].kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
    ]
    if len(sentences) < _LEAST_SENTENCES:
        return
    told: Counter[str] = Counter()
    first: dict[str, Sentence] = {}
    draft, last = masked(postmortem), ""
    for sentence in sentences:
        last = _about(draft, sentence, last)
        if last:
            told[last] += 1
            first.setdefault(last, sentence)
    if not told:
        return
    who, count = told.most_common(1)[0]
    if count < _SHARE * len(sentences):
        return
    yield ONE_PERSON.finding(postmortem, first[who].span)


def _about(draft: str, sentence: Sentence, last: str) -> str:
    """The head word of a sentence's subject if that is a person or role; "he" and "she" stand for the one before; else ""."""
    text, _ = read_line(draft, sentence.span.start, sentence.span.end)
    head = _known_head(text) if len(text) <= _REMEMBERED_CHARS else _head(text)
    return (last or head) if head in _PRONOUNS else head


@lru_cache(maxsize=8_192)
def _known_head(text: str) -> str:
    return _head(text)


def _head(text: str) -> str:
    """The head word of the subject of the line `text`, or "" where that is no person and no role."""
    subject = first_subject(Line(text=text, shifts=((0, 0),))) if text else None
    if subject is None or not (is_person(subject.kind) or subject.kind is AgentKind.TEAM):
        return ""
    return text[subject.start : subject.end].split()[-1].lower().removesuffix("'s")
