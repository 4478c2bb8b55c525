"""What lists know of a word: a given name, a family name, a place, a maker or its product, a common word.

A network that reads the forms of words alone cannot tell a person from a company that it never saw: the lists tell it, and it weighs them with
the words around. Of a capitalised word on no list, a linear model over its letters says how much it looks like a name ("Przybyszewski", "Kestrelworks").
Lists and model are kept with the network's weights; `training/pipeline/word_lists.py` says where they are from."""

import math
import zlib
from collections.abc import Sequence
from enum import IntFlag
from typing import Any, NamedTuple

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


LEVEL = 64
"""What an unlisted word's likeness to a name, 1 to 4, is multiplied by before it is added to the flags."""
_LEVELS = (0.15, 0.4, 0.7)
BUCKETS = 2**15
_SIZES = (2, 3, 4, 5)
_MOST_KNOWN = 50_000
_LIST_ROWS = 72


ARCHITECTURE = "postmortem.ListedHashEmbed.v1"
"""Name by which the configuration of the pipeline asks for `listed_hash_embed`."""
Documents = list[Any]
"""spaCy's documents, of which this file sees the words only."""


def listed_hash_embed(width: int, attrs: list[str | int], rows: list[int], hidden: float, tensor: int) -> Model[Documents, list[Any]]:
    """As `spacy.MultiHashEmbed.v2`, with the lists of a word as one attribute more, and with what the component `tok2vec` made of the word
    (`tensor` numbers; 0 leaves it out). `width` is that of each embedding and of the output, `rows` are those of the attributes; in training a share of
    `hidden` of the listed words is taken for unlisted, since in use many names are."""
    columns: list[Model[Any, Any]] = [
        HashEmbed(width, row, column=place, seed=place + 8, dropout=0.0) for place, row in enumerate([*rows, _LIST_ROWS])
    ]
    forms: Model[Documents, Any] = chain(_features(attrs, hidden), list2ragged(), with_array(concatenate(*columns)))
    mixed = Maxout(width, width * len(columns) + tensor, nP=3, dropout=0.0, normalize=True)
    known = concatenate(forms, chain(Model("tensors", _tensors, dims={"nO": tensor}), list2ragged())) if tensor else forms
    return chain(known, with_array(mixed), ragged2list())


def _tensors(model: Model[Documents, list[Any]], docs: Documents, is_train: bool) -> tuple[list[Any], Any]:
    # Documents that no network has seen, as when shapes are worked out, have no tensor yet.
    return [doc.tensor if len(doc.tensor) else np.zeros((len(doc), model.get_dim("nO")), dtype="f") for doc in docs], lambda _: []


def _features(attrs: list[str | int], hidden: float) -> Model[Documents, list[Any]]:
    return Model(TABLE, _Features().forward, attrs={"words": {}, "letters": b"", "forms": attrs, "hidden": hidden, "seed": 0})


class Known(NamedTuple):
    """What the lists and letters say of a form: its flags, its level of likeness to a name, and the word in lower case if it has a capital."""

    flags: int
    level: int
    capital: str


class _Features:
    """Looks forms up, each of them once."""

    def __init__(self) -> None:
        self._words: dict[str, int] = {}
        self._known: dict[int, Known] = {}

    def forward(self, model: Model[Documents, list[Any]], docs: Documents, is_train: bool) -> tuple[list[Any], Any]:
        words: dict[str, int] = model.attrs["words"]
        letters: bytes = model.attrs["letters"]
        if self._words is not words or len(self._known) > _MOST_KNOWN:
            self._words, self._known = words, {}
        model.attrs["seed"] += is_train
        found = []
        for doc in docs:
            strings, forms = doc.vocab.strings, doc.to_array("ORTH").tolist()
            for form in forms:
                if form not in self._known:
                    self._known[form] = looked_up(strings[form], words, letters)
            known = [self._known[form] for form in forms]
            if is_train and model.attrs["hidden"]:
                share = model.attrs["hidden"] * 1000
                known = [
                    one._replace(flags=one.flags & Listed.COMMON)
                    if zlib.crc32(b"%d %d" % (form, model.attrs["seed"])) % 1000 < share
                    else one
                    for form, one in zip(forms, known, strict=True)
                ]
            lists = [one.flags for one in known]
            add_longer(lists, known, words)
            lists = [value or LEVEL * one.level for value, one in zip(lists, known, strict=True)]
            found.append(np.hstack([doc.to_array(model.attrs["forms"]), np.array(lists, dtype="uint64").reshape((-1, 1))]))
        return found, lambda _: []


def looked_up(form: str, words: dict[str, int], letters: bytes) -> Known:
    """What is known of a form; `words` holds lower-cased words with their `Listed` flags, `letters` is the model that `likeness` asks."""
    low, capital = form.lower(), form[:1].isupper()
    return Known(words.get(low, 0), likeness(form, letters) if capital and letters else 0, low if capital else "")


def add_longer(lists: list[int], known: Sequence[Known], words: dict[str, int]) -> None:
    """Adds to `lists`, the flags of neighbouring words, those of the places and brands of several words that they make up."""
    for place in range(len(known) - 1):
        first, second = known[place].capital, known[place + 1].capital
        if first and second and (pair := words.get(f"{first} {second}", 0)):
            lists[place] |= pair
            lists[place + 1] |= pair


def likeness(word: str, letters: bytes) -> int:
    """How much a word looks like a person's name, from 1 (a brand, a place, a common word) to 4 (a name), by the logistic model `letters`:
    half-precision weights of BUCKETS hashed runs of two to five letters, and the bias."""
    weights = np.frombuffer(letters, dtype="<f2")
    runs = letter_runs(word)
    score = float(weights[BUCKETS]) + float(weights[runs].astype("f4").sum()) / math.sqrt(len(runs))
    probability = 1 / (1 + math.exp(-score))
    return 1 + sum(probability > level for level in _LEVELS)


def letter_runs(word: str) -> list[int]:
    """The buckets of a word's runs of letters, its two ends marked."""
    marked = f"^{word[:40].lower()}$"
    return [
        zlib.crc32(marked[place : place + size].encode()) % BUCKETS for size in _SIZES for place in range(max(1, len(marked) - size + 1))
    ]
