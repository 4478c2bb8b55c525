"""The language pipeline: tokens with offsets, sentences, and nothing heavy before it is needed."""

import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer import language
from analyzer.language import load_language

LANGUAGE = load_language()


def test_tokens_carry_their_offsets() -> None:
    text = "The client's 🔥 pool  didn't\nrecover."
    tokens = LANGUAGE.tokens(text)
    assert [text[token.start : token.end] for token in tokens] == [token.text for token in tokens]
    assert [token.text for token in tokens] == ["The", "client", "'s", "🔥", "pool", "did", "n't", "recover", "."]
    assert [token.head for token in tokens] == list(range(len(tokens)))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_tokens_hold_all_but_white_space(text: str) -> None:
    tokens = LANGUAGE.tokens(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert "".join("".join(token.text.split()) for token in tokens) == "".join(text.split())


def test_long_stretches_are_tokenized_in_parts() -> None:
    text = "word " * (language.MAX_TOKENIZED_CHARS // 5 + 10)
    assert len(LANGUAGE.tokens(text)) == language.MAX_TOKENIZED_CHARS // 5 + 10


def test_sentences_are_spans() -> None:
    assert [(span.start, span.end) for span in LANGUAGE.sentences(" It broke. We left. ")] == [(1, 10), (11, 19)]


def test_spacy_is_not_imported_for_reading() -> None:
    code = (
        "import sys; from analyzer.language import load_language; from analyzer.reading import Reader\n"
        "Reader(load_language()).read('# It broke\\n\\nIt was late.')\n"
        "assert not {'spacy', 'numpy', 'torch'} & set(sys.modules), sorted(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
