"""From the scores of word pieces to spans of a passage."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

_JOINED = 2
"""Pieces between two runs that are joined nevertheless."""
_SURE = 0.95


class Spotted(NamedTuple):
    """A span of a passage's text; `label` indexes the classes, `score` is how sure it is, from 0 to 1."""

    start: int
    end: int
    label: int
    score: float


def spotted(
    offsets: Sequence[tuple[int, int]], families: np.ndarray, begins: np.ndarray, passage: float, *, least: float = 0.5
) -> list[Spotted]:
    """Runs of pieces that are likelier blame than not, joined over gaps, cut where another span begins.

    `offsets` are the pieces' places in the text ((0, 0) for pieces that are not of it), `families` the probabilities of the classes, shape (pieces,
    classes), the first of them "no blame"; `begins` those of a beginning, shape (pieces,); `passage` that of any blame in the passage. The score is the
    geometric mean of the run's mean probability and the passage's."""
    blame = 1 - families[:, 0]
    found: list[Spotted] = []
    run: list[int] = []
    holes = 0
    for place, (start, end) in enumerate(offsets):
        if start == end:
            continue
        if blame[place] >= least:
            if run and (holes > _JOINED or (begins[place] >= 0.5 and blame[run[-1]] < _SURE)):
                found.append(_closed(run, offsets, families, blame, passage))
                run = []
            run.append(place)
            holes = 0
        else:
            holes += 1
    if run:
        found.append(_closed(run, offsets, families, blame, passage))
    return found


def _closed(run: Sequence[int], offsets: Sequence[tuple[int, int]], families: np.ndarray, blame: np.ndarray, passage: float) -> Spotted:
    label = 1 + int(families[list(run), 1:].sum(0).argmax())
    return Spotted(offsets[run[0]][0], offsets[run[-1]][1], label, float(blame[list(run)].mean() * passage) ** 0.5)
