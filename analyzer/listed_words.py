"""What lists know of a word: a given name, a family name, a place, a maker or its product, a common word.

A network that reads the forms of words alone cannot tell a person from a company that it never saw: the lists tell it, and it weighs them with
the words around. The lists are kept with the network's weights; `training/pipeline/word_lists.py` says where they are from."""

from collections.abc import Sequence
from enum import IntFlag
from typing import Any

import numpy as np
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate, list2ragged, ragged2list, with_array

TABLE = "listed_words"
"""Name of the layer whose attribute `words` holds the lists."""


class Listed(IntFlag):
    """The lists on which a word stands."""

    GIVEN = 1
    FAMILY = 2
    PLACE = 4
    BRAND = 8
    COMMON = 16
    LONGER = 32
    """The word is part of a place or brand of several words."""


ARCHITECTURE = "postmortem.ListedHashEmbed.v1"
"""Name by which the configuration of the pipeline asks for `listed_hash_embed`."""
Documents = list[Any]
"""spaCy's documents, of which this file sees the words only."""


def listed_hash_embed(width: int, attrs: list[str | int], rows: list[int], hidden: float, tensor: int) -> Model[Documents, list[Any]]:
    """As `spacy.MultiHashEmbed.v2`, with the lists of a word as one attribute more, and with what the component `tok2vec` made of the word
    (`tensor` numbers; 0 leaves it out). `width` is that of each embedding and of the output, `rows` are those of the attributes; in training a share of
    `hidden` of the listed words is taken for unlisted, since in use many names are."""
    columns: list[Model[Any, Any]] = [
        HashEmbed(width, row, column=place, seed=place + 8, dropout=0.0) for place, row in enumerate([*rows, 2 * len(Listed) ** 2])
    ]
    forms: Model[Documents, Any] = chain(_features(attrs, hidden), list2ragged(), with_array(concatenate(*columns)))
    mixed = Maxout(width, width * len(columns) + tensor, nP=3, dropout=0.0, normalize=True)
    known = concatenate(forms, chain(Model("tensors", _tensors, dims={"nO": tensor}), list2ragged())) if tensor else forms
    return chain(known, with_array(mixed), ragged2list())


def _tensors(model: Model[Documents, list[Any]], docs: Documents, is_train: bool) -> tuple[list[Any], Any]:
    # Documents that no network has seen, as when shapes are worked out, have no tensor yet.
    return [doc.tensor if len(doc.tensor) else np.zeros((len(doc), model.get_dim("nO")), dtype="f") for doc in docs], lambda _: []


def _features(attrs: list[str | int], hidden: float) -> Model[Documents, list[Any]]:
    return Model(TABLE, _forward, attrs={"words": {}, "forms": attrs, "hidden": hidden, "seed": 0})


def _forward(model: Model[Documents, list[Any]], docs: Documents, is_train: bool) -> tuple[list[Any], Any]:
    words: dict[str, int] = model.attrs["words"]
    hidden = 0
    if is_train and model.attrs["hidden"]:
        model.attrs["seed"] += 1
        hidden = model.attrs["seed"]
    found = []
    for doc in docs:
        lists = lists_of([word.text for word in doc], words)
        if hidden:
            kept, share = int(Listed.COMMON), model.attrs["hidden"] * 1000
            lists = [value & kept if hash((word.orth, hidden)) % 1000 < share else value for value, word in zip(lists, doc, strict=True)]
        found.append(np.hstack([doc.to_array(model.attrs["forms"]), np.array(lists, dtype="uint64").reshape((-1, 1))]))
    return found, lambda _: []


def lists_of(forms: Sequence[str], words: dict[str, int]) -> list[int]:
    """For each form the `Listed` flags of its word; `words` holds lower-cased words and pairs of neighbouring words of longer names."""
    lowered = [form.lower() for form in forms]
    found = [words.get(word, 0) for word in lowered]
    capital = [form[:1].isupper() for form in forms]
    for place in range(len(forms) - 1):
        if capital[place] and capital[place + 1] and (pair := words.get(f"{lowered[place]} {lowered[place + 1]}", 0)):
            found[place] |= pair
            found[place + 1] |= pair
    return found
