"""Loads the sentence encoder; the one file that imports sentence-transformers and torch."""

from pathlib import Path

from models.ports import Encoder


def load_encoder(directory: Path | None = None, *, threads: int = 0) -> Encoder:
    """The encoder in `directory`, or the shipped MiniLM. Raises EncoderError."""
    raise NotImplementedError
