import numpy as np
from built import postmortem_of
from fakes import BagOfWords
from hypothesis import given
from hypothesis import strategies as st

from corpus.passages import MOST_WORDS, cut, passage_vectors, whole_vector, word_count


def sentence(words: int, word: str = "word") -> str:
    return " ".join([word] * words) + "."


def test_sections_are_never_joined() -> None:
    postmortem = postmortem_of("One two.\n## Impact\nThree four.\n## Timeline\nFive six.\n")
    passages = cut(postmortem)
    assert [(passage.heading, passage.section, postmortem.text[passage.start : passage.end]) for passage in passages] == [
        ("", "preamble", "One two."),
        ("Impact", "impact", "Three four."),
        ("Timeline", "timeline", "Five six."),
    ]


def test_long_sections_are_cut_between_sentences() -> None:
    passages = cut(postmortem_of(" ".join(sentence(25) for _ in range(20))))
    assert [len(passage.sentences) for passage in passages] == [4, 4, 4, 4, 4]


def test_a_short_rest_joins_what_came_before() -> None:
    passages = cut(postmortem_of(" ".join([sentence(50)] * 2 + [sentence(30)])))
    assert [passage.sentences for passage in passages] == [(0, 1, 2)]


def test_a_sentence_longer_than_a_passage_stays_whole() -> None:
    passages = cut(postmortem_of(f"{sentence(300)} {sentence(10)} {sentence(100)}"))
    assert [index for passage in passages for index in passage.sentences] == [0, 1, 2]


def test_code_is_left_out_unless_there_is_nothing_else() -> None:
    assert [passage.sentences for passage in cut(postmortem_of("Words first.\ncode: x = 1.\nWords last."))] == [(0, 2)]
    assert [passage.sentences for passage in cut(postmortem_of("code: x = 1."))] == [(0,)]


def test_a_text_of_headings_only_is_one_passage() -> None:
    (passage,) = cut(postmortem_of("## Certificate expired\n"))
    assert (passage.start, passage.end, passage.sentences) == (0, 22, ())
    assert cut(postmortem_of(" \n")) == ()


@given(st.lists(st.tuples(st.integers(1, 150), st.booleans()), min_size=1, max_size=40))
def test_every_sentence_is_in_exactly_one_passage(plan: list[tuple[int, bool]]) -> None:
    postmortem = postmortem_of("".join(("\n## Other\n" if heading else " ") + sentence(words) for words, heading in plan))
    passages = cut(postmortem)
    assert [index for passage in passages for index in passage.sentences] == list(range(len(plan)))
    for passage in passages:
        own = [postmortem.sentences[index] for index in passage.sentences]
        assert (passage.start, passage.end) == (own[0].span.start, own[-1].span.end)
        assert len({sentence.section for sentence in own}) == 1
        assert len(own) == 1 or sum(word_count(postmortem.quote(s.span)) for s in own) <= 2 * MOST_WORDS


def test_a_passage_is_the_mean_of_its_sentences_by_words() -> None:
    encoder = BagOfWords()
    postmortem = postmortem_of("Disk. Queue queue queue.")
    spans = [sentence.span for sentence in postmortem.sentences]
    rows = encoder.encode(["Disk.", "Queue queue queue."])
    passages = cut(postmortem)
    pooled = passage_vectors(postmortem.text, spans, passages, rows, encoder)
    expected = (1 * rows[0] + 3 * rows[1]) / np.linalg.norm(1 * rows[0] + 3 * rows[1])
    np.testing.assert_allclose(pooled, [expected], atol=5e-4)
    np.testing.assert_allclose(whole_vector(postmortem.text, passages, pooled), pooled[0], atol=1e-6)


def test_a_passage_without_sentences_is_encoded_itself() -> None:
    encoder = BagOfWords()
    postmortem = postmortem_of("## Certificate expired")
    pooled = passage_vectors(postmortem.text, [], cut(postmortem), np.zeros((0, encoder.dimensions)), encoder)
    np.testing.assert_allclose(pooled, encoder.encode(["Certificate expired"]), atol=5e-4)
