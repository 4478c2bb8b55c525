"""The language pipeline behind the port `models.ports.Language`: the one file that loads spaCy.

No trained English model can be had without a download, so tokens come from spaCy's rule-based English tokenizer and carry no part of
speech; sentences come from `analyzer.sentence_cutting`, which needs no model and no spaCy.
"""

from collections.abc import Sequence
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from analyzer.sentence_cutting import sentence_ranges
from models.ports import Language, Token
from models.text import Span

if TYPE_CHECKING:
    import spacy

MAX_TOKENIZED_CHARS = 100_000
"""Longer stretches go to the tokenizer in parts, cut at white space where there is any."""


class EnglishLanguage:
    """English sentences and tokens. Safe to share between threads once built; spaCy is imported by the first call of `tokens`."""

    def __init__(self) -> None:
        self._lock = Lock()

    @property
    def version(self) -> str:
        """Changes whenever the same text may be cut differently."""
        return "rules-en-1"

    def sentences(self, text: str) -> Sequence[Span]:
        """See `models.ports.Language.sentences`."""
        return [Span(start=start, end=end) for start, end in sentence_ranges(text)]

    def tokens(self, text: str) -> Sequence[Token]:
        """Tokens of one sentence by spaCy's English tokenizer, white space left out; `head` is each token's own index."""
        found: list[Token] = []
        start = 0
        # A memory zone, since a vocabulary otherwise keeps every word that a server ever sees; zones are not safe among threads.
        with self._lock, self._pipeline.memory_zone():
            while start < len(text):
                end = _cut(text, start)
                for token in self._pipeline.make_doc(text[start:end]):
                    if not token.is_space:
                        begin = start + token.idx
                        found.append(Token(token.text, begin, begin + len(token.text), head=len(found)))
                start = end
        return found

    @cached_property
    def _pipeline(self) -> "spacy.language.Language":
        import spacy  # noqa: PLC0415 - takes half a second, and linting on every pause in typing may never need it

        return spacy.blank("en")


def load_language() -> Language:
    """The language pipeline; cheap, since nothing heavy is imported before it is used."""
    return EnglishLanguage()


def _cut(text: str, start: int) -> int:
    end = start + MAX_TOKENIZED_CHARS
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", start + 1, end)
    return space + 1 if space > start else end
