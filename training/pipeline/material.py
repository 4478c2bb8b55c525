"""Training material as spaCy examples."""

import random
from collections.abc import Iterator
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.vocab import Vocab

from training.pipeline.conllu import Sentence
from training.pipeline.damage import damaged_copy
from training.pipeline.docs import document, grouped


def example(reference: Doc) -> Example:
    """Gold words without their annotation, beside the annotated document."""
    predicted = Doc(reference.vocab, words=[token.text for token in reference], spaces=[bool(token.whitespace_) for token in reference])
    return Example(predicted, reference)


def whole(sentences: list[Sentence], vocab: Vocab) -> list[Example]:
    """Examples of single sentences, without damage."""
    return [example(document(vocab, [sentence])) for sentence in sentences]


def taught(path: Path, vocab: Vocab) -> list[Doc]:
    """The teacher's answers in a file."""
    return list(DocBin().from_disk(path).get_docs(vocab))


def stream(sentences: list[Sentence], answers: list[Doc], vocab: Vocab, *, share: int, seed: int) -> Iterator[Example]:
    """Without end: in each round the treebank once with damage anew, in documents of one to three sentences, and the next `share` of
    the teacher's answers."""
    random_ = random.Random(seed)
    position = 0
    while True:
        round_: list[Example] = []
        for size in (1, 1, 2, 3):
            part = [group for group in grouped(sentences, size) if random_.random() < 0.25]
            round_ += [example(document(vocab, [damaged_copy(one, random_) for one in group])) for group in part]
        for _ in range(min(share, len(answers))):
            round_.append(example(answers[position % len(answers)]))
            position += 1
        random_.shuffle(round_)
        yield from round_


def batches(examples: Iterator[Example], words: int) -> Iterator[list[Example]]:
    """Batches of about `words` words."""
    batch: list[Example] = []
    count = 0
    for one in examples:
        batch.append(one)
        count += len(one.reference)
        if count >= words:
            yield batch
            batch, count = [], 0
