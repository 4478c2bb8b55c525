"""Properties of reading any text at all, and of reading the same text with other line ends."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from text_invariants import check_invariants

from analyzer.language import load_language
from analyzer.reading import Reader
from models.errors import EmptyTextError
from models.text import TextFormat

READER = Reader(load_language())

LINES = [
    "# Checkout outage", "## Timeline (UTC)", "### 10:40", "Summary", "=======", "-------", "**Impact**", "**Impact:** all of it", "Timeline:",
    "- 10:42 the `pager` fired", "* [x] add an alert (owner: Kim, due 2024-06-14)", "  - Owner: the data team", "1. one", "2) two", "- ", "-", ">",
    "> said the log. Then", "> > deeper", "> [!NOTE]", "| Time | Event |", "|------|-------|", "| 10:42 | paged \\| twice |", "|||", "```", "~~~", "    indented", "\tcode",
    "It broke. Was it e.g. v1.2.3? No! 🔥 See https://example.com/a_(b).", "He said \"it is not my fault at all\" and left.", "<!-- note -->", "<!--", "-->", "<div>",
    "text <br> more <b class='x'>bold</b>", "[label]: https://example.com \"title\"", "a [label] and [text](https://example.com 'x') ![i](j)", "---", "title: x", "...",
    "10:45 UTC - restarted", "2024-03-07 10:46 back", "e\u0301 combining \u200d👩‍💻 done", "a\u2028b\u2029c\x85d\x0be\x0cf", "\x00", "\\", "*a **b* c**", "__", "“They knew about it for weeks,” she wrote.", "",
    "", "   ", "- [ ] ", "Action items", "$ kubectl get pods", "2024-03-07T10:42:11Z ERROR pool exhausted", "ROOT CAUSE:",
]  # fmt: skip
ENDS = ["\n", "\n", "\n", "\r\n", "\r", "\n\n"]

lines = st.one_of(
    st.sampled_from(LINES),
    st.tuples(st.sampled_from(["", " ", "  ", "    ", "> ", "- ", "1. ", "\t"]), st.sampled_from(LINES)).map("".join),
    st.text(alphabet=st.sampled_from("ab .!?\"'“”`*_~[]()<>!#|-\\:/@\t\u00a0\u2028é🔥1"), max_size=30),
)
documents = st.lists(st.tuples(lines, st.sampled_from(ENDS)), min_size=1, max_size=14).map(lambda parts: "".join(a + b for a, b in parts))
formats = st.sampled_from(list(TextFormat))


@settings(max_examples=250, deadline=None)
@given(documents, formats)
def test_every_document_keeps_its_invariants(text: str, form: TextFormat) -> None:
    if not text.strip():
        with pytest.raises(EmptyTextError):
            READER.read(text, format=form)
        return
    check_invariants(text, READER.read(text, format=form))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120), formats)
def test_any_string_is_read_or_refused_as_empty(text: str, form: TextFormat) -> None:
    try:
        read = READER.read(text, format=form)
    except EmptyTextError:
        assert not text.strip("\ufeff").strip()
    else:
        check_invariants(text, read)


@settings(max_examples=150, deadline=None)
@given(st.lists(lines, min_size=1, max_size=12), formats, st.sampled_from(["\r\n", "\r"]))
def test_line_ends_change_nothing_but_offsets(parts: list[str], form: TextFormat, end: str) -> None:
    text = "\n".join(["start", *parts])
    other = text.replace("\n", end)
    left, right = READER.read(text, format=form), READER.read(other, format=form)
    assert [block.kind for block in left.blocks] == [block.kind for block in right.blocks]
    assert [section.kind for section in left.sections] == [section.kind for section in right.sections]
    assert [s.span.of(text) for s in left.sentences] == [s.span.of(other).replace(end, "\n") for s in right.sentences]
    assert [mask.kind for mask in left.masks] == [mask.kind for mask in right.masks]
    assert [entry.text for entry in left.timeline] == [entry.text for entry in right.timeline]
    assert [action.text for action in left.actions] == [action.text for action in right.actions]
    assert left.words == right.words


@settings(max_examples=60, deadline=None)
@given(documents)
def test_reading_twice_gives_the_same(text: str) -> None:
    if text.strip():
        assert READER.read(text) == READER.read(text)
