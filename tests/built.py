"""Postmortems built by the simplest of rules, so that tests of the archive do not hang on the reader of the analyzer."""

import re
from collections.abc import Callable

from corpus.archive import Archive
from models.factors import FactorTag, VersionedName
from models.incidents import Incident
from models.text import Mask, MaskKind, Postmortem, Section, SectionKind, Sentence, Span

Put = Callable[..., bool]
TAXONOMY = VersionedName(name="test", version="1")
MODEL = VersionedName(name="test-model", version="1")


def postmortem_of(text: str) -> Postmortem:
    """Lines that begin with `## ` are headings, `code: …` lines are masked, a sentence ends at a full stop or at the end of its line."""
    sections = [Section(index=0, kind=SectionKind.PREAMBLE, title="", level=0, heading=None, span=Span(start=0, end=len(text)))]
    sentences: list[Sentence] = []
    masks: list[Mask] = []
    for line in re.finditer(r"[^\n]+", text):
        if line.group().startswith("## "):
            title = line.group()[3:]
            kind = next((kind for kind in SectionKind if kind.value == title.lower().replace(" ", "-")), SectionKind.OTHER)
            heading = Span(start=line.start(), end=line.end())
            sections.append(
                Section(index=len(sections), kind=kind, title=title, level=2, heading=heading, span=Span(start=line.start(), end=len(text)))
            )
            continue
        if line.group().startswith("code: "):
            masks.append(Mask(kind=MaskKind.CODE, span=Span(start=line.start(), end=line.end())))
        for found in re.finditer(r"\S[^.]*(?:\.|$)", line.group()):
            span = Span(start=line.start() + found.start(), end=line.start() + len(line.group()[: found.end()].rstrip()))
            sentences.append(Sentence(index=len(sentences), span=span, block=0, section=len(sections) - 1))
    return Postmortem(text=text, sections=tuple(sections), sentences=tuple(sentences), masks=tuple(masks), words=len(text.split()))


def incident(id: str, text: str = "The disk filled up. Writes failed.", **fields: object) -> Incident:
    return Incident.model_validate({"id": id, "title": fields.pop("title", id), "text": text, **fields})


def tag(id: str, confidence: float) -> FactorTag:
    return FactorTag(id=id, dimension="technical", label=id.replace("-", " "), confidence=confidence)


def putting(archive: Archive) -> Put:
    """Stores an incident with the tags `{factor: confidence}`; those over 0.5 are chosen."""

    def stored(
        id: str, text: str = "The disk filled up. Writes failed.", *, tags: dict[str, float] | None = None, **fields: object
    ) -> bool:
        given = incident(id, text, **fields)
        found = [tag(name, confidence) for name, confidence in (tags or {}).items()]
        chosen = [name for name, confidence in (tags or {}).items() if confidence > 0.5]
        return archive.put(given, postmortem_of(given.text), found, taxonomy=TAXONOMY, model=MODEL, chosen=chosen)

    return stored
