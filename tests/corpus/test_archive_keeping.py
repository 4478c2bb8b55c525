"""What is put in is read back, listed, decided on, exported and deleted."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest
from built import MODEL, TAXONOMY, Put, incident, postmortem_of, tag
from fakes import BagOfWords

from corpus.archive import Archive
from corpus.vector_cache import text_hash
from models.errors import BadInputError, ConflictError, NotFoundError, NotReadyError
from models.factors import Decision, VersionedName
from models.incidents import Filters, IncidentKind, Job


def test_an_incident_is_read_back_as_it_was_put(archive: Archive, put: Put) -> None:
    fields = {
        "title": "Ærø ☃ \U0001f525",
        "date": "2024-02-29",
        "services": ["Search", "API"],
        "severity": "SEV1",
        "kind": "near-miss",
        "url": "https://example.org/1",
        "started_at": "2024-02-29T10:00:00+01:00",
        "metadata": {"b": [1, None, {"ö": "\ud800"}], "a": 1.5},
    }
    assert put("one", "## Summary\r\nDisk full.\r\n", **fields) is True
    record = archive.get("one")
    assert record.incident == incident("one", "## Summary\r\nDisk full.\r\n", **fields)
    assert list(record.incident.metadata) == ["b", "a"]
    assert [section.title for section in record.sections] == ["", "Summary\r"]
    assert record.updated_at.tzinfo is not None
    assert record.revision == archive.revision("one")
    assert (archive.size().incidents, archive.size().passages, archive.ids()) == (1, 1, ("one",))


def test_the_same_again_writes_nothing(archive: Archive, put: Put) -> None:
    put("one", tags={"disk": 0.9})
    before = archive.get("one"), archive.generation
    assert put("one", tags={"disk": 0.9}) is False
    assert (archive.get("one"), archive.generation) == before
    assert put("one", "Another text.", tags={"disk": 0.9}) is False
    after = archive.get("one")
    assert after.revision != before[0].revision
    assert after.incident.text == "Another text."
    assert archive.generation == before[1] + 1


def test_put_again_with_other_tags_is_written(archive: Archive, put: Put) -> None:
    put("one", tags={"disk": 0.9})
    put("one", tags={"disk": 0.9, "queue": 0.8})
    assert [factor.id for factor in archive.get("one").factors] == ["disk", "queue"]


def test_unknown_ids(archive: Archive) -> None:
    for ask in (archive.get, archive.delete, archive.sentence_vectors, archive.get_job, archive.tagged_by):
        with pytest.raises(NotFoundError, match="nothing-here"):
            ask("nothing-here")
    with pytest.raises(NotFoundError):
        archive.decide("nothing-here", "disk", Decision.CONFIRMED)
    assert archive.revision("nothing-here") is None


def test_metadata_that_json_cannot_carry_is_told(archive: Archive, put: Put) -> None:
    with pytest.raises(BadInputError, match="metadata") as caught:
        put("one", metadata={"key": b"\xff\xfe"})
    assert caught.value.pointer == "/metadata"
    assert archive.ids() == ()


# --- factors and decisions


def test_factors_over_their_threshold_are_shown_most_confident_first(archive: Archive, put: Put) -> None:
    put("one", tags={"disk": 0.6, "queue": 0.9, "clock": 0.2})
    assert [(factor.id, factor.confidence) for factor in archive.get("one").factors] == [("queue", 0.9), ("disk", 0.6)]
    assert archive.tagged_by("one") == (TAXONOMY, MODEL)


def test_reviewers_outrank_the_model_and_their_words_survive(archive: Archive, put: Put) -> None:
    put("one", tags={"disk": 0.9, "queue": 0.8, "clock": 0.1})
    first = archive.revision("one")
    archive.decide("one", "disk", Decision.REJECTED, by="ana", note="It was the queue.")
    archive.decide("one", "clock", Decision.CONFIRMED)
    archive.decide("one", "unheard-of", Decision.CONFIRMED)
    second = archive.revision("one")
    assert second != first

    def words() -> list[tuple[str, float, str | None]]:
        return [(factor.id, factor.confidence, factor.decision) for factor in archive.get("one").factors]

    expected = [("disk", 0.9, "rejected"), ("queue", 0.8, None), ("clock", 0.1, "confirmed"), ("unheard-of", 0.0, "confirmed")]
    assert words() == expected
    assert (archive.get("one").factors[0].by, archive.get("one").factors[0].note) == ("ana", "It was the queue.")
    archive.decide("one", "disk", Decision.REJECTED, by="ana", note="It was the queue.")
    assert archive.revision("one") == second
    put("one", "All new. And more.", tags={"disk": 0.95, "queue": 0.8, "clock": 0.1})
    assert words() == [("disk", 0.95, "rejected"), *expected[1:]]
    archive.retag("one", [tag("disk", 0.7)], taxonomy=TAXONOMY, model=MODEL, chosen=["disk"])
    assert words() == [("disk", 0.7, "rejected"), ("clock", 0.0, "confirmed"), ("unheard-of", 0.0, "confirmed")]
    archive.decide("one", "disk", Decision.CONFIRMED)
    assert words()[0] == ("disk", 0.7, "confirmed")


def test_the_factor_filter_follows_the_reviewers(archive: Archive, put: Put) -> None:
    put("said", tags={"disk": 0.9})
    put("rejected", tags={"disk": 0.9})
    put("unsure", tags={"disk": 0.2})
    put("confirmed", tags={"disk": 0.2})
    archive.decide("rejected", "disk", Decision.REJECTED)
    archive.decide("confirmed", "disk", Decision.CONFIRMED)
    filters = Filters(factor="disk")
    assert [record.incident.id for record in archive.list(filters)[0]] == ["confirmed", "said"]
    report = archive.similar(postmortem_of("The disk filled up."), k=9, filters=filters, factors=["disk", "clock"])
    assert {(match.id, match.shared_factors) for match in report.results} == {("confirmed", ("disk",)), ("said", ("disk",))}


def test_retagging_twice_changes_nothing_the_second_time(archive: Archive, put: Put) -> None:
    put("one", tags={"disk": 0.9})
    newer = VersionedName(name="test-model", version="2")
    assert archive.retag("one", [tag("disk", 0.8)], taxonomy=TAXONOMY, model=newer, chosen=["disk"]) is True
    assert archive.retag("one", [tag("disk", 0.8)], taxonomy=TAXONOMY, model=newer, chosen=["disk"]) is False
    assert archive.tagged_by("one") == (TAXONOMY, newer)


def test_sentence_vectors_are_those_of_the_encoder(archive: Archive, put: Put) -> None:
    text = "The disk filled up. Writes failed.\nThe disk filled up."
    put("one", text)
    spans, rows = archive.sentence_vectors("one")
    assert [span.of(text) for span in spans] == ["The disk filled up.", "Writes failed.", "The disk filled up."]
    np.testing.assert_allclose(rows, BagOfWords().encode([span.of(text) for span in spans]), atol=5e-4)


def test_vectors_of_deleted_texts_are_deleted(archive: Archive, put: Put) -> None:
    put("one", "Shared words. Private words.")
    put("two", "Shared words. Other words.")
    keys = {text: text_hash(text) for text in ("Shared words.", "Private words.", "Other words.")}
    assert set(archive.known_vectors(list(keys.values()))) == set(keys.values())
    archive.delete("one")
    assert set(archive.known_vectors(list(keys.values()))) == {keys["Shared words."], keys["Other words."]}
    put("two", "Something else.")
    assert archive.known_vectors(list(keys.values())) == {}


# --- listing


def test_pages_are_complete_and_in_order_while_the_archive_changes(archive: Archive, put: Put) -> None:
    days = ["2024-01-02", None, "2024-01-01", "2024-01-02", None, "2023-12-31"]
    for number, day in enumerate(days):
        put(f"i{number}", date=day)
    seen: list[str] = []
    cursor = None
    while True:
        records, cursor = archive.list(Filters(), limit=2, cursor=cursor)
        seen += [record.incident.id for record in records]
        if len(seen) == 2:
            put("new", date="2024-06-01")
            archive.delete("i3")
        if cursor is None:
            break
    assert seen == ["i0", "i3", "i2", "i5", "i1", "i4"]


@pytest.mark.parametrize("cursor", ["", "x", "====", "W10", "bnVsbA", "WzEsMl0", "WyJ4IiwieSJd", "é", "W" * 3000])
def test_a_cursor_that_no_listing_gave_out(archive: Archive, put: Put, cursor: str) -> None:
    put("one")
    with pytest.raises(BadInputError, match="cursor"):
        archive.list(Filters(), cursor=cursor)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["b", "a", "c"]),
        ({"service": "search"}, ["a"]),
        ({"service": "SEARCH "}, ["a"]),
        ({"service": "sear"}, []),
        ({"severity": "sev1"}, ["b", "a"]),
        ({"kind": IncidentKind.SUCCESS}, ["c"]),
        ({"since": dt.date(2024, 1, 2)}, ["b"]),
        ({"until": dt.date(2024, 1, 1)}, ["a"]),
        ({"since": dt.date(2024, 1, 1), "until": dt.date(2024, 1, 2), "severity": "SEV1"}, ["b", "a"]),
        ({"factor": "disk"}, ["b"]),
    ],
)
def test_filters_hold_for_listings_and_for_search(archive: Archive, put: Put, filters: dict[str, object], expected: list[str]) -> None:
    put("a", date="2024-01-01", services=["Search", "search"], severity="SEV1")
    put("b", date="2024-01-02", services=["Research"], severity="Sev1 ", tags={"disk": 0.9})
    put("c", kind="success")
    narrowed = Filters.model_validate(filters)
    assert [record.incident.id for record in archive.list(narrowed)[0]] == expected
    report = archive.similar(postmortem_of("The disk filled up."), k=9, filters=narrowed)
    assert sorted(match.id for match in report.results) == sorted(expected)


def test_q_wants_all_words_and_is_never_syntax(archive: Archive, put: Put) -> None:
    put("one", "Certificates expired at midnight.", services=["Checkout"])
    put("two", "A certificate was renewed.")

    def found(q: str) -> list[str]:
        return [record.incident.id for record in archive.list(Filters(), q=q)[0]]

    assert found("certificate") == ["one", "two"]
    assert found("EXPIRED certificate") == ["one"]
    assert found("checkout") == ["one"]
    assert found("") == found("  ") == ["one", "two"]
    for syntax in (
        '"',
        "NEAR(a b)",
        "title:x",
        "a AND",
        "*",
        "expired*",
        "^one",
        "-",
        "(",
        "\x00",
        "col : x",
        "'; DROP TABLE incidents; --",
        "☃",
    ):
        assert set(found(syntax)) <= {"one", "two"}
    assert found("!!!") == []


# --- the rest


def test_export_carries_incidents_and_decisions_in_order_of_ids(archive: Archive, put: Put) -> None:
    put("b")
    put("a", tags={"disk": 0.9})
    archive.decide("a", "disk", Decision.REJECTED, by="ana")
    lines = archive.iter_incidents()
    first = next(lines)
    put("c")
    assert [first.incident.id, *(line.incident.id for line in lines)] == ["a", "b"]
    assert [(word.factor, word.decision, word.by) for word in first.decisions] == [("disk", "rejected", "ana")]


def test_jobs_and_small_values_outlive_the_process(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.create_job(Job(id="j1", kind="import", state="queued"))
    archive.create_job(Job(id="j2", kind="import", state="running", total=5, failed=({"id": "x", "error": "bad"},)))
    archive.create_job(Job(id="j0", kind="import", state="queued"))
    with pytest.raises(ConflictError):
        archive.create_job(Job(id="j1", kind="import", state="queued"))
    with pytest.raises(NotFoundError):
        archive.update_job(Job(id="j9", kind="import", state="queued"))
    archive.update_job(Job(id="j1", kind="import", state="succeeded", done=3))
    archive.set_meta("starter", "loading")
    archive.set_meta("starter", "loaded")
    archive.set_meta("generation", "not the store's own")
    archive.close()
    again = Archive(tmp_path)
    assert [job.id for job in again.unfinished_jobs()] == ["j2", "j0"]
    assert again.get_job("j1").done == 3
    assert again.get_job("j2").failed == ({"id": "x", "error": "bad"},)
    assert (again.get_meta("starter"), again.get_meta("other"), again.generation) == ("loaded", None, 0)
    again.close()


def test_without_an_encoder_only_what_needs_one_is_refused(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    for ask in (
        lambda: archive.similar(postmortem_of("Disk."), k=1),
        lambda: archive.put(incident("a"), postmortem_of("Disk."), [], taxonomy=TAXONOMY, model=MODEL, chosen=[]),
    ):
        with pytest.raises(NotReadyError):
            ask()
    assert (archive.ready(), archive.ids(), archive.known_vectors(["00"])) == (False, (), {})
    archive.attach(BagOfWords())
    assert archive.ready()
    archive.close()
