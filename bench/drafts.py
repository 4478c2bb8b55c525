"""Drafts that no server has seen before, and the same as somebody types in them."""

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from analyzer.blame.registry import all_rules

STARTER = Path(__file__).parents[1] / "corpus" / "starter"
WORDS = 2_000
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_EXCHANGED = re.compile(r"(?<![\w/.`-])[a-z]{5,}(?![\w/`-])")
_TYPED = "later again quickly perhaps by then once more in part at noon on both sides without notice for an hour".split()
_SHORTEST = 5
"""Words of a line below which it stays as it is: headings and cells such as "done" come back in every draft of a team."""
_BLAME_EVERY = 12
"""One line in so many gets a sentence of blame, from the rules' own examples."""


class Drafts:
    """Makes drafts, the same ones for the same `seed`: paragraphs of the starter archive in random order, in each line of five words or more some
    words exchanged for others of the archive, so that nobody has met the line, and a sentence of blame here and there."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        texts = [_FRONT_MATTER.sub("", path.read_text(encoding="utf-8")) for path in sorted(STARTER.glob("*.md"))]
        self._paragraphs = [part.strip("\n") for text in texts for part in text.split("\n\n") if part.strip()]
        self._vocabulary = sorted({word for text in texts for word in _EXCHANGED.findall(text)})
        self._blame = [hit for rule in all_rules() for hit in rule.hits if "\n" not in hit and "|" not in hit]

    def draft(self, words: int = WORDS) -> str:
        """A draft of `words` words, as white space parts them."""
        parts: list[str] = []
        count = 0
        while count < words:
            part = "\n".join(map(self._line, self._chance.choice(self._paragraphs).split("\n")))
            parts.append(part)
            count += len(part.split())
        return "\n\n".join(parts) + "\n"

    def _line(self, line: str) -> str:
        if len(line.split()) < _SHORTEST:
            return line
        known = list(_EXCHANGED.finditer(line))
        for found in sorted(self._chance.sample(known, min(2, len(known))), key=lambda found: -found.start()):
            line = line[: found.start()] + self._chance.choice(self._vocabulary) + line[found.end() :]
        if self._chance.randrange(_BLAME_EVERY) == 0 and not line.startswith(("#", "|")):
            line += " " + self._chance.choice(self._blame)
        return line

    def typed(self, draft: str, times: int) -> Iterator[str]:
        """`draft` after one more word in one of its paragraphs, list items or rows, `times` times over; each goes on from the one before."""
        for _ in range(times):
            lines = draft.split("\n")
            place = self._chance.choice(prose(lines))
            words = lines[place].split(" ")
            words.insert(self._chance.randrange(3, len(words)), self._chance.choice(_TYPED))
            lines[place] = " ".join(words)
            draft = "\n".join(lines)
            yield draft


def prose(lines: Sequence[str]) -> list[int]:
    """The places of the lines that are text of five words or more, and no heading."""
    return [place for place, line in enumerate(lines) if len(line.split()) >= _SHORTEST and not line.startswith(("#", "| -"))]
