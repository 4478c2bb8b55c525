"""The other way that was tried: a spaCy span finder and span categoriser on the same passages, measured on the held-back authors. It is not shipped.

usage: python -m training.blame.span_categoriser [--epochs 6] [--width 128] [--rate 0.0003]
"""

import argparse
import json
import random

import spacy
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch
from thinc.api import Config

from analyzer.language import load_language
from analyzer.reading import Reader
from training.blame.evaluate import scores
from training.blame.material import HERE, NAMED, Passage, as_linted, passages

_KEY = "blame"
_THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7)
_EMBED = """
[model]
@architectures = "spacy.HashEmbedCNN.v2"
pretrained_vectors = null
width = {width}
depth = 4
embed_size = 5000
window_size = 1
maxout_pieces = 3
subword_features = true
"""


def example(nlp: spacy.Language, row: Passage) -> Example:
    """The passage with its spans, names left out."""
    doc = nlp.make_doc(row.text)
    given = nlp.make_doc(row.text)
    spans = [given.char_span(start, end, label=family, alignment_mode="expand") for start, end, family in row.spans if family != NAMED]
    given.spans[_KEY] = [span for span in spans if span is not None]
    return Example(doc, given)


def read(part: str, reader: Reader) -> list[Passage]:
    """The passages of all hands of `part` ("train" or "test")."""
    return [row for path in sorted((HERE / part).glob("*.txt")) for row in as_linted(passages(path), reader)]


def pipeline(width: int) -> spacy.Language:
    """Span finder and span categoriser over one network of hashed words."""
    nlp = spacy.blank("en")
    embed = Config().from_str(_EMBED.format(width=width))["model"]
    nlp.add_pipe("tok2vec", config={"model": embed})
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": width, "upstream": "*"}
    nlp.add_pipe(
        "span_finder",
        config={
            "spans_key": _KEY,
            "threshold": 0.3,
            "max_length": 40,
            "model": {
                "@architectures": "spacy.SpanFinder.v1",
                "scorer": {"@layers": "spacy.LinearLogistic.v1", "nO": 2},
                "tok2vec": listener,
            },
        },
    )
    nlp.add_pipe(
        "spancat",
        config={
            "spans_key": _KEY,
            "threshold": min(_THRESHOLDS),
            "suggester": {"@misc": "spacy.preset_spans_suggester.v1", "spans_key": _KEY},
            "model": {
                "@architectures": "spacy.SpanCategorizer.v1",
                "reducer": {"@layers": "spacy.mean_max_reducer.v1", "hidden_size": 128},
                "scorer": {"@layers": "spacy.LinearLogistic.v1"},
                "tok2vec": listener,
            },
        },
    )
    return nlp


def main() -> None:
    """Trains, and prints a line an epoch and threshold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--width", type=int, default=128)
    parser.add_argument("--rate", type=float, default=3e-4, help="spaCy's own 0.001 silences the span finder in the first epoch for good")
    options = parser.parse_args()
    fix_random_seed(1)
    random_ = random.Random(1)
    reader = Reader(load_language())
    train, test = read("train", reader), read("test", reader)
    nlp = pipeline(options.width)
    examples = [example(nlp, row) for row in train]
    optimizer = nlp.initialize(lambda: examples)
    optimizer.learn_rate = options.rate
    for epoch in range(options.epochs):
        random_.shuffle(examples)
        for batch in minibatch(examples, 64):
            nlp.update(batch, sgd=optimizer, drop=0.2, annotates=["span_finder"])
        docs = list(nlp.pipe(row.text for row in test))
        for threshold in _THRESHOLDS:
            pairs = []
            for row, doc in zip(test, docs, strict=True):
                group = doc.spans[_KEY]
                kept = [
                    (span.start_char, span.end_char)
                    for span, score in zip(group, group.attrs.get("scores", ()), strict=True)
                    if float(score) >= threshold
                ]
                pairs.append((kept, [span[:2] for span in row.spans if span[2] != NAMED]))
            print(epoch + 1, threshold, json.dumps(scores(pairs)), flush=True)


if __name__ == "__main__":
    main()
