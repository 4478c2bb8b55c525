"""How like a past incident is: four views of it, joined into one score.

On the 42 development queries (nDCG@10): passages alone 0.48, whole texts 0.47, words 0.43, these three together 0.54; with the
contributing factors 0.56, of which drafts gain most (0.22 to 0.27). A weighted mean of raw cosines does as well as rank fusion
(0.51 to 0.55, depending on its constant), and its scores mean something."""

import math
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

WORDS_WEIGHT = 0.4
"""Weight of the words' view against 1 for each of the two vector views, for a short query."""
FACTORS_WEIGHT = 0.35
"""Weight of the factors' view: what went wrong, whatever the trade and its words."""
SHORT_QUERY = 15
"""Terms up to which words count in full. In a longer query (a draft) rare words tell of the trade rather than of what went wrong, so
their weight falls."""


def likeness(products: Vectors) -> float:
    """How well two texts cover each other: `products` (query passages, passages) of unit vectors. The mean over the query's passages of
    each one's best partner, averaged with the same the other way round; 0 without passages."""
    if not products.size:
        return 0.0
    return float(products.max(axis=1).mean() + products.max(axis=0).mean()) / 2


def words_weight(terms: int) -> float:
    """The weight of the words' view for a query of so many telling terms."""
    return WORDS_WEIGHT * min(1.0, SHORT_QUERY / terms) if terms else 0.0


def profile_likeness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The cosine of two texts' confidences in every contributing factor, 0..1; 0 where either has none."""
    product = sum(confidence * other.get(factor, 0.0) for factor, confidence in one.items())
    lengths = math.hypot(*one.values()) * math.hypot(*other.values())
    return product / lengths if lengths else 0.0


def joined(*views: tuple[float, float]) -> float:
    """One score in 0..1: the mean of the views' scores (a cosine, or a share of the best bm25), given as (score, weight)."""
    total = sum(weight for _, weight in views)
    return min(1.0, max(0.0, sum(score * weight for score, weight in views) / total))
