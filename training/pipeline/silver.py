"""Lets the teacher tag and parse raw sentences, and keeps its answers as spaCy documents.

usage: python -m training.pipeline.silver TEACHER.pt OUT.spacy FILE.txt=SENTENCES...

Each file is one sentence a line; `=N` takes the first N sentences. Sentences in which the teacher is unsure of an arc are left out.
"""

import argparse
import random
import time
from pathlib import Path

import torch
from spacy.tokens import Doc, DocBin

from training.pipeline.conllu import Sentence, Word
from training.pipeline.damage import damaged_copy
from training.pipeline.docs import blank, document
from training.pipeline.lemma_scripts import lemma_of
from training.pipeline.raw_text import readable
from training.pipeline.teacher import annotate
from training.pipeline.train_teacher import load

LEAST_SURE = 0.35
"""Probability of the least sure arc of a sentence, below which its tree is not taught."""


def sentence_of(doc: Doc, answer: dict[str, list]) -> Sentence:
    """The teacher's answer for the words of `doc`."""
    words = tuple(
        Word(
            form=token.text,
            lemma=lemma_of(token.text, answer["lemma"][place]),
            upos=answer["upos"][place],
            xpos=answer["xpos"][place],
            feats=answer["feats"][place],
            head=answer["head"][place],
            dep=answer["dep"][place],
            space=bool(token.whitespace_),
        )
        for place, token in enumerate(doc)
    )
    return Sentence(id="", document="", words=words)


def main() -> None:
    """Annotates and writes; says how many were taken and how fast."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("teacher", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    nlp = blank()
    lines: list[str] = []
    for given in options.files:
        name, _, count = given.partition("=")
        found = [line for line in Path(name).read_text(encoding="utf-8").splitlines() if readable(line)]
        lines += found[: int(count)] if count else found
    docs = [doc for doc in map(nlp.make_doc, lines) if 2 <= len(doc) <= 60 and not any(token.is_space for token in doc)]
    docs.sort(key=len)
    teacher = load(options.teacher)
    random_ = random.Random(3)
    taken: list[Doc] = []
    words, started = 0, time.monotonic()
    place = 0
    while place < len(docs):
        size = max(8, 2400 // len(docs[place]))
        batch = docs[place : place + size]
        place += size
        with torch.autocast("cpu", dtype=torch.bfloat16):
            answers = annotate(teacher, [[token.text for token in doc] for doc in batch])
        for doc, answer in zip(batch, answers, strict=True):
            words += len(doc)
            if min(answer["sure"]) >= LEAST_SURE:
                taken.append(document(nlp.vocab, [damaged_copy(sentence_of(doc, answer), random_)]))
        if place // size % 100 == 0:
            print(f"{place}/{len(docs)} sentences, {words / (time.monotonic() - started):.0f} words a second", flush=True)
    random_.shuffle(taken)
    attributes = ["TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START"]
    DocBin(attrs=attributes, docs=taken).to_disk(options.out)
    print(f"{len(taken)} of {len(docs)} sentences taken, {sum(map(len, taken))} words")


if __name__ == "__main__":
    main()
