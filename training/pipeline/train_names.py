"""Trains the finder of persons' names.

usage: python -m training.pipeline.train_names TREEBANK_DIR TAGGER_DIR OUT_DIR [--steps N] [--width W] [--depth D]
"""

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.training import Example
from thinc.api import Adam, NumpyOps, set_current_ops

from analyzer.language import prepared_spacy
from analyzer.listed_words import TABLE
from training.pipeline.docs import blank
from training.pipeline.material import batches
from training.pipeline.names_material import Marked, OtherNames, elsewhere, examples, marked_in, own
from training.pipeline.networks import listed_tok2vec, transitions
from training.pipeline.raw_text import readable
from training.pipeline.word_lists import letters, table

EVERY = 250


def stream(
    nlp: Language, ours: list[Marked], others: list[Marked], nameless: list[Marked], taught: list[Marked], seed: int
) -> Iterator[Example]:
    """Without end: in each round our sentences twice, once as they are and once with other names, a third of the others, a third as many
    nameless sentences, and as many of the teacher's."""
    random_, names = random.Random(seed), OtherNames(seed)
    while True:
        rows = ours + [names.replaced(row) for row in ours if row[1]] + [row for row in ours if not row[1]]
        rows += [names.replaced(row) if row[1] and random_.random() < 0.5 else row for row in random_.sample(others, len(others) // 3)]
        shown = random_.sample(taught, min(len(taught), len(rows)))
        rows += random_.sample(nameless, min(len(nameless), len(rows) // 3))
        rows += [names.replaced(row) if row[1] and random_.random() < 0.5 else row for row in shown]
        rows = [(row[0].lower(), row[1]) if random_.random() < 0.04 and len(row[0].lower()) == len(row[0]) else row for row in rows]
        random_.shuffle(rows)
        yield from examples(nlp, rows)


def built(tagger: Path, width: int, depth: int, hidden: float) -> Language:
    """An untrained finder of names behind the network of a trained tagger."""
    nlp = blank()
    nlp.add_pipe("tok2vec", source=prepared_spacy().load(tagger))
    tensor = nlp.get_pipe("tok2vec").model.get_dim("nO")  # type: ignore[attr-defined]  # every trained component has a model
    nlp.add_pipe("ner", config={"model": transitions("ner", listed_tok2vec(width, depth, hidden, tensor))})
    return nlp


def know(nlp: Language, rows: list[Marked]) -> None:
    """Shapes the finder by some sentences and gives it the lists."""
    with nlp.select_pipes(enable="ner"):
        nlp.initialize(lambda: list(examples(nlp, rows)))
    for node in nlp.get_pipe("ner").model.walk():  # type: ignore[attr-defined]  # as above
        if node.name == TABLE:
            node.attrs["words"], node.attrs["letters"] = table(), letters()


def main() -> None:
    """Trains and keeps the averaged weights of the last step; scores on a fifth of our own sentences are printed on the way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebank", type=Path)
    parser.add_argument("tagger", type=Path, help="the trained tagger, whose network is used as it is")
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--rate", type=float, default=0.002)
    parser.add_argument("--width", type=int, default=96)
    parser.add_argument("--depth", type=int, default=4)
    parser.add_argument("--drop", type=float, default=0.25)
    parser.add_argument(
        "--hidden", type=float, default=0.3, help="share of listed words that are taken for unlisted in training; 1: no lists"
    )
    parser.add_argument("--nameless", type=Path, nargs="*", default=[], help="files of sentences that name nobody: manuals, status feeds")
    parser.add_argument("--silver", type=Path, help="sentences marked by the names teacher")
    parser.add_argument("--hold", type=int, default=5, help="one author of this number is held back for watching; 0: none")
    options = parser.parse_args()
    set_current_ops(NumpyOps(use_blis=False))
    random.seed(1)
    np.random.seed(1)
    nlp = built(options.tagger, options.width, options.depth, options.hidden)
    ours = own("train")
    watched = [row for number, row in enumerate(ours) if options.hold and number // 400 + 1 == options.hold]
    ours = [row for number, row in enumerate(ours) if not options.hold or number // 400 + 1 != options.hold]
    others = elsewhere(options.treebank)
    lines = [line for path in options.nameless for line in path.read_text(encoding="utf-8").splitlines() if readable(line)]
    nameless: list[Marked] = [(line, []) for line in lines]
    taught = marked_in(options.silver) if options.silver else []
    development = list(examples(nlp, watched))
    know(nlp, ours)
    optimizer = Adam(options.rate, L2=0.01, grad_clip=1.0, use_averages=True, L2_is_weight_decay=True)
    started = time.monotonic()
    for step, batch in enumerate(batches(stream(nlp, ours, others, nameless, taught, seed=1), 700), start=1):
        optimizer.learn_rate = options.rate * min(1.0, step / 200) * max(0.02, 1 - step / options.steps)
        nlp.update(batch, sgd=optimizer, drop=options.drop, exclude=["tok2vec"], annotates=["tok2vec"])
        if development and (step % EVERY == 0 or step >= options.steps):
            with nlp.use_params(optimizer.averages):
                found = nlp.evaluate(development)
            print(
                json.dumps(
                    {"step": step, "s": round(time.monotonic() - started)}
                    | {name: round(found[name], 3) for name in ("ents_p", "ents_r", "ents_f")}
                ),
                flush=True,
            )
        if step >= options.steps:
            break
    with nlp.use_params(optimizer.averages):
        nlp.to_disk(options.out)


if __name__ == "__main__":
    main()
