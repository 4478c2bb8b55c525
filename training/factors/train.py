"""Trains the factor heads from the sentences in training/factors/data, and calibrates them on the starter archive.

usage: python -m training.factors.train

Writes analyzer/trained/factors/{heads.npz,heads.json}. Deterministic. Prints held-out scores; the card repeats them.
"""

import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from analyzer.factors.cues import Cues
from analyzer.factors.heads import Calibration, Heads
from analyzer.factors.tagger import Tagger, gathered, probabilities, speaks
from analyzer.factors.taxonomy import load_taxonomy
from analyzer.language import load_language
from analyzer.reading import Reader
from corpus import importers
from corpus.encoder import load_encoder
from corpus.importers import Imported

HERE = Path(__file__).parent
TARGET = HERE.parent.parent / "analyzer" / "trained" / "factors"
VERSION = "1"
C = 4.0


def sentences() -> tuple[list[str], np.ndarray, tuple[str, ...]]:
    """Texts and a 0/1 matrix of shape (texts, factors). Raises KeyError on a label that is no factor."""
    ids = load_taxonomy().ids()
    column = {factor: number for number, factor in enumerate(ids)}
    texts, labels = [], []
    for path in sorted((HERE / "data").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            texts.append(row["text"])
            labels.append([column[factor] for factor in row["factors"]])
    matrix = np.zeros((len(texts), len(ids)), dtype=np.int8)
    for number, columns in enumerate(labels):
        matrix[number, columns] = 1
    return texts, matrix, ids


def fit(vectors: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """One logistic head a factor, balanced classes; weights (factors, dimensions) and biases (factors,)."""
    weights, biases = [], []
    for column in range(labels.shape[1]):
        head = LogisticRegression(C=C, class_weight="balanced", max_iter=2000)
        head.fit(vectors, labels[:, column])
        weights.append(head.coef_[0])
        biases.append(head.intercept_[0])
    return np.array(weights, dtype=np.float32), np.array(biases, dtype=np.float32)


def platt(scores: np.ndarray, truth: np.ndarray) -> Calibration:
    """Slope and offset by logistic regression over all (text, factor) cells, the threshold by the best micro-F1."""
    model = LogisticRegression(C=1e3, max_iter=1000).fit(scores.reshape(-1, 1), truth.reshape(-1))
    slope, offset = float(model.coef_[0][0]), float(model.intercept_[0])
    confidence = probabilities(scores, Calibration(slope, offset, 0.5))
    best = max(np.arange(0.1, 0.9, 0.02), key=lambda threshold: micro_f1(confidence >= threshold, truth))
    return Calibration(round(slope, 4), round(offset, 4), round(float(best), 2))


def micro_f1(given: np.ndarray, truth: np.ndarray) -> float:
    """F1 over all cells."""
    right = float((given & (truth > 0)).sum())
    return 2 * right / max(1.0, float(given.sum() + truth.sum()))


def main() -> None:
    """Trains, calibrates, writes."""
    taxonomy = load_taxonomy()
    texts, labels, ids = sentences()
    encoder = load_encoder()
    vectors = np.asarray(encoder.encode(texts))
    cues = Cues(taxonomy).hits(texts)
    folds = np.arange(len(texts)) % 5
    held_out = np.zeros(labels.shape, dtype=np.float32)
    for fold in range(5):
        weights, biases = fit(vectors[folds != fold], labels[folds != fold])
        held_out[folds == fold] = vectors[folds == fold] @ weights.T + biases
    both = LogisticRegression(C=1e3).fit(np.stack([held_out.ravel(), cues.ravel()], axis=1), labels.ravel())
    cue_weight = float(both.coef_[0][1] / both.coef_[0][0])
    print(f"sentences {len(texts)}, labels {labels.sum()}, cue weight {cue_weight:.2f}")
    for name, score in (("heads", held_out), ("cues", cues), ("both", held_out + cue_weight * cues)):
        calibration = platt(score, labels)
        print(f"  five-fold sentence micro-F1, {name}: {micro_f1(probabilities(score, calibration) >= calibration.threshold, labels):.3f}")

    weights, biases = fit(vectors, labels)
    reader = Reader(load_language())
    documents, truth = [], []
    for item in importers.load(TARGET.parent.parent.parent / "corpus" / "starter"):
        assert isinstance(item, Imported), item
        documents.append(reader.read(item.archived.incident.text))
        truth.append([factor in {decision.factor for decision in item.archived.decisions} for factor in ids])
    answers = np.array(truth, dtype=np.int8)
    blank = Calibration(1.0, 0.0, 0.5)
    calibrations = {}
    for use_vectors in (True, False):
        heads = Heads(VERSION, encoder.fingerprint, weights, biases, cue_weight, blank, blank)
        tagger = Tagger(taxonomy, heads, use_vectors=use_vectors)
        scores = []
        for postmortem in documents:
            chosen = [sentence for sentence in postmortem.sentences if speaks(postmortem, sentence)]
            encoded = encoder.encode([postmortem.quote(sentence.span) for sentence in postmortem.sentences]) if use_vectors else None
            scores.append(gathered(tagger.sentence_scores(postmortem, chosen, encoded)))
        calibration = platt(np.array(scores), answers)
        confidence = probabilities(np.array(scores), calibration)
        print(
            f"starter archive, vectors={use_vectors}: {calibration}, micro-F1 {micro_f1(confidence >= calibration.threshold, answers):.3f} (fitted on it)"
        )
        calibrations["with_vectors" if use_vectors else "cues_only"] = vars(calibration)

    TARGET.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(TARGET / "heads.npz", weights=weights.astype(np.float16), biases=biases)
    card = {"version": VERSION, "fingerprint": encoder.fingerprint, "factors": list(ids), "cue_weight": round(cue_weight, 4)} | calibrations
    (TARGET / "heads.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
