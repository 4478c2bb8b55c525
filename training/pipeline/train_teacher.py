"""Trains the teacher on the treebank.

usage: python -m training.pipeline.train_teacher TREEBANK_DIR OUT.pt [--epochs 6] [--seed 7]
"""

import argparse
import json
import time
from dataclasses import asdict
from pathlib import Path

import torch

from corpus.encoder import shipped_directory
from training.pipeline.conllu import Sentence, read
from training.pipeline.lemma_scripts import lemma_of
from training.pipeline.teacher import Labels, Teacher, annotate, train


def scores(teacher: Teacher, sentences: list[Sentence]) -> dict[str, float]:
    """Accuracies over the words of `sentences`; UAS and LAS without punctuation, as spaCy counts."""
    right = dict.fromkeys(("upos", "xpos", "feats", "lemma", "uas", "las"), 0)
    words = arcs = 0
    ordered = sorted(sentences, key=lambda sentence: len(sentence.words))
    for start in range(0, len(ordered), 32):
        batch = ordered[start : start + 32]
        for sentence, answer in zip(batch, annotate(teacher, [[word.form for word in one.words] for one in batch]), strict=True):
            for place, word in enumerate(sentence.words):
                words += 1
                for name in ("upos", "xpos", "feats"):
                    right[name] += answer[name][place] == getattr(word, name)
                right["lemma"] += lemma_of(word.form, answer["lemma"][place]) == word.lemma
                if word.dep != "punct":
                    arcs += 1
                    head = answer["head"][place] == word.head
                    right["uas"] += head
                    right["las"] += head and answer["dep"][place] == word.dep
    return {name: round(count / (arcs if name in {"uas", "las"} else words), 4) for name, count in right.items()}


def save(teacher: Teacher, path: Path) -> None:
    """Weights and labels in one file."""
    torch.save({"labels": asdict(teacher.labels), "state": teacher.state_dict()}, path)


def load(path: Path) -> Teacher:
    """A saved teacher."""
    kept = torch.load(path, weights_only=True)
    teacher = Teacher(shipped_directory(), Labels(**{name: tuple(values) for name, values in kept["labels"].items()}))
    teacher.load_state_dict(kept["state"])
    return teacher.eval()


def main() -> None:
    """Trains and saves, with scores on the development part after each epoch."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebank", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rate", type=float, default=1e-4)
    options = parser.parse_args()
    sentences = list(read(options.treebank / "ewt" / "en_ewt-ud-train.conllu"))
    development = list(read(options.treebank / "ewt" / "en_ewt-ud-dev.conllu"))
    started = time.monotonic()

    def report(teacher: Teacher, epoch: int, loss: float) -> None:
        print(
            json.dumps({"epoch": epoch, "loss": round(loss, 3), "s": round(time.monotonic() - started)} | scores(teacher, development)),
            flush=True,
        )
        save(teacher, options.out)

    train(sentences, shipped_directory(), epochs=options.epochs, rate=options.rate, seed=options.seed, report=report)


if __name__ == "__main__":
    main()
