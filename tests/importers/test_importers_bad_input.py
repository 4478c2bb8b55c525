"""What cannot be read fails by itself, says why and where, and the rest goes on."""

import io
import zipfile
from pathlib import Path

import pytest

from corpus.importers import Failed, FieldMapping, Imported, Item, Skipped, load, load_bytes
from corpus.importers import docx as docx_importer
from models.errors import UnreadableFileError


def items(name: str, data: bytes | str, mapping: str | None = None) -> list[Item]:
    content = data.encode() if isinstance(data, str) else data
    return list(load_bytes(name, content, mapping=FieldMapping.parse(mapping) if mapping else None))


def zipped(**parts: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


DOCUMENT = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'

ONE_FAILURE = {
    "empty": ("a.md", b"", "is empty"),
    "white space": ("a.md", b" \r\n\t", "white space"),
    "only a head": ("a.md", b"---\ntitle: x\n---\n\n", "head without a body"),
    "cp1252": ("a.md", b"# Caf\xe9", "Byte 5 is 0xe9"),
    "cp1252 after a mark": ("a.md", b"\xef\xbb\xbfCaf\xe9", "Byte 6 is 0xe9"),
    "broken UTF-16": ("a.md", b"\xff\xfea\x00\x00\xd8", "UTF-16, but byte 4"),
    "UTF-32": ("a.md", b"\xff\xfe\x00\x00a\x00\x00\x00", "UTF-32"),
    "binary named md": ("a.md", b"\x00\x01\x02\x03", "binary"),
    "image named csv": ("a.csv", b"\x89PNG\r\n\x1a\n\x00", "PNG"),
    "PDF": ("a.pdf", b"%PDF-1.7 ...", "PDF"),
    "old Word": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "Office document"),
    "broken YAML": ("a.md", "---\ntitle: DNS: gone\n---\nText", "line 2"),
    "key twice in YAML": ("a.md", "---\ntitle: a\ntitle: b\n---\nText", "'title' 2 times"),
    "broken TOML": ("a.md", "+++\ntitle = \n+++\nText", "TOML"),
    "no date": ("a.md", "---\ndate: last Tuesday or so\n---\nText", "date: 'last Tuesday or so' is no date"),
    "ambiguous date": ("a.md", "---\ndate: 03/04/2024\n---\nText", "2024-03-04 or 2024-04-03"),
    "incomplete date": ("a.md", "---\ndate: March 2024\n---\nText", "incomplete"),
    "unknown zone": ("a.md", "---\nstarted_at: 7 March 2024 10:00 XQT\n---\nText", "time zone 'XQT'"),
    "NUL in a value": ("a.json", r'{"title": "x", "text": "a\u0000b"}', "NUL"),
    "truncated JSON": ("a.json", '{"title": "x", "text": "a', "no JSON"),
    "JSON number": ("a.json", "[1]", "A record is an object, but this is int"),
    "empty list": ("a.json", "[]", "list is empty"),
    "key twice in JSON": ("a.json", '{"text": "a", "text": "b"}', "'text' occurs twice"),
    "deep JSON": ("a.json", '{"text": ' + "[" * 50_000, "deep"),
    "JSON without text": ("a.json", '{"colour": "red"}', "the fields are colour"),
    "header only": ("a.csv", "title,text\n", "no row below"),
    "wrong delimiter": ("a.csv", "title^text\na^b\n", "one column only"),
    "no text column": ("a.csv", "colour,shape\nred,round\n", "say --map text=COLUMN"),
    "quote not closed": ("a.csv", 'title,text\n"a,b\n', "double quote"),
    "no words in HTML": ("a.html", "<html><body><img src='x.png'><nav>Home</nav></body></html>", "no text"),
    "deep HTML": ("a.html", "<html><body>" + "<div>" * 5000, "nested more than"),
    "ZIP": ("a.docx", zipped(**{"a.md": "x"}), "no Word document"),
    "damaged ZIP": ("a.docx", b"PK\x03\x04 and then nothing", "damaged"),
    "damaged XML": ("a.docx", zipped(**{"word/document.xml": "<w:document>"}), "damaged"),
    "DOCX without words": ("a.docx", zipped(**{"word/document.xml": DOCUMENT + "</w:body></w:document>"}), "no text"),
    "DOCX with entities": (
        "a.docx",
        zipped(**{"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]>' + DOCUMENT + "&b;</w:body></w:document>"}),
        "document type",
    ),
    "newer export": ("a.ndjson", '{"schema": "postmortem.incident/2", "id": "a"}', "postmortem.incident/2"),
    "bad export": ("a.ndjson", '{"schema": "postmortem.incident/1", "id": "a/b", "title": "t", "text": "x"}', "id:"),
    "bad incident": ("a.ndjson", '{"id": "a", "title": "t", "text": "x", "date": "2024-13-01"}', "date:"),
    "bad kind": ("a.json", '{"text": "x", "what": "y"}', "no kind", "kind=what"),
}


@pytest.mark.parametrize("case", ONE_FAILURE.values(), ids=ONE_FAILURE)
def test_bad_input_is_one_clear_failure(case: tuple[str, ...]) -> None:
    name, data, message, *mapping = case
    (item,) = items(name, data, *mapping)
    assert isinstance(item, Failed)
    assert item.source == name
    assert message in item.error
    assert len(item.error) < 600


def test_a_bad_line_does_not_stop_the_next() -> None:
    lines = ['{"text": "one"}', '{"text": "tw', '{"text": "three"}', "[4]", '{"text": "five"}']
    found = items("a.ndjson", "\n".join(lines))
    assert [type(item).__name__ for item in found] == ["Imported", "Failed", "Imported", "Failed", "Imported"]
    assert [item.where for item in found] == [f"line {number}" for number in range(1, 6)]


def test_a_truncated_first_line_is_found_by_content_too() -> None:
    found = items("feed", '{"text": "tw\n{"text": "three"}\n')
    assert [type(item).__name__ for item in found] == ["Failed", "Imported"]


def test_a_line_that_is_not_utf8_fails_by_itself_with_its_offset() -> None:
    data = b'{"text": "one"}\n{"text": "caf\xe9"}\n{"text": "three"}\n'
    found = items("a.ndjson", data)
    assert [type(item).__name__ for item in found] == ["Imported", "Failed", "Imported"]
    assert f"Byte {data.index(0xE9)} is 0xe9" in found[1].error  # type: ignore[union-attr]


def test_a_row_that_is_not_utf8_fails_by_itself_with_its_offset() -> None:
    data = b'title,text\nA,"one\ntwo"\nB,"caf\xe9\nau lait"\nC,three\n'
    found = items("a.csv", data)
    assert [(type(item).__name__, item.where) for item in found] == [("Imported", "line 2"), ("Failed", "line 4"), ("Imported", "line 6")]
    assert f"Byte {data.index(0xE9)} is 0xe9" in found[1].error  # type: ignore[union-attr]


def test_a_row_with_too_many_or_too_few_fields_fails_by_itself() -> None:
    found = items("a.csv", "title,text\nA,one\nB\nC,three,more\nD,four,\nE,five\n")
    assert [type(item).__name__ for item in found] == ["Imported", "Failed", "Failed", "Imported", "Imported"]
    assert "3 fields" in found[2].error  # type: ignore[union-attr]


def test_a_column_that_does_not_exist_is_named_with_the_nearest() -> None:
    (item,) = items("a.csv", "title,description\nA,one\n", "text=descripton")
    assert isinstance(item, Failed)
    assert "'descripton'" in item.error
    assert "'description'" in item.error


def test_a_field_that_no_record_has_is_told_once() -> None:
    found = items("a.ndjson", '{"text": "one", "service": "x"}\n{"text": "two"}\n', "services=servce")
    assert [type(item).__name__ for item in found] == ["Imported", "Imported", "Failed"]
    assert "'service'" in found[2].error  # type: ignore[union-attr]


def test_an_id_that_the_user_chose_must_be_unique() -> None:
    found = items("a.csv", "n,text\n1,one\n1,two\n1,one\n", "id=n")
    assert [type(item).__name__ for item in found] == ["Imported", "Failed", "Skipped"]
    assert "line 2" in found[1].error  # type: ignore[union-attr]


def test_a_document_larger_than_the_limit_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.importers.sources.MAX_DOCUMENT_BYTES", 100)
    (item,) = items("a.md", b"x" * 101)
    assert isinstance(item, Failed)
    assert "100 bytes" in item.error


def test_a_line_longer_than_the_limit_fails_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.importers.sources.MAX_LINE_BYTES", 100)
    found = items("a.ndjson", '{"text": "' + "x" * 300 + '"}\n{"text": "two"}\n')
    assert [(type(item).__name__, item.where) for item in found] == [("Failed", "line 1"), ("Imported", "line 2")]


def test_the_unpacked_size_is_checked_before_unpacking(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped(**{"word/document.xml": b"<a>" + b" " * (docx_importer.MAX_XML_BYTES + 1)})
    assert len(bomb) < 100_000

    def never(*_: object, **__: object) -> None:
        raise AssertionError("the document was unpacked")

    monkeypatch.setattr(zipfile.ZipFile, "open", never)
    (item,) = items("a.docx", bomb)
    assert isinstance(item, Failed)
    assert "larger than" in item.error


def test_a_missing_path_and_an_empty_folder_raise_at_once(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="No such file"):
        load(tmp_path / "gone")
    with pytest.raises(UnreadableFileError, match="no files"):
        load(tmp_path)


def test_links_to_folders_and_special_files_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\nText")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "dangling.md").symlink_to(tmp_path / "nowhere")
    found = list(load(tmp_path))
    assert [(type(item).__name__, item.source) for item in found] == [("Imported", "a.md"), ("Skipped", "dangling.md")]


def test_the_root_decides_the_id(tmp_path: Path) -> None:
    folder = tmp_path / "2024" / "dns"
    folder.mkdir(parents=True)
    (folder / "report.md").write_text("Text")
    ids = {item.incident.id for root in (tmp_path, None) for item in load(tmp_path, root=root) if isinstance(item, Imported)}
    assert ids == {"2024-dns-report"}
    (alone,) = load(folder / "report.md", root=tmp_path)
    assert isinstance(alone, Imported)
    assert alone.incident.id == "2024-dns-report"


def test_the_index_page_of_an_export_is_skipped() -> None:
    page = '<html><body><div id="main-header"></div><div id="content"><h2>Available Pages:</h2><ul><li>One</li></ul></div></body></html>'
    (item,) = items("index.html", page)
    assert isinstance(item, Skipped)


def test_a_title_over_the_limit_is_kept_whole_in_the_metadata() -> None:
    title = "word " * 400
    (item,) = items("a.json", '{"text": "x", "title": "' + title + '"}')
    assert isinstance(item, Imported)
    assert len(item.incident.title) <= 1000
    assert item.incident.metadata["full_title"] == title.strip()


def test_a_cell_of_several_megabytes_is_read() -> None:
    (item,) = items("a.csv", "title,text\nA," + "word " * 500_000 + "\n")
    assert isinstance(item, Imported)
    assert len(item.incident.text) == 2_500_000
