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


class Token(NamedTuple):
    """A token of a parsed stretch of text. `start`, `end` count code points of the text that was given to `tokens`. Fields that the
    pipeline at hand cannot fill are empty; `head` is the index of the syntactic head, its own index at a root or when unknown."""

    text: str
    start: int
    end: int
    lemma: str = ""
    pos: str = ""
    dep: str = ""
    head: int = -1
    entity: str = ""


class Language(Protocol):
    """Cuts text into sentences and tokens."""

    @property
    def version(self) -> str:
        """Tells this pipeline from any other."""
        ...

    def sentences(self, text: str) -> Sequence[Span]:
        """Spans of the sentences of one block's text, in order, trimmed of white space, covering every other character."""
        ...

    def tokens(self, text: str) -> Sequence[Token]:
        """Tokens of one sentence."""
        ...
