"""The learned part of the linter: places, passages, and what it must leave alone."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from analyzer.blame.learned import BlameSpans, Passage, load_blame_spans
from analyzer.blame.lines import Line
from analyzer.blame.linter import Linter
from analyzer.blame.other_words import learned_candidates, passages_of
from analyzer.blame.registry import all_rules
from analyzer.blame.spans import Spotted, spotted
from analyzer.language import load_language
from models.errors import LanguageError
from models.findings import Severity
from models.text import BlockKind, SectionKind

SAID = "Any apprentice could have told them that the valve was open."


def line(text: str, paragraph: int = 0) -> Line:
    return Line(text=text, shifts=((0, 0),), section=SectionKind.OTHER, block=BlockKind.PARAGRAPH, paragraph=paragraph)


class Fixed(BlameSpans):
    """Marks the same characters of every passage."""

    def __init__(self, *found: Spotted) -> None:
        super().__init__()
        self.found = found
        self.__dict__["described"] = {"families": ["", "omission"], "least": 0.5, "version": "0", "longest": 9}

    def spans(self, passages):
        return [self.found for _ in passages]


RULES = {rule.family.value: rule for rule in all_rules() if rule.learned}


def test_there_is_one_learned_rule_a_family() -> None:
    assert len(RULES) == sum(rule.learned for rule in all_rules()) == 13
    assert set(load_blame_spans().described["families"]) == {"", *RULES}


def test_a_span_is_brought_back_to_its_line() -> None:
    lines = [line("The pump ran dry."), line("Nobody had looked, as usual."), line("A third one.", 1)]
    (start, words) = (len("The pump ran dry. "), len("Nobody had looked"))
    found = learned_candidates(lines, RULES, Fixed(Spotted(start, start + words + 1, 1, 0.9)))
    (one,) = found[1]
    assert lines[1].text[one.start : one.end] == "Nobody had looked"
    assert one.severity is Severity.SUGGESTION


def test_what_is_unsure_is_nothing() -> None:
    lines = [line("The desk slept through it.")]
    assert len(learned_candidates(lines, RULES, Fixed(Spotted(0, 8, 1, 0.6)))[0]) == 1
    assert learned_candidates(lines, RULES, Fixed(Spotted(0, 8, 1, 0.4))) == {}


def test_passages_are_paragraphs_cut_between_sentences_where_they_are_long() -> None:
    lines = [line(" ".join(["word"] * 60)) for _ in range(3)] + [line("Another paragraph.", 1)]
    assert list(passages_of(lines)) == [[0], [1], [2], [3]]
    assert list(passages_of([line("One."), line("Two."), line("Three.", 1)])) == [[0, 1], [2]]


def test_runs_of_pieces_become_spans() -> None:
    offsets = [(0, 0), (0, 3), (4, 7), (8, 11), (12, 15), (16, 19), (20, 23)]
    blame = np.array([0.0, 0.9, 0.9, 0.1, 0.9, 0.0, 0.0])
    families = np.stack([1 - blame, blame * 0.3, blame * 0.7], axis=1)
    (one,) = spotted(offsets, families, np.zeros(7), 1.0)
    assert (one.start, one.end, one.label) == (0, 15, 2)
    two = spotted(offsets, families, np.array([0, 1, 0, 0, 1, 0, 0.0]), 1.0)
    assert [(span.start, span.end) for span in two] == [(0, 7), (12, 15)]
    assert spotted([(0, 0)], np.ones((1, 3)), np.zeros(1), 1.0) == []


def test_the_same_text_gets_the_same_findings_alone_and_in_a_crowd() -> None:
    passages = [Passage("cause paragraph", f"{SAID} It was line {number}.") for number in range(40)]
    at_once = BlameSpans().spans(passages)
    with ThreadPoolExecutor(4) as pool:
        finder = BlameSpans()
        one_by_one = list(pool.map(lambda passage: finder.spans([passage])[0], passages))
    for many, single in zip(at_once, one_by_one, strict=True):
        assert [(span.start, span.end, span.label) for span in many] == [(span.start, span.end, span.label) for span in single]
        assert all(abs(a.score - b.score) < 0.02 for a, b in zip(many, single, strict=True))


def test_a_finding_quotes_its_place(lint) -> None:
    text = f"# Report\n\n## Cause\n\nThe tank ran over at\nnine. {SAID}\n"
    found = [one for one in lint(text) if one.rule.endswith("/in-other-words") or "apprentice" in one.quote]
    assert found
    assert all(text[one.start : one.end] == one.quote for one in found)


def test_long_and_odd_passages_are_read() -> None:
    texts = ["", " ", "\ufffc" * 50, "word " * 3000, "😀" * 300, "x" * 5000, "中文" * 200, "a\u0300" * 400]
    for text, spans in zip(texts, BlameSpans().spans([Passage("other item", text) for text in texts]), strict=True):
        assert all(0 <= span.start < span.end <= len(text) for span in spans)


def test_families_that_are_off_are_off(lint) -> None:
    found = lint(SAID)
    assert found
    off = dict.fromkeys({one.family.value for one in found}, "off")
    assert not {one.family for one in lint(SAID, families=off)} & {one.family for one in found}


def test_a_missing_network_is_told(tmp_path: Path, reader) -> None:
    with pytest.raises(LanguageError, match="install postmortem again"):
        Linter(load_language(), learned=BlameSpans(tmp_path)).lint(reader.read(SAID))
