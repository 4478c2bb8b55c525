"""One cause only: a section on contributing factors that gives a single one (Cook, How Complex Systems Fail, point 7)."""

from collections.abc import Iterator

from analyzer.structure.rule import StructureRule
from models.findings import Family, Finding, Severity
from models.text import BlockKind, Postmortem, Section, SectionKind

SINGLE_CAUSE = StructureRule(
    id="structure-causes/single-cause",
    family=Family.STRUCTURE_CAUSES,
    severity=Severity.SUGGESTION,
    message="This section gives a single factor.",
    why="Failures of complex systems need several conditions at once; the ones that are not named stay in place.",
    question="Which other conditions had to be there, and which made it longer or larger than it had to be?",
    source="Cook, How Complex Systems Fail, point 7",
    hits=("# Ferry booking outage\n\n## Contributing factors\n\nThe importer had no limit.\n",),
    misses=("# Ferry booking outage\n\n## Contributing factors\n\n- The importer had no limit.\n- The alarm was set on the mean.\n",),
)
RULES = (SINGLE_CAUSE,)
_FEW_SENTENCES = 2


def check(postmortem: Postmortem) -> Iterator[Finding]:
    """A suggestion at the heading if all sections on factors together hold no list of several and no more than two sentences."""
    sections = [section for section in postmortem.sections if section.kind is SectionKind.FACTORS]
    first = next((section for section in sections if section.heading is not None), None)
    if first is None or first.heading is None or len(_given(postmortem, sections)) != 1:
        return
    yield SINGLE_CAUSE.finding(postmortem, first.heading)


def _given(postmortem: Postmortem, sections: list[Section]) -> list[str]:
    """The factors that the sections give: their list items, rows or subsections, or else one for a short paragraph, and several for a long one."""
    indexes = {section.index for section in sections}
    blocks = [block for block in postmortem.blocks if block.section in indexes]
    items = [postmortem.quote(block.content) for block in blocks if block.kind is BlockKind.LIST_ITEM]
    rows = {(block.table, block.row) for block in blocks if block.kind is BlockKind.TABLE_CELL and block.row}
    sentences = [
        postmortem.quote(sentence.span)
        for sentence in postmortem.sentences
        if sentence.section in indexes and postmortem.blocks[sentence.block].kind is BlockKind.PARAGRAPH
    ]
    if len(items) + len(rows) > 1 or len(sections) > 1:
        return [*items, *map(str, rows), "more"]
    if len(items) + len(rows) == 1:
        return [*items, *map(str, rows), *sentences[_FEW_SENTENCES:]]
    return sentences[:1] if len(sentences) <= _FEW_SENTENCES else sentences
