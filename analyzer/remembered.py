"""Answers that cost much and are asked for again and again, kept for as long as there is room."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from threading import Lock
from typing import Generic, TypeVar

Asked = TypeVar("Asked", bound=Hashable)
Answer = TypeVar("Answer")


class Remembered(Generic[Asked, Answer]):
    """Answers by what was asked; those not asked for longest are forgotten where there are more than `most`. Safe to share between threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._known: OrderedDict[Asked, Answer] = OrderedDict()

    def of(self, asked: Sequence[Asked], work: Callable[[Sequence[Asked]], Iterable[Answer]]) -> list[Answer]:
        """The answers to `asked`, in its order. `work` answers what is not remembered, all at once and in the order given; it is never called by two
        threads at a time."""
        with self._lock:
            new = [one for one in dict.fromkeys(asked) if one not in self._known]
            fresh = dict(zip(new, work(new), strict=True)) if new else {}
            found = []
            for one in asked:
                if one in self._known:
                    self._known.move_to_end(one)
                    found.append(self._known[one])
                else:
                    found.append(fresh[one])
            self._known.update(fresh)
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return found
