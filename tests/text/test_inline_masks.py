"""What is masked within a block, and with what filler."""

import pytest
from text_invariants import check_invariants

from analyzer.language import load_language
from analyzer.masking import OBJECT
from analyzer.reading import Reader, masked
from models.text import MaskKind, TextFormat

READER = Reader(load_language())
M = MaskKind


def masks(text: str, form: TextFormat = TextFormat.MARKDOWN) -> list[tuple[MaskKind, str]]:
    postmortem = READER.read(text, format=form)
    check_invariants(text, postmortem)
    return [(mask.kind, mask.span.of(text)) for mask in postmortem.masks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("run `rm -rf` now", [(M.CODE, "`rm -rf`")]),
        ("run ``a ` b`` now", [(M.CODE, "``a ` b``")]),
        ("a ` lone tick", []),
        ("see https://a.example/x_(y).", [(M.URL, "https://a.example/x_(y)")]),
        ("(see https://a.example/x)", [(M.URL, "https://a.example/x")]),
        ("see www.example.com, then", [(M.URL, "www.example.com")]),
        ("write to ops@example.com.", [(M.URL, "ops@example.com")]),
        ("ask @kim about it", []),
        ("<https://a.example> and <ops@example.com>", [(M.URL, "<https://a.example>"), (M.URL, "<ops@example.com>")]),
        ("the [runbook](https://a.example \"t\") says", [(M.MARKUP, "["), (M.MARKUP, "](https://a.example \"t\")")]),
        ("![graph](g.png) shows", [(M.URL, "![graph](g.png)")]),
        ("[a [b] c](u)", [(M.MARKUP, "["), (M.MARKUP, "](u)")]),
        ("list[0] is [x] here", []),
        ("a <b>bold</b> word", [(M.HTML, "<b>"), (M.HTML, "</b>")]),
        ("3 < 4 and 5 > 4", []),
        ("a <!-- hidden --> b", [(M.COMMENT, "<!-- hidden -->")]),
        ("a <!-- open", []),
        ("**Dave** broke *it*", [(M.MARKUP, "**"), (M.MARKUP, "**"), (M.MARKUP, "*"), (M.MARKUP, "*")]),
        ("***both***", [(M.MARKUP, "***"), (M.MARKUP, "***")]),
        ("~~gone~~", [(M.MARKUP, "~~"), (M.MARKUP, "~~")]),
        ("5 * 3 * 2", []),
        ("snake_case_name and __init__", [(M.MARKUP, "__"), (M.MARKUP, "__")]),
        ("max_pool_size rose", []),
        ("a \\* b \\* c", [(M.MARKUP, "\\"), (M.MARKUP, "\\")]),
        ("C:\\temp", []),
    ],
)  # fmt: skip
def test_inline_markup_is_masked(text: str, expected: list[tuple[MaskKind, str]]) -> None:
    assert masks(text) == expected


def test_reference_links_need_their_definition() -> None:
    text = "the [run book][rb] and [RB] and [other][none]\n\n[rb]: https://a.example\n"
    assert masks(text) == [
        (M.MARKUP, "["), (M.MARKUP, "][rb]"), (M.MARKUP, "["), (M.MARKUP, "]"), (M.URL, "[rb]: https://a.example"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('The page said "disk full".', ['"disk full"']),
        ('The team called it "safe" and went on.', []),
        ('It was a "single point of failure for all" design.', ['"single point of failure for all"']),
        ("She wrote “never again”.", ["“never again”"]),
        ("The so-called “hot” spare was cold.", []),
        ("«Il faut tout couper tout de suite»", ["«Il faut tout couper tout de suite»"]),
        ("„Wir schalten jetzt alles ab“, stand im Kanal.", ["„Wir schalten jetzt alles ab“"]),
        ("The log reads 'no route'.", ["'no route'"]),
        ("the client's cache and the server's cache", []),
        ('"I have no access," the engineer said.', ['"I have no access,"']),
        ('a 5" disk and a 7" disk', []),
        ('The code `print("never do that again please")` ran.', []),
    ],
)
def test_quotations_are_masked_but_scare_quotes_are_not(text: str, quoted: list[str]) -> None:
    assert [quote for kind, quote in masks(text) if kind is M.QUOTATION] == quoted


def test_fillers_keep_length_lines_and_a_noun_for_code() -> None:
    text = "**Kim** ran `a\nb` from [docs](u).\n\n```\ncode\n```\n\n<!-- x -->\n"
    blank = masked(READER.read(text))
    assert blank == (
        "  Kim   ran "
        + OBJECT * 2
        + "\n"
        + OBJECT * 2
        + " from  docs    .\n\n"
        + OBJECT * 3
        + "\n"
        + OBJECT * 4
        + "\n"
        + OBJECT * 3
        + "\n\n"
        + " " * 10
        + "\n"
    )


def test_kept_kinds_are_shown_but_what_lies_in_them_is_not() -> None:
    text = "> see `x` there\n"
    postmortem = READER.read(text)
    assert masked(postmortem) == OBJECT * 15 + "\n"
    assert masked(postmortem, keep=frozenset({M.QUOTATION})) == "> see " + OBJECT * 3 + " there\n"


def test_plain_text_masks_addresses_only() -> None:
    text = "**Kim** saw https://a.example/x, wrote to ops@example.com; `code` stays."
    assert masks(text, TextFormat.TEXT) == [(M.URL, "https://a.example/x"), (M.URL, "ops@example.com")]
