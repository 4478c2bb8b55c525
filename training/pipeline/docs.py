"""Treebank sentences, and a teacher's answers, as spaCy documents."""

from collections.abc import Iterable, Sequence

import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from analyzer.language import prepared_spacy
from training.pipeline.conllu import Sentence


def document(vocab: Vocab, sentences: Sequence[Sentence]) -> Doc:
    """One document with the words, tags, lemmas, trees and sentence starts of `sentences`."""
    words = [word for sentence in sentences for word in sentence.words]
    heads, starts, offset = [], [], 0
    for sentence in sentences:
        heads += [word.head + offset for word in sentence.words]
        starts += [place == 0 for place in range(len(sentence.words))]
        offset += len(sentence.words)
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space for word in words],
        tags=[word.xpos for word in words],
        pos=[word.upos for word in words],
        morphs=[word.feats for word in words],
        lemmas=[word.lemma for word in words],
        heads=heads,
        deps=["ROOT" if word.dep == "root" else word.dep for word in words],
        sent_starts=starts,
    )


def grouped(sentences: Iterable[Sentence], size: int) -> list[list[Sentence]]:
    """Runs of up to `size` sentences of one document each."""
    found: list[list[Sentence]] = []
    for sentence in sentences:
        if not found or len(found[-1]) >= size or found[-1][-1].document != sentence.document:
            found.append([])
        found[-1].append(sentence)
    return found


def blank() -> spacy.language.Language:
    """An English pipeline with our tokenizer and nothing else."""
    from training.pipeline.tokenizer import customised  # noqa: PLC0415 - so that documents can be made without it

    nlp = prepared_spacy().blank("en")
    customised(nlp)
    return nlp
