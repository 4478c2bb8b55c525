"""Finds the incidents most like a postmortem: candidates from every view of it, then one exact score for each."""

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.passages import cut, passage_vectors, whole_vector
from corpus.search.mirror import Mirror
from corpus.search.ranking import FACTORS_WEIGHT, joined, likeness, profile_likeness, words_weight
from corpus.search.terms import shared_terms, telling_terms
from corpus.store import full_text, incidents, passages, tags
from corpus.store.filters import condition
from corpus.store.full_text import Term
from corpus.store.passages import Stretch
from models.incidents import Filters, Passage
from models.matches import ArchiveSize, Match, PassageMatch
from models.ports import Encoder
from models.text import Postmortem

CANDIDATES = 200
MOST_PASSAGES = 3
MOST_SHARED_TERMS = 8

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Query:
    """A postmortem as it is searched with: `vectors` (passages, d), `whole` (d,)."""

    postmortem: Postmortem
    passages: Sequence[Passage]
    vectors: Vectors
    whole: Vectors


@dataclass(frozen=True)
class Candidate:
    """An incident that is scored: `products` (query passages, passages) of unit vectors."""

    key: int
    score: float
    stretches: Sequence[Stretch]
    products: Vectors


def query_of(postmortem: Postmortem, encoder: Encoder) -> Query:
    """Cuts and encodes a postmortem as stored ones are."""
    text, parts = postmortem.text, cut(postmortem)
    spans = [sentence.span for sentence in postmortem.sentences]
    sentence_vectors = encoder.encode([span.of(text) for span in spans])
    vectors = passage_vectors(text, spans, parts, sentence_vectors, encoder)
    return Query(
        postmortem, parts, vectors, whole_vector(text, parts, vectors) if parts else np.zeros(encoder.dimensions, dtype=np.float32)
    )


def search(
    connection: sqlite3.Connection,
    mirror: Mirror,
    query: Query,
    *,
    k: int,
    size: ArchiveSize,
    filters: Filters,
    exclude_id: str | None,
    factors: Collection[str],
    confidences: Mapping[str, float],
    explain: bool,
) -> tuple[Match, ...]:
    """The `k` best matches, best first, ties by id. Filters hold for every view before anything is ranked."""
    where, values = condition(filters, exclude_id=exclude_id)
    terms = telling_terms(connection, query.postmortem.text, size.incidents)
    depth = max(CANDIDATES, 2 * k)
    words = full_text.scores(connection, full_text.any_of([term.word for term in terms]), depth, where, values) if terms else {}
    keys = set(words)
    unfiltered = filters == Filters()
    for index, rows, whole in ((mirror.passages, query.vectors, False), (mirror.wholes, query.whole[None], True)):
        allowed = passages.ids_where(connection, where, values, whole=whole) if not unfiltered else None
        excluded = passages.ids_where(connection, "incidents.id = ?", [exclude_id], whole=whole) if exclude_id is not None else None
        _, found = index.search(rows, depth, allowed=allowed, excluded=excluded)
        keys |= passages.owners(connection, set(found.ravel().tolist()) - {-1})
    best = _scored(connection, mirror, query, sorted(keys), words, words_weight(len(terms)), confidences)
    ids = _ids(connection, keys)
    best.sort(key=lambda candidate: (-candidate.score, ids[candidate.key]))
    return _matches(connection, query, best[:k], terms, size, frozenset(factors), explain=explain)


def _ids(connection: sqlite3.Connection, keys: Collection[int]) -> dict[int, str]:
    listed = list(keys)
    return dict(connection.execute(f"SELECT key, id FROM incidents WHERE key IN ({','.join('?' * len(listed))})", listed))


def _scored(
    connection: sqlite3.Connection,
    mirror: Mirror,
    query: Query,
    keys: Sequence[int],
    words: Mapping[int, float],
    weight: float,
    confidences: Mapping[str, float],
) -> list[Candidate]:
    stretches = passages.of(connection, keys)
    wholes = passages.wholes(connection, keys)
    flat = [stretch.id for key in keys for stretch in stretches[key]]
    products = query.vectors @ mirror.passages.vectors(flat).T
    likes = mirror.wholes.vectors([wholes.get(key, -1) for key in keys]) @ query.whole
    profiles = tags.confidences(connection, keys) if confidences else {}
    most = max(words.values(), default=0.0) or 1.0
    found = []
    column = 0
    for row, key in enumerate(keys):
        own = products[:, column : column + len(stretches[key])]
        column += len(stretches[key])
        views = [(likeness(own), 1.0), (float(likes[row]), 1.0), (words.get(key, 0.0) / most, weight)]
        if confidences:
            views.append((profile_likeness(confidences, profiles[key]), FACTORS_WEIGHT))
        score = joined(*views)
        found.append(Candidate(key, score, stretches[key], own))
    return found


def _matches(
    connection: sqlite3.Connection,
    query: Query,
    best: Sequence[Candidate],
    terms: Sequence[Term],
    size: ArchiveSize,
    factors: frozenset[str],
    *,
    explain: bool,
) -> tuple[Match, ...]:
    keys = [candidate.key for candidate in best]
    records = incidents.records(connection, keys)
    carried = tags.carried(connection, keys) if explain else {}
    shared = shared_terms(connection, terms, keys, size.incidents, most=MOST_SHARED_TERMS) if explain else {}
    return tuple(
        Match(
            id=record.incident.id,
            title=record.incident.title,
            date=record.incident.date,
            url=record.incident.url,
            services=record.incident.services,
            score=candidate.score,
            passages=_pairs(query, candidate, record.incident.text) if explain else (),
            shared_factors=tuple(sorted(carried[candidate.key] & factors)) if explain else (),
            shared_terms=shared[candidate.key] if explain else (),
        )
        for candidate, record in zip(best, records, strict=True)
    )


def _pairs(query: Query, candidate: Candidate, text: str) -> tuple[PassageMatch, ...]:
    """The incident's passages that match best, each once, beside the query's passage that each is most like."""
    if not candidate.products.size:
        return ()
    partners = candidate.products.argmax(axis=0)
    strengths = candidate.products.max(axis=0)
    pairs = []
    for column in np.argsort(-strengths, kind="stable")[:MOST_PASSAGES]:
        stretch, part = candidate.stretches[column], query.passages[partners[column]]
        pairs.append(
            PassageMatch(
                quote=text[stretch.start : stretch.end],
                start=stretch.start,
                end=stretch.end,
                query_start=part.start,
                query_end=part.end,
                score=min(1.0, max(0.0, float(strengths[column]))),
            )
        )
    return tuple(pairs)
