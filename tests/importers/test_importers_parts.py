"""Dates, mappings, HTML and the choice of an importer, each by itself."""

import datetime as dt

import pytest

from corpus.importers.dates import read_moment
from corpus.importers.documents import date_of_path, title_of, title_of_path
from corpus.importers.html_mending import mended
from corpus.importers.html_text import holds_html, to_markdown
from corpus.importers.mapping import FieldMapping
from corpus.importers.registry import importer_for
from corpus.importers.values import at_path, names_of, structured
from models.errors import BadInputError, UnknownFieldValueError

UTC = dt.UTC


@pytest.mark.parametrize(
    ("written", "date", "at"),
    [
        ("2024-03-07", dt.date(2024, 3, 7), None),
        ("20240307", dt.date(2024, 3, 7), None),
        ("2024-03-07T10:00:00Z", dt.date(2024, 3, 7), dt.datetime(2024, 3, 7, 10, tzinfo=UTC)),
        ("2024-03-07 10:00", dt.date(2024, 3, 7), dt.datetime(2024, 3, 7, 10)),
        ("2024-03-07 10:00 UTC", dt.date(2024, 3, 7), dt.datetime(2024, 3, 7, 10, tzinfo=UTC)),
        ("7 March 2024", dt.date(2024, 3, 7), None),
        ("Mar 7, 2024 02:00 AM PST", dt.date(2024, 3, 7), dt.datetime(2024, 3, 7, 10, tzinfo=UTC)),
        ("Thu, 07 Mar 2024 11:00:00 +0100", dt.date(2024, 3, 7), dt.datetime(2024, 3, 7, 10, tzinfo=UTC)),
        ("25/03/2024", dt.date(2024, 3, 25), None),
        ("2024/03/07", dt.date(2024, 3, 7), None),
        (1709805600, dt.date(2024, 3, 7), dt.datetime(2024, 3, 7, 10, tzinfo=UTC)),
        ("1709805600000", dt.date(2024, 3, 7), dt.datetime(2024, 3, 7, 10, tzinfo=UTC)),
        (dt.date(2024, 3, 7), dt.date(2024, 3, 7), None),
    ],
)
def test_dates_are_read(written: object, date: dt.date, at: dt.datetime | None) -> None:
    moment = read_moment(written)
    assert moment is not None
    assert (moment.date, moment.at) == (date, at)


@pytest.mark.parametrize("written", ["", "  ", "n/a", "TBD", "Unknown", "-"])
def test_no_date_is_none(written: str) -> None:
    assert read_moment(written) is None


@pytest.mark.parametrize(
    "written", ["03/04/2024", "March 2024", "2024", "10:00", "soon", "2024-13-45", "9" * 99, [], -5, 1e30, float("nan"), True]
)
def test_what_is_no_date_or_may_be_two_is_an_error(written: object) -> None:
    with pytest.raises(BadInputError):
        read_moment(written)


def test_a_mapping_is_read() -> None:
    mapping = FieldMapping.parse('title=summary, text = description+updates ,id=fields.key,url="a,b+c"')
    assert mapping.sources == {"title": ("summary",), "text": ("description", "updates"), "id": ("fields.key",), "url": ("a,b+c",)}
    assert mapping.notation == 'title=summary,text=description+updates,id=fields.key,url="a,b+c"'


@pytest.mark.parametrize(
    "written", ["", "title", "title=", "=x", "title=a,title=b", "text=a++b", 'text="a', "title=a,,text=b", "text=" + "a" * 20_000]
)
def test_a_mapping_that_cannot_be_read_is_an_error(written: str) -> None:
    with pytest.raises(BadInputError):
        FieldMapping.parse(written)


def test_an_unknown_target_names_the_nearest_and_all() -> None:
    with pytest.raises(UnknownFieldValueError, match=r"'titel'.*nearest known is 'title'.*resolved_at"):
        FieldMapping.parse("titel=summary")


def test_what_is_given_outranks_a_guess_and_is_not_used_twice() -> None:
    mapping = FieldMapping.parse("title=description").completed({"summary": "s", "description": "d", "body": "b"}, has_body=False)
    assert mapping.sources == {"title": ("description",), "summary": ("summary",), "text": ("body",)}
    assert mapping.given == {"title"}


@pytest.mark.parametrize(
    ("name", "head", "importer"),
    [
        ("notes", b"# Title\n\nText", "markdown"),
        ("notes.md", b"{\n", "markdown"),
        ("notes.md", b"[Link](https://x.example). One link is no list.\n", "markdown"),
        ("notes.md", b"<p align='center'>Logo</p>\n\n# Title", "markdown"),
        ("notes.txt", b"Plain words", "text"),
        ("notes.txt", b"## A heading\n\nWords", "markdown"),
        ("feed.txt", b'{"text": "x"}\n{"text": "y"}', "json"),
        ("feed", b'\xef\xbb\xbf [ {"text": "x"} ]', "json"),
        ("page", b"<!-- saved --><!DOCTYPE html><html>", "html"),
        ("page.htm", b"<h1>Fragment</h1>", "html"),
        ("table", b"title,text\na,b\n", "csv"),
        ("letter.txt", b"Dear all,\nthe text, below, is short,\nso is this.\n", "text"),
        ("report.txt", b"PK\x03\x04", "docx"),
        ("a.md", "# Møre".encode("utf-16"), "markdown"),
        ("a.dat", b"\x00\x01", None),
    ],
)
def test_the_importer_is_chosen_by_content(name: str, head: bytes, importer: str | None) -> None:
    chosen = importer_for(name, head)
    assert (chosen.name if chosen else None) == importer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<div>x</div>", True),
        ("One.<br>Two.", True),
        ("a < b and c > d", False),
        ("List<String> x", False),
        ("# Title\n\nA <b>word</b> of Markdown", False),
        ("`<div>` closes with </div>", False),
        ("", False),
    ],
)
def test_html_is_told_from_text(text: str, expected: bool) -> None:
    assert holds_html(text) is expected


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>a&nbsp;&lt;b&gt;</p><p>c_d *e*</p>", "a <b>\n\nc_d *e*"),
        ("<h2>T</h2><ol><li>one</li><li>two</li></ol>", "## T\n\n1. one\n2. two"),
        ("<ul><li>one<li>two<ul><li>deep</ul><li>three</ul>", "- one\n- two\n  - deep\n- three"),
        ("<p>one<p>two", "one\n\ntwo"),
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "| a | b |\n| --- | --- |\n| c | d |"),
        ('<pre><code class="language-sh">a  b\n*c*</code></pre>', "```sh\na  b\n*c*\n```"),
        ('<a href="https://x.example/">link</a> <img alt="graph" src="data:image/png;base64,AA"> <img src="g.png" alt="g">', None),
        ("x<script>if (a < b) { '</p>' }</script>y<style>p {}</style><!-- no > -->z", "xyz"),
        ("a <unclosed b", "a <unclosed b"),
        ("1 <2> 3", "1 <2> 3"),
    ],
)
def test_html_becomes_markdown(html: str, markdown: str | None) -> None:
    assert to_markdown(html) == (markdown or "[link](https://x.example/) graph ![g](g.png)")


@pytest.mark.parametrize(
    "piece", ["<!", "<!--", '<a b="', "<a ", "<script>", "</a", "&amp;<", "<a'\"", "\"<a '", "<p>", "<li>", "<td>", "<![CDATA[", "<?"]
)
def test_mended_html_is_not_nested_by_what_never_ends(piece: str) -> None:
    assert mended(piece * 20_000).count("</") <= 20_000


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('[{"a": 1}]', [{"a": 1}]),
        ("[{'a': None}\n {'a': \"it's\\n}\\n{\"}]", [{"a": None}, {"a": "it's\n}\n{"}]),
        ("[{'a': array(['x', 'y'], dtype=object)}]", [{"a": ["x", "y"]}]),
        ("[1, 2, ...]", "[1, 2, ...]"),
        ("[see below]", "[see below]"),
        ("{'a': __import__('os')}", "{'a': __import__('os')}"),
        ("['a", "['a"),
        ("[" * 5000 + "]" * 5000, "[" * 5000 + "]" * 5000),
    ],
)
def test_values_in_strings_are_read(value: str, expected: object) -> None:
    assert structured(value) == expected


def test_paths_and_names() -> None:
    record = {"Updates": [{"text": "one"}, {"text": "two"}], "a.b": 1, "a": {"b": 2}}
    assert at_path(record, "updates.1.TEXT") == "two"
    assert at_path(record, "a.b") == 1
    assert at_path(record, "updates.7.text") is None
    assert names_of("api, web (north, south),,db") == ["api", "web (north, south)", "db"]
    assert names_of([{"id": 1, "title": "One"}, "Two"]) == ["One", "Two"]


def test_what_a_path_tells() -> None:
    assert date_of_path("2024/03/07/dns.md") == dt.date(2024, 3, 7)
    assert date_of_path("2024-03/07-25-dns.md") is None
    assert date_of_path("x/2024-03-07_dns-outage.md") == dt.date(2024, 3, 7)
    assert date_of_path("2024-99-01.md") is None
    assert title_of_path("x/2024-03-07_dns-outage.md") == "dns outage"
    assert title_of_path("lamp-off/README.md") == "lamp off"
    assert title_of("text\n\nSetext *title*\n====\n\n# Later") == "Setext title"
    assert title_of("# Summary\n\n# Impact\n") == ""
