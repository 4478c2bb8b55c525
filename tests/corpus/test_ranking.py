import numpy as np
import pytest

from corpus.search.ranking import WORDS_WEIGHT, joined, likeness, profile_likeness, words_weight


def test_likeness_is_the_mean_of_best_partners_both_ways() -> None:
    products = np.array([[1.0, 0.0, 0.2], [0.4, 0.6, 0.2]], dtype=np.float32)
    assert likeness(products) == pytest.approx(((1.0 + 0.6) / 2 + (1.0 + 0.6 + 0.2) / 3) / 2)
    assert likeness(np.zeros((0, 3), dtype=np.float32)) == likeness(np.zeros((3, 0), dtype=np.float32)) == 0.0


def test_words_weigh_less_in_long_queries() -> None:
    assert words_weight(0) == 0.0
    assert words_weight(1) == words_weight(15) == WORDS_WEIGHT
    assert words_weight(30) == pytest.approx(WORDS_WEIGHT / 2)


def test_profiles_are_compared_by_their_cosine() -> None:
    assert profile_likeness({"a": 0.5, "b": 0.0}, {"a": 0.1}) == pytest.approx(1)
    assert profile_likeness({"a": 0.3, "b": 0.4}, {"a": 0.4, "b": 0.3}) == pytest.approx(0.96)
    assert profile_likeness({"a": 1.0}, {"b": 1.0}) == profile_likeness({}, {"a": 1.0}) == profile_likeness({"a": 1.0}, {"a": 0.0}) == 0.0


def test_a_joined_score_is_a_mean_within_bounds() -> None:
    assert joined((0.5, 1.0), (1.0, 1.0), (0.0, 2.0)) == pytest.approx(0.375)
    assert joined((-0.5, 1.0)) == 0.0
    assert joined((1.0000001, 1.0)) == 1.0
