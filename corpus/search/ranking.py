"""How like a past incident is: three views of it, joined into one score.

On the 42 development queries (nDCG@10; see docs): passages alone 0.48, whole texts 0.47, words 0.43, the three together 0.54. A
convex combination of raw cosines beats rank fusion here (0.54 against 0.51 to 0.55, depending on k) and its scores mean something."""

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

WORDS_WEIGHT = 0.4
"""Weight of the words' view against 1 for each of the two vector views, for a short query."""
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


def joined(passages: float, whole: float, words: float, weight: float) -> float:
    """One score in 0..1 out of two cosines and a share of the best bm25 (0..1), whose weight is given."""
    return min(1.0, max(0.0, (passages + whole + weight * words) / (2 + weight)))
