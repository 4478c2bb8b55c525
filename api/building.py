"""Puts the encoder and the archive to an analysis; importing this loads faiss."""

from api.analysis import Analysis, build_analysis
from api.service import Service
from corpus.archive import Archive
from corpus.encoder import load_encoder
from corpus.vector_cache import CachedEncoder
from models.settings import Settings


def build_encoded_analysis(settings: Settings) -> Analysis:
    """An analysis with the encoder but without an archive. Raises EncoderError as `build_service` does."""
    encoder = CachedEncoder(load_encoder(settings.encoder, threads=settings.threads), capacity=settings.sentence_cache)
    return build_analysis(settings).with_encoder(encoder)


def build_service(settings: Settings, archive: Archive, *, linting: Analysis | None = None) -> Service:
    """The whole service over an open archive; a `linting` analysis that is there already lends its reader and rules.

    Raises EncoderError where the encoder's directory is missing or damaged."""
    encoder = CachedEncoder(
        load_encoder(settings.encoder, threads=settings.threads), capacity=settings.sentence_cache, lookup=archive.known_vectors
    )
    archive.attach(encoder)
    return Service(analysis=(linting or build_analysis(settings)).with_encoder(encoder), archive=archive, settings=settings)
