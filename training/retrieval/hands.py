"""Reads what the hands wrote: invented incidents, each a draft, a question and symptoms, filed under a mechanism of the catalogue, with the evidence of factors marked."""

import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analyzer.factors.taxonomy import load_taxonomy

DATA = Path(__file__).parent / "data"
_MARK = re.compile(r"\{\{\s*([a-z-]+)\s*:\s*(.*?)\s*\}\}", re.DOTALL)
_FIELD = re.compile(r"^(trade|draft|question|symptom):[ \t]*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A factor and the characters of the draft that show it."""

    factor: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Incident:
    """An invented incident. `draft` is plain text; `evidence` are spans of it."""

    hand: str
    mechanism: str
    trade: str
    draft: str
    question: str
    symptom: str
    evidence: tuple[Evidence, ...]


@cache
def factors() -> frozenset[str]:
    """Ids that a mark may name."""
    return frozenset(load_taxonomy().ids())


def mechanisms() -> dict[str, str]:
    """The catalogue: id to statement."""
    lines = (DATA / "mechanisms.txt").read_text("utf-8").splitlines()
    return {name.strip(): said.strip() for name, said in (line.split("|", 1) for line in lines if line and not line.startswith("#"))}


def unmarked(text: str) -> tuple[str, tuple[Evidence, ...]]:
    """`text` without its marks, and the spans that they marked.

    Raises:
        ValueError: if a mark names no known factor, or a brace is left over.
    """
    plain, spans, at = "", [], 0
    for mark in _MARK.finditer(text):
        plain += text[at : mark.start()]
        if mark[1] not in factors():
            raise ValueError(f"no such factor: {mark[1]}")
        spans.append(Evidence(mark[1], len(plain), len(plain) + len(mark[2])))
        plain, at = plain + mark[2], mark.end()
    plain += text[at:]
    if "{{" in plain or "}}" in plain:
        raise ValueError(f"a mark that is not closed, or one inside another: {plain[max(0, plain.find('{{')) :][:60]!r}")
    return plain, tuple(spans)


def read(path: Path) -> list[Incident]:
    """The incidents of one hand's file: blocks that begin with `## MECHANISM-ID` and hold `trade:`, `draft:`, `question:` and `symptom:`.

    Raises:
        ValueError: with all that is wrong in the file, a line each.
    """
    known, found, wrong = mechanisms(), [], []
    for number, block in enumerate(re.split(r"^## +", path.read_text("utf-8"), flags=re.MULTILINE)[1:], 1):
        name, _, body = block.partition("\n")
        parts = _FIELD.split(body)
        fields = {key: value.strip() for key, value in zip(parts[1::2], parts[2::2], strict=True)}
        try:
            if name.strip() not in known:
                raise ValueError("no such mechanism")
            if missing := {"trade", "draft", "question", "symptom"} - fields.keys():
                raise ValueError(f"lacks {', '.join(sorted(missing))}")
            draft, spans = unmarked(fields["draft"])
            if not spans:
                raise ValueError("marks no factor")
            found.append(Incident(path.stem, name.strip(), fields["trade"], draft, fields["question"], fields["symptom"], spans))
        except ValueError as error:
            wrong.append(f"{path.name}: block {number} ({name.strip()}): {error}")
    if wrong:
        raise ValueError("\n".join(wrong))
    return found


def everything(folder: Path = DATA / "hands") -> list[Incident]:
    """All incidents of all hands, by file name."""
    return [incident for path in sorted(folder.glob("*.txt")) for incident in read(path)]


if __name__ == "__main__":
    for name in sys.argv[1:]:
        try:
            incidents = read(Path(name))
        except ValueError as error:
            sys.exit(str(error))
        words = sum(len(incident.draft.split()) for incident in incidents)
        print(
            f"{name}: {len(incidents)} incidents, {words} words of drafts, {sum(len(incident.evidence) for incident in incidents)} marks: well-formed"
        )
