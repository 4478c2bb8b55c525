"""What is remembered changes no answer: a reader and a linter that have seen a draft in other states say of it what new ones say."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from analyzer.blame.learned import BlameSpans, load_blame_spans
from analyzer.blame.linter import Linter
from analyzer.blame.registry import all_rules
from analyzer.language import EnglishLanguage, load_language
from analyzer.reading import Reader
from analyzer.remembered import Remembered
from models.findings import Level
from models.text import TextFormat

STARTER = sorted((Path(__file__).parents[2] / "corpus" / "starter").glob("*.md"))
SNIPPETS = [
    "Dave forgot to check the alert. ", "The team should have known better. ", "He ", "and they ", "## Timeline\n\n", "# Impact\n\n", "\n\n", "\n", "- ", "> ", "```\n", "~~~\n", "`", "**", "[", "](x) ",
    "<!-- ", " -->", "<!-- postmortem-ignore -->", "<details>\n", "| a | Owner |\n|---|---|\n| b | Kim |\n", "\"", "“", "”", "    ", "\t", "1. ", "[x]: https://example.org\n", "[x]", "---\n", "===\n", "Impact: ", "\r\n", "é", "10:42 ",
    "<script>\n", "<pre>", "\\", "1:", "“Operator error” ", "![", "  \n", "Owner: Kim\n", "\u2028", "| ", "* * *\n", "#", "\n\n# Root cause\n\n", "\n\n## Actions\n",
]  # fmt: skip


def edited(text: str, chance: random.Random) -> str:
    """`text` with one change as people make them: something typed, deleted, or moved."""
    at, to = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
    match chance.randrange(5):
        case 0:
            return text[:at] + text[min(to, at + chance.randrange(1, 60)) :]
        case 1:
            return text[:at] + text[to : to + 200] + text[at:to] + text[to + 200 :]
        case _:
            return text[:at] + chance.choice(SNIPPETS) + text[at:]


def drafts(seed: int, count: int) -> Sequence[str]:
    """A draft in one state after another."""
    chance = random.Random(seed)
    one, other = chance.sample(STARTER, 2)
    text = one.read_text(encoding="utf-8") + other.read_text(encoding="utf-8")[:800]
    hits = [hit for rule in all_rules() for hit in rule.hits]
    states = []
    for _ in range(count):
        at = text.find(" ", chance.randrange(len(text)))
        text = edited(text, chance) if chance.random() < 0.8 else f"{text[:at]} {chance.choice(hits)} {text[at:]}"
        states.append(text or "x")
    return states


@pytest.mark.parametrize("form", list(TextFormat))
def test_what_was_read_before_changes_no_reading(form: TextFormat) -> None:
    language = load_language()
    warm = Reader(language)
    for seed in range(6):
        for text in drafts(seed, 40):
            if text.strip():
                assert warm.read(text, format=form) == Reader(language).read(text, format=form)


def test_what_was_linted_before_changes_no_finding() -> None:
    language, learned = load_language(), load_blame_spans()
    reader, warm = Reader(language), Linter(language, learned=learned)
    chance = random.Random(9)
    for seed in range(2):
        for text in drafts(seed, 12):
            if not text.strip():
                continue
            families = {chance.choice(["omission", "hindsight", "named-individual/given-name"]): chance.choice(list(Level))}
            postmortem = reader.read(text)
            assert warm.lint(postmortem, families=families) == Linter(language, learned=learned).lint(postmortem, families=families)


def test_a_draft_that_was_typed_is_linted_like_one_that_is_new() -> None:
    language, learned = load_language(), load_blame_spans()
    reader, linter = Reader(language), Linter(language, learned=learned)
    reports = [linter.lint(reader.read(text)) for text in drafts(5, 6) if text.strip()]
    last = drafts(5, 6)[-1]
    fresh = EnglishLanguage()
    assert reports[-1] == Linter(fresh, learned=BlameSpans()).lint(Reader(fresh).read(last))


def test_no_more_is_remembered_than_there_is_room_for() -> None:
    remembered: Remembered[str, int] = Remembered(10, weigh=len)
    asked: list[str] = []

    def work(new: Sequence[str]) -> list[int]:
        asked.extend(new)
        return [len(one) for one in new]

    assert remembered.of(["aaaa", "bbbb", "aaaa"], work) == [4, 4, 4]
    assert remembered.of(["aaaa", "cc"], work) == [4, 2]
    assert remembered.of(["ddd"], work) == [3]  # "bbbb" was not asked for longest, and has to go
    assert remembered.of(["x" * 30], work) == [30]
    assert remembered.of(["aaaa"], work) == [4]
    assert asked == ["aaaa", "bbbb", "cc", "ddd", "x" * 30, "aaaa"]
