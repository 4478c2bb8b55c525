"""Copies of treebank sentences as engineers write: lower case, no last stop, headings, bullets without articles, masked things."""

import random
from dataclasses import replace

from training.pipeline.conllu import Sentence, Word, with_forms

OBJECT = "\ufffc"
"""Stands for code, addresses and the like, as the reader masks them."""


def damaged_copy(sentence: Sentence, random_: random.Random) -> Sentence:
    """The sentence itself about half the time, else a copy with one or two kinds of damage."""
    if random_.random() < 0.5:
        return sentence
    changed = sentence
    if random_.random() < 0.35:
        changed = without_stop(changed)
    if random_.random() < 0.2:
        changed = with_forms(changed, [word.form.lower() for word in changed.words])
    elif random_.random() < 0.06:
        changed = with_forms(changed, [word.form.upper() if random_.random() < 0.5 else word.form.title() for word in changed.words])
    if random_.random() < 0.2:
        changed = without_articles(changed, random_)
    if random_.random() < 0.15:
        changed = with_objects(changed, random_)
    if random_.random() < 0.08:
        changed = without_subject(changed)
    return changed


def without_stop(sentence: Sentence) -> Sentence:
    """Without the full stop at its end."""
    last = sentence.words[-1]
    if len(sentence.words) < 3 or last.form not in {".", "!"}:
        return sentence
    return without(sentence, {len(sentence.words) - 1})


def without_articles(sentence: Sentence, random_: random.Random) -> Sentence:
    """Most articles left out, as in notes."""
    return without(
        sentence,
        {place for place, word in enumerate(sentence.words) if word.xpos == "DT" and word.lemma in {"the", "a"} and random_.random() < 0.8},
    )


def without_subject(sentence: Sentence) -> Sentence:
    """A pronoun at the beginning left out: "Restarted the pods." """
    first = sentence.words[0]
    if first.upos != "PRON" or first.dep != "nsubj" or len(sentence.words) < 4:
        return sentence
    return without(sentence, {0})


def with_objects(sentence: Sentence, random_: random.Random) -> Sentence:
    """Some nouns and names replaced by the mark of a masked thing."""
    return replace(
        sentence,
        words=tuple(
            Word(OBJECT, OBJECT, "PROPN", "NNP", "Number=Sing", word.head, word.dep, word.space)
            if word.xpos in {"NNP", "NN"} and random_.random() < 0.25
            else word
            for word in sentence.words
        ),
    )


def without(sentence: Sentence, gone: set[int]) -> Sentence:
    """Without the words at some places, none of which may have dependents; the sentence itself where one has."""
    words = sentence.words
    if not gone or len(words) - len(gone) < 2 or any(word.head in gone and place not in gone for place, word in enumerate(words)):
        gone = {place for place in gone if not any(word.head == place and other != place for other, word in enumerate(words))}
        if not gone or len(words) - len(gone) < 2:
            return sentence
    places = {place: number for number, place in enumerate(place for place in range(len(words)) if place not in gone)}
    kept = [replace(word, head=places[word.head]) for place, word in enumerate(words) if place not in gone]
    return replace(sentence, words=tuple(kept))
