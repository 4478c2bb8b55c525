"""The trained part of the tagger: a linear head per factor over sentence vectors, and the calibration of a text's score."""

import json
from dataclasses import dataclass
from importlib import resources

import numpy as np
import numpy.typing as npt

from models.errors import SettingsError
from models.factors import Taxonomy

FOLDER = "analyzer.trained.factors"


@dataclass(frozen=True)
class Calibration:
    """Platt scaling of a text's best sentence score: probability = sigmoid(slope * score + offset)."""

    slope: float
    offset: float
    threshold: float


@dataclass(frozen=True)
class Heads:
    """Weights of shape (factors, dimensions) and biases for vectors of one encoder; `cue_weight` is what a cue adds to a sentence's
    logit; one calibration with vectors, one for cues alone."""

    version: str
    fingerprint: str
    weights: npt.NDArray[np.float32]
    biases: npt.NDArray[np.float32]
    cue_weight: float
    with_vectors: Calibration
    cues_only: Calibration


def load_heads(taxonomy: Taxonomy) -> Heads:
    """The shipped heads. Raises SettingsError where they were trained for other factors than the taxonomy's."""
    folder = resources.files(FOLDER)
    card = json.loads(folder.joinpath("heads.json").read_text(encoding="utf-8"))
    if tuple(card["factors"]) != taxonomy.ids():
        raise SettingsError("The trained factor heads do not fit the taxonomy: run `python -m training.factors.train` again.")
    with resources.as_file(folder.joinpath("heads.npz")) as path, np.load(path, allow_pickle=False) as arrays:
        return Heads(
            version=card["version"],
            fingerprint=card["fingerprint"],
            weights=arrays["weights"].astype(np.float32),
            biases=arrays["biases"].astype(np.float32),
            cue_weight=card["cue_weight"],
            with_vectors=Calibration(**card["with_vectors"]),
            cues_only=Calibration(**card["cues_only"]),
        )
