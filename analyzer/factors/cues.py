"""The layer of readable cues: regular expressions that point at a factor within one sentence."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from models.factors import Taxonomy

# "no", "without" and their kind shortly before a cue take it back, unless the cue itself is about an absence.
NEGATION = re.compile(
    r"\b(no|not|never|without|n't|neither|nor|rather than|instead of|ruled out|unrelated to)\b[^.;:]{0,25}$", re.IGNORECASE
)
HYPOTHESIS = re.compile(r"\b(might|may|could|would|if)\b[^.;:]{0,20}$", re.IGNORECASE)
ABSENCE = re.compile(r"\\b\(?(no|not|never|without|lack)")
WINDOW = 4000


class Cues:
    """Every cue of a taxonomy, compiled once."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._patterns = [
            [(re.compile(cue, re.IGNORECASE), ABSENCE.match(cue) is not None) for cue in factor.cues] for factor in taxonomy.factors
        ]

    def hits(self, sentences: Sequence[str]) -> npt.NDArray[np.float32]:
        """How many cues of each factor stand in each sentence, capped at 2; shape (sentences, factors). Only the first 4,000 characters
        of a sentence are read, which bounds the time on hostile input."""
        found = np.zeros((len(sentences), len(self._patterns)), dtype=np.float32)
        for row, sentence in enumerate(sentences):
            window = sentence[:WINDOW]
            for column, patterns in enumerate(self._patterns):
                count = sum(self._speaks(pattern, about_absence, window) for pattern, about_absence in patterns)
                found[row, column] = min(count, 2)
        return found

    @staticmethod
    def _speaks(pattern: re.Pattern[str], about_absence: bool, sentence: str) -> bool:
        for match in pattern.finditer(sentence):
            before = sentence[max(0, match.start() - 40) : match.start()]
            if about_absence or not (NEGATION.search(before) or HYPOTHESIS.search(before)):
                return True
        return False
