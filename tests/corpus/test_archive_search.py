"""What `similar` finds and how it explains it."""

import pytest
from built import Put, postmortem_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.archive import Archive
from models.factors import Decision
from models.incidents import Filters

DISK = "The disk of the ledger filled up because the log rotation stopped. Writes failed."
ROUTE = "A route leaked to a peer. Packets for Lisbon went astray."
TLS = "The certificate expired at midnight. Clients refused to connect."


def ids(archive: Archive, text: str, **options: object) -> list[str]:
    return [match.id for match in archive.similar(postmortem_of(text), **({"k": 10} | options)).results]


@pytest.fixture
def filled(archive: Archive, put: Put) -> Archive:
    for id, text in (("disk", DISK), ("route", ROUTE), ("tls", TLS)):
        put(id, text, title=f"About {id}", url=f"https://example.org/{id}", services=["Ledger"])
    return archive


@pytest.mark.parametrize(
    ("text", "best"), [("certificate expired", "tls"), ("Log rotation stopped and the disk filled up.", "disk"), ("packets route", "route")]
)
def test_the_likest_comes_first(filled: Archive, text: str, best: str) -> None:
    report = filled.similar(postmortem_of(text), k=10)
    assert report.results[0].id == best
    scores = [match.score for match in report.results]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert (report.archive.incidents, report.archive.passages) == (3, 3)


def test_an_incident_is_most_like_itself_and_can_be_left_out(filled: Archive) -> None:
    assert filled.similar(postmortem_of(DISK), k=1).results[0].score == pytest.approx(1, abs=1e-3)
    assert "disk" not in ids(filled, DISK, exclude_id="disk")
    assert len(ids(filled, DISK, exclude_id="disk")) == 2
    assert "disk" not in ids(filled, DISK, exclude_id="disk", filters=Filters(service="Ledger"))


def test_k_bounds_the_results(filled: Archive) -> None:
    assert len(ids(filled, DISK, k=2)) == 2
    assert len(ids(filled, DISK, k=100)) == 3


def test_an_empty_archive_has_no_answers(archive: Archive) -> None:
    report = archive.similar(postmortem_of(DISK), k=5)
    assert (report.results, report.archive.incidents) == ((), 0)


def test_matches_carry_their_passages_with_offsets_in_both_texts(filled: Archive) -> None:
    query = "Something unrelated.\n## Impact\nThe disk of the ledger filled up.\n"
    match = filled.similar(postmortem_of(query), k=1).results[0]
    assert (match.title, match.url, match.services) == ("About disk", "https://example.org/disk", ("Ledger",))
    (passage,) = match.passages
    assert DISK[passage.start : passage.end] == passage.quote == DISK
    assert query[passage.query_start : passage.query_end] == "The disk of the ledger filled up."
    assert 0 < passage.score <= 1


def test_shared_terms_are_rare_words_of_both(filled: Archive) -> None:
    match = filled.similar(postmortem_of("The LEDGER's disks filled; because of Lisbon, however."), k=1).results[0]
    assert match.id == "disk"
    assert set(match.shared_terms) == {"disks", "filled", "ledger"}


def test_explanations_can_be_left_out(filled: Archive) -> None:
    match = filled.similar(postmortem_of(DISK), k=1, factors=["disk"], explain=False).results[0]
    assert (match.passages, match.shared_terms, match.shared_factors) == ((), (), ())


def test_what_was_put_changed_or_deleted_counts_at_once(filled: Archive, put: Put) -> None:
    put("new", "The certificate of the mail relay expired.")
    assert ids(filled, "mail relay certificate expired")[0] == "new"
    put("new", "Cooling failed in the second hall.")
    assert ids(filled, "mail relay certificate expired")[0] == "tls"
    assert ids(filled, "cooling hall failed")[0] == "new"
    filled.delete("new")
    assert "new" not in ids(filled, "cooling hall failed")
    assert filled.index_in_step() == (True, "")


def test_a_long_draft_and_a_long_archive_entry(filled: Archive, put: Put) -> None:
    draft = " ".join(f"Step {number} of the {word} went on." for number in range(500) for word in ("ledger", "disk", "log"))
    put("long", draft)
    assert ids(filled, draft + " And more happened.")[0] == "long"


def test_texts_without_sentences_or_words(filled: Archive, put: Put) -> None:
    put("heading", "## Certificate expired")
    put("code", "code: certificate = none.")
    put("signs", "!!! ???")
    assert set(ids(filled, "## Certificate expired")) >= {"heading", "tls"}
    assert ids(filled, "## Certificate expired")[0] == "heading"
    assert filled.similar(postmortem_of("!!!"), k=3).results[0].id == "signs"
    assert filled.index_in_step() == (True, "")


def test_ties_go_by_id(archive: Archive, put: Put) -> None:
    for id in ("c", "a", "b"):
        put(id, DISK)
    assert ids(archive, DISK) == ["a", "b", "c"]


def test_many_like_ones_do_not_hide_a_filtered_one(archive: Archive, put: Put) -> None:
    for number in range(250):
        put(f"like-{number}", f"The disk filled up {number}.", severity="low")
    put("other", "Unlike anything.", severity="high")
    assert ids(archive, "The disk filled up.", filters=Filters(severity="high")) == ["other"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60))
def test_no_text_breaks_the_search(filled: Archive, text: str) -> None:
    report = filled.similar(postmortem_of(text), k=3)
    for match in report.results:
        original = {"disk": DISK, "route": ROUTE, "tls": TLS}[match.id]
        for passage in match.passages:
            assert original[passage.start : passage.end] == passage.quote
            assert 0 <= passage.query_start <= passage.query_end <= len(text)


def test_like_factors_bring_an_incident_forward(archive: Archive, put: Put) -> None:
    """The same mechanism in words that the query does not share; a reviewer's rejection takes it away again."""
    put("a", "Pumps ran dry.", tags={"retry-storm": 0.1, "expiry": 0.9})
    put("b", "Pumps ran dry.", tags={"retry-storm": 0.9, "expiry": 0.1})
    query = postmortem_of("Lanes asked again and again.")

    def order(**options: object) -> list[str]:
        return [match.id for match in archive.similar(query, k=2, **options).results]

    assert order() == ["a", "b"]
    assert order(confidences={"retry-storm": 0.8, "expiry": 0.05}) == ["b", "a"]
    assert order(confidences={"retry-storm": 0.05, "expiry": 0.8}) == ["a", "b"]
    archive.decide("b", "retry-storm", Decision.REJECTED)
    archive.decide("a", "retry-storm", Decision.CONFIRMED)
    assert archive.confidences("b") == {"retry-storm": 0.0, "expiry": 0.1}
    assert order(confidences={"retry-storm": 0.8, "expiry": 0.05}) == ["a", "b"]
    assert order(confidences={"unknown": 0.8}) == ["a", "b"]
