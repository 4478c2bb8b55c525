"""Damage, full disks, locks, old and new versions: what was acknowledged stays, and the message says what to do."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from built import MODEL, TAXONOMY, incident, postmortem_of, putting, tag
from fakes import BagOfWords

import corpus.search.mirror
import corpus.store.database
from corpus.archive import Archive
from corpus.store.database import Database
from corpus.store.schema import MIGRATIONS, VERSION
from models.errors import NotFoundError, StoreCorruptError, StoreError, StoreFullError, StoreLockedError
from models.factors import Decision


class Reversed(BagOfWords):
    """Another encoder: the same vectors the other way round."""

    fingerprint = "reversed-64"

    def encode(self, texts):  # type: ignore[no-untyped-def]
        return super().encode(texts)[:, ::-1]


def opened(directory: Path, **options: bool) -> Archive:
    return Archive(directory, BagOfWords(), **options)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A closed archive of three incidents, its index saved."""
    archive = opened(tmp_path / "data")
    put = putting(archive)
    put("disk", "The disk filled up. Writes failed.", tags={"disk-full": 0.9})
    put("route", "A route leaked. Packets were lost.")
    put("tls", "The certificate expired. Clients gave up.")
    archive.close()
    return tmp_path / "data"


def answers(archive: Archive) -> list[tuple[str, float]]:
    return [
        (match.id, match.score) for match in archive.similar(postmortem_of("The disk filled up and a certificate expired."), k=9).results
    ]


# --- the index is a copy that can always be made again


def test_a_sound_saved_index_is_used(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus.search.mirror.Mirror, "_add", lambda self, changes: changes and pytest.fail("built anew"))
    archive = opened(data)
    assert archive.index_in_step() == (True, "")
    assert len(answers(archive)) == 3
    archive.close()


def truncated(index: Path) -> None:
    file = next(index.glob("passages-*.faiss"))
    file.write_bytes(file.read_bytes()[:-40])


def flipped(index: Path) -> None:
    file = next(index.glob("wholes-*.faiss"))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def without_manifest(index: Path) -> None:
    (index / "passages.json").unlink()


def without_file(index: Path) -> None:
    next(index.glob("passages-*.faiss")).unlink()


def gone(index: Path) -> None:
    shutil.rmtree(index)


def from_the_future(index: Path) -> None:
    for name in ("passages.json", "wholes.json"):
        said = json.loads((index / name).read_text())
        (index / name).write_text(json.dumps(said | {"generation": 99}))


def of_two_ages(index: Path) -> None:
    said = json.loads((index / "wholes.json").read_text())
    (index / "wholes.json").write_text(json.dumps(said | {"generation": 1}))


@pytest.mark.parametrize("damage", [truncated, flipped, without_manifest, without_file, gone, from_the_future, of_two_ages])
def test_a_damaged_index_is_built_from_the_store(data: Path, damage: Callable[[Path], None]) -> None:
    archive = opened(data)
    expected = answers(archive)
    archive.close()
    damage(data / "index")
    archive = opened(data)
    assert answers(archive) == expected
    assert archive.index_in_step() == (True, "")
    archive.close()
    archive = opened(data)
    assert answers(archive) == expected
    archive.close()


def test_an_index_that_lags_behind_catches_up(data: Path) -> None:
    """As after a crash: the store went on, the saved index did not."""
    old = data.parent / "old-index"
    shutil.copytree(data / "index", old)
    archive = opened(data)
    put = putting(archive)
    put("disk", "Cooling failed. Racks went dark.")
    put("new", "The disk filled up again.")
    archive.delete("tls")
    expected = answers(archive)
    archive.close()
    shutil.rmtree(data / "index")
    shutil.copytree(old, data / "index")
    archive = opened(data)
    assert archive.index_in_step() == (True, "")
    assert answers(archive) == expected
    assert {id for id, _ in expected} == {"disk", "route", "new"}
    archive.close()


def test_an_index_that_cannot_be_saved_costs_nothing_but_time(data: Path) -> None:
    shutil.rmtree(data / "index")
    (data / "index").write_text("a file where the directory should be")
    archive = opened(data)
    assert len(answers(archive)) == 3
    archive.close()


def test_other_processes_writes_are_found(data: Path) -> None:
    server, other = opened(data, serving=True), opened(data)
    putting(other)("new", "Cooling failed in hall two.")
    other.delete("route")
    found = [match.id for match in server.similar(postmortem_of("Cooling failed."), k=9).results]
    assert found[0] == "new"
    assert sorted(found) == ["disk", "new", "tls"]
    assert server.index_in_step() == (True, "")
    other.close()
    server.close()


# --- another encoder


def test_another_encoders_vectors_are_made_anew(data: Path) -> None:
    archive = opened(data)
    expected = answers(archive)
    archive.close()
    archive = Archive(data, Reversed())
    assert dict(answers(archive)) == pytest.approx(dict(expected))
    _, rows = archive.sentence_vectors("disk")
    np.testing.assert_allclose(rows, Reversed().encode(["The disk filled up.", "Writes failed."]), atol=5e-4)
    archive.close()
    with sqlite3.connect(data / "archive.db") as connection:
        assert connection.execute("SELECT DISTINCT fingerprint FROM vectors UNION SELECT fingerprint FROM passages").fetchall() == [
            ("reversed-64",)
        ]
    connection.close()


def test_making_vectors_anew_goes_on_where_it_was_cut_off(data: Path) -> None:
    class Failing(Reversed):
        calls = 0

        def encode(self, texts):  # type: ignore[no-untyped-def]
            Failing.calls += 1
            if Failing.calls == 2:
                raise KeyboardInterrupt
            return super().encode(texts)

    with pytest.raises(KeyboardInterrupt):
        Archive(data, Failing())
    archive = Archive(data, Failing())
    assert Failing.calls == 4
    assert len(answers(archive)) == 3
    assert archive.index_in_step() == (True, "")
    archive.close()


def test_vectors_are_not_made_anew_under_a_running_server(data: Path) -> None:
    server = opened(data, serving=True)
    with pytest.raises(StoreLockedError):
        Archive(data, Reversed())
    with pytest.raises(StoreError, match="encoder"):
        Archive(data, Reversed(), read_only=True)
    assert len(answers(server)) == 3
    server.close()


# --- the database


@pytest.mark.parametrize("content", [b"this is no database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 4000])
def test_what_is_no_database_is_told_and_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "archive.db").write_bytes(content)
    with pytest.raises(StoreCorruptError, match="postmortem backup"):
        opened(tmp_path)
    assert (tmp_path / "archive.db").read_bytes() == content


def damaged_pages(file: Path) -> bytes:
    """Overwrites the head of every page but the first two; what the file then holds."""
    content = bytearray(file.read_bytes())
    for page in range(2, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    file.write_bytes(content)
    return bytes(content)


def test_a_damaged_database_is_not_backed_up_over_a_good_copy(data: Path, tmp_path: Path) -> None:
    damaged_pages(data / "archive.db")
    (tmp_path / "copy.db").write_bytes(b"the last good copy")
    archive = Archive(data, read_only=True)
    with pytest.raises(StoreCorruptError):
        archive.backup(tmp_path / "copy.db")
    archive.close()
    assert (tmp_path / "copy.db").read_bytes() == b"the last good copy"
    assert not list(tmp_path.glob("*.partial"))


@pytest.mark.parametrize("emptied", [True, False])
def test_a_lost_database_is_not_taken_for_a_new_archive(data: Path, emptied: bool) -> None:
    file = data / "archive.db"
    if emptied:
        file.write_bytes(b"")
    else:
        file.unlink()
    with pytest.raises(StoreCorruptError, match="index"):
        Archive(data, serving=True)
    shutil.rmtree(data / "index")
    Archive(data, serving=True).close()


def test_a_damaged_database_is_told_when_a_server_starts(data: Path) -> None:
    file = data / "archive.db"
    content = damaged_pages(file)
    with pytest.raises(StoreCorruptError, match=r"archive\.db") as told:
        Archive(data, serving=True)
    assert "\n" not in str(told.value)
    with pytest.raises(StoreCorruptError):
        Archive(data, serving=True)
    assert file.read_bytes() == content


def test_a_truncated_database_is_told(data: Path) -> None:
    file = data / "archive.db"
    file.write_bytes(file.read_bytes()[: 4096 * 3])
    with pytest.raises(StoreCorruptError):
        opened(data).get("disk")


def test_a_full_disk_changes_nothing(data: Path) -> None:
    archive = opened(data)
    before = [archive.get(id) for id in archive.ids()], archive.generation, answers(archive)
    writer = archive._database._writer
    assert writer is not None
    pages = writer.execute("PRAGMA page_count").fetchone()[0]
    writer.execute(f"PRAGMA max_page_count = {pages + 1}")
    put = putting(archive)
    long = " ".join(f"Sentence {number} fills the disk." for number in range(400))
    for id in ("new", "disk"):
        with pytest.raises(StoreFullError, match="full"):
            put(id, long)
    assert ([archive.get(id) for id in archive.ids()], archive.generation, answers(archive)) == before
    writer.execute("PRAGMA max_page_count = 1000000")
    assert put("new", long) is True
    assert archive.index_in_step() == (True, "")
    archive.close()


def test_a_write_that_fails_half_way_changes_nothing(data: Path) -> None:
    archive = opened(data)
    before = archive.get("disk"), archive.generation
    with pytest.raises(sqlite3.IntegrityError):
        archive.put(incident("disk", "New."), postmortem_of("New."), [tag("a", 1), tag("a", 1)], taxonomy=TAXONOMY, model=MODEL, chosen=[])
    assert (archive.get("disk"), archive.generation) == before
    archive.close()


def test_a_database_of_version_1_is_brought_forward(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "archive.db")
    connection.executescript(MIGRATIONS[0])
    connection.execute("PRAGMA user_version = 1")
    connection.execute(
        "INSERT INTO incidents (id, body, read, day, kind, taxonomy, model, content, revision, updated_at) "
        "VALUES (?, ?, ?, '', 'incident', ?, ?, '', 'r', ?)",
        (
            "old",
            incident("old").model_dump_json(),
            json.dumps({"sections": [], "actions": []}),
            TAXONOMY.model_dump_json(),
            MODEL.model_dump_json(),
            "2024-01-01T00:00:00+00:00",
        ),
    )
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match="older"):
        Archive(tmp_path, read_only=True)
    archive = opened(tmp_path)
    assert archive.get("old").incident == incident("old")
    assert archive.unfinished_jobs() == ()
    archive.close()
    with sqlite3.connect(tmp_path / "archive.db") as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
    connection.close()


def test_a_database_of_a_newer_version_is_refused(data: Path) -> None:
    connection = sqlite3.connect(data / "archive.db")
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    for options in ({}, {"read_only": True}, {"serving": True}):
        with pytest.raises(StoreError, match="newer"):
            opened(data, **options)


def test_a_migration_that_fails_leaves_the_old_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Database(tmp_path / "archive.db").close()
    monkeypatch.setattr("corpus.store.schema.MIGRATIONS", (*MIGRATIONS, "CREATE TABLE extra (x);\nCREATE TABLE jobs (y);\n"))
    monkeypatch.setattr("corpus.store.schema.VERSION", VERSION + 1)
    with pytest.raises(StoreError):
        Database(tmp_path / "archive.db")
    monkeypatch.undo()
    database = Database(tmp_path / "archive.db")
    with database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'extra'").fetchone() == (0,)
    database.close()


def test_what_was_restored_from_a_backup_is_searched(data: Path, tmp_path: Path) -> None:
    archive = opened(data)
    archive.backup(tmp_path / "copy.db")
    expected = answers(archive)
    putting(archive)("late", "The disk filled up and a certificate expired.")
    archive.close()
    for file in data.glob("archive.db*"):
        file.unlink()
    shutil.copy(tmp_path / "copy.db", data / "archive.db")
    archive = opened(data)
    assert answers(archive) == expected
    archive.close()


def test_an_index_of_another_history_is_never_caught_up(data: Path, tmp_path: Path) -> None:
    """A backup is put back and the archive goes on beyond the generation of the index that was saved before."""
    archive = opened(data)
    archive.backup(tmp_path / "copy.db")
    putting(archive)("lost", "The disk filled up and a certificate expired.")
    archive.close()
    shutil.move(data / "index", tmp_path / "old-index")
    for file in data.glob("archive.db*"):
        file.unlink()
    shutil.copy(tmp_path / "copy.db", data / "archive.db")
    archive = opened(data)
    put = putting(archive)
    put("cooling", "Cooling failed in hall two.")
    put("fibre", "A digger cut the fibre.")
    expected = answers(archive)
    archive.close()
    shutil.rmtree(data / "index")
    shutil.move(tmp_path / "old-index", data / "index")
    archive = opened(data)
    assert answers(archive) == expected
    assert archive.index_in_step() == (True, "")
    archive.close()


def test_a_backup_that_fails_says_so_and_leaves_nothing(data: Path, tmp_path: Path) -> None:
    archive = opened(data)
    with pytest.raises(StoreError):
        archive.backup(tmp_path / "no-such-folder" / "copy.db")
    archive.close()
    assert not (tmp_path / "no-such-folder").exists()


# --- directories and locks


def test_a_directory_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for options in ({}, {"serving": True}):
        with pytest.raises(StoreError, match="file"):
            Archive(tmp_path / "file" / "data", **options)


def test_reading_only(data: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        Archive(tmp_path / "none", read_only=True)
    assert not (tmp_path / "none").exists()
    archive = opened(data, read_only=True)
    assert len(answers(archive)) == 3
    with pytest.raises(StoreError, match="reading only"):
        archive.decide("disk", "disk-full", Decision.CONFIRMED)
    archive.close()


def test_a_directory_that_may_not_be_written_can_be_read(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus.store.database.os, "access", lambda path, mode: False)
    before = sorted(file.name for file in data.iterdir())
    archive = opened(data, read_only=True)
    assert len(answers(archive)) == 3
    archive.backup(tmp_path / "copy.db")
    archive.close()
    assert sorted(file.name for file in data.iterdir()) == before


def test_a_closed_archive_says_so(data: Path) -> None:
    archive = opened(data)
    archive.close()
    archive.close()
    for ask in (archive.ids, lambda: archive.delete("disk")):
        with pytest.raises(StoreError, match="closed"):
            ask()


def test_only_one_server_serves_a_directory(data: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from corpus.archive import Archive\n"
        "archive = Archive(Path(sys.argv[1]), serving=True); print('serving', flush=True); sys.stdin.read()"
    )
    server = subprocess.Popen([sys.executable, "-c", program, str(data)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert server.stdin is not None
    assert server.stdout is not None
    with server:
        assert server.stdout.readline() == "serving\n"
        with pytest.raises(StoreLockedError, match=rf"process {server.pid}\b.*{data.name}"):
            Archive(data, serving=True)
        reader = opened(data)
        assert len(reader.ids()) == 3
        reader.close()
        server.kill()
        server.wait()
        Archive(data, serving=True).close()
