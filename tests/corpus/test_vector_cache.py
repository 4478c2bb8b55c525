from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from fakes import BagOfWords

from corpus.vector_cache import CachedEncoder, rounded, text_hash


class Counting(BagOfWords):
    def __init__(self) -> None:
        self.seen: list[str] = []

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self.seen += texts
        return super().encode(texts)


def test_a_text_is_encoded_once_and_rows_keep_their_order() -> None:
    inner = Counting()
    encoder = CachedEncoder(inner, capacity=10)
    first = encoder.encode(["disk full", "no route", "disk full"])
    again = encoder.encode(["no route", "disk full"])
    assert inner.seen == ["disk full", "no route"]
    np.testing.assert_array_equal(first[[1, 0]], again)
    np.testing.assert_allclose(first, BagOfWords().encode(["disk full", "no route", "disk full"]), atol=5e-4)
    assert (encoder.misses, encoder.hits) == (2, 3)
    assert (encoder.fingerprint, encoder.dimensions) == (inner.fingerprint, 64)


def test_the_least_recently_used_text_goes_first() -> None:
    inner = Counting()
    encoder = CachedEncoder(inner, capacity=2)
    encoder.encode(["a", "b"])
    encoder.encode(["a"])
    encoder.encode(["c"])
    inner.seen.clear()
    encoder.encode(["a", "c"])
    assert inner.seen == []
    encoder.encode(["b"])
    assert inner.seen == ["b"]


def test_what_is_stored_is_not_encoded_and_equals_the_fresh_vector_to_the_bit() -> None:
    fresh = CachedEncoder(BagOfWords(), capacity=10).encode(["disk full because of logs"])

    def stored(hashes: Sequence[str]) -> Mapping[str, npt.NDArray[np.float16]]:
        known = {text_hash("disk full because of logs"): rounded(BagOfWords().encode(["disk full because of logs"]))[0]}
        return {key: known[key] for key in hashes if key in known}

    inner = Counting()
    encoder = CachedEncoder(inner, capacity=10, lookup=stored)
    np.testing.assert_array_equal(encoder.encode(["disk full because of logs", "new"])[:1], fresh)
    assert inner.seen == ["new"]


def test_no_texts_and_no_capacity() -> None:
    encoder = CachedEncoder(BagOfWords(), capacity=0)
    assert encoder.encode([]).shape == (0, 64)
    assert encoder.encode(["a", "b", "a"]).shape == (3, 64)
    assert encoder.encode(["a"]).shape == (1, 64)
    assert (encoder.misses, encoder.hits) == (3, 1)


def test_half_a_surrogate_pair_has_a_hash() -> None:
    assert text_hash("\ud800") != text_hash("\ud801")
