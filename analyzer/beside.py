"""Work that runs beside other work: for what lets other threads run while it counts, as a network does."""

from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

Found = TypeVar("Found")


class Beside(Generic[Found]):
    """Begins `work` in a thread of its own at once."""

    def __init__(self, work: Callable[[], Found]) -> None:
        self._work = work
        self._found: list[Found] = []
        self._error: BaseException | None = None
        self._thread = Thread(target=self._run, name="beside", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._found.append(self._work())
        except BaseException as error:  # it is raised where the answer is asked for
            self._error = error

    def answer(self) -> Found:
        """Waits for what `work` answers, or raises what it raised."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._found[0]
