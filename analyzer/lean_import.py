"""Imports a library without the optional ones that it would pull in."""

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType


class _Unseen(MetaPathFinder):
    """Says of some modules that they are not there, to one thread only: others may be importing them in earnest."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names, self._thread = names, threading.get_ident()

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if fullname in self._names and threading.get_ident() == self._thread:
            raise ModuleNotFoundError(f"{fullname} is left out here", name=fullname)
        return None


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Within it, imports of the modules `names` fail in this thread as if they were not installed; what is imported already stays."""
    finder = _Unseen(frozenset(names))
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


@contextmanager
def standing_in(name: str, **values: object) -> Iterator[None]:
    """Within it, imports of the module `name` and of its parent package find an empty one with these `values`, unless they are imported already; later
    imports find the real ones. For what a library imports for its own command line alone."""
    parent = name.rpartition(".")[0]
    placed = {}
    for one, content in ((parent, {}), (name, values)):
        if one not in sys.modules:
            placed[one] = ModuleType(one)
            vars(placed[one]).update(content)
    sys.modules.update(placed)
    try:
        yield
    finally:
        for one, module in placed.items():
            if sys.modules.get(one) is module:
                del sys.modules[one]
