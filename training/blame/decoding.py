"""From the scores of word pieces to spans."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np


class Found(NamedTuple):
    """A span in the passage's text; `label` indexes the classes, `score` is its probability."""

    start: int
    end: int
    label: int
    score: float


def spans(
    offsets: Sequence[tuple[int, int]], families: np.ndarray, begins: np.ndarray, passage: float, *, least: float = 0.5, gap: int = 2
) -> list[Found]:
    """Runs of pieces more likely blame than not, joined over gaps of up to `gap` pieces, cut where another span begins; with the mean
    probability, tempered by that of the passage."""
    blame = 1 - families[:, 0]
    found: list[Found] = []
    run: list[int] = []
    holes = 0

    def close() -> None:
        if run:
            total = families[run].sum(0)
            label = 1 + int(total[1:].argmax())
            score = float(blame[run].mean()) ** 0.5 * passage**0.5
            found.append(Found(offsets[run[0]][0], offsets[run[-1]][1], label, score))
        run.clear()

    for place, (start, end) in enumerate(offsets):
        if start == end:
            continue
        if blame[place] >= least:
            if run and begins[place] >= 0.5 and blame[place - 1] < 0.95:
                close()
            run.append(place)
            holes = 0
        elif run:
            holes += 1
            if holes > gap:
                close()
    close()
    return [one for one in found if one.end > one.start]
