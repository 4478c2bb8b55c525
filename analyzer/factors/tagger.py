"""Tags a postmortem with contributing factors: sentences are scored first, then gathered; every tag carries its quotations."""

import numpy as np
import numpy.typing as npt

from analyzer.factors.cues import Cues
from analyzer.factors.heads import Calibration, Heads, load_heads
from analyzer.factors.taxonomy import load_taxonomy
from analyzer.reading import masked
from models.factors import Evidence, FactorTag, TagReport, Taxonomy, VersionedName
from models.ports import Encoder, Matrix
from models.text import BlockKind, MaskKind, Postmortem, SectionKind, Sentence

EVIDENCE_SHOWN = 3
# What stands in these sections is evidence of nothing: who was there, what else to read.
SILENT_SECTIONS = frozenset({SectionKind.ATTENDEES, SectionKind.REFERENCES})
SECOND_SENTENCE = 0.25
Floats = npt.NDArray[np.float32]


def load_tagger(encoder: Encoder | None) -> "Tagger":
    """The tagger over the built-in taxonomy. Its heads are used where `encoder` made the vectors that they were trained on; cues
    alone speak otherwise."""
    taxonomy = load_taxonomy()
    heads = load_heads(taxonomy)
    return Tagger(taxonomy, heads, use_vectors=encoder is not None and encoder.fingerprint == heads.fingerprint)


class Tagger:
    """Scores sentences by readable cues and by linear heads over their vectors, and gathers them per factor."""

    def __init__(self, taxonomy: Taxonomy, heads: Heads, *, use_vectors: bool) -> None:
        self.taxonomy = taxonomy
        self._heads = heads
        self._use_vectors = use_vectors
        self._cues = Cues(taxonomy)

    @property
    def calibration(self) -> Calibration:
        """The calibration in force."""
        return self._heads.with_vectors if self._use_vectors else self._heads.cues_only

    @property
    def model(self) -> VersionedName:
        """Which tagger speaks: the one with heads, or the cues alone."""
        return VersionedName(name="cues+heads" if self._use_vectors else "cues", version=self._heads.version)

    def tag(self, postmortem: Postmortem, vectors: Matrix | None, *, all_factors: bool = False) -> TagReport:
        """Factors over the threshold (or all), most confident first, each with up to three quotations.

        `vectors` holds one unit vector a sentence, shape (sentences, dimensions); it is left aside where no heads fit it."""
        chosen = [sentence for sentence in postmortem.sentences if speaks(postmortem, sentence)]
        scores = self.sentence_scores(postmortem, chosen, vectors)
        confidences = probabilities(gathered(scores), self.calibration)
        tags = [
            FactorTag(
                id=factor.id,
                dimension=factor.dimension,
                label=factor.label,
                confidence=round(float(confidences[column]), 4),
                evidence=self._evidence(postmortem, chosen, scores[:, column]) if len(chosen) else (),
            )
            for column, factor in enumerate(self.taxonomy.factors)
        ]
        report = TagReport(
            factors=tuple(sorted(tags, key=lambda tag: -tag.confidence)),
            taxonomy=VersionedName(name=self.taxonomy.name, version=self.taxonomy.version),
            model=self.model,
        )
        return report if all_factors else self.over_threshold(report)

    def over_threshold(self, report: TagReport) -> TagReport:
        """Those of a report's factors that are given: at least as probable as the threshold, and with evidence."""
        given = tuple(tag for tag in report.factors if tag.confidence >= self.calibration.threshold and tag.evidence)
        return report.model_copy(update={"factors": given})

    def sentence_scores(self, postmortem: Postmortem, sentences: list[Sentence], vectors: Matrix | None) -> Floats:
        """Logits of every factor for every sentence, shape (sentences, factors)."""
        prose = masked(postmortem, keep=frozenset({MaskKind.QUOTATION}))
        hits = self._cues.hits([prose[sentence.span.start : sentence.span.end] for sentence in sentences])
        if not self._use_vectors or vectors is None or not sentences:
            return hits
        rows = np.asarray(vectors, dtype=np.float32)[[sentence.index for sentence in sentences]]
        return np.asarray(rows @ self._heads.weights.T + self._heads.biases + self._heads.cue_weight * hits, dtype=np.float32)

    def _evidence(self, postmortem: Postmortem, sentences: list[Sentence], scores: Floats) -> tuple[Evidence, ...]:
        weights = probabilities(scores, self.calibration)
        best = np.argsort(-scores, kind="stable")[:EVIDENCE_SHOWN]
        floor = min(self.calibration.threshold, float(weights[best[0]]))
        return tuple(
            Evidence(
                start=sentences[row].span.start,
                end=sentences[row].span.end,
                quote=postmortem.quote(sentences[row].span),
                weight=round(float(weights[row]), 4),
            )
            for row in best
            if weights[row] >= floor
        )


def speaks(postmortem: Postmortem, sentence: Sentence) -> bool:
    """Whether a sentence can be evidence: at least three words, not a heading, not in a list of attendees or references."""
    if postmortem.sections[sentence.section].kind in SILENT_SECTIONS or postmortem.blocks[sentence.block].kind is BlockKind.HEADING:
        return False
    return len(postmortem.quote(sentence.span).split()) >= 3


def gathered(scores: Floats) -> Floats:
    """One score a factor out of its sentences': the best, and a quarter of the second best where that speaks for it too."""
    if not len(scores):
        return np.full(scores.shape[1], -10.0, dtype=np.float32)
    ordered = np.sort(scores, axis=0)[::-1]
    second = np.maximum(ordered[1], 0) if len(ordered) > 1 else 0.0
    return np.asarray(ordered[0] + SECOND_SENTENCE * second, dtype=np.float32)


def probabilities(scores: Floats, calibration: Calibration) -> Floats:
    """Platt-scaled probabilities (Platt 1999)."""
    return np.asarray(1.0 / (1.0 + np.exp(-(calibration.slope * scores + calibration.offset))), dtype=np.float32)
