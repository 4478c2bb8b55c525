"""Linting costs what its text is long, and not the square of it, whatever stands in the text.

As for reading (`tests/text/test_reading_growth.py`): Python's own loops are counted, and what is not counted is run at a length at which
a square would not end. The parse of the sentences is left out but where a test is about it, since it alone takes most of the time."""

import random
from collections.abc import Sequence

import pytest
from text.counted_work import operations

from analyzer.agents.clauses import is_passive
from analyzer.blame import names
from analyzer.blame.agents import agent_of
from analyzer.blame.lines import Line
from analyzer.blame.linter import Linter
from analyzer.blame.matching import prepare
from analyzer.blame.registry import all_rules
from analyzer.language import EnglishLanguage, load_language
from analyzer.reading import Reader
from analyzer.stretches import Stretches
from analyzer.suppression import suppressions
from models.findings import LintReport
from models.ports import Token
from models.text import Span, TextFormat


class Unparsed(EnglishLanguage):
    """Sentences without their words."""

    def parse(self, sentences: Sequence[str]) -> Sequence[tuple[Token, ...]]:
        return [() for _ in sentences]


READER, LINTER = Reader(Unparsed()), Linter(Unparsed())
SMALL, LONG = 3_000, 150_000
MOST = 2.3


def lint(text: str, form: TextFormat = TextFormat.MARKDOWN) -> LintReport:
    return LINTER.lint(READER.read(text, format=form))


UNITS = [
    "should have ", "The team should have ", "they and then broke ", "but then they ", "and then he ", "the team that ", "a that b ", "a (b) ", ", a man, ", "the engineer broke and ", "not one of us ",
    "they forgot to check, ", "human error ", "the root cause ", "obviously ", "obviously he forgot. ", "Alice and ", "Alice Smith, ", "Ab (", "Tunde A. wrote ", "J. Abara ", "Dr Bexley ", "@kim-", "@kim ", "a-", "a'",
    "Owner: Alice ", "why did he ", "Who did it? ", "without asking ", "if they had known, he would have ", "must be careful ", "\"human error\" ", "and ", "who ", "which ", ", ",
    "Dave broke it.\n\n", "- add an alert\n", "## Timeline\n- 10:42 Dave broke it\n", "# Foo\n- 10:42 a b\n", "# Foo\n\n|Action|Owner|\n|-|-|\n|do x|Kim|\n\n", "# Root cause\n", "| Alice broke it |\n",
    "<!-- postmortem-ignore -->\n\n", "Dave forgot to check. <!-- postmortem-ignore --> ", "<!-- postmortem-ignore x -->\n\nDave forgot to check.\n\n", "<!-- postmortem-ignore-start -->\n\n", "`a` <!-- postmortem-ignore --> ",
    "<!-- postmortem-ignore omission: x -->\n\n", "<!-- postmortem-ignore-end -->\n\n", "<!-- postmortem-ignore omision -->\n\nDave forgot.\n\n",
    "<!-- postmortem-ignore-start a --> Dave forgot. <!-- postmortem-ignore-end --> ", "|a|\n|-|\n|Dave forgot <!-- postmortem-ignore -->|\n\n",
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_twice_the_text_is_twice_the_work(unit: str) -> None:
    def cost(size: int) -> int:
        postmortem = READER.read("# Contributing factors\n\nThe engineer left.\n\n" + unit * (size // len(unit)))
        fresh = Linter(Unparsed())  # one that remembers nothing yet
        return operations(lambda: fresh.lint(postmortem))

    lint("Dave broke it.")  # what is worked out once for all texts is no cost of the first one
    assert cost(2 * SMALL) <= MOST * cost(SMALL)


@pytest.mark.parametrize(
    "unit",
    [
        "should have ", "they forgot and ", "Alice and ", "the root cause ", "obviously ", "@ab-", "a-", "a'", "aly ", "(", "\"a ", "!", "Dave broke it.\n\n",
    ],
)  # fmt: skip
def test_one_thing_over_and_over_at_length(unit: str) -> None:
    cues = " by mistake, would have known, despite warnings, will be lost, their carelessness, said Alice, @kim"
    lint(unit * (LONG // len(unit)) + cues)


@pytest.mark.parametrize("rest", [" ", ": ", " a, b", " -->\n\n", " --> `a` ", "-start -->\n", "-end -->"])
@pytest.mark.parametrize("form", list(TextFormat))
def test_suppressions_over_and_over_at_length(rest: str, form: TextFormat) -> None:
    unit = f"<!-- postmortem-ignore{rest}"
    lint("Dave forgot to check.\n" * 500 + unit * (LONG // len(unit)), form)


@pytest.mark.parametrize("blank", [" ", "\t", "\n", ", ", "-", "a ", "a, "])
@pytest.mark.parametrize("end", ["-->", "", ": because", ":>", "- ->"])
def test_a_suppression_without_an_end(blank: str, end: str) -> None:
    found = lint(f"Dave forgot to check. <!-- postmortem-ignore{blank * (LONG // 2)}{end}\n")
    assert found.words >= 4


def test_names_below_a_long_column_head_and_behind_a_long_line_of_marks() -> None:
    lint("|" + "owner word " * 10_000 + "|\n|-|\n" + "| then Alice broke it |\n" * 2_000)
    lint("!" * 100_000 + " Alice broke it," * 2_000)
    lint("Word " * 20_000 + ". " + "They forgot and they " * 2_000)


@pytest.mark.parametrize("pattern", [names._FIELD, names._CREDIT, names._LABEL, names._OWNED], ids=lambda pattern: pattern.pattern[:20])
@pytest.mark.parametrize("label", ["owner: ", "thanks to ", "Ab: ", "by "])
@pytest.mark.parametrize("unit", ["a", "a.", "A-", "&", "& ", "a ", "(", "(a", "and "])
def test_lists_of_names_that_do_not_reach_the_end(pattern, label: str, unit: str) -> None:
    assert pattern.search(label + unit * (110 // len(unit)) + "!") is None


@pytest.mark.parametrize(
    ("text", "field"),
    [("Owner: Kim", True), ("owner: Kim, (data team) and Lee & Bo", True), ("thanks to Kim (SRE), Lee (", True), ("owner: Kim! ", False), ("to: (a b c) d", True)],
)  # fmt: skip
def test_lists_of_names_are_still_known(text: str, field: bool) -> None:
    assert bool(names._FIELD.search(text) or names._CREDIT.search(text)) is field


def test_no_rule_reads_a_word_without_an_end_from_each_of_its_parts() -> None:
    for one in prepare(all_rules()):
        if one.regex is not None:
            for unit in ("a-", "a'", "a/", "a", "-"):
                assert sum(1 for _ in one.regex.finditer(unit * 25_000)) >= 0, one.rule.id


def test_a_parsed_sentence_without_an_end() -> None:
    lint_parsed = Linter(load_language())
    for unit in ("should have ", "the engineer forgot and "):
        lint_parsed.lint(Reader(load_language()).read(unit * (50_000 // len(unit))))


def test_a_chain_of_participles_without_an_end() -> None:
    count = 20_000
    words = tuple(Token("cut", at, at + 1, tag="VBN", dep="conj", head=max(at - 1, 0)) for at in range(count))
    assert not is_passive(words, count - 1)


def test_few_rewrites_are_tried_in_one_sentence() -> None:
    found = (
        Linter(load_language())
        .lint(Reader(load_language()).read("They left; " + "the crew admitted that it was late, " * 15 + "and left."))
        .findings
    )
    assert sum(bool(one.rewrites) for one in found) <= 5
    assert any(one.rewrites for one in found)


def test_stretches() -> None:
    spans = [Span(start=5, end=9), Span(start=1, end=3), Span(start=8, end=12), Span(start=4, end=4), Span(start=20, end=21)]
    stretches = Stretches(spans)
    for at in range(25):
        assert stretches.hold(at) == any(span.start <= at < span.end for span in spans)
        for end in range(at + 1, 25):
            assert stretches.meet(at, end) == any(span.start < end and max(at, span.start) < span.end for span in spans)
    assert not Stretches([]).hold(0)


def test_suppressions_are_read_as_ever() -> None:
    text = (
        "Dave left. <!-- postmortem-ignore omission, a/b -- : why --> \n\n<!--\npostmortem-ignore-start\n-->\n\n<!-- postmortem-ignore-starts -->\n\n"
        "`<!-- postmortem-ignore-file -->`\n\n<!-- postmortem-ignore x: a > b -->\n\n<!-- postmortem-ignore-end -->\n\n<!-- postmortem-ignore x\ny -->\n"
    )
    found = [(sorted(one.ids), one.reason, one.span.of(text)[:10]) for one in suppressions(READER.read(text))]
    assert found[0] == (["--", "a/b", "omission"], "why", "Dave left.")
    assert [one[:2] for one in found[1:]] == [([], ""), (["x"], "a > b")]


def test_subjects_come_out_the_same_in_any_order() -> None:
    chance = random.Random(1)
    words = "the engineer team node and then he who broke forgot should have quickly but , they".split()
    for _ in range(50):
        text = " ".join(chance.choices(words, k=40))
        places = [at for at in range(len(text)) if text[at - 1 : at] == " "]
        line = Line(text=text, shifts=((0, 0),))
        from_the_right = {at: agent_of(line, at) for at in reversed(places)}
        assert from_the_right == {at: agent_of(Line(text=text, shifts=((0, 0),)), at) for at in places}
