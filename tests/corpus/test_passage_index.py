import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from corpus.index import PassageIndex, UnusableIndexError

RNG = np.random.default_rng(7)


def units(count: int, dimensions: int = 16) -> npt.NDArray[np.float32]:
    rows = np.random.default_rng(count).normal(size=(count, dimensions)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def filled(count: int = 200) -> tuple[PassageIndex, npt.NDArray[np.float32], npt.NDArray[np.int64]]:
    rows, ids = units(count), np.arange(count, dtype=np.int64) * 3 + 5
    index = PassageIndex(16, "f")
    index.add(ids, rows)
    return index, rows, ids


@pytest.mark.parametrize("narrowing", ["all", "allowed", "excluded"])
def test_ids_and_scores_equal_numpys(narrowing: str) -> None:
    index, rows, ids = filled()
    index.remove(ids[:20])
    rows, ids = rows[20:], ids[20:]
    options = {"all": {}, "allowed": {"allowed": ids[::4]}, "excluded": {"excluded": ids[::2]}}[narrowing]
    kept = {"all": np.ones(len(ids), bool), "allowed": np.arange(len(ids)) % 4 == 0, "excluded": np.arange(len(ids)) % 2 == 1}[narrowing]
    queries = units(5)
    scores, found = index.search(queries, 10, **options)
    products = queries @ rows[kept].T
    order = np.argsort(-products, axis=1)[:, :10]
    np.testing.assert_array_equal(found, ids[kept][order])
    np.testing.assert_allclose(scores, np.take_along_axis(products, order, axis=1), atol=1e-6)


def test_fewer_than_asked_for() -> None:
    index, _, ids = filled(3)
    _, found = index.search(units(1), 10)
    assert sorted(found[0]) == sorted(ids)
    _, found = index.search(units(1), 10, allowed=ids[:1])
    assert found[0].tolist() == [ids[0], -1, -1]
    assert index.search(units(1), 10, allowed=np.array([], dtype=np.int64))[1].shape == (1, 0)
    assert PassageIndex(16, "f").search(units(2), 5)[1].shape == (2, 0)
    assert index.search(np.zeros((0, 16)), 5)[1].shape[0] == 0


def test_vectors_are_given_back_and_zeros_for_what_is_gone() -> None:
    index, rows, ids = filled(4)
    assert index.remove([int(ids[1]), 999]) == 1
    np.testing.assert_array_equal(index.vectors(ids), [rows[0], np.zeros(16), rows[2], rows[3]])
    assert sorted(index.ids()) == [ids[0], ids[2], ids[3]]


def saved(tmp_path: Path) -> PassageIndex:
    index, _, _ = filled()
    index.generation = 7
    index.save(tmp_path, "passages")
    return index


def load(tmp_path: Path, *, dimensions: int = 16, fingerprint: str = "f") -> PassageIndex:
    return PassageIndex.load(tmp_path, "passages", dimensions=dimensions, fingerprint=fingerprint)


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    index = saved(tmp_path)
    loaded = load(tmp_path)
    assert loaded.generation == 7
    for before, after in zip(index.search(units(5), 10), loaded.search(units(5), 10), strict=True):
        np.testing.assert_array_equal(before, after)
    loaded.generation = 8
    loaded.save(tmp_path, "passages")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["passages-8.faiss", "passages.json"]


def test_only_a_sound_copy_is_loaded(tmp_path: Path) -> None:
    with pytest.raises(UnusableIndexError, match="no saved index"):
        load(tmp_path)
    saved(tmp_path)
    file, manifest = tmp_path / "passages-7.faiss", tmp_path / "passages.json"
    whole, said = file.read_bytes(), manifest.read_text()
    with pytest.raises(UnusableIndexError, match="fingerprint"):
        load(tmp_path, fingerprint="g")
    with pytest.raises(UnusableIndexError, match="dimensions"):
        load(tmp_path, dimensions=8)
    for damaged in (whole[:-9], whole[:100], b"", whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:]):
        file.write_bytes(damaged)
        with pytest.raises(UnusableIndexError):
            load(tmp_path)
    file.write_bytes(whole)
    for wrong in (
        "",
        "[]",
        "{}",
        "null",
        said[:-20],
        json.dumps(json.loads(said) | {"count": 3}),
        json.dumps(json.loads(said) | {"file": 3}),
    ):
        manifest.write_text(wrong)
        with pytest.raises(UnusableIndexError):
            load(tmp_path)
    manifest.write_text(said)
    assert len(load(tmp_path)) == 200
    file.unlink()
    with pytest.raises(UnusableIndexError):
        load(tmp_path)
