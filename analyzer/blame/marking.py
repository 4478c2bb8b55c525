"""What the rules of words and patterns mark in each line, remembered: in a draft that changes in one place, only the lines there are looked at anew."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from analyzer.blame.lines import Line
from analyzer.blame.matching import Candidate, Cues, Hit, Prepared, hits, judged
from analyzer.remembered import Remembered
from models.ports import Language
from models.text import BlockKind, SectionKind

KEPT = 8_000_000
"""Characters of lines whose candidates are kept."""
_OVERHEAD = 400
"""What an entry weighs beside its text, counted as characters."""


class _Seen(NamedTuple):
    """All of a line that a rule looks at; where the line stands in the draft is not of it."""

    text: str
    block: BlockKind
    section: SectionKind
    column: str
    before: str

    def line(self) -> Line:
        """The line, without a place in a draft."""
        return Line(text=self.text, shifts=((0, 0),), block=self.block, section=self.section, column=self.column, before=self.before)


def _weight(seen: _Seen) -> int:
    return len(seen.text) + len(seen.before) + len(seen.column) + _OVERHEAD


class Marking:
    """Runs one set of rules over lines. `language` parses those in which a rule asks who acts. Safe to share between threads if the language is."""

    def __init__(self, language: Language, prepared: Sequence[Prepared]) -> None:
        self._language = language
        self._cues = Cues(prepared)
        self._remembered: Remembered[_Seen, tuple[Candidate, ...]] = Remembered(KEPT, weigh=_weight)

    def of(self, lines: Iterable[Line]) -> list[tuple[Candidate, ...]]:
        """For each line what all rules mark in it, in their order; stretches may overlap. A line's own parse is not looked at."""
        return self._remembered.of([_Seen(line.text, line.block, line.section, line.column, line.before) for line in lines], self._marked)

    def _marked(self, seen: Sequence[_Seen]) -> Iterator[tuple[Candidate, ...]]:
        lines = [one.line() for one in seen]
        rules = self._cues.within("\n".join(line.low for line in lines))
        hit = [list(hits(line, rules.on(line))) for line in lines]
        return (tuple(judged(line, found)) for line, found in zip(self._parsed(lines, hit), hit, strict=True))

    def _parsed(self, lines: Sequence[Line], hit: Sequence[Sequence[Hit]]) -> Iterator[Line]:
        """The lines; those in which a rule that asks who acts has found its words are parsed, all at once."""
        asked = [place for place, found in enumerate(hit) if any(one.prepared.rule.agents for one in found)]
        words = dict(zip(asked, self._language.parse([lines[place].text for place in asked]), strict=True))
        return (replace(line, words=tuple(words[place])) if place in words else line for place, line in enumerate(lines))
