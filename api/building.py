"""Puts the parts together: which classes make up an analysis and a service."""

from analyzer.blame.linter import Linter

from analyzer.factors.tagger import load_tagger
from analyzer.language import load_language
from analyzer.reading import Reader
from api.service import Analysis, Service
from corpus.archive import Archive
from corpus.encoder import load_encoder
from corpus.vector_cache import CachedEncoder
from models.settings import Settings


def build_analysis(settings: Settings, *, encoder: CachedEncoder | None = None) -> Analysis:
    """Reader, linter and tagger; without an encoder the tagger works from its cues alone."""
    language = load_language()
    return Analysis(reader=Reader(language), linter=Linter(language), tagger=load_tagger(encoder), settings=settings, encoder=encoder)


def build_encoded_analysis(settings: Settings) -> Analysis:
    """An analysis with the encoder but without an archive. Raises EncoderError as `build_service` does."""
    encoder = CachedEncoder(load_encoder(settings.encoder, threads=settings.threads), capacity=settings.sentence_cache)
    return build_analysis(settings, encoder=encoder)


def build_service(settings: Settings, archive: Archive) -> Service:
    """The whole service over an open archive. Raises EncoderError where the encoder's directory is missing or damaged."""
    encoder = CachedEncoder(
        load_encoder(settings.encoder, threads=settings.threads), capacity=settings.sentence_cache, lookup=archive.known_vectors
    )
    archive.attach(encoder)
    return Service(analysis=build_analysis(settings, encoder=encoder), archive=archive, settings=settings)
