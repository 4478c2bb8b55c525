"""The language pipeline behind the port `models.ports.Language`: the one file that loads spaCy.

Tags, trees, lemmas and persons' names come from the trained pipeline in `analyzer/trained/pipeline` (its card says how it was made);
sentences come from `analyzer.sentence_cutting`, which knows the fragments and abbreviations of engineers and needs no model.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyzer.lean_import import standing_in, without
from analyzer.masking import OBJECT
from analyzer.remembered import Remembered
from analyzer.sentence_cutting import sentence_ranges
from models.errors import LanguageError
from models.ports import Language, Token
from models.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Token as Word

TRAINED = Path(__file__).parent / "trained" / "pipeline"
LONGEST = 4_000
"""Characters that are parsed at once; what is longer is cut at white space where there is any."""
KEPT = 4_000
"""Sentences whose parse is kept, so that a draft that changes in one place is not parsed anew."""
_BATCH = 64
# Whatever is masked is one thing, and one word: to the tokenizer each sign of it would be one.
_RUN = re.compile(f"{OBJECT}{{2,}}")
# The tokenizer takes an unbroken run of signs apart from its ends, and copies the rest at each step.
_UNBROKEN = re.compile(r"\S{200}(?=\S)")

Parsed = tuple[Token, ...]


class EnglishLanguage:
    """English sentences, and their words with tags, trees and names. Safe to share between threads; spaCy is imported by the first call
    of `parse`, which raises LanguageError where the trained pipeline is missing or was not tested with the spaCy at hand."""

    def __init__(self, directory: Path = TRAINED) -> None:
        self._directory = directory
        self._remembered: Remembered[str, Parsed] = Remembered(KEPT)

    @property
    def version(self) -> str:
        """Changes whenever the same text may be cut or parsed differently."""
        return f"rules-en-1+{_described(self._directory)['version']}"

    def sentences(self, text: str) -> Sequence[Span]:
        """See `models.ports.Language.sentences`."""
        return [Span(start=start, end=end) for start, end in sentence_ranges(text)]

    def parse(self, sentences: Sequence[str]) -> Sequence[Parsed]:
        """See `models.ports.Language.parse`. Each sentence is parsed once for as long as it is remembered, whoever asks."""
        return self._remembered.of(sentences, self._parsed)

    def _parsed(self, sentences: Sequence[str]) -> Iterator[Parsed]:
        nlp = self._pipeline
        pieces = [(number, start, end) for number, one in enumerate(sentences) for start, end in _pieces(one)]
        found: list[list[Token]] = [[] for _ in sentences]
        # A memory zone, since a vocabulary otherwise keeps every word that a server ever sees; zones are not safe among threads.
        with nlp.memory_zone():
            docs = nlp.pipe((_RUN.sub(OBJECT, sentences[number][start:end]) for number, start, end in pieces), batch_size=_BATCH)
            for (number, start, end), doc in zip(pieces, docs, strict=True):
                found[number] += _tokens(doc, sentences[number][start:end], start, len(found[number]))
        return (tuple(tokens) for tokens in found)

    @cached_property
    def _pipeline(self) -> Any:
        described = _described(self._directory)
        spacy = prepared_spacy()
        from thinc.api import NumpyOps  # noqa: PLC0415 - comes with spaCy, which is imported when it is needed
        from threadpoolctl import ThreadpoolController  # noqa: PLC0415 - as above

        found, tested = spacy.__version__, described["spacy"]
        if found.rpartition(".")[0] not in tested:
            raise LanguageError(
                f"The language pipeline {described['version']} was tested with spaCy {', '.join(tested)}, found {found}: "
                f"pip install 'spacy=={tested[-1]}.*', or train it anew (training/pipeline/README.md)."
            )
        nlp = spacy.load(self._directory)
        # numpy's BLAS is some three times as fast as the one that thinc brings along.
        ops = NumpyOps(use_blis=False)
        for name in nlp.pipe_names:
            component: Any = nlp.get_pipe(name)
            for node in component.model.walk():
                node.ops = ops
        # The matrices of a sentence are small: a second thread only waits for the first, for tens of milliseconds on a busy machine.
        ThreadpoolController().select(internal_api="openblas").limit(limits=1)
        return nlp


def prepared_spacy() -> Any:
    """The module spaCy, with the layers of ours that a pipeline's configuration may name. It takes half a second to import; with the
    deep-learning libraries that it looks for, and that this pipeline has no use for, it would take three times as long; its command line, which it
    imports too, is another tenth of a second."""
    with without("torch", "tensorflow", "mxnet", "cupy", "jax"), standing_in("spacy.cli.info", info=None):
        import spacy  # noqa: PLC0415 - reading alone does not need it
        from spacy.util import registry  # noqa: PLC0415 - as above

        from analyzer.listed_words import ARCHITECTURE, listed_hash_embed  # noqa: PLC0415 - as above
    if ARCHITECTURE not in registry.architectures:
        registry.architectures.register(ARCHITECTURE, func=listed_hash_embed)
    return spacy


@cache
def load_language() -> Language:
    """The language pipeline, one for the process; cheap, since nothing heavy is imported before it is used."""
    return EnglishLanguage()


def _described(directory: Path) -> dict[str, Any]:
    """What the pipeline says of itself: its version, and the spaCy versions that it was tested with."""
    try:
        described: dict[str, Any] = json.loads((directory / "pipeline.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise LanguageError(f"There is no language pipeline in {directory}: install postmortem again.") from error
    return described


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = min(start + LONGEST, len(text))
        if unbroken := _UNBROKEN.search(text, start, end):
            end = unbroken.end()
        elif end < len(text):
            space = text.rfind(" ", start + 1, end)
            end = space + 1 if space > start else end
        yield start, end
        start = end


def _tokens(doc: "Doc", text: str, offset: int, first: int) -> list[Token]:
    """The words of `doc` without white space. `text` is what it was made of, with runs of masked signs in their full length; `offset` is where that starts,
    `first` how many words stand before it."""
    places, count = [], first
    for word in doc:
        places.append(count)
        count += not word.is_space
    at = _places_in(text)
    return [
        Token(
            text=text[at(word.idx) : at(word.idx + len(word.text))],
            start=offset + at(word.idx),
            end=offset + at(word.idx + len(word.text)),
            lemma=word.lemma_,
            pos=word.pos_,
            tag=word.tag_,
            morph=str(word.morph),
            dep=word.dep_,
            head=places[_spoken(word).i],
            entity=word.ent_type_,
        )
        for word in doc
        if not word.is_space
    ]


def _places_in(text: str) -> Callable[[int], int]:
    """Where a place of the text with its runs of masked signs cut to one sign each is in the text itself; the end of a run is its end there."""
    ends, longer, cut = [], [], 0
    for run in _RUN.finditer(text):
        ends.append(run.start() - cut + 1)
        cut += len(run[0]) - 1
        longer.append(cut)
    return lambda place: place + longer[found - 1] if (found := bisect_right(ends, place)) else place


def _spoken(word: "Word") -> "Word":
    """The head of a word; white space, which the parser may hang a word on, passes it up, and leaves a root where it is one itself."""
    head = word.head
    while head.is_space and head.head != head:
        head = head.head
    return word if head.is_space else head
