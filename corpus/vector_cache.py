"""Remembers vectors, so that no text passes the encoder twice."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from models.ports import Encoder

Half = npt.NDArray[np.float16]
Lookup = Callable[[Sequence[str]], Mapping[str, Half]]


def text_hash(text: str) -> str:
    """The sha256 of a text in hexadecimal, under which its vector is kept."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def rounded(vectors: npt.ArrayLike) -> Half:
    """Vectors as they are kept: float16, half the size; a cosine moves by less than 0.0005."""
    return np.asarray(vectors, dtype=np.float32).astype(np.float16)


class CachedEncoder:
    """An Encoder around another. Vectors of texts seen before come from memory (least recently used go first, `capacity` texts
    stay) or from `lookup`, which maps hashes to the stored vectors that it has.

    Every vector is rounded to float16 before it is handed out, so that a fresh vector and the same one read back from the store are
    equal to the bit: what is tagged or searched twice gives the same answer. Thread-safe."""

    def __init__(self, encoder: Encoder, *, capacity: int, lookup: Lookup | None = None) -> None:
        self._encoder = encoder
        self._capacity = capacity
        self._lookup = lookup
        self._kept: OrderedDict[str, Half] = OrderedDict()
        self._lock = threading.Lock()
        self._hits = 0
        self._misses = 0

    @property
    def fingerprint(self) -> str:
        """That of the encoder within."""
        return self._encoder.fingerprint

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return self._encoder.dimensions

    @property
    def hits(self) -> int:
        """Texts whose vector was known."""
        return self._hits

    @property
    def misses(self) -> int:
        """Texts that passed the encoder."""
        return self._misses

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Unit-length float32 vectors (to the precision of float16), shape (len(texts), dimensions)."""
        hashes = [text_hash(text) for text in texts]
        wanted = dict(zip(hashes, texts, strict=True))
        found: dict[str, Half] = {}
        with self._lock:
            for key in wanted:
                if (vector := self._kept.get(key)) is not None:
                    self._kept.move_to_end(key)
                    found[key] = vector
        unknown = [key for key in wanted if key not in found]
        if unknown and self._lookup is not None:
            found.update(self._lookup(unknown))
            unknown = [key for key in unknown if key not in found]
        if unknown:
            fresh = rounded(self._encoder.encode([wanted[key] for key in unknown]))
            found.update(zip(unknown, fresh, strict=True))
        with self._lock:
            self._misses += len(unknown)
            self._hits += len(texts) - len(unknown)
            for key in wanted:
                # A row of its own: a view would keep its whole batch in memory.
                self._kept.setdefault(key, found[key].copy())
            while len(self._kept) > self._capacity:
                self._kept.popitem(last=False)
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        return np.stack([found[key] for key in hashes]).astype(np.float32)
