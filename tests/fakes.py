"""Stand-ins that can be computed by hand."""

import hashlib
import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt


class BagOfWords:
    """An encoder whose vector counts a text's words, each at a place that its hash names; texts that share words are near."""

    fingerprint = "bag-of-words-64"
    dimensions = 64

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Unit vectors, shape (len(texts), 64)."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()) or [""]:
                vectors[row, hashlib.sha256(word.encode()).digest()[0] % self.dimensions] += 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True) if len(texts) else vectors
