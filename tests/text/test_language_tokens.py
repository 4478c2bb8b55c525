"""The language pipeline: words with offsets and trees, sentences, and nothing heavy before it is needed."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer import language
from analyzer.language import TRAINED, EnglishLanguage, load_language
from models.errors import LanguageError

LANGUAGE = load_language()


def parsed(text: str):
    (words,) = LANGUAGE.parse([text])
    return words


def test_words_carry_their_offsets() -> None:
    text = "The client's 🔥 pool  didn't\nrecover."
    words = parsed(text)
    assert [text[word.start : word.end] for word in words] == [word.text for word in words]
    assert [word.text for word in words] == ["The", "client", "'s", "🔥", "pool", "did", "n't", "recover", "."]


def test_words_carry_tags_and_a_tree() -> None:
    words = parsed("The operator restarted the pods.")
    assert [word.pos for word in words] == ["DET", "NOUN", "VERB", "DET", "NOUN", "PUNCT"]
    assert [word.lemma for word in words] == ["the", "operator", "restart", "the", "pod", "."]
    assert [words[word.head].text for word in words] == ["operator", "restarted", "restarted", "pods", "restarted", "restarted"]
    assert [word.dep for word in words] == ["det", "nsubj", "ROOT", "det", "obj", "punct"]
    assert "Tense=Past" in words[2].morph


def test_identifiers_handles_paths_and_times_are_one_word() -> None:
    text = "At 14:02 @jsmith restarted payments-api-7f9c v1.2.3-rc1 in us-east-1 and read /var/log/app.log for OPS-4412"
    words = {word.text for word in parsed(text)}
    assert {"14:02", "@jsmith", "payments-api-7f9c", "v1.2.3-rc1", "us-east-1", "/var/log/app.log", "OPS-4412"} <= words


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_words_hold_all_but_white_space(text: str) -> None:
    words = parsed(text)
    assert all(text[word.start : word.end] == word.text for word in words)
    assert "".join("".join(word.text.split()) for word in words) == "".join(text.split())
    assert all(0 <= word.head < len(words) for word in words)


def test_long_stretches_are_parsed_in_parts() -> None:
    count = language.LONGEST // 5 + 10
    words = parsed("word " * count)
    assert len(words) == count
    assert all(0 <= word.head < count for word in words)


def test_a_sentence_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    one = EnglishLanguage()
    seen: list[str] = []
    whole = one._parsed
    monkeypatch.setattr(one, "_parsed", lambda sentences: seen.extend(sentences) or whole(sentences))
    first = one.parse(["It broke.", "We left.", "It broke."])
    assert one.parse(["We left.", "It broke."]) == [first[1], first[0]]
    assert seen == ["It broke.", "We left."]


def test_sentences_are_spans() -> None:
    assert [(span.start, span.end) for span in LANGUAGE.sentences(" It broke. We left. ")] == [(1, 10), (11, 19)]


def test_a_pipeline_that_is_missing_or_untested_is_told(tmp_path: Path) -> None:
    with pytest.raises(LanguageError, match="install postmortem again"):
        EnglishLanguage(tmp_path).parse(["It broke."])
    shutil.copytree(TRAINED, tmp_path / "copy")
    described = json.loads((tmp_path / "copy" / "pipeline.json").read_text(encoding="utf-8"))
    (tmp_path / "copy" / "pipeline.json").write_text(json.dumps(described | {"spacy": ["2.3"]}), encoding="utf-8")
    with pytest.raises(LanguageError, match=r"tested with spaCy 2\.3"):
        EnglishLanguage(tmp_path / "copy").parse(["It broke."])


def test_spacy_is_not_imported_for_reading() -> None:
    code = (
        "import sys; from analyzer.language import load_language; from analyzer.reading import Reader\n"
        "Reader(load_language()).read('# It broke\\n\\nIt was late.')\n"
        "assert not {'spacy', 'numpy', 'torch'} & set(sys.modules), sorted(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
