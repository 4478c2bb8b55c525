"""Where sentences end."""

from itertools import pairwise

import pytest

from analyzer.language import load_language
from analyzer.reading import Reader
from analyzer.sentence_cutting import sentence_ranges


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_ranges(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Traffic moved, e.g. to Dublin, at once.", "That is, i.e. The same pool, was used.", "It was primary vs. Standby again.", "See No. 5 of the list.",
        "See Fig. 3 for the curve.", "Mr. Ode called Dr. Kaya.", "Release v1.2.3 went out.", "It took 10.4 s to load config.yaml.old there.",
        "The U.S. sites were fine.", "At 9 a.m. UTC it rang.", "At 9 p.m. the queue grew.", "It waited ... and waited.", "It waited… then stopped.",
        "Why?! because it did.", "The .NET client failed.", "Call J. Smith first.", "Acme Inc. runs it.", "Retries, timeouts, etc. were off.",
        "1. Restart the node.", "4.1 Between two and three it was down.", "(a) Stop. ".strip(), "no stop at the end", "It read approx. 12 rows.", "Yes!", "A.",
        "It ran on node.js and asp.net only.", "We met on Jan. 5 in the morning.",
    ],
)  # fmt: skip
def test_one_sentence_stays_one(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "It broke.|We fixed it.", "It broke!|Why?|Nobody knew.", "It was v1.2.3.|Then it was not.", "It rang at 9 a.m.|The team woke.", "It ended at 5 PM.|Full service was back.",
        "We run it in the U.S.|The rest is in Ghana.", "Retries, timeouts, etc.|They were all off.", "He said “stop.”|Then it stopped.", 'It read "down."|We left.',
        "(It was late.)|We left.", "Wait...|Then it moved.", "It worked. 🎉|Then it did not.", "It worked 🎉.|Then it did not.", "We chose plan B.|It failed.",
        "kubectl hung.|kubectl was killed later.", "It broke.\n|It was late.", "one line\n\n|another line", "a\u2028|b", "停止した。|再開した。", "It was 3 March 2024.|It rained.",
        "It took 5 min.|The rest was quick.", "Was it e.g. the disk?|No.",
    ],
)  # fmt: skip
def test_sentences_part(text: str) -> None:
    assert cut(text.replace("|", " ")) == [piece.strip() for piece in text.split("|")]


def test_masked_things_are_words() -> None:
    assert cut("It called \ufffc\ufffc. \ufffc\ufffc failed.") == ["It called \ufffc\ufffc.", "\ufffc\ufffc failed."]


def test_everything_but_white_space_is_in_one_sentence() -> None:
    text = "  . a. .. B? ! (c.) ... d\n\n. \u2028 e "
    ranges = sentence_ranges(text)
    assert "".join(text[start:end] for start, end in ranges).replace(" ", "") == "".join(text.split())
    assert all(left[1] <= right[0] for left, right in pairwise(ranges))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Run `a. B` first. Then stop.", ["Run `a. B` first.", "Then stop."]),
        ("See https://a.example/x.y?z. Then stop.", ["See https://a.example/x.y?z.", "Then stop."]),
        ("**It broke.** Then [we](u) left.", ["**It broke.**", "Then [we](u) left."]),
        ("She said “it broke. We left.” Then it rained.", ["She said “it broke. We left.”", "Then it rained."]),
        ("first line  \nsecond line\\\nthird<br>fourth", ["first line", "second line\\", "third<br>", "fourth"]),
        ("**Date:** today\n**Owner:** Kim", ["**Date:** today", "**Owner:** Kim"]),
        ("10:42 paged\n10:45 acknowledged", ["10:42 paged", "10:45 acknowledged"]),
        ("a soft\nwrap goes on", ["a soft\nwrap goes on"]),
        ("| When. B | c |\n|---|---|\n| It broke. We left. | d |", ["When.", "B", "c", "It broke.", "We left.", "d"]),
    ],
)
def test_the_reader_cuts_around_markup(text: str, sentences: list[str]) -> None:
    postmortem = Reader(load_language()).read(text)
    assert [postmortem.quote(sentence.span) for sentence in postmortem.sentences] == sentences


def test_headings_are_sentences_and_code_is_none() -> None:
    text = "# It broke\n\n```\nIt broke.\n```\n\n<!-- It broke. -->\n\n---\n"
    postmortem = Reader(load_language()).read(text)
    assert [postmortem.quote(sentence.span) for sentence in postmortem.sentences] == ["It broke"]


def test_words_are_counted_in_prose_only() -> None:
    assert (
        Reader(load_language()).read("# Two words\n\nThe client's `code here` ran - https://a.example\n\n```\nno words\n```\n").words == 5
    )
