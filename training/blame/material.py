"""Passages of drafts with their blame spans, as our hands wrote them down.

A line of a file is `section | kind | text`, where the text marks spans as {{family: words}}; a name's span may stand inside another.
"""

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from analyzer.blame.learned import heading_of
from analyzer.blame.lines import Line, lines_of
from analyzer.blame.matching import candidates, prepare
from analyzer.blame.other_words import passages_of
from analyzer.blame.registry import all_rules
from analyzer.masking import OBJECT, masked
from analyzer.reading import Reader
from models.findings import Family
from models.text import SectionKind

HERE = Path(__file__).parent / "data"
KINDS = {"p": "paragraph", "b": "item", "h": "heading", "t": "cell", "q": "item"}
_MARK = re.compile(r"\{\{\s*([a-z-]+)\s*:\s*|\}\}")
SECTIONS = "summary timeline impact cause factors detection response actions lessons other".split()
NAMED = Family.NAMED_INDIVIDUAL.value
"""Names are scored apart."""
FAMILIES = frozenset(family.value for family in Family if not family.value.startswith(("structure", "action", "suppression")))


HEADINGS = {
    "summary": "Summary",
    "timeline": "Timeline",
    "impact": "Impact",
    "cause": "Cause",
    "factors": "Contributing factors",
    "detection": "Detection",
    "response": "Response",
    "actions": "Action items",
    "lessons": "Lessons learned",
    "attendees": "Attendees",
    "other": "Notes",
}
BEFORE = {"p": "", "h": "### ", "b": "- ", "t": "- ", "q": "- "}


@dataclass(frozen=True)
class Passage:
    """One or more sentences of a draft; `spans` are (start, end, family)."""

    section: str
    kind: str
    text: str
    spans: tuple[tuple[int, int, str], ...]


def passages(path: Path) -> Iterator[Passage]:
    """The passages of a file. Raises ValueError with the line's number on one that cannot be read."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        parts = line.split("|", 2)
        if len(parts) != 3:
            raise ValueError(f"{path.name}:{number}: expected section | kind | text")
        section, kind, marked = (part.strip() for part in parts)
        try:
            text, spans = unmarked(marked)
        except ValueError as error:
            raise ValueError(f"{path.name}:{number}: {error}") from error
        yield Passage(section, kind, text, spans)


def unmarked(marked: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """The text without its marks, and the spans that they made. Raises ValueError on marks that do not match or name no family."""
    pieces: list[str] = []
    spans: list[tuple[int, int, str]] = []
    opened: list[tuple[int, str]] = []
    length = last = 0
    for mark in _MARK.finditer(marked):
        pieces.append(marked[last : mark.start()])
        length += mark.start() - last
        last = mark.end()
        if mark[1]:
            if mark[1] not in FAMILIES:
                raise ValueError(f"there is no family {mark[1]}")
            opened.append((length, mark[1]))
        elif opened:
            start, family = opened.pop()
            spans.append((start, length, family))
        else:
            raise ValueError("a mark closes that was not opened")
    if opened:
        raise ValueError("a mark is not closed")
    pieces.append(marked[last:])
    return "".join(pieces), tuple(sorted(spans))


def draft(passage: Passage) -> tuple[str, int]:
    """The passage as a draft of its own under its heading, and where it begins there."""
    before = f"## {HEADINGS[passage.section]}\n\n{BEFORE[passage.kind]}"
    return before + passage.text, len(before)


def as_linted(rows: Iterable[Passage], reader: Reader) -> Iterator[Passage]:
    """The passages as the linter hands them to the network: code, addresses and quotations masked, which are of the same length. What stands within a
    quotation is no finding (the linter leaves it to whom it quotes), and is none here."""
    for row in rows:
        text, start = draft(row)
        seen = masked(reader.read(text))[start : start + len(row.text)]
        yield replace(row, text=seen, spans=tuple(span for span in row.spans if not _masked_out(seen[span[0] : span[1]])))


def _masked_out(words: str) -> bool:
    return 2 * words.count(OBJECT) > len(words)


def shifted(passage: Passage, by: int) -> list[tuple[int, int, str]]:
    """The spans of a passage that starts so many characters later."""
    return [(start + by, end + by, family) for start, end, family in passage.spans]


def joined(rows: list[Passage], random_: random.Random, *, share: float = 0.5, words: int = 100) -> list[Passage]:
    """Copies of passages put together with up to three others of their author into one paragraph, as drafts have them; a `share` of the rows
    begins one."""
    found = []
    for row in rows:
        if random_.random() >= share or row.kind in {"h", "t"}:
            continue
        parts = [row, *random_.sample(rows, min(len(rows), random_.randint(1, 3)))]
        random_.shuffle(parts)
        text, spans = "", []
        for part in parts:
            if part.kind in {"h", "t"} or len(f"{text} {part.text}".split()) > words:
                continue
            space = " " if text else ""
            spans += shifted(part, len(text) + len(space))
            text += space + (part.text if part.text.endswith((".", "?", "!", '"')) else part.text + ".")
        if text:
            found.append(Passage(row.section, row.kind, text, tuple(spans)))
    return found


def blameless(texts: Iterable[str], reader: Reader) -> list[Passage]:
    """The passages of whole drafts that blame nobody, as the linter gathers them."""
    found = []
    for text in texts:
        postmortem = reader.read(text)
        lines = list(
            lines_of(
                masked(postmortem),
                sentences=postmortem.sentences,
                blocks=postmortem.blocks,
                sections=[section.kind for section in postmortem.sections],
            )
        )
        for part in passages_of(lines):
            section, kind = heading_of(lines[part[0]].section, lines[part[0]].block).split()
            code = next(key for key, name in KINDS.items() if name == kind)
            found.append(Passage(section, code, " ".join(lines[place].text for place in part), ()))
    return found


def of_rules(random_: random.Random) -> list[Passage]:
    """The examples of the rules: what a rule marks in its hits, and its misses, which hold nothing; spread over the sections, so that none of these comes
    to mean that there is nothing to find."""
    found = []
    for rule in all_rules():
        for hit in rule.hits:
            section = "actions" if SectionKind.ACTIONS in rule.only_in else random_.choice(SECTIONS)
            line = Line(text=hit.lstrip("# "), shifts=((0, 0),), section=SectionKind.ACTIONS if rule.only_in else SectionKind.OTHER)
            spans = tuple((one.start, one.end, rule.family.value) for one in candidates(line, prepare((rule,))))
            if spans:
                found.append(Passage(section, "p", line.text, spans))
        section = "actions" if SectionKind.ACTIONS in rule.only_in else ""
        found += [Passage(section or random_.choice(SECTIONS), "p", miss, ()) for miss in rule.misses if not miss.startswith("#")]
    return found


def about_blame(random_: random.Random) -> list[Passage]:
    """What the product itself says of blame: messages, reasons and questions of the rules. Talk about blame is not blame."""
    return [
        Passage(random_.choice(SECTIONS), "p", text, ())
        for rule in all_rules()
        for text in dict.fromkeys((rule.message, rule.why, rule.question))
    ]
