"""Trains one part of the pipeline: the parser, the tagger with morphology and lemmas, or both over one network.

usage: python -m training.pipeline.train_part parser|tagger|both TREEBANK_DIR OUT_DIR [--silver FILE.spacy] [--steps N] [--width W] [--depth D]
"""

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.training import Example
from thinc.api import Adam, NumpyOps, set_current_ops

from analyzer.language import prepared_spacy
from training.pipeline.conllu import read
from training.pipeline.docs import blank
from training.pipeline.material import batches, stream, taught, whole
from training.pipeline.networks import listener, tagging, tok2vec, transitions
from training.pipeline.tokenizer import customised

WORDS = 900
"""Words of a batch."""
EVERY = 500
"""Steps between two looks at the development part."""


def built(part: str, width: int, depth: int, *, rarest_action: int = 20) -> Language:
    """An untrained pipeline; the parser leaves out relations seen less often than `rarest_action`."""
    nlp = blank()
    nlp.add_pipe("tok2vec", config={"model": tok2vec(width, depth)})
    source = listener(width)
    if part in {"tagger", "both"}:
        nlp.add_pipe("tagger", config={"model": tagging(source)})
        nlp.add_pipe("morphologizer", config={"model": tagging(source)})
        nlp.add_pipe("trainable_lemmatizer", name="lemmatizer", config={"model": tagging(source), "min_tree_freq": 3, "top_k": 3})
    if part in {"parser", "both"}:
        nlp.add_pipe("parser", config={"model": transitions("parser", source), "min_action_freq": rarest_action, "learn_tokens": False})
    return nlp


def resumed(start: Path) -> Language:
    """A trained part, with the tokenizer of today."""
    nlp: Language = prepared_spacy().load(start)
    customised(nlp)
    return nlp


def scores(nlp: Language, examples: list[Example]) -> dict[str, float]:
    """spaCy's own scores, with gold words."""
    found = nlp.evaluate(examples)
    names = ("tag_acc", "pos_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f")
    return {name: round(found[name], 4) for name in names if found.get(name) is not None}


def train(nlp: Language, material, development: list[Example], *, steps: int, rate: float, out: Path) -> None:
    """Updates `nlp` for `steps` batches of `material` with a rate that rises and falls, and saves averaged weights whenever they score best."""
    optimizer = Adam(rate, L2=0.01, grad_clip=1.0, use_averages=True, L2_is_weight_decay=True)
    best, started, losses, words = -1.0, time.monotonic(), {}, 0
    for step, batch in enumerate(batches(material, WORDS), start=1):
        optimizer.learn_rate = rate * min(1.0, step / 250) * max(0.02, 1 - step / steps)
        nlp.update(batch, sgd=optimizer, losses=losses, drop=0.1)
        words += sum(len(one.reference) for one in batch)
        if step % EVERY == 0 or step >= steps:
            with nlp.use_params(optimizer.averages):
                found = scores(nlp, development)
                value = float(np.mean([found[name] for name in ("dep_las", "pos_acc", "morph_acc", "lemma_acc") if name in found]))
                print(json.dumps({"step": step, "words": words, "s": round(time.monotonic() - started)} | found), flush=True)
                if value > best:
                    best = value
                    nlp.to_disk(out)
        if step >= steps:
            return


def main() -> None:
    """Builds, initializes, trains."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=["parser", "tagger", "both"])
    parser.add_argument("treebank", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument(
        "--silver", type=Path, nargs="*", default=[], help="files of the teacher's answers; one that is named twice is shown twice"
    )
    parser.add_argument("--start", type=Path, help="a trained part to go on from")
    parser.add_argument("--share", type=int, default=40_000, help="teacher's sentences to one pass of the treebank")
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--rate", type=float, default=0.002)
    parser.add_argument("--width", type=int, default=96)
    parser.add_argument("--depth", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    # numpy's BLAS is some three times as fast as the one that thinc brings along.
    set_current_ops(NumpyOps(use_blis=False))
    random.seed(options.seed)
    np.random.seed(options.seed)
    gold = list(read(options.treebank / "ewt" / "en_ewt-ud-train.conllu"))
    nlp = resumed(options.start) if options.start else built(options.part, options.width, options.depth)
    development = whole(list(read(options.treebank / "ewt" / "en_ewt-ud-dev.conllu")), nlp.vocab)
    if not options.start:
        nlp.initialize(lambda: whole(gold, nlp.vocab))
    answers = [doc for silver in options.silver for doc in taught(silver, nlp.vocab)]
    random.Random(options.seed).shuffle(answers)
    material = stream(gold, answers, nlp.vocab, share=options.share, seed=options.seed)
    train(nlp, material, development, steps=options.steps, rate=options.rate, out=options.out)


if __name__ == "__main__":
    main()
