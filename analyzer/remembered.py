"""Answers that cost much and are asked for again and again, kept for as long as there is room."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from threading import Lock
from typing import Generic, TypeVar

Asked = TypeVar("Asked", bound=Hashable)
Answer = TypeVar("Answer")


def _one(asked: object) -> int:
    return 1


class Remembered(Generic[Asked, Answer]):
    """Answers by what was asked; those not asked for longest are forgotten where they weigh more than `most` together. `weigh` says what one
    weighs; left out, each weighs one. Safe to share between threads."""

    def __init__(self, most: int, *, weigh: Callable[[Asked], int] = _one) -> None:
        self._most = most
        self._weigh = weigh
        self._weight = 0
        self._lock = Lock()
        self._known: OrderedDict[Asked, Answer] = OrderedDict()

    def of(self, asked: Sequence[Asked], work: Callable[[Sequence[Asked]], Iterable[Answer]]) -> list[Answer]:
        """The answers to `asked`, in its order. `work` answers what is not remembered, all at once and in the order given; it is never called by two
        threads at a time."""
        with self._lock:
            known = self._known
            new = [one for one in dict.fromkeys(asked) if one not in known]
            fresh = dict(zip(new, work(new), strict=True)) if new else {}
            found = []
            for one in asked:
                if one in known:
                    known.move_to_end(one)
                    found.append(known[one])
                else:
                    found.append(fresh[one])
            known.update(fresh)
            self._weight += sum(map(self._weigh, fresh))
            while self._weight > self._most:
                forgotten, _ = known.popitem(last=False)
                self._weight -= self._weigh(forgotten)
        return found
