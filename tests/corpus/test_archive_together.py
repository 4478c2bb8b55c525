"""Many threads and processes at one archive."""

import subprocess
import sys
import threading
from pathlib import Path

from built import Put, postmortem_of
from fakes import BagOfWords

from corpus.archive import Archive
from models.incidents import Filters


def together(*work: object) -> None:
    """Runs functions at once; the first exception of any is raised."""
    failures: list[BaseException] = []

    def watched(function: object) -> None:
        try:
            function()  # type: ignore[operator]
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=watched, args=(function,)) for function in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def test_readers_and_writers_at_once(archive: Archive, put: Put) -> None:
    def writer(name: str) -> None:
        for number in range(15):
            put(f"{name}-{number}", f"The disk of {name} filled up {number} times.")
            found = {match.id for match in archive.similar(postmortem_of(f"The disk of {name} filled up {number} times."), k=100).results}
            assert f"{name}-{number}" in found
            if number % 3 == 0:
                archive.delete(f"{name}-{number}")
                found = {match.id for match in archive.similar(postmortem_of("The disk filled up."), k=100).results}
                assert f"{name}-{number}" not in found

    def reader() -> None:
        for _ in range(15):
            records, _ = archive.list(Filters(), limit=200)
            report = archive.similar(postmortem_of("The disk filled up."), k=5)
            assert len(report.results) == min(5, report.archive.incidents)
            assert all(record.revision for record in records)

    together(lambda: writer("a"), lambda: writer("b"), reader, reader)
    assert archive.size().incidents == 20
    assert archive.index_in_step() == (True, "")


def test_the_same_id_from_many_threads(archive: Archive, put: Put) -> None:
    created: list[bool] = []
    together(*(lambda number=number: created.append(put("one", f"Version {number}.")) for number in range(6)))
    assert sum(created) == 1
    assert archive.ids() == ("one",)
    assert archive.index_in_step() == (True, "")


def test_a_backup_while_others_write_is_whole(archive: Archive, put: Put, tmp_path: Path) -> None:
    copies = [tmp_path / f"copy-{number}.db" for number in range(4)]
    put("first")

    def write() -> None:
        for number in range(30):
            put(f"i{number}", f"Text number {number}. And more.")

    together(write, lambda: [archive.backup(copy) for copy in copies])
    for copy in copies:
        restored = tmp_path / copy.stem
        restored.mkdir()
        copy.rename(restored / "archive.db")
        again = Archive(restored, BagOfWords(), serving=True)
        assert again.index_in_step() == (True, "")
        assert again.generation == again.size().incidents == len(again.ids()) >= 1
        again.close()


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from built import putting; from fakes import BagOfWords; from corpus.archive import Archive\n"
        "archive = Archive(Path(sys.argv[1]), BagOfWords()); put = putting(archive)\n"
        "for number in range(10): put(f'{sys.argv[2]}-{number}', f'Disk {number} of {sys.argv[2]} filled up.')\n"
        "archive.close()"
    )
    processes = [
        subprocess.Popen([sys.executable, "-c", program, str(tmp_path / "data"), name], env={"PYTHONPATH": ":".join(sys.path)})
        for name in "ab"
    ]
    assert [process.wait() for process in processes] == [0, 0]
    archive = Archive(tmp_path / "data", BagOfWords())
    assert len(archive.ids()) == archive.generation == 20
    assert archive.index_in_step() == (True, "")
    archive.close()
