"""Properties: an export reads back as it was, no input raises, and no value of a record is lost."""

import csv
import io
import json
import string

from hypothesis import example, given
from hypothesis import strategies as st

from corpus.exporting import export_lines
from corpus.importers import Failed, FieldMapping, Imported, Skipped, load_bytes
from corpus.importers.building import SERVICE_LIMIT, SEVERITY_LIMIT, TITLE_LIMIT, URL_LIMIT
from corpus.importers.ids import id_of_path, made_id, slug, usable_id
from corpus.importers.mapping import TARGETS
from models.factors import Decision
from models.incidents import Archived, DecisionRecord, Incident, IncidentKind
from models.text import TextFormat

NAMES = ("a.md", "a.txt", "a.csv", "a.tsv", "a.json", "a.ndjson", "a.html", "a.docx", "a", "b/c.md")
text = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1).filter(str.strip)
words = st.text(string.ascii_letters + string.digits + "äé漢", min_size=1, max_size=20)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=8), inner, max_size=3),
    max_leaves=8,
)
moments = st.none() | st.datetimes(timezones=st.timezones() | st.none())


@st.composite
def incidents(draw: st.DrawFn) -> Incident:
    started = draw(moments)
    try:
        return Incident(
            id=draw(words),
            title=draw(text.filter(lambda value: len(value) <= TITLE_LIMIT)),
            text=draw(text),
            format=draw(st.sampled_from(TextFormat)),
            url=draw(st.none() | text),
            date=draw(st.none() | st.dates()),
            severity=draw(st.none() | words),
            services=tuple(draw(st.lists(words, max_size=3))),
            started_at=started,
            detected_at=started,
            kind=draw(st.sampled_from(IncidentKind)),
            metadata=draw(st.dictionaries(words, values, max_size=4)),
        )
    except ValueError:  # Years 1 and 9999 leave the calendar when they are told in UTC.
        return Incident(id=draw(words), title="t", text=draw(text))


decisions = st.builds(DecisionRecord, factor=words, decision=st.sampled_from(Decision), by=st.none() | text, note=st.none() | text)
archives = st.lists(st.builds(Archived, incident=incidents(), decisions=st.lists(decisions, max_size=3).map(tuple)), max_size=4)


@given(archives)
def test_an_export_imports_back_to_the_same_archive(archive: list[Archived]) -> None:
    distinct = list({archived.incident.id: archived for archived in archive}.values())
    lines = list(export_lines(distinct))
    assert all("\n" not in line for line in lines)
    found = list(load_bytes("export.ndjson", "".join(line + "\n" for line in lines).encode())) if lines else []
    assert [item.archived for item in found if isinstance(item, Imported)] == distinct
    assert len(found) == len(distinct)


def test_an_export_carries_half_a_surrogate_pair_and_not_a_number() -> None:
    archived = Archived(incident=Incident(id="a", title="t", text="x", metadata={"half": "\ud83d", "infinite": float("inf")}))
    (line,) = export_lines([archived])
    (item,) = load_bytes("export.ndjson", line.encode())
    assert isinstance(item, Imported)
    assert item.archived == archived


@given(st.sampled_from(NAMES), st.binary(max_size=300))
def test_no_bytes_raise(name: str, data: bytes) -> None:
    for item in load_bytes(name, data):
        assert isinstance(item, Imported | Failed | Skipped)


@example("a.html", ".TXT")
@given(st.sampled_from(NAMES), st.text(st.characters(codec="utf-8") | st.sampled_from("<>/[](){}'\"\\,;:|#-=\n\t&!"), max_size=200))
def test_no_text_raises(name: str, content: str) -> None:
    for item in load_bytes(name, content.encode()):
        assert isinstance(item, Imported | Failed | Skipped)
        if isinstance(item, Imported):
            assert Incident.model_validate(item.incident.model_dump()) == item.incident


fields = st.sampled_from(
    ["id", "Title", "summary", "description", "Updates", "severity", "service", "products", "url", "type", "colour", "Root cause", "notes"]
)
phrases = st.lists(words, min_size=1, max_size=6).map(" ".join)


def appears(value: str, incident: Incident) -> bool:
    return value in json.dumps(incident.model_dump(mode="json"), ensure_ascii=False)


@given(st.dictionaries(fields, phrases, min_size=1), phrases)
def test_no_value_of_a_json_record_is_lost(record: dict[str, str], body: str) -> None:
    (item,) = load_bytes("a.json", json.dumps({**record, "text": body}).encode())
    assert isinstance(item, Imported)
    for value in [*record.values(), body]:
        assert appears(value, item.incident)


@given(
    st.lists(st.fixed_dictionaries(dict.fromkeys(("title", "text", "service", "colour", "day of week"), phrases)), min_size=1, max_size=4)
)
def test_no_cell_of_a_table_is_lost(rows: list[dict[str, str]]) -> None:
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, fieldnames=list(rows[0]), quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    found = [item.incident for item in load_bytes("a.csv", buffer.getvalue().encode()) if isinstance(item, Imported)]
    assert len({incident.id for incident in found}) == len(found) == len({tuple(row.values()) for row in rows})
    for row in rows:
        assert any(all(appears(value, incident) for value in row.values()) for incident in found)


@given(text)
def test_markdown_without_a_head_is_kept_to_the_character(body: str) -> None:
    for item in load_bytes("a.md", b"# T\n\n" + body.encode()):
        assert isinstance(item, Imported)
        assert item.incident.text == "# T\n\n" + body


@given(st.text())
def test_made_ids_can_be_used(name: str) -> None:
    for id in (usable_id(name), id_of_path(name), made_id(name, "x")):
        assert Incident(id=id, title="t", text="x").id == id
        assert usable_id(id) == id
    assert slug(slug(name)) == slug(name) or len(slug(name)) > 100


@given(
    st.dictionaries(
        st.sampled_from(TARGETS), st.lists(st.text("ab.,+= ").filter(str.strip).map(str.strip), min_size=1, max_size=2), min_size=1
    )
)
def test_a_mapping_reads_back_from_its_notation(sources: dict[str, list[str]]) -> None:
    mapping = FieldMapping({target: tuple(names) for target, names in sources.items()}, frozenset(sources))
    assert FieldMapping.parse(mapping.notation) == mapping


def test_the_limits_are_those_of_an_incident() -> None:
    full = Incident(
        id="a", title="t" * TITLE_LIMIT, text="x", severity="s" * SEVERITY_LIMIT, services=("s" * SERVICE_LIMIT,), url="u" * URL_LIMIT
    )
    for field, value in (("title", "t" * TITLE_LIMIT + "t"), ("severity", "s" * SEVERITY_LIMIT + "s"), ("url", "u" * URL_LIMIT + "u")):
        try:
            Incident(**{**full.model_dump(), field: value})
        except ValueError:
            continue
        raise AssertionError(f"{field} takes more than the importers believe")
