"""The two ports that both halves need: an encoder of sentences, and a language pipeline."""

from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from models.text import Span


class Matrix(Protocol):
    """A float32 array of shape (rows, dimensions); numpy arrays fit. Read it with `numpy.asarray`."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Rows, dimensions."""
        ...

    def __array__(self, *args: Any, **kwargs: Any) -> Any: ...


class Encoder(Protocol):
    """Turns texts into unit vectors."""

    @property
    def fingerprint(self) -> str:
        """Tells this encoder's vectors from any other's."""
        ...

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        ...

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Unit-length float32 vectors, shape (len(texts), dimensions), in the order of `texts`."""
        ...


class RewriteAsked(NamedTuple):
    """A sentence to put otherwise: the words of it that are marked, and what is said of them."""

    sentence: str
    marked: str
    message: str


class RewriteProvider(Protocol):
    """Puts sentences otherwise, as a language model does."""

    def rewrites(self, asked: Sequence[RewriteAsked]) -> Sequence[str | None]:
        """A new sentence for each that was asked, in order, or None. Never raises, and returns within a set time."""
        ...


class Token(NamedTuple):
    """A word of a parsed sentence. `start`, `end` count code points of the sentence that was given to `parse`. `pos` and `morph` are
    universal tags and features, `tag` is a tag of the Penn treebank, `dep` a universal relation to the word at index `head` (its own
    index at a root), `entity` PERSON within a person's name and empty elsewhere."""

    text: str
    start: int
    end: int
    lemma: str = ""
    pos: str = ""
    tag: str = ""
    morph: str = ""
    dep: str = ""
    head: int = -1
    entity: str = ""


class Language(Protocol):
    """Cuts text into sentences, and parses sentences."""

    @property
    def version(self) -> str:
        """Tells this pipeline from any other."""
        ...

    def sentences(self, text: str) -> Sequence[Span]:
        """Spans of the sentences of one block's text, in order, trimmed of white space, covering every other character."""
        ...

    def parse(self, sentences: Sequence[str]) -> Sequence[Sequence[Token]]:
        """The words of each sentence, in order."""
        ...
